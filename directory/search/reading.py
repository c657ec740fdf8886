"""What a listing says, as every engine reads it: where it is found, on which days, at which ages, for which cost.

Not for: engine syntax. The one place that decides how an unknown fact behaves in a search, so that engines agree and
the contract suite can check them against brute force.
"""

from __future__ import annotations

from functools import lru_cache
from math import ceil, floor

from directory.facts.values import AgeRange, AgesOf, CostKind, Hours, Tri
from directory.search.checks import LARGEST_AGE
from directory.search.listing import Listing

ANYWHERE = ""
"""The area key of a listing without a point that names no area which we can resolve: it is found from everywhere."""

ADULT_AGE = 18
"""Where ages speak of the child, whoever asks from this age on is taken for the parent."""

EVERY_DAY = frozenset(range(7))


def area_keys_of(listing: Listing) -> frozenset[str]:
    """The keys under which a listing without a point is found; `{ANYWHERE}` where no area is known.

    Areas without keys (a ward, a polygon) are unknown to the index, and unknown never excludes: the matcher judges them.
    A listing with an address and no area, such as a shelter whose place is confidential, is found in its state.
    """
    keys = frozenset([key for area in listing.service_areas for key in area.keys])
    if keys:
        return keys
    return frozenset({f"state:{listing.state}"}) if listing.state else frozenset({ANYWHERE})


def has_place(listing: Listing) -> bool:
    """Whether it is found by distance. A confidential place never is, even if a record gives its point away."""
    return listing.point is not None and not listing.confidential


def strengths_of(listing: Listing) -> dict[str, float]:
    """The strength of each need, the greatest where one is named twice."""
    strengths: dict[str, float] = {}
    for fit in listing.needs:
        if fit.strength > strengths.get(fit.code, -1.0):
            strengths[fit.code] = fit.strength
    return strengths


def open_days_of(listing: Listing) -> frozenset[int]:
    """Days (Monday 0) on which the listing says it is open; empty when it does not say."""
    return open_days(listing.hours) if listing.hours else frozenset()


def open_days(hours: Hours) -> frozenset[int]:
    """Days (Monday 0) on which it is open in these hours."""
    return EVERY_DAY if hours.always_open else frozenset([period.day for period in hours.periods])


def admitted_ages(listing: Listing) -> frozenset[int] | None:
    """Whole years that its age limits admit, up to `LARGEST_AGE`; None when it says nothing (all are admitted).

    "5-14" takes a child until the 15th birthday; "from 6 months" takes a child of 0 years.
    """
    return _admitted(listing.eligibility.ages, listing.eligibility.ages_of) if listing.eligibility.ages else None


@lru_cache(maxsize=4096)
def _admitted(ranges: tuple[AgeRange, ...], ages_of: AgesOf) -> frozenset[int]:
    admitted: set[int] = set()
    for ages in ranges:
        youngest = 0 if ages.minimum is None else floor(ages.minimum)
        oldest = LARGEST_AGE if ages.maximum is None else ceil(ages.maximum)
        admitted.update(range(max(0, youngest), min(LARGEST_AGE, oldest) + 1))
    if ages_of is AgesOf.CHILD:
        admitted.update(range(ADULT_AGE, LARGEST_AGE + 1))
    return frozenset(admitted)


def is_free(listing: Listing) -> bool:
    """Whether the listing says that it costs nothing."""
    return CostKind.FREE in listing.cost.kinds


def is_accessible(listing: Listing) -> bool:
    """Whether the listing says that a wheelchair user can come."""
    return listing.wheelchair_accessible is Tri.YES
