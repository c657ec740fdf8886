"""Send a draft to its recipient. From here on the recipient can read it, so the client must have agreed.

Consent is recorded in the same commit as the sending. Where an earlier consent for the same organization still holds, it
is enough, and none needs to be brought.
"""

from __future__ import annotations

import uuid

from referrals.consent import ConsentGiven, period_of, says_the_same, shared_with
from referrals.errors import ConsentRequired
from referrals.model import Action, Attempt, Consent
from referrals.use_cases.acting import Own, Step, take
from referrals.views import ReferralView
from referrals.work import Work


def send(work: Work, step: Step, given: ConsentGiven | None = None) -> ReferralView:
    """Send a draft. Raises ConsentRequired without a consent; other errors as in `acting.take`."""
    own = Own(
        settle=lambda attempt: _settle_consent(work, attempt, given),
        is_same=lambda attempt: given is None or _is_recorded(work, attempt, given),
    )
    return take(work, Action.SEND, step, own)


def _settle_consent(work: Work, attempt: Attempt, given: ConsentGiven | None) -> None:
    earlier = [
        one
        for one in work.referrals.consents((attempt.client_id,))
        if one.organization_id == attempt.recipient.organization_id
    ]
    if given is not None:
        work.referrals.add_consent(_recorded(work, attempt, given))
    elif not shared_with(attempt.recipient.organization_id, earlier, work.now):
        lapsed_at = max((one.revoked_at or one.ends_at for one in earlier), default=None)
        raise ConsentRequired(attempt.id, attempt.recipient.organization_id, lapsed_at)


def _recorded(work: Work, attempt: Attempt, given: ConsentGiven) -> Consent:
    starts_at, ends_at = period_of(given, work.now)
    return Consent(
        id=str(uuid.uuid4()),
        client_id=attempt.client_id,
        given_by=given.given_by,
        purpose=given.purpose,
        organization_id=attempt.recipient.organization_id,
        data_classes=given.data_classes,
        method=given.method,
        starts_at=starts_at,
        ends_at=ends_at,
        recorded_by=work.actor.reference,
        recorded_at=work.now,
    )


def _is_recorded(work: Work, attempt: Attempt, given: ConsentGiven) -> bool:
    """A sending repeated with another consent is not the same sending: it must not look as if that had been recorded."""
    recorded = work.referrals.consents((attempt.client_id,))
    return any(one.recorded_at == attempt.sent_at and says_the_same(one, given) for one in recorded)
