"""The table of factors: what counts when two services both fit, and how much. Weights are points and add up to 100.

Not for: what a factor reads (its own file under `factors/`) or shutting out (`rules/`). To read the table: a service gets
`weight` × value points from each line, where the value is 0 to 1; where a fact is unknown it gets `weight` × `if_unknown`,
so that silence costs a little but never as much as a no. To change what matters, change a number here; a test checks
that the sum stays 100.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from matching.case import Case
from matching.factors import (
    accessibility,
    capacity,
    cost,
    distance,
    eligibility,
    freshness,
    getting_in,
    language,
    need_fit,
    open_when_needed,
    shared_words,
    subject,
)
from matching.match import Contribution


@dataclass(frozen=True, slots=True)
class Factor:
    """One line of the table."""

    name: str
    weight: float
    if_unknown: float
    value: Callable[[Case], float | None]
    sentence: Callable[[Case, float | None], str]

    def points(self, found: float | None) -> float:
        """What this value adds to the score."""
        return self.weight * (self.if_unknown if found is None else found)


FACTORS: tuple[Factor, ...] = (
    #      name               weight  if unknown
    Factor("need fit",          20,     0.2,  need_fit.value, need_fit.sentence),
    Factor("subject",           15,     0.1,  subject.value, subject.sentence),
    Factor("eligibility",       20,     0.8,  eligibility.value, eligibility.sentence),
    Factor("distance",          16,     0.5,  distance.value, distance.sentence),
    Factor("open when needed",   6,     0.7,  open_when_needed.value, open_when_needed.sentence),
    Factor("shared words",      6,     0.5,  shared_words.value, shared_words.sentence),
    Factor("getting in",         9,     0.4,  getting_in.value, getting_in.sentence),
    Factor("language",           3,     0.5,  language.value, language.sentence),
    Factor("cost",               2,     0.6,  cost.value, cost.sentence),
    Factor("accessibility",      1,     0.6,  accessibility.value, accessibility.sentence),
    Factor("freshness",          1,     0.3,  freshness.value, freshness.sentence),
    Factor("capacity",           1,     0.7,  capacity.value, capacity.sentence),
)  # fmt: skip


# A score is worked out for hundreds of cases, so the points of an unknown are multiplied here.
_SCORING = tuple((factor.weight, factor.weight * factor.if_unknown, factor.value) for factor in FACTORS)


def score_of(case: Case) -> float:
    """0…100: the sum of all points, in the order of the table, so that it equals the sum of the contributions exactly."""
    score = 0.0
    for weight, if_unknown, value in _SCORING:
        found = value(case)
        score += if_unknown if found is None else weight * found
    return score


def contributions_of(case: Case) -> tuple[Contribution, ...]:
    """What each factor gave, with its sentence."""
    found = [(factor, factor.value(case)) for factor in FACTORS]
    return tuple(
        Contribution(factor.name, value, factor.weight, factor.points(value), factor.sentence(case, value))
        for factor, value in found
    )
