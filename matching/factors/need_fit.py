"""How much of what was asked this service is for: its strength for the asked need it meets best, a little more for several.

Not for: finer subjects within a need (`subject.py`). The decision a reader would ask about: the best need counts for
nearly everything, because a client is helped by the service that does one thing well, and a service that mentions all
of their needs in passing does none of them. For the same reason the strength is squared: half a purpose is a quarter of the help.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from directory.needs.values import NeedFit
from matching.case import Case
from matching.sentences import say

FOR_FURTHER_NEEDS = 0.3  # what a second asked need can add, in proportion to its strength
MAIN = 0.75  # from this strength on, the need is what the service is for
PART = 0.4


def value(case: Case) -> float | None:
    """0…1; None where no asked need is met (a listing found by its words)."""
    return case.worth


def worth_of(fits: Sequence[NeedFit], weights: Mapping[str, float]) -> float | None:
    """The value, by how strongly each need was asked for."""
    if not fits:
        return None
    worth = [fit.strength**2 * weights.get(fit.code, 1.0) for fit in fits]
    if len(worth) == 1:
        return min(1.0, worth[0])
    worth.sort(reverse=True)
    return min(1.0, worth[0] + FOR_FURTHER_NEEDS * sum(worth[1:]))


def sentence(case: Case, _value: float | None) -> str:
    """Names the needs by what the record says of them."""
    if not case.fits:
        return say("need_fit.none")
    names = case.person.need_names
    if len(case.fits) > 1:
        return say("need_fit.several", needs="; ".join(names.get(fit.code, fit.code) for fit in case.fits))
    best = case.fits[0]
    degree = "main" if best.strength >= MAIN else "part" if best.strength >= PART else "passing"
    return say(f"need_fit.{degree}", need=names.get(best.code, best.code))
