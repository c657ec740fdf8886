"""ZIP codes by nearness: a grid of the map, and the few around a point.

Not for: what a ZIP code is (`postal.py`). The decision a reader would ask about: distances are flat here, with degrees of
longitude shortened as at the point, which is exact enough to say who is nearest and needs no sine for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import cos, floor, radians
from typing import Generic, Protocol, TypeVar

_CELL_DEGREES = 0.25
"""Side of the grid's cells: some 40 ZIP codes in a city, a few in the country."""
_FIRST_BAND_DEGREES = 0.1
"""Half height of the first square searched for neighbours: about 7 miles, enough in any town; it grows fourfold."""


class _Placed(Protocol):
    @property
    def code(self) -> str: ...

    @property
    def latitude(self) -> float: ...

    @property
    def longitude(self) -> float: ...


AreaT = TypeVar("AreaT", bound=_Placed)


class PostalGrid(Generic[AreaT]):
    """ZIP codes by the cells that their points lie in."""

    def __init__(self, areas: Iterable[AreaT]) -> None:
        self._cells: dict[tuple[int, int], list[AreaT]] = {}
        for area in areas:
            self._cells.setdefault(_cell(area.latitude, area.longitude), []).append(area)

    def nearest(self, latitude: float, longitude: float, count: int) -> list[AreaT]:
        """Those whose points are nearest, nearest first."""
        band, east = _FIRST_BAND_DEGREES, cos(radians(latitude))
        while True:
            near: list[tuple[float, str, AreaT]] = []
            for area in self._in_square(latitude, longitude, band, band / east):
                across = (area.longitude - longitude) * east
                square = across * across + (area.latitude - latitude) ** 2
                if square <= band * band:
                    near.append((square, area.code, area))
            if len(near) >= count or band > 90:
                return [area for _, _, area in sorted(near)[:count]]
            band *= 4

    def _in_square(self, latitude: float, longitude: float, north: float, east: float) -> Iterator[AreaT]:
        """All of the cells that the square touches; of all cells where those are fewer."""
        south, west = _cell(latitude - north, longitude - east)
        top, right = _cell(latitude + north, longitude + east)
        if (top - south + 1) * (right - west + 1) > len(self._cells):
            for areas in self._cells.values():
                yield from areas
            return
        for row in range(south, top + 1):
            for column in range(west, right + 1):
                yield from self._cells.get((row, column), ())


def _cell(latitude: float, longitude: float) -> tuple[int, int]:
    return floor(latitude / _CELL_DEGREES), floor(longitude / _CELL_DEGREES)
