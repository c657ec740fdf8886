"""ZIP codes and the cities of the post office, from two tables that `tools/make_postal_codes.py` makes: by code, by name, by nearness.

Not for: places (`places.py`). Military and retired codes are not in the tables: nobody lives there.

The decision a reader would ask about: a table is cut into lines and no further. Every process that imports asks for some of
the 41,000 codes and 39,000 names, and a line is taken apart when it is asked for.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from directory.geography.postal_grid import PostalGrid

POSTAL_CODES_FILE = "us-postal-codes.tsv"
CITIES_FILE = "us-cities.tsv"


@dataclass(frozen=True, slots=True)
class PostalArea:
    """A ZIP code. `standard` is False for PO boxes and single firms, whose point is a post office or an office tower.

    `county_fips` is empty where it is not sure; how sure, and the radius, is told in `places.py`.
    """

    code: str
    city: str
    state: str
    county_fips: str
    latitude: float
    longitude: float
    radius_miles: float
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
    """The two tables of a folder. Nothing is read before the first question; a missing file raises `OSError` then."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, PostalArea] = {}

    def get(self, code: str) -> PostalArea | None:
        """The area of a five-digit code."""
        area = self._read.get(code)
        if area is None and (line := self._areas.get(code)):
            area = self._read[code] = _area(line)
        return area

    def city(self, state: str, folded: str) -> City | None:
        """The city of that folded name in the state."""
        line = self._cities.get(f"{state}\t{folded}")
        return _city(line) if line else None

    def cities_named(self, folded: str) -> list[City]:
        """The cities of that folded name, in all states."""
        return [_city(self._cities[key]) for key in self._keys_by_name.get(folded, ())]

    def label(self, code: str) -> str:
        """ "20010 Washington, DC"."""
        area = _area(self._areas[code])
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
        found = (city for name in self._names[start:end] for city in self.cities_named(name))
        return [city for city in found if city.preferred]

    def nearest(self, latitude: float, longitude: float, count: int) -> list[PostalArea]:
        """The standard ZIP codes whose points are nearest, nearest first."""
        return self._grid.nearest(latitude, longitude, count)

    @cached_property
    def _areas(self) -> dict[str, str]:
        return {line[:5]: line for line in _lines(self._folder / POSTAL_CODES_FILE)}

    @cached_property
    def _cities(self) -> dict[str, str]:
        """State, tab, folded name → line."""
        return {line[: line.index("\t", 3)]: line for line in _lines(self._folder / CITIES_FILE)}

    @cached_property
    def _codes(self) -> list[str]:
        return sorted(self._areas)

    @cached_property
    def _keys_by_name(self) -> dict[str, list[str]]:
        keys: dict[str, list[str]] = {}
        for key in self._cities:
            keys.setdefault(key[3:], []).append(key)
        return keys

    @cached_property
    def _names(self) -> list[str]:
        return sorted(self._keys_by_name)

    @cached_property
    def _grid(self) -> PostalGrid[PostalArea]:
        areas = map(_area, self._areas.values())
        return PostalGrid(area for area in areas if area.standard)


def _lines(path: Path) -> list[str]:
    """All but the first, which names the columns."""
    return path.read_text(encoding="utf-8").split("\n")[1:-1]


def _area(line: str) -> PostalArea:
    code, latitude, longitude, radius, county_fips, standard, state, city = line.split("\t")
    return PostalArea(code, city, state, county_fips, float(latitude), float(longitude), float(radius), standard == "1")


def _city(line: str) -> City:
    state, _, preferred, name, codes = line.split("\t")
    return City(name, state, tuple(codes.split()), preferred == "1")
