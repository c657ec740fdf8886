"""What the browser's session remembers of a search: sensitive words, and facts about the person at the desk.

Not for: people's accounts. The decision a reader would ask about: the session is a signed cookie, so nothing of this is
stored on the server, nothing is in an address, and it is gone with "Clear" or when the browser's session ends.
"""

from __future__ import annotations

import secrets
from typing import Any

from flask import session

from api.pages.search_state import Kept

_SEARCHES = "kept_searches"
_PERSON = "person_facts"
_SAVED = "saved_listings"
MOST_KEPT = 4  # a cookie holds 4 kB; earlier ones are forgotten
MOST_SAVED = 40

CARRIED = (_SEARCHES, _PERSON, _SAVED)
"""What outlives signing in: a coach who found something and then signs in has not lost it."""


def kept_searches() -> Kept:
    """Token → words and needs."""
    return {token: (words, tuple(needs)) for token, words, needs in session.get(_SEARCHES, [])}


def keep_search(words: str, needs: tuple[str, ...]) -> str:
    """Keep them out of the address; the token to put there instead."""
    for token, kept in kept_searches().items():
        if kept == (words, needs):
            return token
    token = secrets.token_urlsafe(6)
    session[_SEARCHES] = [*session.get(_SEARCHES, []), [token, words, list(needs)]][-MOST_KEPT:]
    return token


def person_facts() -> dict[str, Any]:
    """The fields of the form "About the person", as they were sent."""
    facts = session.get(_PERSON, {})
    return facts if isinstance(facts, dict) else {}


def remember_person(facts: dict[str, Any]) -> None:
    """Remember the form; an empty one is forgotten."""
    if facts:
        session[_PERSON] = facts
    else:
        session.pop(_PERSON, None)


def saved_listings() -> tuple[str, ...]:
    """Ids of listings put aside, in the order in which they were."""
    return tuple(session.get(_SAVED, []))


def save_listing(listing_id: str) -> None:
    """Put a listing aside."""
    session[_SAVED] = list(dict.fromkeys([*saved_listings(), listing_id]))[-MOST_SAVED:]


def forget_listing(listing_id: str | None = None) -> None:
    """Take a listing back, or all."""
    session[_SAVED] = [one for one in saved_listings() if listing_id not in (None, one)]


def carried() -> dict[str, Any]:
    """What is to be put back after a new session has begun."""
    return {name: session[name] for name in CARRIED if name in session}


def put_back(values: dict[str, Any]) -> None:
    """Put it back."""
    session.update(values)
