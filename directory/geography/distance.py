"""Distances in miles, two ways.

`distance_miles` is the great circle on the mean sphere: microseconds, wrong by at most 0.6 % against the ellipsoid, good
enough to rank and to draw a radius. `geodesic_miles` is exact (WGS 84, Karney's method by geopy) and some hundred times
slower: for the one distance that a legal radius hangs on.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import Protocol

EARTH_RADIUS_METRES = 6371008.7714
"""Mean radius of the WGS 84 ellipsoid (IUGG), as in the embedded index."""

METRES_PER_MILE = 1609.344
EARTH_RADIUS_MILES = EARTH_RADIUS_METRES / METRES_PER_MILE
MILES_PER_DEGREE = EARTH_RADIUS_MILES * radians(1.0)
"""Length of one degree of latitude, in miles."""


class Coordinates(Protocol):
    """Whatever has a latitude and a longitude in degrees: `Point`, `Circle`."""

    @property
    def latitude(self) -> float: ...

    @property
    def longitude(self) -> float: ...


def great_circle_miles(latitude_a: float, longitude_a: float, latitude_b: float, longitude_b: float) -> float:
    """Miles between two pairs of degrees on the mean sphere (haversine: stable for small distances)."""
    south, north = radians(latitude_a), radians(latitude_b)
    half_height = sin((north - south) / 2)
    half_width = sin(radians(longitude_b - longitude_a) / 2)
    chord = half_height * half_height + cos(south) * cos(north) * half_width * half_width
    return 2 * EARTH_RADIUS_MILES * asin(min(1.0, sqrt(chord)))


def distance_miles(a: Coordinates, b: Coordinates) -> float:
    """Miles between two points on the mean sphere."""
    return great_circle_miles(a.latitude, a.longitude, b.latitude, b.longitude)


def geodesic_miles(a: Coordinates, b: Coordinates) -> float:
    """Miles between two points on the WGS 84 ellipsoid."""
    from geopy.distance import geodesic

    return float(geodesic((a.latitude, a.longitude), (b.latitude, b.longitude)).miles)
