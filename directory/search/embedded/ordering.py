"""Which rows come first, and which of them are on the page.

Not for: the order that a client sees of matches (`matching`). The decision a reader would ask about: ids are read only
for the few rows at the head; a number made of the id's first bytes breaks ties among the rest.
"""

from __future__ import annotations

import heapq
from math import asin, sqrt

from directory.geography.distance import EARTH_RADIUS_MILES
from directory.search.embedded.candidates import AWAY, ID_PREFIX, KEY, RELEVANCE, RID, Row
from directory.search.embedded.conditions import UNMEASURED

FEW = 5
"""One in so many rows: from 300 of 1,500 rows on, or 20 of 100, a heap took less than sorting all of them."""


def head_of(rows: list[Row], wanted: int, times: int) -> list[Row]:
    """The first `wanted` listings in order, and those that tie with the last of them as far as is known here.

    A listing may come up to `times` times; its first row is its best and the one that counts.
    """
    if wanted == 0 or not rows:
        return []
    head = _first_of_each(_smallest(rows, wanted * times))
    if len(head) < wanted:
        return head
    key, away, prefix = head[wanted - 1][:RID]
    tied = [row for row in rows if row[KEY] == key and row[AWAY] == away and row[ID_PREFIX] == prefix]
    return _first_of_each([*head[:wanted], *sorted(tied)])


def _smallest(rows: list[Row], wanted: int) -> list[Row]:
    """In order. A heap is kept in Python and sorting is not, so it pays only for few of many."""
    return heapq.nsmallest(wanted, rows) if wanted * FEW < len(rows) else sorted(rows)[:wanted]


def page_of(head: list[Row], ids: dict[int, str], offset: int, limit: int) -> list[Row]:
    """The rows of the page, ties settled by the whole id."""
    ordered = sorted([(row[KEY], row[AWAY], row[ID_PREFIX], ids[row[RID]], row) for row in head])
    return [row for *_, row in ordered[offset : offset + limit]]


def total_of(rows: list[Row], times: int) -> int:
    """How many listings there are."""
    return len(rows) if times == 1 else len({row[RID] for row in rows})


def miles_of(row: Row) -> float | None:
    """Miles on the sphere to the centre; None where nothing was measured."""
    chord = row[AWAY]
    if chord == UNMEASURED:
        return None
    return float(2 * EARTH_RADIUS_MILES * asin(min(1.0, sqrt(max(0.0, chord)) / 2)))


def relevance_of(row: Row) -> float:
    """The relevance of the row, whatever it is sorted by."""
    return float(-row[KEY] if row[RELEVANCE] is None else row[RELEVANCE])


def _first_of_each(rows: list[Row]) -> list[Row]:
    first: dict[int, Row] = {}
    for row in rows:
        first.setdefault(row[RID], row)
    return list(first.values())
