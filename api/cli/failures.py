"""The errors that a command answers with one sentence instead of a traceback: the trees of every floor."""

from __future__ import annotations

from api.auth.errors import AuthError
from api.errors import ApiError, InvalidSetting
from directory.errors import DirectoryError
from importers.errors import ImportingError
from matching.errors import MatchingError
from referrals.errors import ReferralsError

__all__ = ["OUR_ERRORS", "InvalidSetting"]

OUR_ERRORS = (ApiError, AuthError, DirectoryError, ImportingError, MatchingError, ReferralsError)
