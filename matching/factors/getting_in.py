"""How easily one gets in: walking in, calling, or only when somebody refers.

Not for: rules on whom it takes (`eligibility.py`) or papers to bring. The decision a reader would ask about: a client who can
walk in today is helped sooner than one who needs an appointment, and a required referral is work for the coach, so it
lowers a service without shutting anybody out.
"""

from __future__ import annotations

from directory.facts.values import Tri
from matching.case import Case
from matching.sentences import say

CALL_OR_WRITE = 0.6
REFERRAL = 0.1


def value(case: Case) -> float | None:
    """1 for walk-in, 0.6 by phone, form or appointment, low when a referral is required; None when not stated."""
    intake = case.listing.intake
    if intake.referral_required is Tri.YES and intake.walk_in is not Tri.YES:
        return REFERRAL
    if intake.walk_in is Tri.YES:
        return 1.0
    return CALL_OR_WRITE if Tri.YES in (intake.phone, intake.online, intake.appointment) else None


def sentence(case: Case, found: float | None) -> str:
    """The easiest way in."""
    intake = case.listing.intake
    if found is None:
        return say("intake.unknown")
    if found == REFERRAL:
        return say("intake.referral")
    if found == 1.0:
        return say("intake.walk_in")
    return say("intake.call" if intake.phone is Tri.YES else "intake.apply")
