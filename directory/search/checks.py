"""What every engine asks of a query before answering it, so that all refuse the same with the same words.

Not for: what a query means. Raises `InvalidQuery`, which names the field.
"""

from __future__ import annotations

from math import isfinite

from directory.errors import InvalidQuery
from directory.facts.values import AvailabilityStatus
from directory.geography.point import Box, Circle
from directory.search.query import Filter, ListingQuery

LARGEST_LIMIT = 10_000
"""Hits on one page: an export reads 10,000 at a time; a person reads 20."""

LARGEST_AGE = 125
"""Years; nobody is known to have been older."""

MOST_LETTERS = 1_000
"""In `words`: a pasted page is not a search."""

_STATUSES = frozenset([status.value for status in AvailabilityStatus])


def check_query(query: ListingQuery) -> None:
    """Raise `InvalidQuery` for the first thing that cannot be answered as asked."""
    _require(0 <= query.limit <= LARGEST_LIMIT, "limit", f"must be from 0 to {LARGEST_LIMIT}")
    _require(query.offset >= 0, "offset", "must not be negative")
    _require(len(query.words) <= MOST_LETTERS, "words", f"must have at most {MOST_LETTERS} letters")
    if isinstance(query.within, Circle):
        _check_circle(query.within)
    elif isinstance(query.within, Box):
        check_box(query.within)
    _check_filter(query.filter)


def check_box(box: Box) -> None:
    """Raise `InvalidQuery` for a box that is not on the globe or stands on its head."""
    _require(-90 <= box.south <= box.north <= 90, "within", "south and north must be from -90 to 90, south below north")
    _require(-180 <= box.west <= 180 and -180 <= box.east <= 180, "within", "west and east must be from -180 to 180")


def _check_circle(circle: Circle) -> None:
    _require(-90 <= circle.latitude <= 90, "within", "latitude must be from -90 to 90")
    _require(-180 <= circle.longitude <= 180, "within", "longitude must be from -180 to 180")
    _require(isfinite(circle.radius_miles) and circle.radius_miles >= 0, "within", "the radius must not be negative")


def _check_filter(asked: Filter) -> None:
    _require(all(0 <= day <= 6 for day in asked.open_days), "open_days", "must be from 0 (Monday) to 6 (Sunday)")
    _require(asked.age is None or 0 <= asked.age <= LARGEST_AGE, "age", f"must be from 0 to {LARGEST_AGE} years")
    for status in asked.statuses:
        if status not in _STATUSES:
            raise InvalidQuery("statuses", f"{status!r} is none of {', '.join(sorted(_STATUSES))}")


def _require(holds: bool, field: str, reason: str) -> None:
    if not holds:
        raise InvalidQuery(field, reason)
