"""A `ListingIndex` over a plain list, slow and obvious, for tests of what lies above the index.

Not for: testing an engine. Words are ignored but for plain containment, because the matcher decides the order.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from directory.geography.distance import great_circle_miles
from directory.geography.point import Box, Circle
from directory.search.listing import Listing
from directory.search.query import Hit, ListingQuery, Page, Pin, Sort


class InMemoryIndex:
    """Searches by reading every listing."""

    def __init__(self, listings: Sequence[Listing]) -> None:
        self._listings = {listing.id: listing for listing in listings}
        self.queries: list[ListingQuery] = []

    def search(self, query: ListingQuery) -> Page:
        self.queries.append(query)
        hits = [hit for listing in self._listings.values() if (hit := _hit(listing, query)) is not None]
        if query.sort is Sort.DISTANCE:
            hits.sort(key=lambda hit: (inf if hit.distance_miles is None else hit.distance_miles, hit.listing.id))
        return Page(tuple(hits[query.offset : query.offset + query.limit]), len(hits))

    def get(self, listing_ids: Sequence[str]) -> tuple[Listing, ...]:
        return tuple(self._listings[one] for one in listing_ids if one in self._listings)

    def of_service(self, service_id: str) -> tuple[Listing, ...]:
        return tuple(one for one in self._listings.values() if one.service_id == service_id)

    def pins(self, box: Box, query: ListingQuery, limit: int = 500) -> tuple[Pin, ...]:
        return ()

    def count(self) -> int:
        return len(self._listings)


def _hit(listing: Listing, query: ListingQuery) -> Hit | None:
    if query.needs and not any(fit.code in query.needs for fit in listing.needs):
        return None
    if query.words and not set(query.words.casefold().split()) & set(
        f"{listing.name} {listing.description}".casefold().split()
    ):
        return None
    if query.filter.statuses and listing.availability.status not in query.filter.statuses:
        return None
    if not isinstance(query.within, Circle):
        return Hit(listing, None, 1.0)
    if listing.point is None:
        if not query.area_keys:
            return None
        keys = [key for area in listing.service_areas for key in area.keys]
        return Hit(listing, None, 1.0) if not keys or set(keys) & set(query.area_keys) else None
    circle, point = query.within, listing.point
    miles = great_circle_miles(circle.latitude, circle.longitude, point.latitude, point.longitude)
    return Hit(listing, miles, 1.0) if miles <= circle.radius_miles else None
