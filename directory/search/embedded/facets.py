"""Counts over all hits of a query.

Not for: choosing the hits. Each facet counts a listing once for each value it has.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from directory.search.embedded.candidates import FactRow
from directory.search.embedded.packing import ACCESSIBLE, costs_in, days_in
from directory.search.query import Facet, FacetName


def facets_of(connection: sqlite3.Connection, names: Sequence[FacetName], rows: Sequence[FactRow]) -> tuple[Facet, ...]:
    """The facets asked for, in that order; counts largest first, then by value."""
    sources = dict(connection.execute("SELECT number, name FROM listing_source")) if FacetName.SOURCE in names else {}
    return tuple(Facet(name, _counts(_values(name, sources), rows)) for name in names)


def _values(name: FacetName, sources: dict[int, str]) -> tuple[int, Callable[..., Iterable[str]]]:
    """Which column of a `FactRow` the facet counts, and the values that one content of it stands for."""
    readers: dict[FacetName, tuple[int, Callable[..., Iterable[str]]]] = {
        FacetName.NEED: (4, str.split),
        FacetName.LANGUAGE: (3, str.split),
        FacetName.SOURCE: (2, lambda number: (sources[number],)),
        FacetName.COST: (1, costs_in),
        FacetName.OPEN_DAY: (1, lambda flags: map(str, days_in(flags))),
        FacetName.ACCESSIBLE: (1, lambda flags: ("yes",) if flags & ACCESSIBLE else ()),
    }
    return readers[name]


def _counts(reader: tuple[int, Callable[..., Iterable[str]]], rows: Sequence[FactRow]) -> tuple[tuple[str, int], ...]:
    column, values = reader
    counts: Counter[str] = Counter()
    for content, times in Counter(row[column] for row in rows).items():
        for value in values(content):
            counts[value] += times
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
