"""List the referrals that the caller sent or received, newest change first, without their histories."""

from __future__ import annotations

from referrals.actor import ANSWER, READ, WRITE
from referrals.errors import InvalidReferral
from referrals.model import Attempt, Owner
from referrals.store.records import PageOf, Sides
from referrals.views import Facts, ReferralPage, view_for
from referrals.words import is_uuid
from referrals.work import Work

LARGEST_PAGE = 200
LARGEST_OFFSET = 1_000_000
"""Further than anybody pages, and well within what a database takes as a number."""


def list_referrals(work: Work, asked: PageOf | None = None) -> ReferralPage:
    """One page. `limit` 1…200. Filtering by client lists only what the caller sent."""
    asked = asked or PageOf()
    if not 1 <= asked.limit <= LARGEST_PAGE:
        raise InvalidReferral("limit", f"must be between 1 and {LARGEST_PAGE}")
    if not 0 <= asked.offset <= LARGEST_OFFSET:
        raise InvalidReferral("offset", f"must be between 0 and {LARGEST_OFFSET}")
    if asked.client_id is not None and not is_uuid(asked.client_id):
        raise InvalidReferral("client_id", "must be a UUID")
    attempts, total = work.referrals.page_for(_sides(work), asked)
    views = tuple(view_for(work.actor, facts, work.now) for facts in _facts(work, attempts))
    return ReferralPage(referrals=views, total=total, limit=asked.limit, offset=asked.offset)


def _sides(work: Work) -> Sides:
    """The sides a caller may stand on, by the same rule as `transitions.parties_of`."""
    actor = work.actor
    sends = actor.has(WRITE) or actor.has(READ)
    answers = actor.has(ANSWER) or actor.has(READ)
    return Sides(
        sender=Owner(actor.reference, actor.organization_id) if sends else None,
        recipient_organization_id=actor.organization_id if answers else None,
    )


def _facts(work: Work, attempts: tuple[Attempt, ...]) -> list[Facts]:
    clients = sorted({attempt.client_id for attempt in attempts})
    identities = work.referrals.identities(clients)
    consents = work.referrals.consents(clients)
    return [
        Facts(
            attempt=attempt,
            identity=identities.get(attempt.client_id),
            consents=[one for one in consents if one.client_id == attempt.client_id],
        )
        for attempt in attempts
    ]
