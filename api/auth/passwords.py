"""Passwords of people: which are good enough, and their argon2id hashes (RFC 9106).

A check costs the same whether or not there is an account, so that response times do not tell who has one. Hashing takes
tens of milliseconds and 64 MiB by design: never call it inside a transaction that holds SQLite's write lock.
"""

from __future__ import annotations

import unicodedata
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from api.auth.errors import InvalidAccount

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 256
"""Characters. Long enough for any passphrase; without a bound, hashing would be a way to keep the server busy."""


class Passwords:
    """Hashes and checks. `hasher` carries the cost; tests pass a cheap one."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()

    def hash(self, password: str) -> str:
        """The hash to keep. Raises InvalidAccount for a password that is too short or too long."""
        if len(password) < SHORTEST_PASSWORD:
            raise InvalidAccount("password", f"must have at least {SHORTEST_PASSWORD} characters")
        if len(password) > LONGEST_PASSWORD:
            raise InvalidAccount("password", f"must have at most {LONGEST_PASSWORD} characters")
        if len(set(password)) < 4:
            raise InvalidAccount("password", "must not repeat so few characters")
        return self._hasher.hash(_bytes(password))

    def matches(self, kept: str | None, password: str) -> bool:
        """Whether the password is the one that was hashed. `kept` None: no, after the same work."""
        if len(password) > LONGEST_PASSWORD:
            return False
        try:
            self._hasher.verify(kept or self._nobodys, _bytes(password))
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None

    def is_outdated(self, kept: str) -> bool:
        """Whether the hash was made at another cost than today's."""
        return self._hasher.check_needs_rehash(kept)

    @cached_property
    def _nobodys(self) -> str:
        return self._hasher.hash("nobody has this password, and nobody could sign in with it")


def _bytes(password: str) -> bytes:
    """One form for what looks the same on different keyboards (NIST SP 800-63B, 3.1.1.2 asks for NFKC or NFKD)."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
