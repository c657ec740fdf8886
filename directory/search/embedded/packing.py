"""The facts of a listing packed into whole numbers, so that a filter is one bitwise test on a covering row.

Not for: what a fact means when unknown (`directory.search.reading`). The decision a reader would ask about: ages are a
mask of admitted years, not a minimum and a maximum, because "0-5 or 60 and over" has a gap that a range would lose.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from directory.facts.values import AvailabilityStatus, CostKind, Hours
from directory.search.listing import Listing
from directory.search.query import Filter
from directory.search.reading import admitted_ages, is_accessible, is_free, open_days

FREE = 1 << 7
ACCESSIBLE = 1 << 8
_STATUS = {status: 1 << (9 + place) for place, status in enumerate(AvailabilityStatus)}
_COST = {kind: 1 << (16 + place) for place, kind in enumerate(CostKind)}

YOUNG_YEARS = 62
"""Ages below this are bits of the first mask, the rest of the second: SQLite's integers have 63 bits besides the sign."""

ALL_AGES = (1 << 62) - 1
_ALL_YEARS = (ALL_AGES, ALL_AGES)
ID_PREFIX_BYTES = 7


def flags_of(listing: Listing) -> int:
    """Open days (bits 0-6, Monday first), free, accessible, status and kinds of cost."""
    flags = _flags(listing.hours, listing.availability.status, listing.cost.kinds)
    return flags | (FREE if is_free(listing) else 0) | (ACCESSIBLE if is_accessible(listing) else 0)


@lru_cache(maxsize=4096)
def _flags(hours: Hours | None, status: AvailabilityStatus, costs: tuple[CostKind, ...]) -> int:
    flags = _STATUS[status]
    for day in open_days(hours) if hours else ():
        flags |= 1 << day
    for kind in costs:
        flags |= _COST[kind]
    return flags


def age_masks(listing: Listing) -> tuple[int, int]:
    """Admitted ages 0-61 and 62-123+ as bits; all of them when the listing says nothing."""
    admitted = admitted_ages(listing)
    return _ALL_YEARS if admitted is None else _masks(admitted)


@lru_cache(maxsize=4096)
def _masks(admitted: frozenset[int]) -> tuple[int, int]:
    masks = [0, 0]
    for age in admitted:
        old, bit = age_bit(age)
        masks[old] |= bit
    return masks[0], masks[1]


def age_bit(age: int) -> tuple[bool, int]:
    """Whether the age is in the second mask, and its bit there. Ages from 123 share the last bit."""
    if age < YOUNG_YEARS:
        return False, 1 << age
    return True, 1 << min(age - YOUNG_YEARS, 61)


def id_prefix(listing_id: str) -> int:
    """A number that sorts as the id does, as far as its first seven bytes tell: breaks most ties without reading ids."""
    return int.from_bytes(listing_id.encode()[:ID_PREFIX_BYTES].ljust(ID_PREFIX_BYTES, b"\0"), "big")


def required_flags(asked: Filter) -> int:
    """Flags that every hit has."""
    return (FREE if asked.free else 0) | (ACCESSIBLE if asked.accessible else 0)


def status_flags(statuses: Iterable[str]) -> int:
    """Flags of which every hit has one; 0 when any status will do."""
    return sum(_STATUS[AvailabilityStatus(status)] for status in set(statuses))


def day_flags(days: Iterable[int]) -> int:
    """Flags of which every hit has one; 0 when no day is asked."""
    return sum(1 << day for day in set(days))


@lru_cache(maxsize=4096)
def words_of(values: tuple[str, ...]) -> str:
    """Codes as one text with a space around each, so that one can be found in it whole.

    Remembered, because the sets of needs and languages that listings have are few: bounded like the ages.
    """
    joined = " ".join(sorted(set(values)))
    return f" {joined} " if joined else ""


def days_in(flags: int) -> list[int]:
    """The open days that the flags hold."""
    return [day for day in range(7) if flags >> day & 1]


def costs_in(flags: int) -> list[str]:
    """The kinds of cost that the flags hold."""
    return [kind.value for kind, bit in _COST.items() if flags & bit]
