"""The ZIP codes of the package `zipcodes` in compact indices: by code, by city name, by nearness.

Not for: counties or radii (`places.py`). Military and retired codes are left out: nobody lives there. The package's own
dictionaries are thrown away state by state.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import cos, floor, radians
from sys import intern
from typing import Any

from directory.geography.naming import fold_name
from directory.geography.states import STATE_NAMES

_CELL_DEGREES = 0.25
"""Side of the grid's cells: some 40 ZIP codes in a city, a few in the country."""
_FIRST_BAND_DEGREES = 0.1
"""Half height of the first square searched for neighbours: about 7 miles, enough in any town; it grows fourfold."""


@dataclass(frozen=True, slots=True)
class PostalArea:
    """A ZIP code. `standard` is False for PO boxes and single firms, whose point is a post office or an office tower."""

    code: str
    city: str
    state: str
    county: str
    latitude: float
    longitude: float
    standard: bool


@dataclass(frozen=True, slots=True)
class City:
    """A city as the post office names it, with its ZIP codes. `preferred` is False for a name that is only accepted."""

    name: str
    state: str
    postal_codes: tuple[str, ...]
    preferred: bool = True

    @property
    def label(self) -> str:
        """ "Washington, DC"."""
        return f"{self.name}, {self.state}"


class PostalIndex:
    """All ZIP codes in memory."""

    def __init__(self, areas: Iterable[PostalArea], other_names: Mapping[str, Iterable[str]]) -> None:
        """`other_names`: ZIP code → further city names that the post office accepts there."""
        self.areas = {area.code: area for area in areas}
        self.cities = _cities(self.areas.values(), other_names)
        self.cities_by_name: dict[str, list[tuple[str, str]]] = {}
        for key in self.cities:
            self.cities_by_name.setdefault(key[1], []).append(key)
        self._codes = sorted(self.areas)
        self._names = sorted(self.cities_by_name)
        self._cells: dict[tuple[int, int], list[PostalArea]] = {}
        for area in self.areas.values():
            if area.standard:
                self._cells.setdefault(_cell(area.latitude, area.longitude), []).append(area)

    @classmethod
    def load(cls) -> PostalIndex:
        """Read the package's data."""
        import zipcodes

        areas: list[PostalArea] = []
        other_names: dict[str, tuple[str, ...]] = {}
        for state in STATE_NAMES:  # one state at a time: `list_all` would keep 100 MB of dictionaries for good
            for row in zipcodes.filter_by(state=state, active=True):  # type: ignore[no-untyped-call]
                areas.append(_area(row))
                if row["acceptable_cities"]:
                    other_names[row["zip_code"]] = tuple(row["acceptable_cities"])
        return cls(areas, other_names)

    def get(self, code: str) -> PostalArea | None:
        """The area of a five-digit code."""
        return self.areas.get(code)

    def label(self, code: str) -> str:
        """ "20010 Washington, DC"."""
        area = self.areas[code]
        return f"{code} {area.city}, {area.state}"

    def codes_starting(self, digits: str, limit: int) -> list[str]:
        """The first codes that start with the digits."""
        start = bisect_left(self._codes, digits)
        return [code for code in self._codes[start : start + limit] if code.startswith(digits)]

    def cities_starting(self, folded: str, limit: int) -> list[City]:
        """Cities whose folded name starts so (a trailing state code narrows), those with most ZIP codes first."""
        found = self._cities_from(folded)
        if not found and " " in folded:
            name, _, state = folded.rpartition(" ")
            found = [city for city in self._cities_from(name) if city.state.casefold().startswith(state)]
        return sorted(found, key=lambda city: (-len(city.postal_codes), city.label))[:limit]

    def _cities_from(self, folded: str) -> list[City]:
        start, end = bisect_left(self._names, folded), bisect_left(self._names, folded + "\uffff")
        keys = (key for name in self._names[start:end] for key in self.cities_by_name[name])
        return [self.cities[key] for key in keys if self.cities[key].preferred]

    def nearest(self, latitude: float, longitude: float, count: int) -> list[PostalArea]:
        """The standard ZIP codes whose points are nearest, nearest first. Flat-earth inside a square, exact enough to order."""
        band, east = _FIRST_BAND_DEGREES, cos(radians(latitude))
        while True:
            near: list[tuple[float, str, PostalArea]] = []
            for area in self._in_square(latitude, longitude, band, band / east):
                across = (area.longitude - longitude) * east
                square = across * across + (area.latitude - latitude) ** 2
                if square <= band * band:
                    near.append((square, area.code, area))
            if len(near) >= count or band > 90:
                return [area for _, _, area in sorted(near)[:count]]
            band *= 4

    def _in_square(self, latitude: float, longitude: float, north: float, east: float) -> Iterator[PostalArea]:
        """All standard ZIP codes of the cells that the square touches; of all cells where those are fewer."""
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


def _area(row: dict[str, Any]) -> PostalArea:
    return PostalArea(
        row["zip_code"],
        intern(row["city"]),
        intern(row["state"]),
        intern(row["county"]),
        float(row["lat"]),
        float(row["long"]),
        row["zip_code_type"] == "STANDARD",
    )


def _cities(areas: Iterable[PostalArea], other_names: Mapping[str, Iterable[str]]) -> dict[tuple[str, str], City]:
    """(state, folded name) → city. A name that is only an accepted one stands for the ZIP codes where it is accepted."""
    first: dict[tuple[str, str], list[PostalArea]] = {}
    second: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for area in areas:
        first.setdefault((area.state, fold_name(area.city)), []).append(area)
        for name in other_names.get(area.code, ()):
            second.setdefault((area.state, fold_name(name)), []).append((name, area.code))
    cities = {key: City(found[0].city, key[0], tuple(area.code for area in found)) for key, found in first.items()}
    for key, pairs in second.items():
        cities.setdefault(key, City(pairs[0][0], key[0], tuple(code for _, code in pairs), preferred=False))
    return cities
