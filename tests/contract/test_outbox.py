"""What every database must do with the outbox and the import runs. Runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from directory.store.database import Database
from directory.store.outbox import Claim
from directory.store.values import Backoff, OutboxMessage
from tests.directory.store.cast import Clock, service

SOON = Backoff(first_seconds=60, factor=3, longest_seconds=120, tries=3)


def add(database: Database, *keys: str, topic: str = "mail") -> None:
    with database.unit_of_work(actor="api") as work:
        for key in keys:
            work.outbox.add(topic, key, {"referral": key})
        work.commit()


def claim(database: Database, worker: str = "worker-1", limit: int = 20, topic: str = "mail") -> list[OutboxMessage]:
    with database.unit_of_work(actor=worker) as work:
        messages = work.outbox.claim(Claim(topics=(topic,), worker=worker, limit=limit, lease_seconds=60))
        work.commit()
    return list(messages)


def fail(database: Database, message: OutboxMessage, backoff: Backoff = SOON) -> bool:
    with database.unit_of_work(actor="worker-1") as work:
        again = work.outbox.retry_later(message.id, "mail_refused", backoff)
        work.commit()
    return again


def test_a_message_is_claimed_once_with_what_it_says(database: Database, clock: Clock) -> None:
    add(database, "r1")
    (message,) = claim(database)
    assert (message.topic, message.key, message.payload) == ("mail", "r1", {"referral": "r1"})
    assert (message.attempts, message.created_at) == (1, clock.now)
    assert claim(database, "worker-2") == []


def test_a_message_of_work_that_was_undone_is_never_seen(database: Database) -> None:
    with database.unit_of_work(actor="api") as work:
        work.records.put(service())
        work.outbox.add("mail", "r1", {})
    assert claim(database) == []


def test_the_oldest_messages_of_the_asked_topics_come_first(database: Database, clock: Clock) -> None:
    add(database, "r1", "r2")
    clock.move(seconds=1)
    add(database, "r3")
    add(database, "hook", topic="webhook")
    assert [message.key for message in claim(database, limit=2)] == ["r1", "r2"]
    assert [message.key for message in claim(database)] == ["r3"]
    assert [message.key for message in claim(database, topic="webhook")] == ["hook"]


def test_a_message_waits_for_its_moment(database: Database, clock: Clock) -> None:
    with database.unit_of_work(actor="api") as work:
        work.outbox.add("deadline", "r1", {}, available_at=clock.move(hours=0))
        clock.move(hours=-2)
        work.commit()
    assert claim(database, topic="deadline") == []
    clock.move(hours=2)
    assert [message.key for message in claim(database, topic="deadline")] == ["r1"]


def test_a_dead_workers_messages_come_back_when_its_lease_runs_out(database: Database, clock: Clock) -> None:
    add(database, "r1")
    claim(database, "worker-1")
    clock.move(seconds=59)
    with database.read() as view:
        assert not view.outbox.has_due(["mail"])
    assert claim(database, "worker-2") == []
    clock.move(seconds=1)
    with database.read() as view:
        assert view.outbox.has_due(["mail", "webhook"])
        assert not view.outbox.has_due(["webhook"])
    (message,) = claim(database, "worker-2")
    assert message.attempts == 2


def test_a_message_that_is_done_never_comes_back(database: Database, clock: Clock) -> None:
    add(database, "r1")
    (message,) = claim(database)
    with database.unit_of_work(actor="worker-1") as work:
        work.outbox.done(message.id)
        work.commit()
    clock.move(hours=1)
    assert claim(database) == []
    with database.unit_of_work(actor="worker-1") as work:
        assert work.outbox.waiting() == {}
        assert work.outbox.forget_done(before=clock.now) == 1


def test_a_failed_message_waits_longer_each_time_and_is_buried_after_its_last_try(
    database: Database, clock: Clock
) -> None:
    add(database, "r1")
    for wait in (60, 120):  # the second would be 180, were it not for the longest
        (message,) = claim(database)
        assert fail(database, message)
        clock.move(seconds=wait - 1)
        assert claim(database) == []
        clock.move(seconds=1)
    (message,) = claim(database)
    assert not fail(database, message)
    clock.move(hours=10)
    assert claim(database) == []
    with database.read() as view:
        (buried,) = view.outbox.buried()
        assert (buried.key, buried.attempts, buried.last_error) == ("r1", 3, "mail_refused")
        assert view.outbox.buried(topics=("webhook",)) == ()


def test_a_buried_message_can_be_tried_again_from_the_first_try(database: Database) -> None:
    add(database, "r1")
    (message,) = claim(database)
    assert not fail(database, message, Backoff(tries=1))
    with database.unit_of_work(actor="user:ana") as work:
        assert work.outbox.replay(message.id)
        assert not work.outbox.replay(message.id)
        work.commit()
    (again,) = claim(database)
    assert (again.id, again.attempts, again.buried_at) == (message.id, 1, None)


def test_workers_that_claim_at_once_never_get_the_same_message(database: Database) -> None:
    add(database, *(f"r{number}" for number in range(60)))

    def drain(worker: str) -> list[str]:
        keys: list[str] = []
        while batch := claim(database, worker, limit=3):
            keys += [message.key for message in batch]
        return keys

    with ThreadPoolExecutor(4) as pool:
        claimed = [key for keys in pool.map(drain, ("w1", "w2", "w3", "w4")) for key in keys]
    assert sorted(claimed) == sorted(f"r{number}" for number in range(60))


@pytest.mark.parametrize(("attempts", "seconds"), [(0, 30), (1, 30), (2, 60), (5, 480), (50, 21_600)])
def test_waits_double_up_to_six_hours(attempts: int, seconds: float) -> None:
    assert Backoff().delay_seconds(attempts) == seconds


def test_an_import_run_that_was_killed_stays_without_an_end(database: Database, clock: Clock) -> None:
    with database.unit_of_work(actor="import") as work:
        work.imports.start("run-1", "harbor-211")
        work.commit()
    clock.move(hours=1)
    with database.unit_of_work(actor="import") as work:
        work.imports.start("run-2", "harbor-211")
        work.imports.start("run-3", "another")
        work.commit()
    ended = clock.move(hours=1)
    with database.unit_of_work(actor="import") as work:
        work.imports.finish("run-2", {"rows": 3})
        work.commit()
    with database.read() as view:
        second, first = view.imports.latest("harbor-211")
        assert (first.id, first.finished, first.report) == ("run-1", None, {})
        assert (second.id, second.finished, second.report) == ("run-2", ended, {"rows": 3})
        assert len(view.imports.latest()) == 3
