"""One unit of work as the use cases need it: who asks, at what moment, and what they read and write.

The caller (api) opens the unit of work and commits it once, so that an idempotency key, or a second use case (create and
send in one call), can stand in the same transaction; without the commit nothing has happened. Not for: rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from directory.store.outbox import Outbox
from directory.store.unit_of_work import ReadView, UnitOfWork
from referrals.actor import Actor
from referrals.model import Attempt, Event
from referrals.recipients import ServiceRecords
from referrals.store.records import ReferralRecords

TOPIC = "referral.event"
"""The outbox topic of everything that happens to referrals. Payloads hold ids and codes only."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a use case works with. Made by `work_of`."""

    actor: Actor
    now: datetime
    referrals: ReferralRecords
    directory: ServiceRecords
    outbox: Outbox

    def record(self, attempt: Attempt, event: Event) -> None:
        """The event, the state it leads to and the outbox row: together or not at all."""
        self.referrals.record(attempt, event)
        self.outbox.add(TOPIC, attempt.id, _payload(attempt, event))


def work_of(unit: UnitOfWork | ReadView, actor: Actor) -> Work:
    """The work of one caller in one open unit of work; a read view is enough to list and to show."""
    return Work(actor, unit.now, ReferralRecords(unit.connection), unit.records, unit.outbox)


def _payload(attempt: Attempt, event: Event) -> dict[str, str | int | None]:
    """Thin on purpose: whoever needs more asks for the referral and is checked again. Never the need, never words."""
    return {
        "referral_id": attempt.id,
        "seq": event.seq,
        "version": attempt.version,
        "action": event.action.value,
        "from": event.from_state.value if event.from_state else None,
        "to": event.to_state.value,
        "reason_code": event.reason_code,
        "sender": attempt.sender.reference,
        "recipient_organization_id": attempt.recipient.organization_id,
        "occurred_at": event.occurred_at.isoformat(),
    }
