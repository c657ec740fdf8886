"""Which listings are looked at for a request: those near by or area-wide that meet an asked need, or a related one.

Not for: who is taken or which is best. The decision a reader would ask about: one query a need, so that a need with
thousands of listings cannot crowd out a rare one, within a circle that grows until enough is found. Listings without a
point (phone lines, area-wide services) are asked for apart, because in a list by distance they would come last
and be cut off in a large city.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from directory.geography.place import Place
from directory.geography.point import Circle
from directory.search.protocol import ListingIndex
from directory.search.query import Hit, ListingQuery, Sort
from matching.client import Client, TravelMode

ENOUGH = 40  # hits for one need from which the circle is not widened: about what a coach could ever read
LIMIT_PER_NEED = 300
LIMIT_WITHOUT_PLACE = 100
LIMIT_PER_RELATED_NEED = 100
REACH_MILES = {TravelMode.CAR: 25.0, TravelMode.TRANSIT: 12.0, TravelMode.WALK: 5.0}
DEFAULT_REACH_MILES = 15.0
WIDENING = 3.0
WIDEST_MILES = 100.0
BEYOND_LIMIT = 2.0  # how far past the client's own limit is looked, to tell what a little farther would bring
NO_MILES = 0.001  # a circle that holds nothing but what has no place at all


@dataclass(frozen=True, slots=True)
class Wanted:
    """Needs asked for, needs related to them, and the words to search by when there are no needs."""

    needs: tuple[str, ...]
    related: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of all needs, each listing once, and the radius of the widest circle (None: no place)."""

    hits: tuple[Hit, ...]
    radius_miles: float | None
    widened: bool


def find_candidates(index: ListingIndex, client: Client, wanted: Wanted) -> Found:
    """The listings to judge. Without needs, listings are found by the words; without a place, anywhere."""
    asked = [ListingQuery(needs=(need,), limit=LIMIT_PER_NEED) for need in wanted.needs]
    asked = asked or [ListingQuery(words=wanted.words, limit=LIMIT_PER_NEED)]
    related = [ListingQuery(needs=(need,), limit=LIMIT_PER_RELATED_NEED) for need in wanted.related]
    hits: dict[str, Hit] = {}
    if client.place is None:
        for query in (*asked, *related):
            hits.update((hit.listing.id, hit) for hit in index.search(query).hits)
        return Found(tuple(hits.values()), None, widened=False)
    first = widest = _reach(client)
    for query in asked:
        found, radius = _search_widening(index, client.place, query, first)
        widest = max(widest, radius)
        hits.update([(hit.listing.id, hit) for hit in found])
    for query in related:
        for hit in index.search(_around(client.place, query, first, client.place.area_keys)).hits:
            hits.setdefault(hit.listing.id, hit)
    return Found(tuple(hits.values()), widest, widest > first)


def _search_widening(
    index: ListingIndex, place: Place, query: ListingQuery, radius: float
) -> tuple[Sequence[Hit], float]:
    """Widens threefold until enough is found or the widest circle was tried.

    What has no place is the same in every circle, so where the first page holds all of it, it is not asked for again. Words
    are: each search for itself corrects those that nothing has.
    """
    page = index.search(_around(place, query, radius, place.area_keys))
    if query.words or page.total > len(page.hits):
        keys, without_place = place.area_keys, _without_place(index, place, query)
    else:
        keys, without_place = (), [hit for hit in page.hits if hit.distance_miles is None]
    total = page.total
    while total < ENOUGH and radius < WIDEST_MILES:
        radius = min(WIDEST_MILES, radius * WIDENING)
        page = index.search(_around(place, query, radius, keys))
        total = page.total if keys else page.total + len(without_place)
    return (*page.hits, *without_place), radius


def _without_place(index: ListingIndex, place: Place, query: ListingQuery) -> list[Hit]:
    page = index.search(_around(place, replace(query, limit=LIMIT_WITHOUT_PLACE), NO_MILES, place.area_keys))
    return [hit for hit in page.hits if hit.listing.point is None]


def _around(place: Place, query: ListingQuery, radius: float, area_keys: tuple[str, ...]) -> ListingQuery:
    circle = Circle(place.point.latitude, place.point.longitude, radius)
    return replace(query, within=circle, area_keys=area_keys, sort=Sort.DISTANCE)


def _reach(client: Client) -> float:
    """Miles of the first circle."""
    usual = REACH_MILES[client.travel] if client.travel else DEFAULT_REACH_MILES
    return max(usual, client.max_miles * BEYOND_LIMIT) if client.max_miles is not None else usual
