"""The recipient says no, and why: a reason of the closed set, so that the next attempt can do better."""

from __future__ import annotations

from referrals.model import Action
from referrals.use_cases.acting import Step, take
from referrals.views import ReferralView
from referrals.work import Work


def decline(work: Work, step: Step) -> ReferralView:
    """Decline a sent referral; `reason_code` is a `DeclineReason`. The need stays open. Errors: those of `acting.take`."""
    return take(work, Action.DECLINE, step)
