"""The area that a service serves, and whether it serves a place: yes, no or unknown.

Not for: reading coverage texts into areas (`directory.facts.coverage`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class ServiceArea:
    """One area. `keys` are in the form of `Place.area_keys` ("state:DC", "zip:20010"); NAMED areas have none.

    RADIUS uses `latitude`, `longitude`, `radius_miles`; POLYGON uses `polygon`: rings of (longitude, latitude).
    """

    kind: AreaKind
    name: str
    keys: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    radius_miles: float | None = None
    polygon: tuple[tuple[tuple[float, float], ...], ...] = ()
