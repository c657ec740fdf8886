"""A database of each kind with the tables of accounts, for tests of `api/auth` and `api/store`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from argon2 import PasswordHasher

from api.auth.passwords import Passwords
from api.auth.people import People
from api.auth.systems import SystemClients
from api.store.migration import upgrade_accounts
from directory.store.database import Database
from tests.referrals.cast import Clock
from tests.servers.postgres import postgres_server
from tests.servers.schemas import empty_schema

__all__ = ["accounts", "postgres_server"]

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@dataclass(frozen=True)
class Accounts:
    """People and system clients of one database, with a clock that stands still."""

    database: Database
    clock: Clock
    people: People
    systems: SystemClients


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def accounts(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Accounts]:
    """One database of each kind for all tests; each test uses addresses, clients and keys of its own."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            url = f"sqlite:///{tmp_path_factory.mktemp('accounts')}/accounts.db"
        else:
            url = stack.enter_context(empty_schema(request.getfixturevalue("postgres_server")))
        clock = Clock()
        database = Database(url, clock=clock)
        stack.callback(database.close)
        database.migrate()
        upgrade_accounts(database.engine)
        yield Accounts(database, clock, People(database, Passwords(CHEAP)), SystemClients(database))
