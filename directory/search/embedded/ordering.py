"""Which rows come first, and which of them are on the page.

Not for: the order that a client sees of matches (`matching`). The decision a reader would ask about: ids are read only
for the few rows at the head; a number made of the id's first bytes breaks ties among the rest.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from math import asin, inf, sqrt

from directory.geography.distance import EARTH_RADIUS_MILES
from directory.geography.point import Circle
from directory.search.embedded.candidates import Row
from directory.search.query import ListingQuery, Sort

Key = tuple[float | str, float, int]
Scored = tuple[Key, int, Row, float]
"""Sort key, row id, row, relevance."""

PLACELESS_DECAY = 0.5
"""A listing without a point ranks like one halfway to the edge: it can be reached, but nobody can walk there."""


def miles_of(chord: float) -> float:
    """Miles on the sphere for a squared chord of the unit sphere."""
    return 2 * EARTH_RADIUS_MILES * asin(min(1.0, sqrt(max(0.0, chord)) / 2))


def relevance_of(query: ListingQuery) -> Callable[[Row], float]:
    """BM25 (if words), times the strength of the need (if needs), times the decay by distance (if a circle).

    The decay is 1 at the centre, 1/2 halfway to the edge and 1/3 there: a better listing farther off can still win.
    """
    half = query.within.radius_miles / 2 if isinstance(query.within, Circle) else 0.0
    has_words = bool(query.words)

    def relevance(row: Row) -> float:
        score = -row.text * row.strength if has_words else row.strength
        if half <= 0:
            return score
        if row.chord is None:
            return score * PLACELESS_DECAY
        return score / (1 + miles_of(row.chord) / half)

    return relevance


def head_of(rows: list[Row], query: ListingQuery, names: dict[int, str]) -> list[Scored]:
    """The first `offset + limit` rows in order, and those that tie with the last of them as far as is known here."""
    relevance = relevance_of(query)
    scored = [_scored(row, relevance(row), query.sort, names) for row in rows]
    wanted = query.offset + query.limit
    if wanted == 0:
        return []
    head = heapq.nsmallest(wanted, scored)
    if len(head) == len(scored):
        return head
    last = head[-1][0]
    return [item for item in head if item[0] < last] + sorted(item for item in scored if item[0] == last)


def _scored(row: Row, relevance: float, sort: Sort, names: dict[int, str]) -> Scored:
    away = inf if row.chord is None else row.chord
    if sort is Sort.DISTANCE:
        first: float | str = away
    elif sort is Sort.NAME:
        first = names[row.rid]
    else:
        first = -relevance
    return (first, away, row.id_prefix), row.rid, row, relevance


def page_of(head: list[Scored], ids: dict[int, str], query: ListingQuery) -> list[Scored]:
    """The rows of the page, ties settled by the whole id."""
    ordered = sorted(head, key=lambda item: (item[0], ids[item[1]]))
    return ordered[query.offset : query.offset + query.limit]
