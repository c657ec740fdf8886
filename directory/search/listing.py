"""A listing: the flat, searchable view of one service at one location, or of a service without a place.

Values only; `document.py` makes them from records. Listings are a projection: throw them away and rebuild them
(`wraparound reindex`). They are stored as msgspec JSON (`encode_listing`), without what is as it is by default: that is a
third of it. So another default, like another field, is another version of the index (`embedded.schema.INDEX_VERSION`).
"""

from __future__ import annotations

from datetime import date

import msgspec
from msgspec import Struct

from directory.facts.values import (
    Availability,
    Capacity,
    Cost,
    Delivery,
    Eligibility,
    Hours,
    Intake,
    Languages,
    Tri,
)
from directory.geography.point import Point
from directory.geography.service_area import ServiceArea
from directory.needs.values import NeedFit


class Listing(Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """One service at one location as the searcher sees it.

    `id` is the service_at_location id, or the service id where there is no place. `source_key` is the source's own id
    of the service row. `time_zone` is an IANA name. `confidential` places carry no point, street or ZIP.
    """

    id: str
    service_id: str
    organization_id: str
    location_id: str | None = None
    source: str
    source_key: str
    name: str
    alternate_name: str = ""
    organization_name: str = ""
    description: str = ""
    categories: tuple[str, ...] = ()
    needs: tuple[NeedFit, ...] = ()
    point: Point | None = None
    street: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    county_fips: str = ""
    time_zone: str = ""
    confidential: bool = False
    service_areas: tuple[ServiceArea, ...] = ()
    delivery: tuple[Delivery, ...] = ()
    eligibility: Eligibility = Eligibility()
    eligibility_text: str = ""
    hours: Hours | None = None
    hours_text: str = ""
    cost: Cost = Cost()
    fees_text: str = ""
    languages: Languages = Languages()
    intake: Intake = Intake()
    application_text: str = ""
    wheelchair_accessible: Tri = Tri.UNKNOWN
    capacity: Capacity = Capacity()
    availability: Availability = Availability()
    phones: tuple[str, ...] = ()
    email: str = ""
    url: str = ""
    assured_date: date | None = None


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Listing)


def encode_listing(listing: Listing) -> bytes:
    """JSON bytes of the listing; `decode_listing` gives an equal value back."""
    return _encoder.encode(listing)


def decode_listing(encoded: bytes | str) -> Listing:
    """The listing that `encode_listing` wrote. Raises `msgspec.ValidationError` for another shape."""
    return _decoder.decode(encoded)
