"""The recipient says yes: they will help, or try to."""

from __future__ import annotations

from referrals.model import Action
from referrals.use_cases.acting import Step, take
from referrals.views import ReferralView
from referrals.work import Work


def accept(work: Work, step: Step) -> ReferralView:
    """Accept a sent referral. Errors: those of `acting.take`."""
    return take(work, Action.ACCEPT, step)
