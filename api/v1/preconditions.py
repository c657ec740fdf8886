"""The headers that make a change safe: `If-Match` with the version that was read, `Idempotency-Key` for doing it once.

Not for: what is kept under a key (`api.store.idempotency`). Entity tags are quoted (RFC 9110, 8.8.3); the mark `W/`, which
proxies add when they compress, is taken off, because our tags name versions and not bytes.
"""

from __future__ import annotations

from flask import request

from api.errors import MalformedRequest, PreconditionMissing
from referrals.actor import Actor, ActorKind

IF_MATCH = "If-Match"
IDEMPOTENCY_KEY = "Idempotency-Key"

IF_MATCH_PARAMETER = {
    "name": IF_MATCH,
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "description": "The ETag that was read, with its quotes. Answers 412 if it changed in between.",
}
IDEMPOTENCY_PARAMETER = {
    "name": IDEMPOTENCY_KEY,
    "in": "header",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
    "description": "A UUID of your own. The same key and body again gives the same referral. Systems must send it.",
}


def etag_of(version: int | str) -> str:
    """The version as an entity tag."""
    return f'"{version}"'


def given_etag() -> str | None:
    """What `If-Match` names, without quotes; None for no header and for `*`. Raises MalformedRequest for a list."""
    header = request.headers.get(IF_MATCH, "").strip()
    if header in {"", "*"}:
        return None
    tag = header.removeprefix("W/")
    if len(tag) < 3 or tag[0] != '"' or tag[-1] != '"' or '"' in tag[1:-1]:
        raise MalformedRequest(f"{IF_MATCH} must be one ETag with its quotes, or *.")
    return tag[1:-1]


def required_etag() -> str:
    """What `If-Match` names. Raises PreconditionMissing; `*` is no version."""
    tag = given_etag()
    if tag is None:
        raise PreconditionMissing(IF_MATCH, "the ETag of the document that was read, so that nobody's change is lost")
    return tag


def given_version() -> int | None:
    """The version that `If-Match` names, None for none. Raises MalformedRequest for what is no version."""
    tag = given_etag()
    if tag is None:
        return None
    if not (tag.isascii() and tag.isdigit()) or len(tag) > 9:
        raise MalformedRequest(f"{IF_MATCH} must be the ETag of a referral.")
    return int(tag)


def idempotency_key(actor: Actor) -> str | None:
    """The key, None where a person sends none. Raises PreconditionMissing for a system without."""
    key = request.headers.get(IDEMPOTENCY_KEY)
    if key is None and actor.kind is ActorKind.SYSTEM:
        raise PreconditionMissing(IDEMPOTENCY_KEY, "systems retry, and a referral must be made once")
    return key
