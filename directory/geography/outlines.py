"""The file of outlines, decoded piece by piece: shapes with a code, a name, a box and a circle, and their rings.

Not for: questions about places (`boundaries.py`). TopoJSON stores each border once, as an arc that the shapes on both sides
refer to by number.

The decision a reader would ask about: arcs and rings stay as the bytes of the file until somebody asks for them, because a
process that works on one state's listings needs one state's outlines, and starts in a hundredth of a second.
"""

from __future__ import annotations

from array import array
from itertools import accumulate
from pathlib import Path
from typing import Any

import msgspec

from directory.geography.states import STATE_BY_FIPS

Position = tuple[float, float]
Ring = tuple["array[float]", "array[float]"]
"""Longitudes, and latitudes; the last equals the first. Flat, because a walk over scattered objects waits for memory."""

Polygon = list[Ring]
"""The outer ring, then its holes."""

Box = tuple[float, float, float, float]
"""West, south, east, north."""

Circle = tuple[float, float, float]
"""Latitude, longitude, and a radius in miles."""

_SMALLEST_RING = 4  # positions: a triangle, closed
_DIGITS = 5  # a yard
_read_arc = msgspec.json.Decoder(list[tuple[int, int]]).decode


class _Properties(msgspec.Struct, frozen=True):
    name: str
    centre: Circle = (0.0, 0.0, 0.0)


class Shape(msgspec.Struct, frozen=True):
    """A county or a state. `bbox` encloses it, and so does the circle `properties.centre`."""

    id: str
    type: str
    properties: _Properties
    arcs: msgspec.Raw
    bbox: Box = (0.0, 0.0, 0.0, 0.0)


class _Collection(msgspec.Struct, frozen=True):
    geometries: list[Shape]


class _Objects(msgspec.Struct, frozen=True):
    counties: _Collection
    states: _Collection


class _Transform(msgspec.Struct, frozen=True):
    scale: Position
    translate: Position


class _Topology(msgspec.Struct, frozen=True):
    transform: _Transform
    objects: _Objects
    arcs: list[msgspec.Raw]


class Outlines:
    """The shapes of one file: `counties` by FIPS code in the order of the file, `states` by USPS code."""

    def __init__(self, content: bytes) -> None:
        topology = msgspec.json.decode(content, type=_Topology)
        self._transform = topology.transform
        self._arcs: list[msgspec.Raw | Ring] = list(topology.arcs)
        self.counties = {shape.id: shape for shape in topology.objects.counties.geometries}
        states = (shape for shape in topology.objects.states.geometries if shape.id in STATE_BY_FIPS)
        self.states = {STATE_BY_FIPS[shape.id]: shape for shape in states}

    @classmethod
    def read(cls, path: Path) -> Outlines:
        """The outlines of a TopoJSON file."""
        return cls(path.read_bytes())

    def polygons(self, shape: Shape) -> list[Polygon]:
        """The rings of a shape. Islands that the simplification shrank to a line are left out; holes likewise."""
        polygons = (polygon for polygon in self.all_polygons(shape) if len(polygon[0][0]) >= _SMALLEST_RING)
        return [[ring for ring in polygon if len(ring[0]) >= _SMALLEST_RING] for polygon in polygons]

    def all_polygons(self, shape: Shape) -> list[Polygon]:
        """The same with the islands that are only a line."""
        arcs: Any = msgspec.json.decode(shape.arcs)
        return [[self._ring(ring) for ring in polygon] for polygon in ([arcs] if shape.type == "Polygon" else arcs)]

    def _ring(self, indices: list[int]) -> Ring:
        longitudes, latitudes = array("d"), array("d")
        for index in indices:  # a negative index ~i means arc i backwards (TopoJSON 1.0, section 2.1.4)
            arc, step = (self._arc(index), 1) if index >= 0 else (self._arc(~index), -1)
            for whole, part in zip((longitudes, latitudes), arc, strict=True):
                whole.extend(part[::step][1:] if whole else part[::step])
        if (longitudes[0], latitudes[0]) != (
            longitudes[-1],
            latitudes[-1],
        ):  # the source leaves Illinois one quantum open
            longitudes.append(longitudes[0])
            latitudes.append(latitudes[0])
        return longitudes, latitudes

    def _arc(self, index: int) -> Ring:
        arc = self._arcs[index]
        if isinstance(arc, msgspec.Raw):
            arc = self._arcs[index] = self._degrees(_read_arc(arc))
        return arc

    def _degrees(self, steps: list[tuple[int, int]]) -> Ring:
        """A delta-encoded arc in degrees (TopoJSON 1.0, section 2.1.3)."""
        (east, north), (west, south) = self._transform.scale, self._transform.translate
        across, up = (accumulate(axis) for axis in zip(*steps, strict=True))
        longitudes = [round(west + x * east, _DIGITS) for x in across]
        return array("d", longitudes), array("d", [round(south + y * north, _DIGITS) for y in up])


def positions(ring: Ring) -> list[Position]:
    """The ring as longitude, latitude pairs, as GeoJSON has it."""
    return list(zip(*ring, strict=True))
