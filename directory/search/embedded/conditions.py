"""A query in our words → conditions of a SQL statement on `listing_need`, with every value bound.

Not for: running them. The decision a reader would ask about: a statement's text depends only on which conditions are
asked, never on their values, so SQLite compiles it once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import pi, sin

from directory.geography.distance import EARTH_RADIUS_MILES
from directory.geography.point import Box, Circle
from directory.search.embedded.grid import (
    AFTER_LAST,
    FIRST_PLACELESS,
    RowRange,
    box_ranges,
    circle_ranges,
    longitude_spans,
)
from directory.search.embedded.packing import age_bit, day_flags, required_flags, status_flags
from directory.search.embedded.rows import unit_vector
from directory.search.query import Filter
from directory.search.reading import ANYWHERE

Parameters = dict[str, object]
EVERYWHERE: RowRange = (0, AFTER_LAST)
PLACELESS: RowRange = (FIRST_PLACELESS, AFTER_LAST)

UNMEASURED = 8.0
"""The squared chord of what has no distance: farther than the other side of the world, whose squared chord is 4."""

PLACELESS_CLOSENESS = 0.5
"""A listing without a point ranks like one halfway to the edge: it can be reached, but nobody can walk there."""

_EDGE = 1e-9
"""A point on the edge of a circle is inside; the chord is rounded at this part of its length."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """`sql` is a list of tests joined by AND; `away` the expression of the squared chord to the centre.

    `closeness` is the expression that a relevance is multiplied by: 1 at the centre, a half halfway to the edge.
    """

    sql: tuple[str, ...]
    parameters: Parameters
    away: str = f"{UNMEASURED}"
    closeness: str = "1.0"

    def where(self) -> str:
        """The tests as they follow a WHERE that already has one."""
        return "".join(f" AND {test}" for test in self.sql)


@dataclass(frozen=True, slots=True)
class Scan:
    """Ranges of row ids and what every row in them must meet. The ranges of one scan do not overlap."""

    ranges: tuple[RowRange, ...]
    conditions: Conditions = field(default_factory=lambda: Conditions((), {}))


def scans_of(within: Circle | Box | None, area_keys: tuple[str, ...], asked: Filter) -> Iterator[Scan]:
    """The scans that together meet each listing of the place at most once: on the ground, then those without a point."""
    tests, values = _filter(asked)
    if within is None:
        yield Scan((EVERYWHERE,), Conditions(tests, values))
        return
    if isinstance(within, Circle):
        yield _circle_scan(within, tests, values)
    else:
        yield _box_scan(within, tests, values)
    if area_keys:
        test = "n.rid IN (SELECT rid FROM listing_area WHERE key IN (SELECT value FROM json_each(:areas)))"
        values = {**values, "areas": json.dumps([*area_keys, ANYWHERE])}
        closeness = f"{PLACELESS_CLOSENESS if isinstance(within, Circle) else 1.0}"
        yield Scan((PLACELESS,), Conditions((*tests, test), values, closeness=closeness))


def _circle_scan(circle: Circle, tests: tuple[str, ...], values: Parameters) -> Scan:
    x, y, z = unit_vector(circle.latitude, circle.longitude)
    half = _chord(circle.radius_miles / 2)
    away = "((n.x - :x) * (n.x - :x) + (n.y - :y) * (n.y - :y) + (n.z - :z) * (n.z - :z))"
    values = {**values, "x": x, "y": y, "z": z, "chord": _chord(circle.radius_miles) * (1 + _EDGE)}
    values["fading"] = 1 / half if half else 0.0
    tests = (*tests, f"{away} <= :chord")
    return Scan(circle_ranges(circle), Conditions(tests, values, away, f"(1.0 / (1.0 + {away} * :fading))"))


def _chord(miles: float) -> float:
    """The squared chord of two points so far apart, on the unit sphere."""
    half_angle: float = min(miles / EARTH_RADIUS_MILES / 2, pi / 2)
    return (2 * sin(half_angle)) ** 2


def _box_scan(box: Box, tests: tuple[str, ...], values: Parameters) -> Scan:
    values = {**values, "south": box.south, "north": box.north}
    spans = []
    for number, (west, east) in enumerate(longitude_spans(box)):
        spans.append(f"n.longitude BETWEEN :west{number} AND :east{number}")
        values[f"west{number}"], values[f"east{number}"] = west, east
    inside = ("n.latitude BETWEEN :south AND :north", f"({' OR '.join(spans)})")
    return Scan(box_ranges(box), Conditions((*tests, *inside), values))


def _filter(asked: Filter) -> tuple[tuple[str, ...], Parameters]:
    tests: list[str] = []
    values: Parameters = {}
    for name, wanted in (("statuses", status_flags(asked.statuses)), ("days", day_flags(asked.open_days))):
        if wanted:
            tests.append(f"n.flags & :{name}")
            values[name] = wanted
    if required := required_flags(asked):
        tests.append("n.flags & :required = :required")
        values["required"] = required
    if asked.age is not None:
        old, values["age"] = age_bit(asked.age)
        tests.append("n.ages_old & :age" if old else "n.ages_young & :age")
    if asked.languages:
        tests.append(_languages(asked.languages, values))
    if asked.sources:
        names = "SELECT value FROM json_each(:sources)"
        tests.append(f"n.source IN (SELECT number FROM listing_source WHERE name IN ({names}))")  # noqa: S608 - bound
        values["sources"] = json.dumps(asked.sources)
    if asked.organization_id is not None:
        tests.append("n.rid IN (SELECT rid FROM listing WHERE organization_id = :organization)")
        values["organization"] = asked.organization_id
    return tuple(tests), values


def _languages(codes: tuple[str, ...], values: Parameters) -> str:
    tests = []
    for number, code in enumerate(codes):
        tests.append(f"instr(n.languages, :language{number})")
        values[f"language{number}"] = f" {code} "
    return f"({' OR '.join(tests)})"
