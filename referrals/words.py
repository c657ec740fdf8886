"""Checks of what callers type before it reaches a database: identifiers and short texts.

A NUL character or half a surrogate pair is no text to PostgreSQL and would come back as its error, not ours.
"""

from __future__ import annotations

import unicodedata
from uuid import UUID

from referrals.errors import InvalidReferral

_ALLOWED_CONTROLS = "\n\r\t"


def is_uuid(text: str) -> bool:
    """Whether it is a UUID in its usual form, as all our ids and those of HSDS are."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def check_text(field: str, text: str, longest: int) -> None:
    """Refuse a text that is too long (in characters) or holds what is no character."""
    if len(text) > longest:
        raise InvalidReferral(field, f"is longer than {longest} characters")
    if any(unicodedata.category(one) in ("Cc", "Cs") and one not in _ALLOWED_CONTROLS for one in text):
        raise InvalidReferral(field, "holds control characters")
