"""The directory's database: where units of work and read views come from.

Not for: SQL. One `Database` is made at start and shared by all threads. The decision a reader would ask about: with
SQLite the index lives in the same file and the same transaction; with PostgreSQL it is a SQLite file of its own that
follows the records (`follower.py`). Callers see no difference: what was committed is found by the next search.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import structlog
from sqlalchemy import Connection, Engine

from directory.errors import StoreUnusable
from directory.store.ahead import Ahead
from directory.store.engine import open_engine, reading, sqlite_path, widen_cache, writing
from directory.store.follower import IndexFollower
from directory.store.index_state import read_state
from directory.store.indexing import Indexing, index_services
from directory.store.migration import run_migrations
from directory.store.rebuilding import rebuild
from directory.store.touched import Touched
from directory.store.unit_of_work import ReadView, UnitOfWork

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "directory_version"
logger = structlog.get_logger(__name__)


def utc_now() -> datetime:
    """The moment, with its zone."""
    return datetime.now(UTC)


class Database:
    """A SQLite file (`sqlite:///var/wraparound.db`) or a PostgreSQL database (`postgresql://…`).

    `indexing` says how listings are made and written; without it no index is kept. `index_path` is the index file beside a
    PostgreSQL database, and is not used with SQLite. Raises `StoreUnusable`.
    """

    def __init__(
        self,
        url: str,
        *,
        index_path: Path | None = None,
        indexing: Indexing | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self.engine: Engine = open_engine(url)
        self._indexing = indexing
        self._clock = clock
        self._follower: IndexFollower | None = None
        self.index_path = sqlite_path(self.engine) if self._is_sqlite else index_path
        if indexing is not None and not self._is_sqlite:
            if index_path is None:
                raise StoreUnusable("With PostgreSQL the index needs a file of its own: give its path.")
            self._follower = IndexFollower(self.engine, index_path, indexing)

    def migrate(self) -> None:
        """Make or upgrade the tables, and the index where it is missing, of another version or behind."""
        run_migrations(self.engine, MIGRATIONS, VERSION_TABLE)
        if self._is_sqlite and self._index_is_foreign():
            self.rebuild_index()
        self.catch_up_index()

    @contextmanager
    def unit_of_work(self, *, actor: str, ahead: Ahead | None = None) -> Iterator[UnitOfWork]:
        """A transaction as that actor ("import:dc-211", "user:7f…"); undone unless it is committed.

        `ahead` has listings that were prepared before; it changes no outcome.
        """
        changed = False
        try:
            with writing(self.engine) as connection:
                if ahead is not None:
                    widen_cache(connection)
                work = UnitOfWork(connection, actor, self._clock(), partial(self._index, ahead=ahead))
                try:
                    yield work
                finally:
                    changed = work.committed and bool(work.records.touched)
        finally:
            if changed:
                self._follow()

    def ahead(self, executor: Executor) -> Ahead | None:
        """Prepares listings in other processes for units of work to come; None where the index is not kept by those."""
        indexing = self._indexing
        if indexing is None or indexing.read_preparer is None or not self._is_sqlite:
            return None
        return Ahead(executor, indexing.read_preparer, indexing.prepare)

    @contextmanager
    def read(self) -> Iterator[ReadView]:
        """One moment of the database, to read from."""
        with reading(self.engine) as connection:
            yield ReadView(connection, self._clock())

    def catch_up_index(self) -> None:
        """Apply what other processes have committed to the index file. Nothing to do with SQLite."""
        if self._follower is not None:
            self._follower.catch_up()

    def rebuild_index(self) -> int:
        """Build every listing anew, visible all at once when it is done; how many services."""
        if self._indexing is None:
            return 0
        if self._follower is not None:
            return self._follower.rebuild()
        with writing(self.engine) as connection:
            count = rebuild(connection, _driver_connection(connection), self._indexing)
            connection.commit()
        return count

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    @property
    def _is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    def _index_is_foreign(self) -> bool:
        """Whether the index in the SQLite file is missing or has the tables of another version."""
        if self._indexing is None:
            return False
        with reading(self.engine) as connection:
            state = read_state(_driver_connection(connection))
        return state is None or state.version != self._indexing.version

    def _follow(self) -> None:
        """Catch up after a commit. What was committed stays so, even where the index file cannot take it yet."""
        try:
            self.catch_up_index()
        except StoreUnusable as error:
            logger.warning("the index file is behind until the next change", reason=str(error))

    def _index(self, connection: Connection, touched: Touched, ahead: Ahead | None) -> None:
        """Bring listings up to date within a unit of work; with PostgreSQL the follower does it after the commit."""
        if self._indexing is not None and self._is_sqlite and touched:
            writer = self._indexing.writer_on(_driver_connection(connection))
            prepare = ahead.prepare if ahead is not None else self._indexing.prepare
            index_services(connection, touched.services(connection), prepare, writer, touched.created)


def _driver_connection(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver
