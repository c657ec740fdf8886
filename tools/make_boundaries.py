"""Make `data/boundaries/us-counties.topojson` from the npm package `us-atlas`.

    python tools/make_boundaries.py [TARGET]

Needs `npm` on the path. The package is Mike Bostock's TopoJSON of the Census Bureau's cartographic boundary files, 2017
edition (public domain; package licence ISC). We keep the two collections that we use (counties, states), in the package's
own arcs, check that every shape closes, has a FIPS code and a name, and add what would take long to work out at each start:
the box of each shape, and a circle about it. Run it again when a newer edition appears, and `make_postal_codes.py` after it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from shapely import MultiPoint, MultiPolygon
from shapely import Polygon as ShapelyPolygon

from directory.geography.distance import great_circle_miles
from directory.geography.outlines import Box, Circle, Outlines, Polygon, Position, positions

PACKAGE = "us-atlas@3"
MEMBER = "package/counties-10m.json"
TARGET = Path(__file__).resolve().parent.parent / "data" / "boundaries" / "us-counties.topojson"
COLLECTIONS = ("counties", "states")


def fetch(folder: Path) -> dict[str, Any]:
    """Download the package into the folder with npm and return the county topology."""
    subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    archive = next(folder.glob("us-atlas-*.tgz"))
    with tarfile.open(archive) as packed:
        member = packed.extractfile(MEMBER)
        if member is None:
            raise SystemExit(f"{archive.name} holds no {MEMBER}")
        topology: dict[str, Any] = json.load(member)
    return topology


def compact(topology: dict[str, Any]) -> dict[str, Any]:
    """Only what we use: arcs, transform, counties and states with `id` (FIPS) and `properties.name`."""
    return {
        "type": "Topology",
        "transform": topology["transform"],
        "objects": {name: topology["objects"][name] for name in COLLECTIONS},
        "arcs": topology["arcs"],
    }


def measure(topology: dict[str, Any]) -> None:
    """Give every shape its `bbox` (west, south, east, north) and `properties.centre` (latitude, longitude, radius in miles)."""
    outlines = Outlines(json.dumps(topology).encode())
    for collection, shapes in (("counties", outlines.counties), ("states", outlines.states)):
        by_id = {shape.id: shape for shape in shapes.values()}
        for geometry in topology["objects"][collection]["geometries"]:
            if shape := by_id.get(geometry["id"]):
                every = outlines.all_polygons(shape)
                geometry["bbox"] = box([position for polygon in every for position in positions(polygon[0])])
                geometry["properties"]["centre"] = circle(outlines.polygons(shape) or every)


def box(corners: list[Position]) -> Box:
    """The box that just holds the corners."""
    longitudes, latitudes = zip(*corners, strict=True)
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def circle(polygons: list[Polygon]) -> Circle:
    """A circle about all outer rings, its centre within one of them where they are more than a line."""
    corners = [position for polygon in polygons for position in positions(polygon[0])]
    sound = [[positions(ring) for ring in polygon] for polygon in polygons if len(polygon[0][0]) >= 4]
    centre = MultiPolygon([ShapelyPolygon(rings[0], rings[1:]) for rings in sound]) if sound else MultiPoint(corners)
    middle = centre.centroid if not sound or centre.contains(centre.centroid) else centre.representative_point()
    radius = max(great_circle_miles(middle.y, middle.x, latitude, longitude) for longitude, latitude in corners)
    return round(middle.y, 5), round(middle.x, 5), round(radius, 1)


def absolute(arc: list[list[int]]) -> list[tuple[int, int]]:
    """The quantized positions of a delta-encoded arc (TopoJSON 1.0, section 2.1.3)."""
    points, x, y = [], 0, 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x, y))
    return points


def check(topology: dict[str, Any]) -> int:
    """Count the shapes; stop with a sentence when one has no name, a bad code or an open ring."""
    arcs = [absolute(arc) for arc in topology["arcs"]]
    shapes = 0
    for collection, digits in (("counties", 5), ("states", 2)):
        for shape in topology["objects"][collection]["geometries"]:
            shapes += 1
            code, name = shape.get("id", ""), shape.get("properties", {}).get("name")
            if len(code) != digits or not code.isdigit() or not name:
                raise SystemExit(f"{collection}: shape {code!r} named {name!r} is not usable")
            for ring in rings_of(shape):
                first, last = ring[0], ring[-1]
                start = arcs[first][0] if first >= 0 else arcs[~first][-1]
                end = arcs[last][-1] if last >= 0 else arcs[~last][0]
                if max(abs(start[0] - end[0]), abs(start[1] - end[1])) > 1:  # Illinois is off by one step as published
                    raise SystemExit(f"{collection}: shape {code} has an open ring")
    return shapes


def rings_of(shape: dict[str, Any]) -> list[list[int]]:
    """Arc indices, one list a ring. An empty shape has none."""
    if shape["type"] == "Polygon":
        return list(shape["arcs"])
    return [ring for polygon in shape.get("arcs", []) for ring in polygon]


def main() -> None:
    """Fetch, check, write, and say what was written."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    with tempfile.TemporaryDirectory() as folder:
        topology = compact(fetch(Path(folder)))
    shapes = check(topology)
    measure(topology)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(topology, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{target}: {shapes} shapes, {len(topology['arcs'])} arcs, {target.stat().st_size / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
