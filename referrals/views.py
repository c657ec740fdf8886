"""A referral as one caller may see it: values made for sender or recipient, and nothing a caller may not know.

The sender sees everything of their own. A recipient sees what a valid consent shares at this moment: without `contact`
no client, without `needs` no need code (a sensitive need asks for its own class as well). Not for: JSON or status numbers (api).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from referrals.actor import Actor
from referrals.consent import classes_of_need, shared_with
from referrals.model import Action, Attempt, Consent, DataClass, Event, Identity, Owner, Recipient, State
from referrals.transitions import Party, allowed_actions, parties_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientView:
    """Who the referral is for, as far as the caller may know."""

    id: str
    display_name: str
    email: str = ""
    phone: str = ""

    def __repr__(self) -> str:
        return f"ClientView(id={self.id!r}, …)"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralView:
    """One referral for one caller. `client` and `need_code` are None where no consent shares them.

    `side` is how the caller stands to it (sender before recipient, for an organization that refers to itself);
    `shared` is what the recipient may see now.
    """

    id: str
    request_id: str
    attempt_no: int
    state: State
    version: int
    side: Party
    client: ClientView | None
    need_code: str | None
    recipient: Recipient
    sender: Owner
    reason_code: str
    reason_text: str
    created_at: datetime
    changed_at: datetime
    sent_at: datetime | None
    shared: frozenset[DataClass]
    allowed_actions: tuple[Action, ...]
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralPage:
    """A page of referrals, newest change first. `total` counts all that the caller may see under the same filter."""

    referrals: tuple[ReferralView, ...]
    total: int
    limit: int
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that is stored about one referral: the material of a view."""

    attempt: Attempt
    identity: Identity | None
    consents: Sequence[Consent] = ()
    events: Sequence[Event] = ()


def view_for(actor: Actor, facts: Facts, now: datetime) -> ReferralView:
    """The referral as this caller may see it. The caller must be a party (`parties_of`): that is checked before."""
    attempt = facts.attempt
    side = Party.SENDER if Party.SENDER in parties_of(actor, attempt) else Party.RECIPIENT
    shared = shared_with(attempt.recipient.organization_id, facts.consents, now)
    visible = frozenset(DataClass) if side is Party.SENDER else shared
    return ReferralView(
        id=attempt.id,
        request_id=attempt.request_id,
        attempt_no=attempt.attempt_no,
        state=attempt.state,
        version=attempt.version,
        side=side,
        client=_client(facts) if DataClass.CONTACT in visible else None,
        need_code=attempt.need_code if classes_of_need(attempt.need_sensitive) <= visible else None,
        recipient=attempt.recipient,
        sender=attempt.sender,
        reason_code=attempt.reason_code,
        reason_text=attempt.reason_text,
        created_at=attempt.created_at,
        changed_at=attempt.changed_at,
        sent_at=attempt.sent_at,
        shared=shared,
        allowed_actions=allowed_actions(actor, attempt),
        events=_events(facts.events, side),
    )


def _client(facts: Facts) -> ClientView | None:
    if facts.identity is None:
        return None
    person = facts.identity
    return ClientView(
        id=facts.attempt.client_id, display_name=person.display_name, email=person.email, phone=person.phone
    )


def _events(events: Sequence[Event], side: Party) -> tuple[Event, ...]:
    """A recipient's history begins with the sending: what came before was not addressed to them."""
    return tuple(event for event in events if side is Party.SENDER or event.to_state is not State.DRAFT)
