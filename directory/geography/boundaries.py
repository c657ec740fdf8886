"""County and state outlines: which county a point lies in, which counties have a name, and outlines for a map.

Not for: street-exact borders. The file is the Census Bureau's cartographic edition of 2017, quantized to about 0.2 miles
and simplified for a scale of 1 : 10 million, so a point within half a mile of a border may fall on the wrong side; where a
record states its own county or state, that wins. Connecticut is in its eight old counties.

The decision a reader would ask about: the file stays TopoJSON (as GeoJSON it would be three times as large, with every border
twice). It says the box of each county, so that a question walks round the outlines of two or three.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import floor
from pathlib import Path
from typing import Any

from directory.geography.naming import fold_name
from directory.geography.outlines import Circle, Outlines, Polygon, Shape, positions
from directory.geography.planar import distance_to, is_inside
from directory.geography.states import STATE_BY_FIPS

COUNTIES_FILE = "us-counties.topojson"

_OFFSHORE_DEGREES = 0.08
"""How far outside every outline a point may lie and still count as in the nearest county: about 5 miles, for piers,
islands and shores that the simplified coast cuts off."""

_CELL_DEGREES = 0.5
"""Side of a cell of the map: a county's is some 0.6, so that a handful of boxes reach each."""

_CITY_STATES = frozenset({"VA", "MD", "MO", "NV"})
"""States with independent cities, which the Census counts as counties with codes from 510 on."""


@dataclass(frozen=True, slots=True)
class County:
    """A county or its equivalent. `name` is bare ("Fairfax"); `independent_city` tells Fairfax city from Fairfax County."""

    fips: str
    name: str
    state: str
    independent_city: bool = False


_Boxed = tuple[float, float, float, float, County]
"""West, south, east, north, and the county that lies between."""


class Boundaries:
    """The outlines of one TopoJSON file. Nothing is read before the first question; then it is safe to share by threads."""

    def __init__(self, path: Path) -> None:
        """`path` is `us-counties.topojson` or the folder that holds it. A missing file raises `OSError` at first use."""
        self._path = path / COUNTIES_FILE if path.is_dir() else path
        self._read: dict[str, list[Polygon]] = {}

    def county_at(self, latitude: float, longitude: float) -> County | None:
        """The county that contains the point, or the nearest within about five miles; None in the sea and abroad."""
        near = self._near.get(_cell(latitude, longitude), ())
        for west, south, east, north, county in near:
            in_box = west <= longitude <= east and south <= latitude <= north
            if in_box and is_inside(self._polygons(county.fips), longitude, latitude):
                return county
        return self._nearest(near, latitude, longitude)

    def _nearest(self, near: Sequence[_Boxed], latitude: float, longitude: float) -> County | None:
        """Of two that are equally near (at the border where it meets the shore), the first in the file."""
        found, nearest = None, _OFFSHORE_DEGREES
        for west, south, east, north, county in near:
            if max(west - longitude, longitude - east, south - latitude, latitude - north) <= nearest:
                degrees = distance_to(self._polygons(county.fips), longitude, latitude)
                if degrees < nearest:
                    found, nearest = county, degrees
        return found

    def county(self, fips: str) -> County | None:
        """The county of a five-digit FIPS code."""
        return self._by_fips.get(fips)

    def counties_named(self, name: str, state: str | None = None) -> tuple[County, ...]:
        """All counties of that bare name ("Fairfax", "St. Mary's"), in one state or in all."""
        found = self._by_name.get(fold_name(name), ())
        return tuple(county for county in found if state in (None, county.state))

    def counties_of(self, state: str) -> tuple[County, ...]:
        """All counties of a state, by name."""
        found = (county for county in self.counties if county.state == state)
        return tuple(sorted(found, key=lambda county: county.name))

    def centre_of_county(self, fips: str) -> Circle:
        """Latitude, longitude and radius in miles of a circle about the county. Raises `KeyError` for an unknown code."""
        return _circle(self._outlines.counties[fips])

    def centre_of_state(self, state: str) -> Circle:
        """Latitude, longitude and radius in miles of a circle about the state. Raises `KeyError` for an unknown code."""
        return _circle(self._outlines.states[state])

    def county_outlines(self, state: str) -> dict[str, Any]:
        """A GeoJSON FeatureCollection of the state's counties (`id` is the FIPS code, `properties.name`); empty if unknown."""
        shapes = self._outlines.counties.values()
        return self._collection(shape for shape in shapes if STATE_BY_FIPS.get(shape.id[:2]) == state)

    def state_outlines(self) -> dict[str, Any]:
        """A GeoJSON FeatureCollection of all states (`id` is the two-digit FIPS code, `properties.name`)."""
        return self._collection(self._outlines.states.values())

    def _collection(self, shapes: Iterable[Shape]) -> dict[str, Any]:
        return {"type": "FeatureCollection", "features": [self._feature(shape) for shape in shapes]}

    def _feature(self, shape: Shape) -> dict[str, Any]:
        polygons = self._outlines.polygons(shape)
        return {
            "type": "Feature",
            "id": shape.id,
            "properties": {"name": shape.properties.name},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [[positions(ring) for ring in rings] for rings in polygons],
            },
        }

    @cached_property
    def counties(self) -> tuple[County, ...]:
        """Every county, in the order of the file."""
        return tuple(_county_of(shape) for shape in self._outlines.counties.values())

    @cached_property
    def _outlines(self) -> Outlines:
        return Outlines.read(self._path)

    @cached_property
    def _by_fips(self) -> dict[str, County]:
        return {county.fips: county for county in self.counties}

    @cached_property
    def _by_name(self) -> dict[str, list[County]]:
        named: dict[str, list[County]] = {}
        for county in self.counties:
            named.setdefault(fold_name(county.name), []).append(county)
        return named

    @cached_property
    def _near(self) -> dict[tuple[int, int], list[_Boxed]]:
        """Cell of the map → the counties whose boxes reach it, or come so near that a point in it may count as theirs."""
        near: dict[tuple[int, int], list[_Boxed]] = {}
        for county, shape in zip(self.counties, self._outlines.counties.values(), strict=True):
            west, south, east, north = shape.bbox
            bottom, left = _cell(south - _OFFSHORE_DEGREES, west - _OFFSHORE_DEGREES)
            top, right = _cell(north + _OFFSHORE_DEGREES, east + _OFFSHORE_DEGREES)
            for row in range(bottom, top + 1):
                for column in range(left, right + 1):
                    near.setdefault((row, column), []).append((west, south, east, north, county))
        return near

    def _polygons(self, fips: str) -> list[Polygon]:
        polygons = self._read.get(fips)
        if polygons is None:
            polygons = self._read[fips] = self._outlines.polygons(self._outlines.counties[fips])
        return polygons


def _cell(latitude: float, longitude: float) -> tuple[int, int]:
    return floor(latitude / _CELL_DEGREES), floor(longitude / _CELL_DEGREES)


def _circle(shape: Shape) -> Circle:
    return shape.properties.centre


def _county_of(shape: Shape) -> County:
    state = STATE_BY_FIPS.get(shape.id[:2], "")
    city = state in _CITY_STATES and int(shape.id[2:]) >= 510
    return County(shape.id, shape.properties.name, state, independent_city=city)
