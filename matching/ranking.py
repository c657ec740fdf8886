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
from matching.person import Person


def _always(_person: Person) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Factor:
    """One line of the table. `is_asked`: whether its value depends on the listing at all, for this client."""

    name: str
    weight: float
    if_unknown: float
    value: Callable[[Case], float | None]
    sentence: Callable[[Case, float | None], str]
    is_asked: Callable[[Person], bool] = _always

    def points(self, found: float | None) -> float:
        """What this value adds to the score."""
        return self.weight * (self.if_unknown if found is None else found)


FACTORS: tuple[Factor, ...] = (
    #      name               weight  if unknown
    Factor("need fit",          20,     0.2,  need_fit.value, need_fit.sentence),
    Factor("subject",           15,     0.1,  subject.value, subject.sentence, subject.is_asked),
    Factor("eligibility",       20,     0.8,  eligibility.value, eligibility.sentence),
    Factor("distance",          16,     0.5,  distance.value, distance.sentence),
    Factor("open when needed",   6,     0.7,  open_when_needed.value, open_when_needed.sentence, open_when_needed.is_asked),
    Factor("shared words",       6,     0.5,  shared_words.value, shared_words.sentence, shared_words.is_asked),
    Factor("getting in",         9,     0.4,  getting_in.value, getting_in.sentence),
    Factor("language",           3,     0.5,  language.value, language.sentence, language.is_asked),
    Factor("cost",               2,     0.6,  cost.value, cost.sentence),
    Factor("accessibility",      1,     0.6,  accessibility.value, accessibility.sentence, accessibility.is_asked),
    Factor("freshness",          1,     0.3,  freshness.value, freshness.sentence),
    Factor("capacity",           1,     0.7,  capacity.value, capacity.sentence),
)  # fmt: skip

# In this order a case is found to be outdone with the least work: what differs most first, what reads the listing's words last.
_WORKED_OUT = (
    "need fit", "distance", "getting in", "cost", "freshness", "language", "accessibility", "capacity", "shared words",
    "open when needed", "subject", "eligibility",
)  # fmt: skip
_BY_WORK = sorted(enumerate(FACTORS), key=lambda pair: _WORKED_OUT.index(pair[1].name))
OUTDONE = -1.0
_ROUNDING = 1e-9  # points; sums in another order differ by less


class Scoring:
    """Scores of one request's cases. What is not asked of any listing is worked out once, with the first of them."""

    def __init__(self, first: Case) -> None:
        asked = [factor.is_asked(first.person) for factor in FACTORS]
        self._most = [
            factor.weight if depends else factor.points(factor.value(first))
            for factor, depends in zip(FACTORS, asked, strict=True)
        ]
        self._highest = sum(self._most) + _ROUNDING
        self._factors = tuple(
            (place, factor.weight, factor.weight * factor.if_unknown, factor.value)
            for place, factor in _BY_WORK
            if asked[place]
        )

    def score_of(self, case: Case, least: float = 0.0) -> float:
        """0…100: the sum of all points, in the order of the table, so that it equals the sum of the contributions exactly.

        `OUTDONE` as soon as it is sure to be less than `least`.
        """
        points = self._most.copy()
        within_reach = self._highest - least
        for place, weight, if_unknown, value in self._factors:
            found = value(case)
            points[place] = if_unknown if found is None else weight * found
            within_reach -= weight - points[place]
            if within_reach < 0:
                return OUTDONE
        return sum(points)


def contributions_of(case: Case) -> tuple[Contribution, ...]:
    """What each factor gave, with its sentence."""
    found = [(factor, factor.value(case)) for factor in FACTORS]
    return tuple(
        [
            Contribution(factor.name, value, factor.weight, factor.points(value), factor.sentence(case, value))
            for factor, value in found
        ]
    )
