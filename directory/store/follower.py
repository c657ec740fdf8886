"""Keeps the embedded index in a file of its own in step with the records on a PostgreSQL server.

Not for: SQLite, where records and index share one file and one transaction. The decision a reader would ask about:
the file itself remembers the last change that it has, in the transaction that applied it. So a file that is missing,
deleted or left behind by a crash needs no special care: it is simply further behind, and catches up from the records.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, Row, select

from directory.errors import StoreUnusable
from directory.store.batches import BATCH_SIZE
from directory.store.engine import BUSY_TIMEOUT_MS, reading
from directory.store.index_state import IndexState, read_state, write_state
from directory.store.indexing import Indexing, index_services
from directory.store.rebuilding import rebuild
from directory.store.record_reading import RecordReader
from directory.store.tables import record
from directory.store.touched import Touched


class IndexFollower:
    """Applies the records' changes to an index file. Several processes may share the file: they take turns."""

    def __init__(self, engine: Engine, path: Path, indexing: Indexing) -> None:
        self._engine = engine
        self._path = path
        self._indexing = indexing

    def catch_up(self) -> int:
        """Apply all changes that the file lacks; how many. A file without listings is built from the records."""
        with self._changing() as index, reading(self._engine) as connection:
            state = read_state(index)
            if state is None or self._is_foreign(state, connection):
                return rebuild(connection, index, self._indexing)
            return self._apply_since(state.applied_seq, connection, index)

    def rebuild(self) -> int:
        """Build the file's listings anew in one transaction; how many services."""
        with self._changing() as index, reading(self._engine) as connection:
            return rebuild(connection, index, self._indexing)

    def _is_foreign(self, state: IndexState, connection: Connection) -> bool:
        """Whether the file has other tables than ours, or is ahead of the records (which came from a backup)."""
        latest = RecordReader(connection).last_change_seq()
        return state.version != self._indexing.version or state.applied_seq > latest

    def _apply_since(self, applied: int, connection: Connection, index: sqlite3.Connection) -> int:
        count = 0
        writer = self._indexing.writer_on(index)
        while rows := _changed_since(connection, applied):
            touched = Touched()
            for row in rows:
                touched.add(row.record_type, row.id)
            index_services(connection, touched.services(connection), self._indexing.prepare, writer)
            applied = rows[-1].change_seq
            count += len(rows)
        if count:
            write_state(index, IndexState(self._indexing.version, applied))
        return count

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        """The file, opened and locked; committed at the end, left as it was on an error."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000)) as index:
                index.execute("PRAGMA journal_mode = WAL")
                index.execute("PRAGMA synchronous = NORMAL")
                index.execute("BEGIN IMMEDIATE")
                yield index
                index.execute("COMMIT")
        except (OSError, sqlite3.DatabaseError) as error:
            raise StoreUnusable(f"The index file {self._path} cannot be used: {error}") from error


def _changed_since(connection: Connection, change_seq: int) -> list[Row[str, str, int]]:
    changed = select(record.c.record_type, record.c.id, record.c.change_seq).where(record.c.change_seq > change_seq)
    return list(connection.execute(changed.order_by(record.c.change_seq).limit(BATCH_SIZE)))
