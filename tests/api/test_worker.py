"""The worker on both databases: nothing is lost, what fails is tried again, buried and replayed, changes are followed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from api.settings import Settings
from api.wiring import Services
from api.worker import HANDLERS, KEEP_DONE, Handler, Worker
from directory.search.query import ListingQuery
from directory.store.outbox import Claim
from directory.store.values import OutboxMessage
from referrals.work import TOPIC as REFERRAL_TOPIC
from tests.api.world import settings_in
from tests.directory.store.cast import Clock, location, organization, place, service
from tests.servers.postgres import postgres_server
from tests.servers.schemas import empty_schema

__all__ = ["postgres_server"]

TOPIC = "mail"
LEASE_SECONDS = 60
Open = Callable[..., Services]


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Settings over an empty database of each kind."""
    with ExitStack() as stack:
        given = {"WRAPAROUND_INDEX_PATH": str(tmp_path / "listings.sqlite")}
        if request.param == "postgresql":
            server = request.getfixturevalue("postgres_server")
            given["WRAPAROUND_DATABASE_URL"] = stack.enter_context(empty_schema(server))
        yield settings_in(tmp_path, **given)


@pytest.fixture
def clock() -> Clock:
    """A clock that only moves when told."""
    return Clock()


@pytest.fixture
def open_services(settings: Settings, clock: Clock) -> Iterator[Open]:
    """Opens the services as one more process would, each closed after the test."""
    with ExitStack() as stack:

        def opened(**changed: object) -> Services:
            services = Services(replace(settings, **changed), clock)  # type: ignore[arg-type]
            stack.callback(services.close)
            services.migrate()
            return services

        yield opened


def ask(services: Services, *keys: str, topic: str = TOPIC) -> None:
    with services.database.unit_of_work(actor="test") as work:
        for key in keys:
            work.outbox.add(topic, key, {"id": key})
        work.commit()


def waiting(services: Services) -> dict[str, int]:
    with services.database.read() as view:
        return view.outbox.waiting()


def buried(services: Services) -> tuple[OutboxMessage, ...]:
    with services.database.read() as view:
        return view.outbox.buried()


class Mailer:
    """A handler that writes down what it was asked, and refuses the keys it is told to."""

    def __init__(self, *refused: str) -> None:
        self.refused = set(refused)
        self.asked: list[str] = []

    def __call__(self, message: OutboxMessage) -> None:
        self.asked.append(message.key)
        if message.key in self.refused:
            raise ConnectionError("ana@example.org is not at home")

    def as_handlers(self) -> Mapping[str, Handler]:
        return {TOPIC: self}


def test_what_the_outbox_asks_for_is_done_once(open_services: Open) -> None:
    services, mailer = open_services(), Mailer()
    ask(services, "first", "second")
    worker = Worker(services, "w", mailer.as_handlers())
    assert [worker.work_once(), worker.work_once()] == [2, 0]
    assert mailer.asked == ["first", "second"]
    assert waiting(services) == {}


def test_a_message_that_fails_does_not_hold_up_the_others(open_services: Open) -> None:
    services, mailer = open_services(), Mailer("broken")
    ask(services, "broken", "whole")
    Worker(services, "w", mailer.as_handlers()).work_once()
    assert mailer.asked == ["broken", "whole"]
    assert waiting(services) == {TOPIC: 1}


def test_a_message_that_always_fails_is_buried_and_done_when_it_is_replayed(open_services: Open, clock: Clock) -> None:
    services, mailer = open_services(), Mailer("broken")
    ask(services, "broken")
    worker = Worker(services, "w", mailer.as_handlers())
    while not buried(services):
        assert worker.work_once() == 1
        assert worker.work_once() == 0, "a failure waits before it is tried again"
        clock.move(hours=7)
    assert len(mailer.asked) == 12
    assert worker.work_once() == 0, "what is buried is left alone"

    mailer.refused.clear()
    with services.database.unit_of_work(actor="operator") as work:
        assert work.outbox.replay(buried(services)[0].id)
        work.commit()
    assert worker.work_once() == 1
    assert (buried(services), waiting(services)) == ((), {})


def test_the_words_of_an_error_are_not_kept_because_they_may_name_a_person(open_services: Open, clock: Clock) -> None:
    services = open_services()
    ask(services, "broken")
    Worker(services, "w", Mailer("broken").as_handlers()).work_once()
    clock.move(hours=1)
    with services.database.unit_of_work(actor="test") as work:
        (message,) = work.outbox.claim(Claim(topics=(TOPIC,), worker="test"))
    assert message.last_error == "ConnectionError"


def test_what_a_killed_worker_had_taken_comes_back_when_its_lease_is_over(open_services: Open, clock: Clock) -> None:
    services, mailer = open_services(), Mailer()
    ask(services, "taken")
    with services.database.unit_of_work(actor="killed") as work:
        work.outbox.claim(Claim(topics=(TOPIC,), worker="killed", lease_seconds=LEASE_SECONDS))
        work.commit()

    worker = Worker(services, "another", mailer.as_handlers())
    clock.move(seconds=LEASE_SECONDS - 1)
    assert worker.work_once() == 0
    clock.move(seconds=2)
    assert worker.work_once() == 1
    assert mailer.asked == ["taken"]


def test_a_worker_that_is_told_to_end_leaves_the_rest_for_others(open_services: Open, clock: Clock) -> None:
    services, asked = open_services(), []

    def end(message: OutboxMessage) -> None:
        asked.append(message.key)
        ending.stop()

    ending = Worker(services, "ending", {TOPIC: end})
    ask(services, "first", "second")
    ending.work_once()
    assert asked == ["first"]
    clock.move(seconds=LEASE_SECONDS + 1)
    mailer = Mailer()
    Worker(services, "next", mailer.as_handlers()).work_once()
    assert mailer.asked == ["second"]


def test_a_topic_that_nobody_handles_stays_where_a_person_sees_it(open_services: Open) -> None:
    services = open_services()
    ask(services, "odd", topic="pigeon-post")
    assert Worker(services, "w").work_once() == 0
    assert waiting(services) == {"pigeon-post": 1}


def test_events_of_referrals_are_handled() -> None:
    assert set(HANDLERS) == {REFERRAL_TOPIC}


def test_done_messages_are_forgotten_after_their_time(open_services: Open, clock: Clock) -> None:
    services = open_services()
    ask(services, "old")
    worker = Worker(services, "w", Mailer().as_handlers())
    worker.work_once()
    clock.move(seconds=KEEP_DONE.total_seconds() + 1)
    worker.tidy()
    with services.database.unit_of_work(actor="test") as work:
        assert work.outbox.forget_done(clock.now) == 0


def test_a_worker_finds_what_another_machine_has_changed(open_services: Open, tmp_path: Path) -> None:
    here = open_services()
    there = open_services(index_path=tmp_path / "elsewhere.sqlite")
    with there.database.unit_of_work(actor="import:harbor-211") as work:
        work.records.put_many([organization(), service(), location(), place()])
        work.commit()
    Worker(here, "w").work_once()
    found = here.index.search(ListingQuery(words="evening childcare")).hits
    assert [hit.listing.organization_name for hit in found] == ["Harbor Families"]
