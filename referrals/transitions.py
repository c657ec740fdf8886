"""The table: which action leads from which state to which, who may do it, and what it needs.

Everything that asks "is this allowed" asks here, and the table in docs/referrals.md is checked against this one. Pure:
no storage, no clock. `allowed_actions` is what every view shows to its caller; `replay` makes a state from events, and
refuses events that the table does not know, so a state that nobody could have reached never goes unnoticed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from referrals.actor import ANSWER, READ, WRITE, Actor
from referrals.errors import InvalidReferral
from referrals.model import Action, Attempt, CancelReason, DeclineReason, Event, NeedState, Outcome, State


class Party(StrEnum):
    """The two sides of a referral."""

    SENDER = "sender"
    RECIPIENT = "recipient"


class Requirement(StrEnum):
    """What an action must bring with it."""

    NOTHING = "nothing"
    CONSENT = "consent"
    DECLINE_REASON = "decline_reason"
    OUTCOME = "outcome"
    CANCEL_REASON = "cancel_reason"


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table. `from_state` None: the referral does not exist yet."""

    from_state: State | None
    action: Action
    to_state: State
    who: Party
    needs: Requirement = Requirement.NOTHING


TRANSITIONS: tuple[Transition, ...] = (
    Transition(None, Action.CREATE, State.DRAFT, Party.SENDER),
    Transition(State.DRAFT, Action.SEND, State.SENT, Party.SENDER, Requirement.CONSENT),
    Transition(State.DRAFT, Action.CANCEL, State.CANCELLED, Party.SENDER, Requirement.CANCEL_REASON),
    Transition(State.SENT, Action.ACCEPT, State.ACCEPTED, Party.RECIPIENT),
    Transition(State.SENT, Action.DECLINE, State.DECLINED, Party.RECIPIENT, Requirement.DECLINE_REASON),
    Transition(State.SENT, Action.CANCEL, State.CANCELLED, Party.SENDER, Requirement.CANCEL_REASON),
    Transition(State.ACCEPTED, Action.COMPLETE, State.COMPLETED, Party.RECIPIENT, Requirement.OUTCOME),
    Transition(State.ACCEPTED, Action.CANCEL, State.CANCELLED, Party.SENDER, Requirement.CANCEL_REASON),
)

OPEN_STATES = frozenset({State.DRAFT, State.SENT, State.ACCEPTED})

SCOPE_OF_PARTY = {Party.SENDER: WRITE, Party.RECIPIENT: ANSWER}

NEED_AFTER: dict[Outcome, NeedState] = {
    Outcome.GOT_HELP_FULL: NeedState.MET,
    Outcome.ENROLLED: NeedState.MET,
    Outcome.ALREADY_RESOLVED: NeedState.MET,
    Outcome.GOT_HELP_PARTIAL: NeedState.PARTLY_MET,
}
"""What an outcome makes of the need. Outcomes not named here leave it open: the client still waits."""

_REASONS: dict[Requirement, tuple[str, frozenset[str]]] = {
    Requirement.DECLINE_REASON: ("reason_code", frozenset(DeclineReason)),
    Requirement.CANCEL_REASON: ("reason_code", frozenset(CancelReason)),
    Requirement.OUTCOME: ("outcome", frozenset(Outcome)),
}


def transition_for(state: State | None, action: Action) -> Transition | None:
    """The row for an action in a state, or None where the state does not allow it."""
    return next((row for row in TRANSITIONS if row.from_state == state and row.action == action), None)


def party_for(action: Action) -> Party:
    """Which side an action belongs to, whatever the state."""
    return next(row.who for row in TRANSITIONS if row.action == action)


def parties_of(actor: Actor, attempt: Attempt) -> frozenset[Party]:
    """On which sides of a referral a caller stands. Empty: for them it does not exist.

    A recipient is no party before the referral was sent, nor to a draft that was cancelled.
    """
    sides: set[Party] = set()
    if attempt.sender.is_actor(actor) and (actor.has(WRITE) or actor.has(READ)):
        sides.add(Party.SENDER)
    addressed = actor.organization_id is not None and actor.organization_id == attempt.recipient.organization_id
    if addressed and attempt.sent_at is not None and (actor.has(ANSWER) or actor.has(READ)):
        sides.add(Party.RECIPIENT)
    return frozenset(sides)


def may_act(actor: Actor, attempt: Attempt, action: Action) -> bool:
    """Whether the caller stands on the action's side and holds its scope, whatever the state."""
    party = party_for(action)
    return party in parties_of(actor, attempt) and actor.has(SCOPE_OF_PARTY[party])


def allowed_actions(actor: Actor, attempt: Attempt) -> tuple[Action, ...]:
    """What this caller can do to the referral now, in the table's order."""
    rows = (row for row in TRANSITIONS if row.from_state == attempt.state)
    return tuple(row.action for row in rows if may_act(actor, attempt, row.action))


def check_reason(needs: Requirement, reason_code: str, reason_text: str) -> None:
    """Refuse a reason that is missing, unknown, or `other` without words. What needs no reason must bring none."""
    field, known = _REASONS.get(needs, ("reason_code", frozenset[str]()))
    if known and reason_code not in known:
        raise InvalidReferral(field, f"must be one of {', '.join(sorted(known))}")
    if not known and reason_code:
        raise InvalidReferral(field, "this action takes no reason")
    if reason_code == DeclineReason.OTHER and not reason_text.strip():
        raise InvalidReferral("reason_text", f"is required when {field} is other")


def replay(events: Iterable[Event]) -> State | None:
    """The state that events lead to, None for no events.

    Raises InvalidReferral naming the first event that does not follow from the one before.
    """
    state: State | None = None
    for number, event in enumerate(events, start=1):
        row = transition_for(state, event.action)
        if event.seq != number or event.from_state != state or row is None or row.to_state != event.to_state:
            raise InvalidReferral(f"events.{number}", "does not follow from the event before it")
        state = event.to_state
    return state
