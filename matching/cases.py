"""From hits to cases: which needs each listing meets, and the few hundred worth reading closely.

Not for: judging a case. The decision a reader would ask about: in a large city three needs bring nine hundred listings. Those
that meet the need in passing, far away, can never reach a first page, so only the best `MOST_JUDGED` by need and way
are read, judged and scored.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    cases = _shortlist([_case(person, hit, reading) for hit in hits])
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
    way = distance.value(case)
    return (need_fit.value(case) or 0.0) + (UNKNOWN_WAY if way is None else way)


def _case(person: Person, hit: Hit, reading: Reading) -> Case:
    fits = _fits(person, hit.listing)
    if len(fits) > 1:
        fits.sort(key=lambda fit: (-fit.strength * person.needs[fit.code], fit.code))
    return Case(person, hit.listing, hit.distance_miles, tuple(fits), reading.today, reading.reader)


def _fits(person: Person, listing: Listing) -> list[NeedFit]:
    """For each asked need, how well the listing meets it: by itself, or as much as a related need's service does."""
    given = {fit.code: fit for fit in listing.needs}
    fits = []
    for need in person.needs:
        best = given.get(need)
        for code, share in person.related.get(need, {}).items():
            other = given.get(code)
            if other is not None and (best is None or other.strength * share > best.strength):
                best = NeedFit(need, other.strength * share, other.evidence)
        if best is not None:
            fits.append(best)
    return fits
