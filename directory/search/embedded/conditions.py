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
from directory.search.analysis import QueryTerm
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

_EDGE = 1e-9
"""A point on the edge of a circle is inside; the chord is rounded at this part of its length."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """`sql` is a list of tests joined by AND; `distance` the expression of the squared chord."""

    sql: tuple[str, ...]
    parameters: Parameters
    distance: str = "NULL"

    def where(self) -> str:
        """The tests as they follow a WHERE that already has one."""
        return "".join(f" AND {test}" for test in self.sql)


@dataclass(frozen=True, slots=True)
class Scan:
    """Ranges of row ids and what every row in them must meet. The ranges of one scan do not overlap."""

    ranges: list[RowRange]
    conditions: Conditions = field(default_factory=lambda: Conditions((), {}))


def scans_of(within: Circle | Box | None, area_keys: tuple[str, ...], asked: Filter) -> Iterator[Scan]:
    """The scans that together meet each listing of the place at most once: on the ground, then those without a point."""
    tests, values = _filter(asked)
    if within is None:
        yield Scan([EVERYWHERE], Conditions(tests, values))
        return
    if isinstance(within, Circle):
        yield _circle_scan(within, tests, values)
    else:
        yield _box_scan(within, tests, values)
    if area_keys:
        test = "n.rid IN (SELECT rid FROM listing_area WHERE key IN (SELECT value FROM json_each(:areas)))"
        values = {**values, "areas": json.dumps([*area_keys, ANYWHERE])}
        yield Scan([PLACELESS], Conditions((*tests, test), values))


def match_expression(terms: tuple[QueryTerm, ...]) -> str:
    """The terms for FTS5. Tokens and prefixes are letters, digits and `_` of our own analysis, and are quoted."""
    return " AND ".join(_term(term) for term in terms)


def _term(term: QueryTerm) -> str:
    if not term.prefix:
        return f'{{name topic organization body}} : "{term.token}"'
    return f'({{name topic organization body}} : "{term.token}" OR {{forms}} : "{term.prefix}" *)'


def _circle_scan(circle: Circle, tests: tuple[str, ...], values: Parameters) -> Scan:
    x, y, z = unit_vector(circle.latitude, circle.longitude)
    half = min(circle.radius_miles / EARTH_RADIUS_MILES / 2, pi / 2)
    chord = (2 * sin(half)) ** 2
    distance = "((n.x - :x) * (n.x - :x) + (n.y - :y) * (n.y - :y) + (n.z - :z) * (n.z - :z))"
    values = {**values, "x": x, "y": y, "z": z, "chord": chord * (1 + _EDGE)}
    return Scan(circle_ranges(circle), Conditions((*tests, f"{distance} <= :chord"), values, distance))


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
