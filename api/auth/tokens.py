"""Secrets that machines hold: made at random, kept as digests.

Access tokens are opaque, not JWTs. A deactivated client is shut out with the next request, not when its last token runs
out; there is no signing key to guard, rotate or leak; and what it costs, one read by primary key a request, is nothing
beside the search that follows. A plain SHA-256 is enough for 256 random bits: argon2 protects what people can remember.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

CLIENT_PREFIX = "wrs_"
ACCESS_PREFIX = "wrt_"
"""Prefixes let scanners of source code and logs know a leaked one when they see it."""

RANDOM_BYTES = 32


def new_secret() -> str:
    """A client secret: 256 random bits."""
    return CLIENT_PREFIX + secrets.token_urlsafe(RANDOM_BYTES)


def new_token() -> str:
    """An access token: 256 random bits."""
    return ACCESS_PREFIX + secrets.token_urlsafe(RANDOM_BYTES)


def digest(secret: str) -> str:
    """What is kept of a secret: 64 hexadecimal digits."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def is_digest_of(kept: str | None, secret: str) -> bool:
    """Whether a secret is the one that was kept, in the same time for every answer."""
    return hmac.compare_digest(kept or digest(""), digest(secret)) and kept is not None
