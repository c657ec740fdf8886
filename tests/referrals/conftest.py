"""Databases for the tests of referrals: each test of storage runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from directory.store.database import Database
from referrals.store.migration import upgrade_referrals
from tests.referrals.cast import Clock, World
from tests.servers.postgres import postgres_server
from tests.servers.schemas import empty_schema

__all__ = ["postgres_server"]


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def shared(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Database, Clock]]:
    """One database of each kind for all tests: whoever is in it has ids of their own."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            url = f"sqlite:///{tmp_path_factory.mktemp('referrals')}/referrals.db"
        else:
            url = stack.enter_context(empty_schema(request.getfixturevalue("postgres_server")))
        clock = Clock()
        database = Database(url, clock=clock)
        stack.callback(database.close)
        database.migrate()
        upgrade_referrals(database.engine)
        yield database, clock


@pytest.fixture
def world(shared: tuple[Database, Clock]) -> World:
    database, clock = shared
    return World(database, clock)
