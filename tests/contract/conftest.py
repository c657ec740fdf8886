"""The two databases that the contracts of the store run on, each empty and migrated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from directory.store.database import Database
from tests.directory.store.cast import Clock
from tests.servers.postgres import postgres_server, postgres_url

__all__ = ["clock", "database", "database_url", "postgres_server", "postgres_url"]


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'directory.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def clock() -> Clock:
    """A clock that only moves when told."""
    return Clock()


@pytest.fixture
def database(database_url: str, clock: Clock) -> Iterator[Database]:
    """A migrated database of each kind, without an index."""
    database = Database(database_url, clock=clock)
    database.migrate()
    yield database
    database.close()
