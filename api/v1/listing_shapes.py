"""Listings and search pages as JSON shapes."""

from __future__ import annotations

from typing import Any

import msgspec

from api.v1.hours_line import hours_line
from api.v1.shapes import FacetCount, ListingHit, ListingPage, ListingSummary
from directory.facts.values import CostKind
from directory.search.listing import Listing
from directory.search.query import ListingQuery, Page


def summary_of(listing: Listing) -> ListingSummary:
    """What lists show of a listing."""
    point = listing.point
    return ListingSummary(
        id=listing.id,
        service_id=listing.service_id,
        organization_id=listing.organization_id,
        location_id=listing.location_id,
        name=listing.name,
        organization_name=listing.organization_name,
        description=listing.description,
        needs=[fit.code for fit in listing.needs],
        street=listing.street,
        city=listing.city,
        state=listing.state,
        postal_code=listing.postal_code,
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
        precision=point.precision.value if point else None,
        confidential=listing.confidential,
        delivery=[delivery.value for delivery in listing.delivery],
        hours=listing.hours_text or hours_line(listing.hours),
        fees=listing.fees_text,
        cost=[kind.value for kind in listing.cost.kinds if kind is not CostKind.UNKNOWN],
        languages=list(listing.languages.codes),
        wheelchair_accessible=listing.wheelchair_accessible.value,
        phones=list(listing.phones),
        email=listing.email,
        url=listing.url,
        status=listing.availability.status.value,
        assured_date=listing.assured_date,
        source=listing.source,
    )


def page_of(page: Page, query: ListingQuery) -> ListingPage:
    """One page of hits."""
    return ListingPage(
        total=page.total,
        limit=query.limit,
        offset=query.offset,
        listings=[
            ListingHit(listing=summary_of(hit.listing), distance_miles=rounded(hit.distance_miles)) for hit in page.hits
        ],
        facets={
            facet.name.value: [FacetCount(value=str(value), count=count) for value, count in facet.counts]
            for facet in page.facets
        },
        corrected_words=page.corrected_words,
    )


def whole_listing(listing: Listing) -> dict[str, Any]:
    """Every fact of a listing with the words it came from; what is unknown is left out."""
    known = _known(listing)
    assert isinstance(known, dict)
    return known


def rounded(miles: float | None) -> float | None:
    """To the hundredth of a mile, some 16 metres: no point is known better."""
    return None if miles is None else round(miles, 2)


def _known(value: Any) -> Any:
    """As JSON has it. Field by field, because msgspec leaves out of a stored listing all that is as it is by default."""
    if isinstance(value, msgspec.Struct):
        fields = msgspec.structs.asdict(value)
        return {name: _known(below) for name, below in fields.items() if below is not None}
    if isinstance(value, (list, tuple)):
        return [_known(below) for below in value]
    return msgspec.to_builtins(value)
