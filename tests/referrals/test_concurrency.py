"""Several callers at once: nothing is doubled, and of two answers one wins."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from referrals.errors import ActionNotAllowed, DuplicateReferral, ReferralsError, StaleVersion
from referrals.use_cases.accept import accept
from referrals.use_cases.acting import Step
from referrals.use_cases.create import KnownClient, NewClient, create
from referrals.use_cases.decline import decline
from referrals.use_cases.list import list_referrals
from referrals.use_cases.show import show
from referrals.views import ReferralView
from tests.referrals.cast import MARIA, World

Call = Callable[[], ReferralView]


def all_at_once(calls: list[Call]) -> list[ReferralView | ReferralsError]:
    barrier = Barrier(len(calls))

    def run(call: Call) -> ReferralView | ReferralsError:
        barrier.wait(timeout=30)
        try:
            return call()
        except ReferralsError as error:
            return error

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls, timeout=60))


@pytest.mark.parametrize("round_number", range(5))
def test_of_two_answers_at_once_one_wins(world: World, round_number: int) -> None:
    sent = world.sent()
    step = Step(referral_id=sent.id, expected_version=2)
    no = Step(referral_id=sent.id, expected_version=2, reason_code="no_capacity")
    results = all_at_once([lambda: world.do(world.agency, accept, step), lambda: world.do(world.agency, decline, no)])
    lost = [result for result in results if isinstance(result, ReferralsError)]
    assert len(lost) == 1
    assert isinstance(lost[0], StaleVersion | ActionNotAllowed)
    assert len(world.do(world.coach, show, sent.id).events) == 3


def test_the_same_draft_from_eight_callers_at_once_is_one(world: World) -> None:
    known = NewClient(MARIA, external_id="crm-1")
    results = all_at_once([lambda: world.do(world.platform, create, world.draft(known))] * 8)
    made = [result for result in results if isinstance(result, ReferralView)]
    assert len(made) == 1
    assert {error.existing_id for error in results if isinstance(error, DuplicateReferral)} == {made[0].id}
    assert world.do(world.platform, list_referrals).total == 1


def test_the_same_draft_for_a_known_client_at_once_is_one(world: World) -> None:
    first = world.sent()
    assert first.client is not None
    world.do(world.agency, decline, Step(referral_id=first.id, reason_code="no_capacity"))
    again = world.draft(KnownClient(first.client.id))
    results = all_at_once([lambda: world.do(world.coach, create, again)] * 8)
    assert len([result for result in results if isinstance(result, ReferralView)]) == 1
    assert len([error for error in results if isinstance(error, DuplicateReferral)]) == 7


def test_the_same_answer_eight_times_at_once_is_one_event(world: World) -> None:
    sent = world.sent()
    step = Step(referral_id=sent.id, expected_version=2)
    results = all_at_once([lambda: world.do(world.agency, accept, step)] * 8)
    assert {result.version for result in results if isinstance(result, ReferralView)} == {3}
    assert not [result for result in results if isinstance(result, ReferralsError)]
