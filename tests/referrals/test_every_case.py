"""Every state × action × caller × version, and random walks of several callers: the answer is always the table's."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable

import pytest

from referrals.actor import Actor
from referrals.consent import ConsentGiven
from referrals.errors import (
    ActionForbidden,
    ActionNotAllowed,
    ReferralNotFound,
    ReferralsError,
    StaleVersion,
)
from referrals.model import Action, State
from referrals.transitions import Party, party_for, replay, transition_for
from referrals.use_cases.accept import accept
from referrals.use_cases.acting import Step
from referrals.use_cases.cancel import cancel
from referrals.use_cases.complete import complete
from referrals.use_cases.decline import decline
from referrals.use_cases.send import send
from referrals.use_cases.show import show
from referrals.views import ReferralView
from referrals.work import Work
from tests.referrals.cast import World, person

Do = Callable[[World, Actor, Step], ReferralView]
PATHS: dict[State, tuple[Action, ...]] = {
    State.DRAFT: (),
    State.SENT: (Action.SEND,),
    State.ACCEPTED: (Action.SEND, Action.ACCEPT),
    State.DECLINED: (Action.SEND, Action.DECLINE),
    State.COMPLETED: (Action.SEND, Action.ACCEPT, Action.COMPLETE),
    State.CANCELLED: (Action.SEND, Action.CANCEL),
}
REASONS = {Action.DECLINE: "no_capacity", Action.COMPLETE: "enrolled", Action.CANCEL: "client_moved"}
ACTIONS = tuple(action for action in Action if action is not Action.CREATE)


def sending(work: Work, step: Step) -> ReferralView:
    return send(work, step, ConsentGiven())


USE_CASES = {
    Action.SEND: sending,
    Action.ACCEPT: accept,
    Action.DECLINE: decline,
    Action.COMPLETE: complete,
    Action.CANCEL: cancel,
}


def act(world: World, actor: Actor, action: Action, referral_id: str, version: int | None) -> ReferralView:
    step = Step(referral_id=referral_id, expected_version=version, reason_code=REASONS.get(action, ""))
    return world.do(actor, USE_CASES[action], step)


def brought_to(world: World, state: State) -> ReferralView:
    view = world.created()
    for action in PATHS[state]:
        actor = world.coach if party_for(action) is Party.SENDER else world.agency
        view = act(world, actor, action, view.id, view.version)
    return view


def expected_of(world: World, actor: Actor, state: State, action: Action) -> tuple[type[ReferralsError], ...] | State:
    """What the table says for a caller who read the present version."""
    sides = {world.coach.id: Party.SENDER, world.agency.id: Party.RECIPIENT}
    side = sides.get(actor.id)
    if side is None or (side is Party.RECIPIENT and state is State.DRAFT):
        return (ReferralNotFound,)
    if party_for(action) is not side:
        return (ActionForbidden,)
    if PATHS[state] and PATHS[state][-1] is action:
        return state
    row = transition_for(state, action)
    return row.to_state if row else (ActionNotAllowed,)


@pytest.mark.parametrize(("state", "action"), list(itertools.product(State, ACTIONS)))
def test_every_caller_gets_what_the_table_says(world: World, state: State, action: Action) -> None:
    for actor in (world.coach, world.agency, world.other_coach, world.other_agency):
        view = brought_to(world, state)
        expected = expected_of(world, actor, state, action)
        if isinstance(expected, State):
            assert act(world, actor, action, view.id, view.version).state is expected
        else:
            with pytest.raises(expected):
                act(world, actor, action, view.id, view.version)


@pytest.mark.parametrize(("state", "action"), list(itertools.product(State, ACTIONS)))
def test_a_stale_version_changes_nothing(world: World, state: State, action: Action) -> None:
    view = brought_to(world, state)
    for actor in (world.coach, world.agency):
        expected = expected_of(world, actor, state, action)
        repeated = bool(PATHS[state]) and PATHS[state][-1] is action
        if expected in ((ReferralNotFound,), (ActionForbidden,)) or repeated:
            continue
        with pytest.raises(StaleVersion):
            act(world, actor, action, view.id, view.version + 7)
    assert world.do(world.coach, show, view.id).version == view.version


@pytest.mark.parametrize("seed", range(20))
def test_random_walks_of_several_callers_never_leave_the_table(world: World, seed: int) -> None:
    choose = random.Random(seed)
    callers = (world.coach, world.agency, world.other_coach, person(world.agency_id, frozenset({"referrals:read"})))
    made = world.created()
    version = 1
    for _ in range(12):
        world.clock.advance(minutes=choose.randrange(3))
        before = world.do(world.coach, show, made.id)
        try:
            act(world, choose.choice(callers), choose.choice(ACTIONS), made.id, choose.choice((None, version, 1)))
        except ReferralsError:
            assert world.do(world.coach, show, made.id) == before
        after = world.do(world.coach, show, made.id)
        assert replay(after.events) is after.state
        assert after.version == len(after.events)
        assert after.version - before.version in (0, 1)
        version = after.version
