"""Coordinates: refuses impossible ones, finds missing ones offline by ZIP or city, and says how exact each is.

Not for: points that many addresses share (`shared_points.py` sees all records). The decision a reader would ask about:
a point from a ZIP is marked with `x_point_precision` and its radius, because a client must never be sent to the middle
of a ZIP as if it were a door.
"""

from __future__ import annotations

from directory.errors import PlaceNotFound
from directory.geography.place import Place
from directory.geography.places import Gazetteer
from importers.drafts import Document, FlatRecord
from importers.steps.nested import children

_SAME_POINT_DEGREES = 0.0001  # ZIP points are published to four digits; a door that near the same spot is chance
_FAR_DEGREES = 1.5  # about 100 miles: no ZIP outside Alaska reaches so far


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
    if not given:
        _forget_point(document)
    place = _place_of_address(document, gazetteer)
    if given and place is not None:
        _compare(record, place)
    elif not given and place is not None and document.get("location_type", "physical") == "physical":
        _take_point(document, place)


def _is_possible(latitude: float, longitude: float) -> bool:
    in_range = -90 <= latitude <= 90 and -180 <= longitude <= 180
    return in_range and not (abs(latitude) < 0.01 and abs(longitude) < 0.01)


def _forget_point(document: Document) -> None:
    for name in ("latitude", "longitude"):
        document.pop(name, None)


def _place_of_address(document: Document, gazetteer: Gazetteer) -> Place | None:
    """The ZIP's place, else the city's, of the first address that has one."""
    for address in children(document, "addresses"):
        if address.get("country", "US") != "US" or address.get("address_type") == "virtual":
            continue
        postal_code = str(address.get("postal_code") or "").strip()
        if postal_code:
            try:
                return gazetteer.place_of_postal_code(postal_code)
            except PlaceNotFound:
                pass
        city = gazetteer.city(str(address.get("city") or ""), str(address.get("state_province") or ""))
        if city is not None:
            return gazetteer.place_of_city(city)
    return None


def _take_point(document: Document, place: Place) -> None:
    document["latitude"], document["longitude"] = place.point.latitude, place.point.longitude
    document["x_point_precision"] = place.point.precision.value
    document["x_point_radius_miles"] = place.point.radius_miles


def _compare(record: FlatRecord, place: Place) -> None:
    """A point that is the ZIP's own is no address; one far away from it is doubtful."""
    document = record.document
    if "x_point_precision" in document or place.postal_code is None:
        return
    north, east = document["latitude"], document["longitude"]
    south, west = place.point.latitude, place.point.longitude
    if abs(north - south) > _FAR_DEGREES or abs(abs(east) - abs(west)) > _FAR_DEGREES:
        record.note("latitude", f"({north}, {east}) is over 100 miles from ZIP code {place.postal_code}; please check")
    elif east > 0 > west:
        document["longitude"] = -east
        record.note("longitude", f"{east} lies in Asia; read as {-east}, which is near ZIP code {place.postal_code}")
    elif abs(north - south) < _SAME_POINT_DEGREES and abs(east - west) < _SAME_POINT_DEGREES:
        document["x_point_precision"] = place.point.precision.value
        document["x_point_radius_miles"] = place.point.radius_miles
