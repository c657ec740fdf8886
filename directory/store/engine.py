"""Opens the database file or server: one engine for each database, with the settings that keep it safe and fast.

Not for: tables or transactions' contents. The decision a reader would ask about: on SQLite a transaction that may
write says BEGIN IMMEDIATE, because one that starts as a reader and writes later fails with "database is locked"
whenever somebody else wrote in between, however long it is willing to wait.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError
from sqlalchemy.exc import TimeoutError as OutOfConnections

from directory.errors import StoreUnusable

OLDEST_SQLITE = (3, 35, 0)  # the first with UPDATE … RETURNING
BUSY_TIMEOUT_MS = 30_000  # an import's batch holds the write lock for a second or two
BULK_CACHE_KB = 256 * 1024  # the indexes of 100,000 listings, which an import changes all over
# Of a new file. At SQLite's own 4 KB the commits of an import of 100,000 listings took a quarter longer: ids are random,
# so each batch changes nearly every page of an index, and pages cost by the piece.
PAGE_BYTES = 16 * 1024
WAL_BYTES = 40_000_000  # a page that a bulk import changes again and again is copied into the file once, not each time
_WRITING = "wraparound_writing"


def open_engine(url: str) -> Engine:
    """An engine for a SQLite file or a PostgreSQL server. Raises `StoreUnusable` for anything else."""
    parsed = _parse(url)
    if parsed.get_backend_name() == "sqlite":
        return _open_sqlite(parsed)
    return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True, hide_parameters=True)


def sqlite_path(engine: Engine) -> Path:
    """The file of a SQLite engine."""
    assert engine.url.database is not None
    return Path(engine.url.database)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection whose transaction may write; rolled back unless committed. Raises `StoreUnusable`."""
    with _translating(engine), engine.connect() as connection:
        connection.execution_options(**{_WRITING: True})
        with connection.begin() as transaction:
            yield connection
            if transaction.is_active:
                transaction.rollback()


def widen_cache(connection: Connection) -> None:
    """Let a SQLite connection that is about to write in bulk keep more pages, as long as it is open."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA cache_size = -{BULK_CACHE_KB}")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one moment of the database and changes nothing. Raises `StoreUnusable`."""
    with _translating(engine), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        yield connection
        connection.rollback()


@contextmanager
def _translating(engine: Engine) -> Iterator[None]:
    """A server that is away, a file that is locked or broken, a full disk: the caller can only try again later."""
    shown = engine.url.render_as_string(hide_password=True)
    try:
        yield
    except OutOfConnections as error:
        raise StoreUnusable(f"All connections to the database {shown} are in use.") from error
    except DatabaseError as error:
        # SQLite says of a file that is no database plainly "DatabaseError"; the subclasses left out are faults of ours.
        if not isinstance(error, OperationalError) and type(error) is not DatabaseError:
            raise
        raise StoreUnusable(f"The database {shown} cannot be used: {error.orig}") from error
    except sqlite3.OperationalError as error:
        if engine.dialect.name != "sqlite":
            raise  # of an index file beside a server: whoever opened that file says so
        raise StoreUnusable(f"The database {shown} cannot be used: {error}") from error


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreUnusable("The database URL cannot be read. Give sqlite:///path or postgresql://….") from error
    if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
        raise StoreUnusable(f"The database {parsed.get_backend_name()!r} is not supported: use sqlite or postgresql.")
    return parsed


def _open_sqlite(url: URL) -> Engine:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise StoreUnusable(f"SQLite {sqlite3.sqlite_version} is too old: 3.35 or newer is needed.")
    if not url.database or url.database == ":memory:":
        raise StoreUnusable("An in-memory database cannot be shared with the index: give sqlite:///path/to/file.")
    try:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, hide_parameters=True)  # errors end up in logs; parameters are records and people
    except (OSError, NoSuchModuleError) as error:
        raise StoreUnusable(f"The database {url.database} cannot be opened: {error}") from error
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Settings of one SQLite connection. The driver's own BEGIN is switched off: `_begin_sqlite` says it."""
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")  # before the journal: a file that exists keeps its own
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    (page_bytes,) = connection.execute("PRAGMA page_size").fetchone()
    connection.execute(f"PRAGMA wal_autocheckpoint = {WAL_BYTES // page_bytes}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -65536")  # 64 MB: keys of 100,000 records stay in memory during an import


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(_WRITING) else "BEGIN")
