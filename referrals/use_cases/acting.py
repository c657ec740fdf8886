"""The one path that every action after creation takes; the five use cases beside this file add what is theirs.

Checks come in the order in which an answer gives least away: may the caller know of the referral (not found), may they do
this at all (forbidden), was exactly this done already (same answer, no event), did they see the present version (stale),
does the state allow it (not allowed), is everything there that it needs (invalid, consent required). A repeat comes
before the version because a client whose answer got lost repeats with the version it knew (RFC 9110, 13.1.1 allows it).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from referrals.errors import ActionForbidden, ActionNotAllowed, InvalidReferral, ReferralNotFound, StaleVersion
from referrals.model import Action, Attempt, Event, Identity, State
from referrals.transitions import (
    SCOPE_OF_PARTY,
    Transition,
    allowed_actions,
    check_reason,
    may_act,
    parties_of,
    party_for,
    transition_for,
)
from referrals.views import Facts, ReferralView, view_for
from referrals.words import check_text, is_uuid
from referrals.work import Work

CLOCK_LEEWAY = timedelta(minutes=5)
"""How far another system's clock may run ahead of ours."""

LONGEST_REASON = 500
"""Characters. A reason is a sentence for the other side, not a file about the client."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An action on one referral. `expected_version` None: whatever the version. `occurred_at` None: now."""

    referral_id: str
    expected_version: int | None = None
    reason_code: str = ""
    reason_text: str = ""
    occurred_at: datetime | None = None


def _nothing(_attempt: Attempt) -> None:
    """Most actions write nothing but their event."""


def _always(_attempt: Attempt) -> bool:
    """Most actions bring no facts but their reason."""
    return True


@dataclass(frozen=True, slots=True)
class Own:
    """What one action adds to the common path.

    `settle` runs after all other checks: it may still refuse, or write what belongs in the same commit. `is_same` says
    whether further facts of a repeated action are those already recorded.
    """

    settle: Callable[[Attempt], None] = _nothing
    is_same: Callable[[Attempt], bool] = _always


def take(work: Work, action: Action, step: Step, own: Own = Own()) -> ReferralView:
    """Do the action, or say why not."""
    attempt = attempt_for(work, step.referral_id, lock=True)
    _check_caller(work, attempt, action)
    if not (_repeats(work, attempt, action, step) and own.is_same(attempt)):
        row = _row_for(work, attempt, action, step)
        _check_words(work, attempt, row, step)
        own.settle(attempt)
        attempt = _record(work, attempt, row, step)
    return seen(work, attempt)


def attempt_for(work: Work, referral_id: str, *, lock: bool = False) -> Attempt:
    """The attempt, if it exists for this caller."""
    attempt = work.referrals.attempt(referral_id, lock=lock) if is_uuid(referral_id) else None
    if attempt is None or not parties_of(work.actor, attempt):
        raise ReferralNotFound(referral_id)
    return attempt


def seen(work: Work, attempt: Attempt) -> ReferralView:
    """The attempt with its history, as this caller may see it now."""
    clients = (attempt.client_id,)
    facts = Facts(
        attempt=attempt,
        identity=work.referrals.identities(clients).get(attempt.client_id),
        consents=work.referrals.consents(clients),
        events=work.referrals.events(attempt.id),
    )
    return view_for(work.actor, facts, work.now)


def _check_caller(work: Work, attempt: Attempt, action: Action) -> None:
    if may_act(work.actor, attempt, action):
        return
    party = party_for(action)
    if party in parties_of(work.actor, attempt):
        raise ActionForbidden(action, f"it needs the scope {SCOPE_OF_PARTY[party]}")
    raise ActionForbidden(action, f"only the {party} of a referral can")


def _repeats(work: Work, attempt: Attempt, action: Action, step: Step) -> bool:
    last = work.referrals.events(attempt.id)[-1]
    done = (last.action, last.reason_code, last.reason_text)
    return done == (action, step.reason_code, step.reason_text.strip())


def _row_for(work: Work, attempt: Attempt, action: Action, step: Step) -> Transition:
    if step.expected_version is not None and step.expected_version != attempt.version:
        raise StaleVersion(attempt.id, step.expected_version, attempt.version)
    row = transition_for(attempt.state, action)
    if row is None:
        raise ActionNotAllowed(action, attempt.state, allowed_actions(work.actor, attempt))
    return row


def _check_words(work: Work, attempt: Attempt, row: Transition, step: Step) -> None:
    check_reason(row.needs, step.reason_code, step.reason_text)
    if step.occurred_at is not None and step.occurred_at > work.now + CLOCK_LEEWAY:
        raise InvalidReferral("occurred_at", "lies in the future")
    if step.occurred_at is not None and step.occurred_at < attempt.created_at:
        raise InvalidReferral("occurred_at", "lies before the referral was made")
    check_text("reason_text", step.reason_text, LONGEST_REASON)
    if step.reason_text and _names_client(work, attempt, step.reason_text):
        raise InvalidReferral("reason_text", "must not hold the client's name or contact: history is kept for good")


def _names_client(work: Work, attempt: Attempt, words: str) -> bool:
    person = work.referrals.identities((attempt.client_id,)).get(attempt.client_id, Identity(""))
    known = (person.display_name, person.email, person.phone)
    return any(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", words, re.IGNORECASE) for part in known if part)


def _record(work: Work, attempt: Attempt, row: Transition, step: Step) -> Attempt:
    event = Event(
        attempt_id=attempt.id,
        seq=attempt.version + 1,
        action=row.action,
        from_state=attempt.state,
        to_state=row.to_state,
        actor=work.actor.reference,
        organization_id=work.actor.organization_id,
        occurred_at=step.occurred_at or work.now,
        recorded_at=work.now,
        reason_code=step.reason_code,
        reason_text=step.reason_text.strip(),
    )
    changed = after(attempt, event)
    work.record(changed, event)
    return changed


def after(attempt: Attempt, event: Event) -> Attempt:
    """The attempt as an event leaves it: the projection, one step."""
    return replace(
        attempt,
        state=event.to_state,
        version=event.seq,
        changed_at=event.recorded_at,
        sent_at=event.recorded_at if event.to_state is State.SENT else attempt.sent_at,
        reason_code=event.reason_code,
        reason_text=event.reason_text,
    )
