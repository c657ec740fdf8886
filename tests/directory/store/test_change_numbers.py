"""The change feed never hides a change behind a number that was already read, however many write at once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from time import sleep

import psycopg
import pytest

from directory.store.database import Database
from tests.directory.store.cast import service
from tests.servers.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]


@pytest.fixture
def database(postgres_url: str) -> Iterator[Database]:
    database = Database(postgres_url)
    database.migrate()
    yield database
    database.close()


def put(database: Database, key: str) -> int:
    with database.unit_of_work(actor="import") as work:
        work.records.put(service(key))
        work.commit()
    with database.read() as view:
        return next(change.change_seq for change in view.records.changes_since(0) if change.name == key)


def wait_until_somebody_waits_for_a_lock(server: str) -> None:
    """Until a session stands in line; bounded by the suite's own limit on a test."""
    with psycopg.connect(server, autocommit=True) as watching:
        waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        while watching.execute(waiting).fetchone() == (0,):
            sleep(0.01)


def test_a_later_writer_waits_for_an_earlier_one_and_gets_a_higher_number(
    database: Database, postgres_server: str
) -> None:
    with ThreadPoolExecutor(1) as pool:
        with database.unit_of_work(actor="import") as earlier:
            earlier.records.put(service("earlier"))
            later = pool.submit(put, database, "later")
            wait_until_somebody_waits_for_a_lock(postgres_server)
            assert not later.done()
            with database.read() as view:
                assert view.records.changes_since(0) == ()
            earlier.commit()
        assert later.result() == 2
    with database.read() as view:
        assert [change.name for change in view.records.changes_since(0)] == ["earlier", "later"]


def test_a_reader_that_follows_many_writers_misses_nothing(database: Database) -> None:
    keys = [f"Service {number}" for number in range(40)]
    seen: list[tuple[int, str]] = []
    with ThreadPoolExecutor(4) as pool:
        writing = [pool.submit(put, database, key) for key in keys]
        while len(seen) < len(keys):
            with database.read() as view:
                after = seen[-1][0] if seen else 0
                seen += [(change.change_seq, change.name) for change in view.records.changes_since(after, limit=3)]
            assert seen or not all(one.done() and one.exception() for one in writing)
    assert sorted(name for _, name in seen) == sorted(keys)
    assert all(earlier < later for (earlier, _), (later, _) in pairwise(seen))


def test_two_imports_of_the_same_new_record_do_not_collide(database: Database) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: put(database, "the same"), range(8))) == {1}
