"""The table of transitions: nothing leaves it, and events alone give the state."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referrals.actor import ANSWER, READ, WRITE, Actor, ActorKind
from referrals.errors import InvalidReferral
from referrals.model import Action, Attempt, CancelReason, DeclineReason, Event, Outcome, Owner, Recipient, State
from referrals.transitions import (
    TRANSITIONS,
    Party,
    Requirement,
    allowed_actions,
    check_reason,
    parties_of,
    replay,
    transition_for,
)
from referrals.use_cases.acting import after
from tests.referrals.cast import NOON

FINAL = {State.DECLINED, State.COMPLETED, State.CANCELLED}


def attempt_in(state: State, sent: bool = True) -> Attempt:
    return Attempt(
        id="a",
        request_id="r",
        client_id="c",
        need_code="childcare",
        attempt_no=1,
        recipient=Recipient("agency", "service"),
        sender=Owner("person:coach"),
        state=state,
        version=1,
        created_at=NOON,
        changed_at=NOON,
        sent_at=NOON if sent else None,
    )


def event(seq: int, action: Action, before: State | None, to_state: State) -> Event:
    moment = NOON + timedelta(minutes=seq)
    return Event(
        attempt_id="a",
        seq=seq,
        action=action,
        from_state=before,
        to_state=to_state,
        actor="person:coach",
        organization_id=None,
        occurred_at=moment,
        recorded_at=moment,
    )


def walk(choices: list[int]) -> list[Event]:
    """A walk along the table: each number picks one of the rows that lead on."""
    events: list[Event] = []
    state: State | None = None
    for choice in choices:
        rows = [row for row in TRANSITIONS if row.from_state == state]
        if not rows:
            break
        row = rows[choice % len(rows)]
        events.append(event(len(events) + 1, row.action, state, row.to_state))
        state = row.to_state
    return events


def test_an_action_in_a_state_has_one_result() -> None:
    keys = [(row.from_state, row.action) for row in TRANSITIONS]
    assert len(keys) == len(set(keys))


def test_an_action_belongs_to_one_side_only() -> None:
    for action in Action:
        assert len({row.who for row in TRANSITIONS if row.action == action}) == 1


def test_ended_referrals_lead_nowhere_and_open_ones_can_end() -> None:
    assert {state for state in State if not any(row.from_state == state for row in TRANSITIONS)} == FINAL
    reached = {None} | {row.to_state for row in TRANSITIONS}
    assert reached == {None, *State}


@given(st.lists(st.integers(0, 20), min_size=1, max_size=12))
@settings(max_examples=200, deadline=None)
def test_replayed_events_give_the_state_that_was_kept(choices: list[int]) -> None:
    events = walk(choices)
    projected = attempt_in(State.DRAFT, sent=False)
    for each in events[1:]:
        projected = after(projected, each)
    assert replay(events) == projected.state == events[-1].to_state
    assert projected.version == len(events)
    assert (projected.sent_at is not None) == any(each.to_state is State.SENT for each in events)


@given(st.lists(st.tuples(st.sampled_from(Action), st.sampled_from(State)), min_size=1, max_size=6))
@settings(max_examples=300, deadline=None)
def test_events_that_leave_the_table_are_refused(steps: list[tuple[Action, State]]) -> None:
    states: list[State | None] = [None, *(to_state for _, to_state in steps)]
    events = [event(n, action, states[n - 1], to_state) for n, (action, to_state) in enumerate(steps, start=1)]
    rows = [transition_for(each.from_state, each.action) for each in events]
    on_the_table = all(
        row is not None and row.to_state == each.to_state for row, each in zip(rows, events, strict=True)
    )
    if on_the_table:
        assert replay(events) == states[-1]
    else:
        with pytest.raises(InvalidReferral):
            replay(events)


def test_a_gap_in_the_events_is_refused() -> None:
    with pytest.raises(InvalidReferral, match=r"events\.2"):
        replay([event(1, Action.CREATE, None, State.DRAFT), event(3, Action.SEND, State.DRAFT, State.SENT)])


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize(
    "scopes", [frozenset(s) for n in range(4) for s in itertools.combinations((READ, WRITE, ANSWER), n)]
)
def test_allowed_actions_are_the_rows_of_the_callers_side(state: State, scopes: frozenset[str]) -> None:
    attempt = attempt_in(state)
    coach = Actor(ActorKind.PERSON, "coach", None, scopes)
    agency = Actor(ActorKind.PERSON, "worker", "agency", scopes)
    stranger = Actor(ActorKind.PERSON, "stranger", "elsewhere", scopes)
    rows = [row for row in TRANSITIONS if row.from_state == state]
    expected_coach = [row.action for row in rows if row.who is Party.SENDER and WRITE in scopes]
    expected_agency = [row.action for row in rows if row.who is Party.RECIPIENT and ANSWER in scopes]
    assert list(allowed_actions(coach, attempt)) == expected_coach
    assert list(allowed_actions(agency, attempt)) == expected_agency
    assert allowed_actions(stranger, attempt) == ()


def test_before_sending_the_recipient_is_no_party() -> None:
    agency = Actor(ActorKind.PERSON, "worker", "agency", frozenset({READ, ANSWER}))
    assert parties_of(agency, attempt_in(State.DRAFT, sent=False)) == frozenset()
    assert parties_of(agency, attempt_in(State.CANCELLED, sent=False)) == frozenset()
    assert parties_of(agency, attempt_in(State.CANCELLED, sent=True)) == {Party.RECIPIENT}


def test_callers_without_organization_are_not_of_one_organization() -> None:
    stranger = Actor(ActorKind.PERSON, "stranger", None, frozenset({READ, WRITE, ANSWER}))
    assert parties_of(stranger, attempt_in(State.SENT)) == frozenset()


def test_a_system_with_the_id_of_a_person_is_somebody_else() -> None:
    twin = Actor(ActorKind.SYSTEM, "coach", None, frozenset({READ, WRITE}))
    assert parties_of(twin, attempt_in(State.SENT)) == frozenset()


@pytest.mark.parametrize(
    ("needs", "codes"),
    [
        (Requirement.DECLINE_REASON, DeclineReason),
        (Requirement.CANCEL_REASON, CancelReason),
        (Requirement.OUTCOME, Outcome),
    ],
)
def test_reasons_come_from_their_closed_set(needs: Requirement, codes: type[DeclineReason]) -> None:
    for code in codes:
        check_reason(needs, code, "because" if code == "other" else "")
    for wrong in ("", "because", "draft"):
        with pytest.raises(InvalidReferral, match="must be one of"):
            check_reason(needs, wrong, "")


def test_other_needs_words_and_accepting_takes_no_reason() -> None:
    with pytest.raises(InvalidReferral, match="reason_text"):
        check_reason(Requirement.DECLINE_REASON, "other", "  ")
    with pytest.raises(InvalidReferral, match="takes no reason"):
        check_reason(Requirement.NOTHING, "no_capacity", "")
