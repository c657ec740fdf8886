"""Ranges of row ids hold every point of a circle or box, wherever on the globe it is."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from directory.geography.distance import great_circle_miles
from directory.geography.point import Box, Circle
from directory.search.embedded.grid import AFTER_LAST, FIRST_PLACELESS, RowRange, box_ranges, cell_of, circle_ranges

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)
points = st.tuples(latitudes, longitudes)
parts = st.floats(0, 1)

Degrees = tuple[float, float]


def circles(largest_miles: float) -> st.SearchStrategy[Circle]:
    return st.builds(Circle, latitudes, longitudes, st.floats(0, largest_miles))


def wrapped(longitude: float) -> float:
    """The same meridian within -180 … 180."""
    return (longitude + 180) % 360 - 180


def holds(ranges: tuple[RowRange, ...], latitude: float, longitude: float) -> bool:
    first, last = cell_of(latitude, longitude)
    return any(low <= first and last <= high for low, high in ranges)


@given(circles(12_500), points)
def test_a_circle_holds_every_point_within_its_radius(circle: Circle, point: Degrees) -> None:
    if great_circle_miles(circle.latitude, circle.longitude, *point) <= circle.radius_miles:
        assert holds(circle_ranges(circle), *point)


@given(circles(60), parts, st.floats(0, 360))
def test_a_circle_holds_points_near_its_edge(circle: Circle, part: float, along: float) -> None:
    north = max(-90.0, min(90.0, circle.latitude + circle.radius_miles / 69.2 * (part * 2 - 1)))
    east = wrapped(circle.longitude + along)
    if great_circle_miles(circle.latitude, circle.longitude, north, east) <= circle.radius_miles:
        assert holds(circle_ranges(circle), north, east)


@given(points, st.tuples(st.floats(0, 20), st.floats(0, 40)), st.tuples(parts, parts))
def test_a_box_holds_every_point_within(corner: Degrees, size: Degrees, inside: Degrees) -> None:
    (south, west), (height, width), (up, along) = corner, size, inside
    north, east = min(90.0, south + height), wrapped(west + width)
    assert holds(
        box_ranges(Box(south, west, north, east)), min(north, south + height * up), wrapped(west + width * along)
    )


@given(circles(12_500))
def test_ranges_are_sorted_and_never_overlap(circle: Circle) -> None:
    ranges = circle_ranges(circle)
    assert all(low <= high for low, high in ranges)
    assert all(before[1] + 1 < after[0] for before, after in itertools.pairwise(ranges))


def test_twenty_five_miles_are_a_handful_of_ranges() -> None:
    assert len(circle_ranges(Circle(38.9, -77.0, 25))) in (5, 6)


def test_no_place_on_the_ground_reaches_the_rows_without_a_place() -> None:
    assert cell_of(90, 180)[1] < FIRST_PLACELESS < AFTER_LAST < 2**62
