"""Coordinates: refuses impossible ones, finds missing ones offline by ZIP or city, and says how exact each is.

Not for: points that many addresses share (`shared_points.py` sees all records). The decision a reader would ask about:
a point from a ZIP is marked with `x_point_precision` and its radius, because a client must never be sent to the middle
of a ZIP as if it were a door.
"""

from __future__ import annotations

from directory.geography.distance import MILES_PER_DEGREE, great_circle_miles
from directory.geography.place import Place
from directory.geography.places import Gazetteer
from directory.geography.point import Precision
from directory.geography.postal import City, PostalArea
from importers.drafts import Document, FlatRecord
from importers.steps.nested import children

_POSTAL_CODE = Precision.POSTAL_CODE.value
_SAME_POINT_DEGREES = 0.0001  # ZIP points are published to four digits; a door that near the same spot is chance
_FAR_RADII, _FAR_MILES = 3, 10
"""A point farther from its ZIP than three times its reach and ten miles more is another place. In one real set all 46 such
points were: streets of Asheville, Washington and Fort Lauderdale at points around Miami."""


def set_point(record: FlatRecord, gazetteer: Gazetteer) -> None:
    """Coordinates and precision of a location."""
    document = record.document
    if record.record_type != "location" or document.get("x_confidential") is True:
        return
    latitude, longitude = document.get("latitude"), document.get("longitude")
    given = isinstance(latitude, int | float) and isinstance(longitude, int | float)
    if given and not _is_possible(float(latitude), float(longitude)):  # type: ignore[arg-type]
        record.note("latitude", f"({latitude}, {longitude}) is no point on land; left out")
        given = False
    if given:
        _compare(record, gazetteer)
        return
    _forget_point(document)
    if document.get("location_type", "physical") == "physical":
        place = place_of_address(document, gazetteer)
        if place is not None:
            take_point(document, place)


def _is_possible(latitude: float, longitude: float) -> bool:
    in_range = -90 <= latitude <= 90 and -180 <= longitude <= 180
    return in_range and not (abs(latitude) < 0.01 and abs(longitude) < 0.01)


def _forget_point(document: Document) -> None:
    for name in ("latitude", "longitude"):
        document.pop(name, None)


def place_of_address(document: Document, gazetteer: Gazetteer) -> Place | None:
    """The ZIP's place, else the city's, of the first address that has one."""
    found = _area_of_address(document, gazetteer)
    if isinstance(found, PostalArea):
        return gazetteer.place_of_postal_code(found.code)
    return gazetteer.place_of_city(found) if found is not None else None


def _area_of_address(document: Document, gazetteer: Gazetteer) -> PostalArea | City | None:
    """The same as it stands in the tables."""
    for address in children(document, "addresses"):
        if address.get("country", "US") != "US" or address.get("address_type") == "virtual":
            continue
        area = gazetteer.postal_code(str(address.get("postal_code") or ""))
        if area is not None:
            return area
        city = gazetteer.city(str(address.get("city") or ""), str(address.get("state_province") or ""))
        if city is not None:
            return city
    return None


def take_point(document: Document, place: Place) -> None:
    """Put the document at the place's point, and say how exact that is."""
    document["latitude"], document["longitude"] = place.point.latitude, place.point.longitude
    document["x_point_precision"] = place.point.precision.value
    document["x_point_radius_miles"] = place.point.radius_miles


def _compare(record: FlatRecord, gazetteer: Gazetteer) -> None:
    """A point that is the ZIP's own is no address; one far away from it is another place."""
    document = record.document
    if "x_point_precision" in document:
        return
    area = _area_of_address(document, gazetteer)
    if not isinstance(area, PostalArea):
        return
    if document["longitude"] > 0 > area.longitude and _is_near(document["latitude"], -document["longitude"], area):
        record.note("longitude", f"{document['longitude']} lies in Asia; read with a minus, near its ZIP code")
        document["longitude"] = -document["longitude"]
    north, east = document["latitude"], document["longitude"]
    if abs(north - area.latitude) < _SAME_POINT_DEGREES and abs(east - area.longitude) < _SAME_POINT_DEGREES:
        document["x_point_precision"], document["x_point_radius_miles"] = _POSTAL_CODE, area.radius_miles
    elif not _is_near(north, east, area) and _agrees_with_state(document, area.state):
        place = gazetteer.place_of_postal_code(area.code)
        record.note(
            "latitude",
            f"({north}, {east}) is {miles_from(document, place):.0f} miles from ZIP code {area.code}; "
            "the ZIP's point is taken",
        )
        replace_point(document, place)


def replace_point(document: Document, place: Place) -> None:
    """Take the place's point, and keep what was published beside it."""
    document["x_published_point"] = [document["latitude"], document["longitude"]]
    take_point(document, place)


def miles_from(document: Document, place: Place) -> float:
    """How far the document's point lies from the place's."""
    return great_circle_miles(document["latitude"], document["longitude"], place.point.latitude, place.point.longitude)


def _is_near(latitude: float, longitude: float, area: PostalArea) -> bool:
    reach = _FAR_RADII * area.radius_miles + _FAR_MILES
    # Along the degrees it is never shorter than straight on, and no trigonometry: most points are within reach so.
    degrees = abs(latitude - area.latitude) + abs(longitude - area.longitude)
    if degrees * MILES_PER_DEGREE < reach:
        return True
    return great_circle_miles(latitude, longitude, area.latitude, area.longitude) <= reach


def _agrees_with_state(document: Document, state: str) -> bool:
    """Two parts of the address against the point: only then is it the point that is wrong."""
    return any(address.get("state_province") == state for address in children(document, "addresses"))
