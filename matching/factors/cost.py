"""What it costs, held against what the client can pay.

Not for: income limits (`matching/rules/income.py`). The decision a reader would ask about: the cheapest way in counts,
because a service that is free, or by insurance, or for a fee is free for the one who asks; a plain fee weighs more the
lower the income.
"""

from __future__ import annotations

from directory.facts.values import CostKind
from matching.case import Case
from matching.sentences import say

VALUES = {CostKind.FREE: 1.0, CostKind.SLIDING_SCALE: 0.8, CostKind.INSURANCE: 0.6}
FEE_FOR_POOR = 0.2
FEE_FOR_OTHERS = 0.6
SMALL_FEE = 0.6
SMALL_FEE_DOLLARS = 25.0  # a copay, a certificate: what most programmes waive or a coach can find
POOR_UNTIL_PERCENT = 200.0  # of the federal poverty level: the usual line for "low income"


def value(case: Case) -> float | None:
    """0…1; None when the cost is not stated."""
    kinds = [kind for kind in case.listing.cost.kinds if kind is not CostKind.UNKNOWN]
    if not kinds:
        return None
    return max([VALUES[kind] if kind in VALUES else _fee(case) for kind in kinds])


def sentence(case: Case, found: float | None) -> str:
    """The cheapest way in."""
    cost = case.listing.cost
    if found is None:
        return say("cost.unknown")
    for kind, key in ((CostKind.FREE, "free"), (CostKind.SLIDING_SCALE, "sliding"), (CostKind.INSURANCE, "insurance")):
        if kind in cost.kinds:
            return say(f"cost.{key}")
    if cost.amount_dollars:
        return say("cost.fee_amount", amount=f"{cost.amount_dollars:g}")
    return say("cost.fee")


def _fee(case: Case) -> float:
    amount, income = case.listing.cost.amount_dollars, case.person.client.income_percent_fpl
    if amount is not None and amount <= SMALL_FEE_DOLLARS:
        return SMALL_FEE
    return FEE_FOR_OTHERS if income is not None and income > POOR_UNTIL_PERCENT else FEE_FOR_POOR
