"""From hits to cases: which needs each listing meets, and the few hundred worth reading closely.

Not for: judging a case. The decision a reader would ask about: in a large city three needs bring nine hundred listings. Those
that meet the need in passing, far away, can never reach a first page, so only the best `MOST_JUDGED` by need and way
are read, judged and scored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from msgspec import structs

from directory.needs.values import NeedFit
from directory.search.listing import Listing
from directory.search.query import Hit
from matching.case import Case
from matching.factors import distance, need_fit
from matching.person import Person
from matching.reading import ListingReader, weigh_terms

MOST_JUDGED = 400
UNKNOWN_WAY = 0.5


def cases_of(person: Person, hits: Sequence[Hit], asked_terms: frozenset[str], reading: Reading) -> list[Case]:
    """The cases worth judging, the most promising first, and the asked terms weighed against their words."""
    helping = _helping(person)
    cases = [
        case_of(person, hit.listing, hit.distance_miles, _fits(person, helping, hit.listing), reading) for hit in hits
    ]
    cases = _shortlist(cases)
    if not asked_terms:
        return cases
    terms = [asked_terms.intersection(case.words.stems) for case in cases]
    weighed = replace(person, terms=weigh_terms(asked_terms, terms))
    return [structs.replace(case, person=weighed, terms=shared) for case, shared in zip(cases, terms, strict=True)]


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading needs beside the request: the reader of listings' words, and the day of asking."""

    reader: ListingReader
    today: date


def _shortlist(cases: list[Case]) -> list[Case]:
    """The best by need and way."""
    return sorted(cases, key=lambda case: (-_promise(case), case.listing.id))[:MOST_JUDGED]


def _promise(case: Case) -> float:
    return (case.worth or 0.0) + (UNKNOWN_WAY if case.way is None else case.way)


def case_of(
    person: Person, listing: Listing, distance_miles: float | None, fits: tuple[NeedFit, ...], reading: Reading
) -> Case:
    """The listing held against the client, with what need and way are worth."""
    worth, way = need_fit.worth_of(fits, person.needs), distance.way_of(person.client, listing, distance_miles)
    return Case(person, listing, distance_miles, fits, reading.today, worth, way, reading.reader)


Helping = Mapping[str, Sequence[tuple[str, float]]]
"""The asked needs that services for a need help with, and how much: the need itself wholly, a related one a little."""


def _helping(person: Person) -> Helping:
    helping: dict[str, list[tuple[str, float]]] = {}
    for need in person.needs:
        for code, share in {**person.related.get(need, {}), need: 1.0}.items():
            helping.setdefault(code, []).append((need, share))
    return helping


def _fits(person: Person, helping: Helping, listing: Listing) -> tuple[NeedFit, ...]:
    """For each asked need, how well the listing meets it: by itself, or as much as a related need's service does. Best first."""
    best: dict[str, float] = {}
    for given in listing.needs:
        if given.code in helping:
            for need, share in helping[given.code]:
                strength = given.strength * share
                if strength > best.get(need, -1.0):
                    best[need] = strength
    order = sorted([(-strength * person.needs[need], need) for need, strength in best.items()])
    return tuple([NeedFit(need, best[need]) for _, need in order])
