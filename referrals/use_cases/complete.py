"""The recipient closes the loop: what came of it. The outcome also says whether the need still waits."""

from __future__ import annotations

from referrals.model import Action, Attempt, Outcome
from referrals.transitions import NEED_AFTER
from referrals.use_cases.acting import Own, Step, take
from referrals.views import ReferralView
from referrals.work import Work


def complete(work: Work, step: Step) -> ReferralView:
    """Complete an accepted referral; `reason_code` is an `Outcome`. Errors: those of `acting.take`."""

    def settle_need(attempt: Attempt) -> None:
        state = NEED_AFTER.get(Outcome(step.reason_code))
        if state is not None:
            work.referrals.set_need_state(attempt.client_id, attempt.request_id, state)

    return take(work, Action.COMPLETE, step, Own(settle=settle_need))
