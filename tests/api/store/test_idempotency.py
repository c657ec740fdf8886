"""A request with a key happens once, however often, at once, or after a failure it is sent."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from api.store.errors import IdempotencyKeyReused, InvalidIdempotencyKey
from api.store.idempotency import Answer, KeyedRequest, answer_once, forget_before, request_digest
from tests.api.account_worlds import Accounts

SAID = request_digest("POST", "/v1/referrals", b'{"need": "childcare"}')


def keyed(caller: str = "system:platform", key: str | None = None, digest: str = SAID) -> KeyedRequest:
    return KeyedRequest(caller, key or str(uuid.uuid4()), digest)


def effects(accounts: Accounts, mark: str) -> int:
    """How often the effect lasted: outbox rows stand for whatever a request does."""
    with accounts.database.read() as view:
        return view.outbox.waiting().get(mark, 0)


def once(accounts: Accounts, request: KeyedRequest, mark: str, after: Callable[[], None] = lambda: None) -> Answer:
    with accounts.database.unit_of_work(actor="test") as unit:

        def do() -> Answer:
            unit.outbox.add(mark, "key", {})
            after()
            return Answer(201, f'{{"id": "{uuid.uuid4()}"}}')

        answer = answer_once(unit.connection, request, unit.now, do)
        unit.commit()
    return answer


@pytest.fixture
def mark() -> str:
    return f"t{uuid.uuid4().hex}"


def test_a_repeated_request_gets_the_first_answer(accounts: Accounts, mark: str) -> None:
    request = keyed()
    first = once(accounts, request, mark)
    again = once(accounts, request, mark)
    assert (again.status, again.body, first.is_repeated, again.is_repeated) == (201, first.body, False, True)
    assert effects(accounts, mark) == 1


def test_another_body_under_the_same_key_is_refused(accounts: Accounts, mark: str) -> None:
    request = keyed()
    once(accounts, request, mark)
    other = keyed(key=request.key, digest=request_digest("POST", "/v1/referrals", b"{}"))
    with pytest.raises(IdempotencyKeyReused):
        once(accounts, other, mark)
    assert effects(accounts, mark) == 1


def test_method_path_and_body_make_the_request() -> None:
    told = {
        request_digest(*parts)
        for parts in (("POST", "/a", b"x"), ("PUT", "/a", b"x"), ("POST", "/b", b"x"), ("POST", "/a", b"y"))
    }
    assert len(told) == 4
    assert request_digest("post", "/a", b"x") in told


def test_callers_do_not_meet_in_a_key(accounts: Accounts, mark: str) -> None:
    request = keyed()
    first = once(accounts, request, mark)
    assert once(accounts, keyed("system:another", request.key), mark).body != first.body
    assert effects(accounts, mark) == 2


def test_a_failed_request_leaves_nothing_and_may_be_tried_again(accounts: Accounts, mark: str) -> None:
    request = keyed()

    def fail() -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        once(accounts, request, mark, fail)
    assert effects(accounts, mark) == 0
    assert not once(accounts, request, mark).is_repeated
    assert effects(accounts, mark) == 1


def test_twenty_at_once_are_one(accounts: Accounts, mark: str) -> None:
    request = keyed()
    barrier = Barrier(20)

    def send(_number: int) -> Answer:
        barrier.wait(timeout=30)
        return once(accounts, request, mark)

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(send, range(20), timeout=60))
    assert len({answer.body for answer in answers}) == 1
    assert sorted(answer.is_repeated for answer in answers) == [False] + [True] * 19
    assert effects(accounts, mark) == 1


def test_who_waited_for_one_that_failed_does_the_work(accounts: Accounts, mark: str) -> None:
    request = keyed()
    barrier = Barrier(2)

    def fail() -> None:
        raise ConnectionError

    def send(number: int) -> str:
        barrier.wait(timeout=30)
        try:
            once(accounts, request, mark, fail if number == 0 else lambda: None)
        except ConnectionError:
            return "failed"
        return "done"

    with ThreadPoolExecutor(2) as pool:
        assert "done" in pool.map(send, range(2), timeout=60)
    assert effects(accounts, mark) == 1


def test_after_a_day_the_key_is_new(accounts: Accounts, mark: str) -> None:
    request = keyed()
    once(accounts, request, mark)
    accounts.clock.advance(hours=23)
    assert once(accounts, request, mark).is_repeated
    accounts.clock.advance(hours=1)
    assert not once(accounts, request, mark).is_repeated
    assert effects(accounts, mark) == 2


def test_old_keys_are_forgotten(accounts: Accounts, mark: str) -> None:
    once(accounts, keyed(), mark)
    accounts.clock.advance(days=2)
    kept = keyed()
    once(accounts, kept, mark)
    with accounts.database.unit_of_work(actor="test") as unit:
        assert forget_before(unit.connection, unit.now) >= 1
        unit.commit()
    assert once(accounts, kept, mark).is_repeated


@pytest.mark.parametrize("key", ["", "x" * 256, "clé", "a\nb", "\x00"])
def test_what_is_no_key_is_refused(accounts: Accounts, mark: str, key: str) -> None:
    with pytest.raises(InvalidIdempotencyKey):
        once(accounts, KeyedRequest("system:platform", key, SAID), mark)
    assert effects(accounts, mark) == 0
