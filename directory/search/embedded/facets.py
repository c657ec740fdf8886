"""Counts over all hits of a query.

Not for: choosing the hits. Each facet counts a listing once for each value it has.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from directory.search.embedded.candidates import FLAGS, LANGUAGES, NEEDS, RID, SOURCE, Row
from directory.search.embedded.packing import ACCESSIBLE, costs_in, days_in
from directory.search.query import Facet, FacetName

Values = Callable[[Any], Iterable[str]]


def facets_of(connection: sqlite3.Connection, names: Sequence[FacetName], rows: list[Row]) -> tuple[Facet, ...]:
    """The facets asked for, in that order; counts largest first, then by value. `rows` were fetched with facts."""
    if not names:
        return ()
    sources: dict[int, str] = dict(connection.execute("SELECT number, name FROM listing_source").fetchall())
    columns = list(zip(*{row[RID]: row for row in rows}.values(), strict=True))
    readers = _readers(sources)
    return tuple(Facet(name, _counts(columns, *readers[name])) for name in names)


def _readers(sources: dict[int, str]) -> dict[FacetName, tuple[int, Values]]:
    """Which column each facet counts, and the values that one content of it stands for."""
    return {
        FacetName.NEED: (NEEDS, str.split),
        FacetName.LANGUAGE: (LANGUAGES, str.split),
        FacetName.SOURCE: (SOURCE, lambda number: (sources[number],)),
        FacetName.COST: (FLAGS, costs_in),
        FacetName.OPEN_DAY: (FLAGS, lambda flags: map(str, days_in(flags))),
        FacetName.ACCESSIBLE: (FLAGS, lambda flags: ("yes",) if flags & ACCESSIBLE else ()),
    }


def _counts(columns: list[tuple[Any, ...]], column: int, values: Values) -> tuple[tuple[str, int], ...]:
    """Contents are counted first and taken apart once each: there are few different ones."""
    counts: Counter[str] = Counter()
    for content, times in Counter(columns[column] if columns else ()).items():
        for value in values(content):
            counts[value] += times
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
