"""Make `data/boundaries/us-postal-codes.tsv` and `us-cities.tsv` from the package `zipcodes` and our county outlines.

    python -m tools.make_postal_codes [FOLDER]

The package's points are GeoNames' (CC BY 4.0). What is worked out here, for each of 41,000 ZIP codes, would take a process ten
seconds: how far it reaches and which county it surely lies in (`directory.geography.places` says what both mean), and its
city's folded name. Run it again when a newer package appears, or newer outlines.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import zipcodes

from directory.geography.boundaries import Boundaries
from directory.geography.distance import distance_miles
from directory.geography.naming import fold_name
from directory.geography.places import bounded_radius
from directory.geography.postal import CITIES_FILE, POSTAL_CODES_FILE
from directory.geography.postal_grid import PostalGrid
from directory.geography.states import STATE_NAMES

TARGET = Path(__file__).resolve().parent.parent / "data" / "boundaries"
NEIGHBOURS = 4
COUNTY_WORDS = (
    "",
    "county",
    "parish",
    "borough",
    "census area",
    "municipality",
    "municipio",
    "city and borough",
    "city",
)


@dataclass(frozen=True, slots=True)
class SourceArea:
    """A ZIP code as the package has it."""

    code: str
    city: str
    other_cities: tuple[str, ...]
    state: str
    county: str
    latitude: float
    longitude: float
    standard: bool


def read_areas() -> list[SourceArea]:
    """The codes in use, state by state in the order of our table."""
    rows = (row for state in STATE_NAMES for row in zipcodes.filter_by(state=state, active=True))  # type: ignore[no-untyped-call]
    return list({row["zip_code"]: source_area(row) for row in rows}.values())


def source_area(row: dict[str, Any]) -> SourceArea:
    """A row of the package."""
    return SourceArea(
        row["zip_code"],
        row["city"],
        tuple(row["acceptable_cities"]),
        row["state"],
        row["county"],
        float(row["lat"]),
        float(row["long"]),
        row["zip_code_type"] == "STANDARD",
    )


class Surroundings:
    """What surrounds a ZIP code: its neighbours and its county."""

    def __init__(self, areas: Iterable[SourceArea], boundaries: Boundaries) -> None:
        self._boundaries = boundaries
        self._grid = PostalGrid(area for area in areas if area.standard)
        self._county_names: dict[tuple[str, str], str] = {}
        for county in boundaries.counties:  # "fairfax city" and "fairfax county" stay apart
            for ending in ["city"] if county.independent_city else COUNTY_WORDS:
                self._county_names[county.state, fold_name(f"{county.name} {ending}")] = county.fips

    def radius_of(self, area: SourceArea) -> float:
        """The mean distance to the four nearest others, bounded."""
        around = self._grid.nearest(area.latitude, area.longitude, NEIGHBOURS + 1)
        miles = [distance_miles(area, other) for other in around if other.code != area.code][:NEIGHBOURS]
        return bounded_radius(sum(miles) / len(miles) if miles else 0.0)

    def county_of(self, area: SourceArea) -> str:
        """The FIPS code where the package's county and the outline at the point agree, else nothing."""
        county = self._boundaries.county_at(area.latitude, area.longitude)
        outlined = county.fips if county else ""
        if not area.county:
            return outlined if not area.standard else ""
        named = self._county_names.get((area.state, fold_name(area.county)))
        return outlined if named in (None, outlined) else ""


def postal_code_lines(areas: Iterable[SourceArea], around: Surroundings) -> Iterator[str]:
    """The table of ZIP codes."""
    yield "code\tlatitude\tlongitude\tradius_miles\tcounty_fips\tstandard\tstate\tcity"
    for area in areas:
        point = f"{area.latitude}\t{area.longitude}\t{around.radius_of(area)}"
        yield f"{area.code}\t{point}\t{around.county_of(area)}\t{area.standard:d}\t{area.state}\t{area.city}"


def city_lines(areas: Iterable[SourceArea]) -> Iterator[str]:
    """The table of cities. A name that is only an accepted one stands for the ZIP codes where it is accepted."""
    first: dict[str, list[tuple[str, str]]] = {}
    second: dict[str, list[tuple[str, str]]] = {}
    for area in areas:
        first.setdefault(f"{area.state}\t{fold_name(area.city)}", []).append((area.city, area.code))
        for name in area.other_cities:
            second.setdefault(f"{area.state}\t{fold_name(name)}", []).append((name, area.code))
    yield "state\tfolded_name\tpreferred\tname\tpostal_codes"
    for key, found in [*first.items(), *((key, found) for key, found in second.items() if key not in first)]:
        yield f"{key}\t{key in first:d}\t{found[0][0]}\t{' '.join(code for _, code in found)}"


def main() -> None:
    """Read, work out, write, and say what was written."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    areas = read_areas()
    around = Surroundings(areas, Boundaries(folder))
    for name, lines in ((POSTAL_CODES_FILE, postal_code_lines(areas, around)), (CITIES_FILE, city_lines(areas))):
        written = [*lines]
        (folder / name).write_text("\n".join(written) + "\n", encoding="utf-8")
        print(f"{folder / name}: {len(written) - 1} lines")


if __name__ == "__main__":
    main()
