"""The services that may be offered: each once, at its best place, in order as far as the page goes.

Not for: what a score is made of (`ranking.py`). The decision a reader would ask about: nobody sees the order behind the page, so a
case is scored only until it is sure that it cannot come onto it. Ties are broken by distance, then id, so the same
request always gives the same answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappush, heappushpop
from math import inf
from typing import NamedTuple

from matching.case import Case
from matching.ranking import OUTDONE, Scoring


class Offer(NamedTuple):
    """A case that may be offered, its score, and the ids of the service's other places, the best first."""

    case: Case
    score: float
    others: tuple[str, ...]


class Offers(NamedTuple):
    """Those of a page, how many services there are in all, and the score of the very best."""

    page: tuple[Offer, ...]
    total: int
    best_score: float


def offers_of(cases: Sequence[Case], offset: int, limit: int) -> Offers:
    """The page of the services that these cases belong to."""
    if not cases:
        return Offers((), 0, 0.0)
    places: dict[str, list[Case]] = {}
    for case in cases:
        places.setdefault(case.listing.service_id, []).append(case)
    scoring = Scoring(cases[0])
    scores = _scores_in_reach(cases, max(1, offset + limit), scoring)
    best_first = _in_order(cases, scores)
    services = list(dict.fromkeys([case.listing.service_id for case in best_first]))
    page = tuple([_offer(places[service], scores, scoring) for service in services[offset : offset + limit]])
    return Offers(page, len(places), scores[best_first[0].listing.id])


def _scores_in_reach(cases: Sequence[Case], wanted: int, scoring: Scoring) -> dict[str, float]:
    """The scores, by listing, of all that may be among the best of `wanted` services; fast where the best come first."""
    scores: dict[str, float] = {}
    services: set[str] = set()
    best: list[float] = []  # one score each of `wanted` services, the least first
    least = 0.0
    for case in cases:
        score = scoring.score_of(case, least)
        if score == OUTDONE:
            continue
        scores[case.listing.id] = score
        if case.listing.service_id in services:
            continue
        services.add(case.listing.service_id)
        if len(best) < wanted:
            heappush(best, score)
        else:
            heappushpop(best, score)
        if len(best) == wanted:
            least = best[0]
    return scores


def _in_order(cases: Sequence[Case], scores: Mapping[str, float]) -> list[Case]:
    """Best first; then nearest; then by id. Only those that have a score."""

    def order(case: Case) -> tuple[float, float, str]:
        distance = case.distance_miles
        return (-scores[case.listing.id], inf if distance is None else distance, case.listing.id)

    return sorted([case for case in cases if case.listing.id in scores], key=order)


def _offer(places: Sequence[Case], scores: Mapping[str, float], scoring: Scoring) -> Offer:
    """The service at the best of its places. Its other places are scored however little they reach."""
    known = {
        case.listing.id: scores[case.listing.id] if case.listing.id in scores else scoring.score_of(case)
        for case in places
    }
    best, *others = _in_order(places, known)
    return Offer(best, known[best.listing.id], tuple([case.listing.id for case in others]))
