"""Identifiers of records.

HSDS ids are UUIDs. A source whose own ids are something else gets a UUID computed from them, so that importing the same
file twice names the same records. Not for the ids of clients or referrals, which are random.
"""

from __future__ import annotations

from uuid import UUID, uuid5

from directory.hsds import formats

# Fixed for ever: changing it would rename every imported record. Itself drawn once at random.
_NAMESPACE = UUID("6f1c1d3e-4f0a-4c57-9c5e-0a6f5a0c6b1d")


def source_id(source: str, table: str, key: str) -> str:
    """The UUIDv5 (RFC 4122) of a record that `source` calls `key` in its `table`, as lower-case text.

    `source` is the name of the import, `table` the HSDS record type. Raises `ValueError` for a line break in either,
    since it separates the three.
    """
    if "\n" in source or "\n" in table:
        raise ValueError(f"A source or table name cannot contain a line break: {source!r}, {table!r}.")
    return str(uuid5(_NAMESPACE, f"{source}\n{table}\n{key}"))


def is_uuid(text: str) -> bool:
    """Whether HSDS takes the text as an id as it stands."""
    return formats.is_uuid(text)
