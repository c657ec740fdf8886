"""A point on the ground that says how well it is known.

Not for: distances (`distance.py`). The decision a reader would ask about: precision travels with the point,
because a ZIP centroid shown as an address sends a client to the wrong door.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from msgspec import Struct


class Precision(StrEnum):
    """How finely a point is known, finest first."""

    ADDRESS = "address"
    POSTAL_CODE = "postal_code"
    CITY = "city"
    COUNTY = "county"
    STATE = "state"


class Point(Struct, frozen=True, omit_defaults=True, gc=False):
    """WGS 84 degrees; `radius_miles` is the radius of uncertainty around it."""

    latitude: float
    longitude: float
    precision: Precision = Precision.ADDRESS
    radius_miles: float = 0.1


@dataclass(frozen=True, slots=True)
class Circle:
    """All points within `radius_miles` of the centre."""

    latitude: float
    longitude: float
    radius_miles: float


@dataclass(frozen=True, slots=True)
class Box:
    """A latitude/longitude box, edges included; `west > east` crosses the antimeridian."""

    south: float
    west: float
    north: float
    east: float
