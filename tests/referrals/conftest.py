"""Databases for the tests of referrals: each test of storage runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from directory.store.database import Database
from referrals.store.migration import upgrade_referrals
from tests.referrals.cast import Clock, World


@pytest.fixture(scope="session", params=["sqlite"])
def shared(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Database, Clock]]:
    folder: Path = tmp_path_factory.mktemp("referrals")
    url = f"sqlite:///{folder}/referrals.db" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    clock = Clock()
    database = Database(url, clock=clock)
    database.migrate()
    upgrade_referrals(database.engine)
    yield database, clock
    database.close()


@pytest.fixture
def world(shared: tuple[Database, Clock]) -> World:
    database, clock = shared
    return World(database, clock)
