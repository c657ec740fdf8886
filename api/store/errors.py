"""The errors of this store, one class for each thing a caller can do something about.

IdempotencyError
├── InvalidIdempotencyKey   the key is empty, too long, or holds more than printable ASCII
└── IdempotencyKeyReused    the same caller used the key for another request
"""

from __future__ import annotations


class IdempotencyError(Exception):
    """Any error of idempotency keys."""

    code = "idempotency_error"


class InvalidIdempotencyKey(IdempotencyError):
    """The key cannot be one."""

    code = "invalid_idempotency_key"

    def __init__(self) -> None:
        super().__init__("Idempotency-Key: must have 1 to 255 printable ASCII characters; a UUID is a good one.")


class IdempotencyKeyReused(IdempotencyError):
    """The key was used for another request."""

    code = "idempotency_key_reused"

    def __init__(self) -> None:
        super().__init__("This Idempotency-Key was used for a request that said something else: take a new key.")
