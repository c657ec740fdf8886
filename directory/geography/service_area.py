"""The area that a service serves, and whether it serves a place: yes, no or unknown.

Not for: reading coverage texts into areas (`area_names.py`, `directory.facts.coverage`).

The decision a reader would ask about: "no" is said only where it is sure. Post-office city names do not follow city limits,
so another city name alone rules nobody out; the circle that encloses the city does. A bare point near the rim of a polygon
or radius, nearer than its own uncertainty, is unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Any

from msgspec import Struct

from directory.geography.distance import MILES_PER_DEGREE, great_circle_miles
from directory.geography.place import Place
from directory.geography.states import STATE_BY_FIPS


class AreaKind(StrEnum):
    """What kind of area it is; NAMED is a name that we could not resolve (a ward, a neighbourhood)."""

    NATIONWIDE = "nationwide"
    STATE = "state"
    COUNTY = "county"
    CITY = "city"
    POSTAL_CODE = "postal_code"
    RADIUS = "radius"
    POLYGON = "polygon"
    NAMED = "named"


class ServiceArea(Struct, frozen=True, omit_defaults=True, gc=False):
    """One area. `keys` are in the form of `Place.area_keys` ("state:DC", "zip:20010"); NAMED areas have none.

    RADIUS uses `latitude`, `longitude`, `radius_miles`; POLYGON uses `polygon`: rings of (longitude, latitude). A CITY or
    NAMED area may carry the same three as a circle that surely encloses it.
    """

    kind: AreaKind
    name: str
    keys: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    radius_miles: float | None = None
    polygon: tuple[tuple[tuple[float, float], ...], ...] = ()


def serves(areas: Sequence[ServiceArea], place: Place) -> bool | None:
    """Whether any of the areas contains the place; None when it cannot be told (also when no area is named)."""
    answers = [_contains(area, place) for area in areas]
    if True in answers:
        return True
    return None if None in answers or not answers else False


def _contains(area: ServiceArea, place: Place) -> bool | None:
    if area.kind is AreaKind.NATIONWIDE or set(area.keys) & set(place.area_keys):
        return True
    if area.kind is AreaKind.RADIUS:
        return _within_circle(area, place)
    if area.kind is AreaKind.POLYGON:
        return _within_polygon(area, place)
    by_name = _same_named_part(area, place) if area.kind is AreaKind.NAMED else _by_keys(area, place)
    if by_name is None and _within_circle(area, place) is False:
        return False
    return by_name


def _by_keys(area: ServiceArea, place: Place) -> bool | None:
    """True, False or None for areas that are lists of keys: any yes wins, no only if every key says no."""
    answers = [_key_contains(key, place) for key in area.keys]
    if True in answers:
        return True
    return None if None in answers or not answers else False


def _key_contains(key: str, place: Place) -> bool | None:
    kind, _, rest = key.partition(":")
    if kind == "state":
        return None if place.state is None else place.state == rest
    if kind == "county":
        return _county_contains(rest, place)
    if kind == "city":
        return _city_contains(rest.partition(":")[0], place)
    # The key of a ZIP or of the nation would have matched already.
    return False if kind == "zip" and place.postal_code else None


def _county_contains(fips: str, place: Place) -> bool | None:
    state = STATE_BY_FIPS.get(fips[:2])
    if place.state and state and place.state != state:
        return False
    if state == "DC" and place.state == "DC":
        return True
    return None if place.county_fips is None else place.county_fips == fips


def _city_contains(state: str, place: Place) -> bool | None:
    """Of a city whose name is not the place's: another state is a no, all of DC is Washington, else the name proves nothing."""
    if place.state and place.state != state:
        return False
    return True if state == "DC" and place.state == "DC" else None


def _same_named_part(area: ServiceArea, place: Place) -> bool | None:
    """Wards and districts have numbers: the same one is a yes, another of the same kind is a no."""
    if place.neighborhood is None:
        return None
    named, lived = area.name.casefold(), place.neighborhood.casefold()
    if named == lived:
        return True
    (named_kind, _, named_number), (lived_kind, _, lived_number) = named.rpartition(" "), lived.rpartition(" ")
    numbered = named_number.isdigit() and lived_number.isdigit() and named_kind == lived_kind
    return False if numbered else None


def _within_circle(area: ServiceArea, place: Place) -> bool | None:
    if area.latitude is None or area.longitude is None or area.radius_miles is None:
        return None
    miles = great_circle_miles(area.latitude, area.longitude, place.point.latitude, place.point.longitude)
    if miles + place.point.radius_miles <= area.radius_miles:
        return True
    return False if miles - place.point.radius_miles > area.radius_miles else None


def _within_polygon(area: ServiceArea, place: Place) -> bool | None:
    from shapely import Point as ShapelyPoint

    shape = _prepared(area.polygon)
    if shape is None:
        return None
    point = ShapelyPoint(place.point.longitude, place.point.latitude)
    # Degrees of latitude are the longest: as a bound on the distance to the rim they err towards unknown.
    if shape.boundary.distance(point) * MILES_PER_DEGREE < place.point.radius_miles:
        return None
    return bool(shape.contains(point))


@lru_cache(maxsize=512)
def _prepared(rings: tuple[tuple[tuple[float, float], ...], ...]) -> Any:
    """A shapely polygon ready for many questions, None for rings that make none. Every ring is an outline or a hole in one."""
    import shapely

    if not rings or any(len(ring) < 4 for ring in rings):
        return None
    shape: Any = shapely.Polygon(rings[0])
    for ring in rings[1:]:  # HSDS extents are MultiPolygons flattened to rings: even–odd keeps holes holes
        shape = shape.symmetric_difference(shapely.Polygon(ring))
    shapely.prepare(shape)
    return shape
