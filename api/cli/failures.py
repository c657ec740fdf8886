"""The errors that a command answers with one sentence instead of a traceback: the trees of every floor."""

from __future__ import annotations

from api.auth.errors import AuthError
from api.errors import ApiError, InvalidSetting
from directory.errors import DirectoryError
from importers.errors import ImportingError
from matching.errors import MatchingError
from referrals.errors import ReferralsError

OUR_ERRORS = (ApiError, AuthError, DirectoryError, ImportingError, MatchingError, ReferralsError)


def exit_status_of(error: Exception) -> int | None:
    """2 for a setting that cannot be used, 1 for any other error of ours, None for what is not ours."""
    if isinstance(error, InvalidSetting):
        return 2
    return 1 if isinstance(error, OUR_ERRORS) else None
