"""How lately somebody checked the record.

Not for: whether it is open (`matching/rules/availability.py`). The decision a reader would ask about: it is measured against
the moment of asking and halves every two years, since about a third of listings change in some way within one.
"""

from __future__ import annotations

from matching.case import Case
from matching.sentences import say

HALF_AFTER_DAYS = 730.0


def value(case: Case) -> float | None:
    """1 today, one half after two years; None when no date is known."""
    assured = case.listing.assured_date
    if assured is None:
        return None
    age_days = max(0, (case.today - assured).days)
    return float(0.5 ** (age_days / HALF_AFTER_DAYS))


def sentence(case: Case, _value: float | None) -> str:
    """The year of the last check."""
    assured = case.listing.assured_date
    return say("fresh.unknown") if assured is None else say("fresh.checked", year=assured.year)
