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
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from directory.errors import StoreUnusable

OLDEST_SQLITE = (3, 35, 0)  # the first with UPDATE … RETURNING
BUSY_TIMEOUT_MS = 30_000  # an import's batch holds the write lock for well under a second
_WRITING = "wraparound_writing"


def open_engine(url: str) -> Engine:
    """An engine for a SQLite file or a PostgreSQL server. Raises `StoreUnusable` for anything else."""
    parsed = _parse(url)
    if parsed.get_backend_name() == "sqlite":
        return _open_sqlite(parsed)
    return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)


def sqlite_path(engine: Engine) -> Path:
    """The file of a SQLite engine."""
    assert engine.url.database is not None
    return Path(engine.url.database)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection whose transaction may write; rolled back unless committed."""
    with _connect(engine) as connection:
        connection = connection.execution_options(**{_WRITING: True})
        with connection.begin() as transaction:
            yield connection
            if transaction.is_active:
                transaction.rollback()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one moment of the database and changes nothing."""
    with _connect(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        yield connection
        connection.rollback()


@contextmanager
def _connect(engine: Engine) -> Iterator[Connection]:
    try:
        connection = engine.connect()
    except DBAPIError as error:
        shown = engine.url.render_as_string(hide_password=True)
        raise StoreUnusable(f"The database {shown} cannot be opened: {error.orig}") from error
    with connection:
        yield connection


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
        engine = create_engine(url)
    except (OSError, NoSuchModuleError) as error:
        raise StoreUnusable(f"The database {url.database} cannot be opened: {error}") from error
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Settings of one SQLite connection. The driver's own BEGIN is switched off: `_begin_sqlite` says it."""
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -65536")  # 64 MB: keys of 100,000 records stay in memory during an import


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(_WRITING) else "BEGIN")
