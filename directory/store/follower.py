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

from sqlalchemy import Engine, select

from directory.search.embedded.schema import create_tables
from directory.store.batches import BATCH_SIZE
from directory.store.engine import BUSY_TIMEOUT_MS, reading
from directory.store.indexing import ListingProjector, embedded_writer, index_services
from directory.store.rebuilding import rebuild
from directory.store.record_reading import RecordReader
from directory.store.tables import record
from directory.store.touched import Touched


class IndexFollower:
    """Applies the records' changes to an index file. Several processes may share the file: they take turns."""

    def __init__(self, engine: Engine, path: Path, projector: ListingProjector) -> None:
        self._engine = engine
        self._path = path
        self._projector = projector

    def catch_up(self) -> int:
        """Apply all changes that the file lacks; how many. A file that has none is built from the records."""
        with self._changing() as index:
            applied = _applied_seq(index)
            if applied is None:
                return self._rebuild(index)
            return self._apply_since(index, applied)

    def rebuild(self) -> int:
        """Build the file's listings anew in one transaction; how many services."""
        with self._changing() as index:
            return self._rebuild(index)

    def _rebuild(self, index: sqlite3.Connection) -> int:
        with reading(self._engine) as connection:
            latest = RecordReader(connection).last_change_seq()
            count = rebuild(connection, self._projector, embedded_writer(index))
        _note_applied(index, latest)
        return count

    def _apply_since(self, index: sqlite3.Connection, applied: int) -> int:
        count = 0
        with reading(self._engine) as connection:
            while True:
                changed = (
                    select(record.c.record_type, record.c.id, record.c.change_seq)
                    .where(record.c.change_seq > applied)
                    .order_by(record.c.change_seq)
                    .limit(BATCH_SIZE)
                )
                rows = connection.execute(changed).all()
                if not rows:
                    return count
                touched = Touched()
                for row in rows:
                    touched.add(row.record_type, row.id)
                services = touched.services(connection)
                index_services(connection, services, self._projector, embedded_writer(index))
                applied = rows[-1].change_seq
                _note_applied(index, applied)
                count += len(rows)

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        """The file, opened and locked; committed at the end, rolled back on an error."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000)) as index:
            index.execute("PRAGMA journal_mode = WAL")
            index.execute("PRAGMA synchronous = NORMAL")
            index.execute("BEGIN IMMEDIATE")
            create_tables(index)
            index.execute("CREATE TABLE IF NOT EXISTS index_follower (applied_seq INTEGER NOT NULL)")
            yield index
            index.execute("COMMIT")


def _applied_seq(index: sqlite3.Connection) -> int | None:
    row = index.execute("SELECT applied_seq FROM index_follower").fetchone()
    return None if row is None else int(row[0])


def _note_applied(index: sqlite3.Connection, change_seq: int) -> None:
    index.execute("DELETE FROM index_follower")
    index.execute("INSERT INTO index_follower (applied_seq) VALUES (?)", (change_seq,))
