"""County and state outlines: which county a point lies in, which counties have a name, and outlines for a map.

Not for: street-exact borders. The file is the Census Bureau's cartographic edition of 2017, quantized to about 0.2 miles
and simplified for a scale of 1 : 10 million, so a point within half a mile of a border may fall on the wrong side; where a
record states its own county or state, that wins. Connecticut is in its eight old counties.

The decision a reader would ask about: the file stays TopoJSON (0.8 MB; as GeoJSON it would be 3 MB with every border
twice) and is decoded here, lazily, once.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

from directory.geography.naming import fold_name
from directory.geography.states import STATE_BY_FIPS

COUNTIES_FILE = "us-counties.topojson"

_OFFSHORE_DEGREES = 0.08
"""How far outside every outline a point may lie and still count as in the nearest county: about 5 miles, for piers,
islands and shores that the simplified coast cuts off."""

_CITY_STATES = frozenset({"VA", "MD", "MO", "NV"})
"""States with independent cities, which the Census counts as counties with codes from 510 on."""

Ring = list[tuple[float, float]]
Polygon = list[Ring]


@dataclass(frozen=True, slots=True)
class County:
    """A county or its equivalent. `name` is bare ("Fairfax"); `independent_city` tells Fairfax city from Fairfax County."""

    fips: str
    name: str
    state: str
    independent_city: bool = False


@dataclass(frozen=True, slots=True)
class _Shape:
    fips: str
    name: str
    arcs: tuple[tuple[tuple[int, ...], ...], ...]


class _Topology:
    """The decoded file: arcs in degrees as flat arrays (a tenth of the memory of lists), shapes as references to them."""

    def __init__(self, decoded: dict[str, Any]) -> None:
        scale, translate = decoded["transform"]["scale"], decoded["transform"]["translate"]
        self._arcs = [
            (_degrees(arc, 0, scale, translate), _degrees(arc, 1, scale, translate)) for arc in decoded["arcs"]
        ]
        objects = decoded["objects"]
        self.counties = {shape.fips: shape for shape in _shapes(objects["counties"])}
        states = (shape for shape in _shapes(objects["states"]) if shape.fips in STATE_BY_FIPS)
        self.states = {STATE_BY_FIPS[shape.fips]: shape for shape in states}

    @classmethod
    def read(cls, path: Path) -> _Topology:
        with path.open(encoding="utf-8") as file:
            return cls(json.load(file))

    def ring(self, indices: tuple[int, ...]) -> Ring:
        """Longitude, latitude pairs; the last equals the first."""
        ring: Ring = []
        for index in indices:  # a negative index ~i means arc i backwards (TopoJSON 1.0, section 2.1.4)
            points = list(zip(*self._arcs[index if index >= 0 else ~index], strict=True))
            ordered = points if index >= 0 else points[::-1]
            ring.extend(ordered[1:] if ring else ordered)
        if ring[0] != ring[-1]:  # the source leaves Illinois one quantum open
            ring.append(ring[0])
        return ring


class Boundaries:
    """The outlines of one TopoJSON file. Nothing is read before the first question; then it is safe to share by threads."""

    def __init__(self, path: Path) -> None:
        """`path` is `us-counties.topojson` or the folder that holds it. A missing file raises `OSError` at first use."""
        self._path = path / COUNTIES_FILE if path.is_dir() else path

    def county_at(self, latitude: float, longitude: float) -> County | None:
        """The county that contains the point, or the nearest within about five miles; None in the sea and abroad."""
        from shapely import Point as ShapelyPoint

        point = ShapelyPoint(longitude, latitude)
        found = self._tree.query(point, predicate="intersects")
        if len(found):
            return self.counties[int(found[0])]
        nearest = self._tree.query_nearest(point, max_distance=_OFFSHORE_DEGREES, all_matches=False)
        return self.counties[int(nearest[0])] if len(nearest) else None

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

    def centre_of_county(self, fips: str) -> tuple[float, float, float]:
        """Latitude, longitude and radius in miles of a circle about the county. Raises `KeyError` for an unknown code."""
        return self._circle(self._county_shapes[fips])

    def centre_of_state(self, state: str) -> tuple[float, float, float]:
        """Latitude, longitude and radius in miles of a circle about the state. Raises `KeyError` for an unknown code."""
        return self._circle(self._state_shapes[state])

    def county_outlines(self, state: str) -> dict[str, Any]:
        """A GeoJSON FeatureCollection of the state's counties (`id` is the FIPS code, `properties.name`); empty if unknown."""
        shapes = [shape for fips, shape in self._county_shapes.items() if STATE_BY_FIPS.get(fips[:2]) == state]
        return {"type": "FeatureCollection", "features": [self._feature(shape) for shape in shapes]}

    def state_outlines(self) -> dict[str, Any]:
        """A GeoJSON FeatureCollection of all states (`id` is the two-digit FIPS code, `properties.name`)."""
        return {"type": "FeatureCollection", "features": [self._feature(s) for s in self._state_shapes.values()]}

    @cached_property
    def counties(self) -> tuple[County, ...]:
        """Every county, in the order of the file."""
        return tuple(_county_of(shape) for shape in self._county_shapes.values())

    @cached_property
    def _topology(self) -> _Topology:
        return _Topology.read(self._path)

    @property
    def _county_shapes(self) -> dict[str, _Shape]:
        return self._topology.counties

    @property
    def _state_shapes(self) -> dict[str, _Shape]:
        return self._topology.states

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
    def _tree(self) -> Any:
        from shapely import STRtree

        return STRtree([self._geometry(shape) for shape in self._county_shapes.values()])

    def _polygons(self, shape: _Shape) -> list[Polygon]:
        polygons = ([self._topology.ring(arcs) for arcs in polygon] for polygon in shape.arcs)
        # Islands that the simplification shrank to a line are dropped; holes likewise.
        kept = ([ring for ring in polygon if len(ring) >= 4] if len(polygon[0]) >= 4 else [] for polygon in polygons)
        return [polygon for polygon in kept if polygon]

    def _geometry(self, shape: _Shape) -> Any:
        from shapely import MultiPolygon
        from shapely import Polygon as ShapelyPolygon

        return MultiPolygon([ShapelyPolygon(rings[0], rings[1:]) for rings in self._polygons(shape)])

    def _feature(self, shape: _Shape) -> dict[str, Any]:
        return {
            "type": "Feature",
            "id": shape.fips,
            "properties": {"name": shape.name},
            "geometry": {"type": "MultiPolygon", "coordinates": self._polygons(shape)},
        }

    def _circle(self, shape: _Shape) -> tuple[float, float, float]:
        from directory.geography.distance import great_circle_miles

        geometry = self._geometry(shape)
        centre = geometry.representative_point() if not geometry.contains(geometry.centroid) else geometry.centroid
        corners = (point for polygon in self._polygons(shape) for point in polygon[0])
        radius = max(great_circle_miles(centre.y, centre.x, latitude, longitude) for longitude, latitude in corners)
        return round(centre.y, 5), round(centre.x, 5), round(radius, 1)


def _degrees(arc: list[list[int]], axis: int, scale: list[float], translate: list[float]) -> array[float]:
    """One axis of a delta-encoded arc in degrees (TopoJSON 1.0, section 2.1.3)."""
    steps = accumulate(position[axis] for position in arc)
    return array("d", (round(translate[axis] + step * scale[axis], 5) for step in steps))


def _shapes(collection: dict[str, Any]) -> Iterator[_Shape]:
    for geometry in collection["geometries"]:
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry.get("arcs", [])
        arcs = tuple(tuple(tuple(ring) for ring in polygon) for polygon in polygons)
        yield _Shape(geometry["id"], geometry["properties"]["name"], arcs)


def _county_of(shape: _Shape) -> County:
    state = STATE_BY_FIPS.get(shape.fips[:2], "")
    city = state in _CITY_STATES and int(shape.fips[2:]) >= 510
    return County(shape.fips, shape.name, state, independent_city=city)
