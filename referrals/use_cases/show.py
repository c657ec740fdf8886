"""Show one referral with its history, as the caller may see it."""

from __future__ import annotations

from referrals.use_cases.acting import attempt_for, seen
from referrals.views import ReferralView
from referrals.work import Work


def show(work: Work, referral_id: str) -> ReferralView:
    """The referral. Raises ReferralNotFound, also for somebody else's."""
    return seen(work, attempt_for(work, referral_id))
