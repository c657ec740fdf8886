"""What an index file knows of itself: the version of its tables, and the last change that it holds.

Not for: listings. The decision a reader would ask about: this is written in the transaction that changed the listings,
so the file never claims more or less than it holds, wherever a crash cuts in.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

_PREFIX = "listing"  # every table of the embedded index begins so


@dataclass(frozen=True, slots=True)
class IndexState:
    """`applied_seq` is the last `change_seq` that the listings reflect; beside the records themselves it has no meaning."""

    version: int
    applied_seq: int = 0


def read_state(index: sqlite3.Connection) -> IndexState | None:
    """The state, or None for a file without an index."""
    if not index.execute("SELECT 1 FROM sqlite_master WHERE name = 'index_state'").fetchone():
        return None
    row = index.execute("SELECT version, applied_seq FROM index_state").fetchone()
    return None if row is None else IndexState(*row)


def write_state(index: sqlite3.Connection, state: IndexState) -> None:
    """Note the state within the present transaction."""
    index.execute("CREATE TABLE IF NOT EXISTS index_state (version INTEGER NOT NULL, applied_seq INTEGER NOT NULL)")
    index.execute("DELETE FROM index_state")
    index.execute("INSERT INTO index_state VALUES (?, ?)", (state.version, state.applied_seq))


def drop_tables(index: sqlite3.Connection) -> None:
    """Remove the tables of an index of any version, the virtual ones first: they take their own helpers along."""
    found = "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB ? AND (sql LIKE 'CREATE VIRTUAL%') = ?"
    for virtual in (1, 0):
        for (name,) in index.execute(found, (f"{_PREFIX}*", virtual)).fetchall():
            index.execute(f'DROP TABLE "{name}"')
