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


def head_of(rows: list[Row], wanted: int, times: int) -> list[Row]:
    """The first `wanted` listings in order, and those that tie with the last of them as far as is known here.

    A listing may come up to `times` times; its first row is its best and the one that counts.
    """
    if wanted == 0 or not rows:
        return []
    head = _first_of_each(heapq.nsmallest(wanted * times, rows))
    if len(head) < wanted:
        return head
    key, away, prefix = head[wanted - 1][:RID]
    tied = [row for row in rows if row[KEY] == key and row[AWAY] == away and row[ID_PREFIX] == prefix]
    return _first_of_each([*head[:wanted], *sorted(tied)])


def page_of(head: list[Row], ids: dict[int, str], offset: int, limit: int) -> list[Row]:
    """The rows of the page, ties settled by the whole id."""
    ordered = sorted(head, key=lambda row: (*row[:RID], ids[row[RID]]))
    return ordered[offset : offset + limit]


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
