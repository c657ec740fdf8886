"""Identifiers of records.

HSDS ids are UUIDs. A source whose own ids are something else gets a UUID computed from them, so that importing the same
file twice names the same records. Not for the ids of clients or referrals, which are random.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha1
from uuid import UUID

from directory.hsds import formats

# Fixed for ever: changing it would rename every imported record. Itself drawn once at random.
_NAMESPACE = UUID("6f1c1d3e-4f0a-4c57-9c5e-0a6f5a0c6b1d")

_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}
"""RFC 4122 fixes two bits of the seventeenth hex digit."""

_MOST_IDS = 16_384
"""A record's id is asked for again by what links to it, most often in the same or the next rows."""


@lru_cache(maxsize=_MOST_IDS)
def source_id(source: str, table: str, key: str) -> str:
    """The UUIDv5 (RFC 4122) of a record that `source` calls `key` in its `table`, as lower-case text.

    `source` is the name of the import, `table` the HSDS record type. Raises `ValueError` for a line break in either,
    since it separates the three.
    """
    if "\n" in source or "\n" in table:
        raise ValueError(f"A source or table name cannot contain a line break: {source!r}, {table!r}.")
    told = f"{source}\n{table}\n{key}".encode()
    # What `uuid.uuid5` does, a third of the time without its object: an import asks for some six ids a listing.
    digits = sha1(_NAMESPACE.bytes + told, usedforsecurity=False).hexdigest()
    return f"{digits[:8]}-{digits[8:12]}-5{digits[13:16]}-{_VARIANT[digits[16]]}{digits[17:20]}-{digits[20:32]}"


def is_uuid(text: str) -> bool:
    """Whether HSDS takes the text as an id as it stands."""
    return formats.is_uuid(text)
