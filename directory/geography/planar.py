"""Points and outlines on the flat map of longitude and latitude: inside or outside, and how far.

Not for: miles (`distance.py`). The decision a reader would ask about: a library of geometry answers the same, but loading it
costs a process a quarter of a second and each question more than walking round a county's some thirty corners here. A point
on a border, to the last bit, is inside one of its sides or neither; who needs it asks for the nearest then.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import hypot, inf, sqrt

from directory.geography.outlines import Polygon, Ring


def is_inside(polygons: Iterable[Polygon], x: float, y: float) -> bool:
    """Whether the point lies in one of the polygons, outside its holes."""
    for polygon in polygons:
        if _in_ring(polygon[0], x, y) and not any(_in_ring(hole, x, y) for hole in polygon[1:]):
            return True
    return False


def _in_ring(ring: Ring, x: float, y: float) -> bool:
    """By the count of borders that a ray to the east crosses: odd inside."""
    xs, ys = ring
    inside, was_above = False, ys[0] > y
    for n, y2 in enumerate(ys):
        if (y2 > y) is not was_above:
            was_above = not was_above
            x1, y1 = xs[n - 1], ys[n - 1]
            if x < (xs[n] - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


def distance_to(polygons: Iterable[Polygon], x: float, y: float) -> float:
    """Degrees from the point to the nearest border; infinite where there is none."""
    rings = (zip(*ring, strict=True) for polygon in polygons for ring in polygon)
    return min((_to_line(x, y, *a, *b) for ring in rings for a, b in pairwise(ring)), default=inf)


def _to_line(x: float, y: float, x1: float, y1: float, x2: float, y2: float) -> float:
    across, up = x2 - x1, y2 - y1
    length = across * across + up * up
    along = ((x - x1) * across + (y - y1) * up) / length if length else 0.0
    if along <= 0:
        return hypot(x - x1, y - y1)
    if along >= 1:
        return hypot(x - x2, y - y2)
    return abs((x - x1) * up - (y - y1) * across) / sqrt(length)
