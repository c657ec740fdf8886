"""The errors that a command answers with one sentence instead of a traceback: the trees of every floor, and files.

Not for: what was typed wrongly; click answers that, in the same form (`Error: …`).
"""

from __future__ import annotations

from api.auth.errors import AuthError
from api.errors import ApiError, InvalidSetting
from directory.errors import DirectoryError
from importers.errors import ImportingError
from matching.errors import MatchingError
from referrals.errors import ReferralsError

OUR_ERRORS = (ApiError, AuthError, DirectoryError, ImportingError, MatchingError, ReferralsError)


def sentence_of(error: Exception) -> str:
    """What to say, on one line: a driver's or a system's words may run over several."""
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    return " ".join(str(error).split())


def exit_status_of(error: Exception) -> int | None:
    """2 for a setting that cannot be used, 1 for any other error of ours or of a file, None for what is not ours."""
    if isinstance(error, InvalidSetting):
        return 2
    return 1 if isinstance(error, (*OUR_ERRORS, OSError)) else None
