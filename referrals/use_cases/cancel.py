"""The sender takes a referral back, at any time before it is completed."""

from __future__ import annotations

from referrals.model import Action
from referrals.use_cases.acting import Step, take
from referrals.views import ReferralView
from referrals.work import Work


def cancel(work: Work, step: Step) -> ReferralView:
    """Cancel an open referral; `reason_code` is a `CancelReason`. Errors: those of `acting.take`."""
    return take(work, Action.CANCEL, step)
