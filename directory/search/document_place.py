"""An HSDS location as the place of a listing: point, address, county, time zone.

Not for: cleaning addresses (`importers.steps`). The decision a reader would ask about: a confidential place keeps its
city and state and nothing finer, here too and not only at import, so that no later edit can give a shelter away; and a
location without coordinates stands at the middle of its ZIP or city, and says so by its precision.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from directory.errors import PlaceNotFound
from directory.geography.place import Place
from directory.geography.places import Gazetteer
from directory.geography.point import Point, Precision
from directory.search.document_fields import Document, is_true, items, number, text, words_of


class ListingPlace(Struct, frozen=True):
    """Where a listing is, in the fields of `Listing`."""

    point: Point | None = None
    street: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    county_fips: str = ""
    time_zone: str = ""
    confidential: bool = False


NOWHERE = ListingPlace()

_ADDRESS_RADIUS_MILES = 0.1
_PRECISIONS = {precision.value: precision for precision in Precision}
_PLACES_KEPT = 50_000
"""Points looked up and remembered; a national directory has about as many buildings in use at once."""


class PlaceReader:
    """Reads locations with the help of a gazetteer. Safe to share between threads."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._around = lru_cache(maxsize=_PLACES_KEPT)(self._look_around)
        self._known = lru_cache(maxsize=_PLACES_KEPT)(self._look_up)

    def place_of(self, location: Document | None, holders: Sequence[Document] = ()) -> ListingPlace:
        """The place of a location; `holders` are records that may mark it as confidential too (`x_confidential`)."""
        if location is None:
            return NOWHERE
        address = words_of(_address(location))
        city, state, postal_code = address["city"], address["state_province"], address["postal_code"]
        for holder in (location, *holders):
            if "x_confidential" in holder and is_true(holder, "x_confidential"):
                return self._without_door(city, state)
        is_virtual = text(location, "location_type") == "virtual"
        point = None if is_virtual else self._point(location, postal_code, city, state)
        county, time_zone = self._around(point.latitude, point.longitude) if point else ("", "")
        lines = [line for name in ("address_1", "address_2") if (line := address[name])]
        return ListingPlace(point, ", ".join(lines), city, state, postal_code, county, time_zone)

    def _without_door(self, city: str, state: str) -> ListingPlace:
        """City, state and what follows from them."""
        known = self._known("", city, state)
        if known is None:
            return ListingPlace(city=city, state=state, confidential=True)
        _, time_zone = self._around(known.point.latitude, known.point.longitude)
        return ListingPlace(
            city=city, state=state, county_fips=known.county_fips or "", time_zone=time_zone, confidential=True
        )

    def _point(self, location: Document, postal_code: str, city: str, state: str) -> Point | None:
        latitude, longitude = number(location, "latitude"), number(location, "longitude")
        if latitude is None or longitude is None or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            known = self._known(postal_code, city, state)
            return known.point if known else None
        precision = _PRECISIONS.get(text(location, "x_point_precision"), Precision.ADDRESS)
        radius_miles = number(location, "x_point_radius_miles") or _ADDRESS_RADIUS_MILES
        return Point(latitude, longitude, precision, radius_miles)

    def _look_around(self, latitude: float, longitude: float) -> tuple[str, str]:
        """County and time zone."""
        county = self._gazetteer.county_fips(latitude, longitude)
        return county or "", self._gazetteer.time_zone(latitude, longitude)

    def _look_up(self, postal_code: str, city: str, state: str) -> Place | None:
        if postal_code:
            try:
                return self._gazetteer.place_of_postal_code(postal_code)
            except PlaceNotFound:
                pass
        found = self._gazetteer.city(city, state) if city and state else None
        return self._gazetteer.place_of_city(found) if found else None


def _address(location: Document) -> Document:
    """The physical address, else any."""
    addresses = items(location, "addresses")
    for address in addresses:
        if text(address, "address_type") == "physical":
            return address
    return addresses[0] if addresses else {}
