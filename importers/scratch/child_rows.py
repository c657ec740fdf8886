"""Rows of child tables, kept on disk and found by their parent, so that a package of any size needs little memory.

Not for: staging finished records (`importers.scratch.staging`). The decision a reader would ask about: a temporary SQLite
file, because the rows of a child table come in no order and a dictionary of them would be the whole package in memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from importers.drafts import Document

ANY_TABLE = ""  # for links that give only the parent's id (attributes, metadata)

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(dict[str, object])


@dataclass(frozen=True, slots=True)
class ChildRow:
    """One row under one parent: `table` is a name of `tabular_names`, `row` its number in the report."""

    parent_table: str
    parent_key: str
    table: str
    row: int
    document: Document


class ChildRows:
    """Child rows by parent. Add all before looking any up."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._indexed = False

    @classmethod
    @contextmanager
    def in_folder(cls, folder: Path) -> Iterator[ChildRows]:
        """A store in `folder` for the length of the block."""
        with closing(sqlite3.connect(folder / "child_rows.sqlite", isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("DROP TABLE IF EXISTS child")
            connection.execute(
                "CREATE TABLE child (parent_key TEXT, parent_table TEXT, name TEXT, row INTEGER, document BLOB)"
            )
            connection.execute("BEGIN")
            yield cls(connection)

    def add(self, rows: Iterable[ChildRow]) -> None:
        """Keep the rows."""
        self._connection.executemany(
            "INSERT INTO child VALUES (?, ?, ?, ?, ?)",
            ((r.parent_key, r.parent_table, r.table, r.row, _encoder.encode(r.document)) for r in rows),
        )

    def of(self, parent_table: str, parent_key: str) -> list[ChildRow]:
        """The rows under one parent in the order of the files."""
        if not self._indexed:
            self._connection.execute("CREATE INDEX child_by_parent ON child (parent_key, parent_table)")
            self._indexed = True
        found = self._connection.execute(
            "SELECT name, row, document FROM child WHERE parent_key = ? AND parent_table IN (?, '') ORDER BY row",
            (parent_key, parent_table),
        )
        return [ChildRow(parent_table, parent_key, name, row, _decoder.decode(text)) for name, row, text in found]

    def all(self) -> Iterator[ChildRow]:
        """Every row, once for each parent that it names, in the order of the rows."""
        found = self._connection.execute("SELECT parent_table, parent_key, name, row, document FROM child ORDER BY row")
        for parent_table, parent_key, name, row, text in found:
            yield ChildRow(parent_table, parent_key, name, row, _decoder.decode(text))
