"""Which listings are looked at for a request: those near by or area-wide that meet an asked need.

Not for: who is taken or which is best. The decision a reader would ask about: one query a need, so that a need with
thousands of listings cannot crowd out a rare one, within a circle that grows until enough is found or the state is
crossed. Listings without a point are asked for by the area keys of the client's place in the same query.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from directory.geography.point import Circle
from directory.search.protocol import ListingIndex
from directory.search.query import Filter, Hit, ListingQuery, Sort
from matching.client import Client, TravelMode

ENOUGH = 40  # hits for one need from which the circle is not widened: about what a coach could ever read
LIMIT_PER_NEED = 200
REACH_MILES = {TravelMode.CAR: 25.0, TravelMode.TRANSIT: 12.0, TravelMode.WALK: 5.0}
DEFAULT_REACH_MILES = 15.0
WIDENING = 3.0
WIDEST_MILES = 100.0
BEYOND_LIMIT = 2.0  # how far past the client's own limit is looked, to tell what a little farther would bring


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of all needs, each listing once, and the radius of the widest circle (None: no place)."""

    hits: tuple[Hit, ...]
    radius_miles: float | None
    widened: bool


def find_candidates(index: ListingIndex, client: Client, needs: Iterable[str], words: str = "") -> Found:
    """At most `LIMIT_PER_NEED` listings a need. Without needs, listings are found by the words."""
    asked = [ListingQuery(needs=(need,)) for need in needs] or [ListingQuery(words=words)]
    hits: dict[str, Hit] = {}
    start = _reach(client)
    widest = start
    for query in asked:
        found, radius = _search_widening(index, client, query, start)
        widest = max(widest or 0.0, radius or 0.0) if start is not None else None
        for hit in found:
            hits.setdefault(hit.listing.id, hit)
    return Found(tuple(hits.values()), widest, widest != start)


def _search_widening(
    index: ListingIndex, client: Client, query: ListingQuery, radius: float | None
) -> tuple[tuple[Hit, ...], float | None]:
    """Widens threefold until enough is found or the widest circle was tried."""
    page = index.search(_around(client, query, radius))
    while radius is not None and page.total < ENOUGH and radius < WIDEST_MILES:
        radius = min(WIDEST_MILES, radius * WIDENING)
        page = index.search(_around(client, query, radius))
    return page.hits, radius


def _around(client: Client, query: ListingQuery, radius: float | None) -> ListingQuery:
    place = client.place
    circle = None
    if place is not None and radius is not None:
        circle = Circle(place.point.latitude, place.point.longitude, radius)
    return ListingQuery(
        words=query.words,
        needs=query.needs,
        within=circle,
        area_keys=place.area_keys if place else (),
        filter=Filter(),
        sort=Sort.RELEVANCE if circle is None else Sort.DISTANCE,
        limit=LIMIT_PER_NEED,
    )


def _reach(client: Client) -> float | None:
    """Miles of the first circle; None without a place."""
    if client.place is None:
        return None
    usual = REACH_MILES[client.travel] if client.travel else DEFAULT_REACH_MILES
    return max(usual, client.max_miles * BEYOND_LIMIT) if client.max_miles is not None else usual
