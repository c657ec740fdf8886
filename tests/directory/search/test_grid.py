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


def holds(ranges: list[RowRange], latitude: float, longitude: float) -> bool:
    first, last = cell_of(latitude, longitude)
    return any(low <= first and last <= high for low, high in ranges)


@given(latitudes, longitudes, latitudes, longitudes, st.floats(0, 12_500))
def test_a_circle_holds_every_point_within_its_radius(
    latitude: float, longitude: float, north: float, east: float, radius: float
) -> None:
    if great_circle_miles(latitude, longitude, north, east) <= radius:
        assert holds(circle_ranges(Circle(latitude, longitude, radius)), north, east)


@given(latitudes, longitudes, st.floats(0, 360), st.floats(0, 1), st.floats(0.01, 60))
def test_a_circle_holds_points_near_its_edge(
    latitude: float, longitude: float, bearing: float, part: float, radius: float
) -> None:
    north = max(-90.0, min(90.0, latitude + radius / 69.2 * (part * 2 - 1)))
    east = (longitude + bearing + 180) % 360 - 180
    if great_circle_miles(latitude, longitude, north, east) <= radius:
        assert holds(circle_ranges(Circle(latitude, longitude, radius)), north, east)


@given(latitudes, longitudes, st.floats(0, 1), st.floats(0, 1), st.floats(0, 20), st.floats(0, 40))
def test_a_box_holds_every_point_within(
    south: float, west: float, up: float, along: float, height: float, width: float
) -> None:
    north = min(90.0, south + height)
    east = (west + width + 180) % 360 - 180
    point = min(north, south + height * up), (west + width * along + 180) % 360 - 180
    assert holds(box_ranges(Box(south, west, north, east)), *point)


@given(latitudes, longitudes, st.floats(0, 12_500))
def test_ranges_are_sorted_and_never_overlap(latitude: float, longitude: float, radius: float) -> None:
    ranges = circle_ranges(Circle(latitude, longitude, radius))
    assert all(low <= high for low, high in ranges)
    assert all(before[1] + 1 < after[0] for before, after in itertools.pairwise(ranges))


def test_twenty_five_miles_are_a_handful_of_ranges() -> None:
    assert len(circle_ranges(Circle(38.9, -77.0, 25))) in (5, 6)


def test_no_place_on_the_ground_reaches_the_rows_without_a_place() -> None:
    assert cell_of(90, 180)[1] < FIRST_PLACELESS < AFTER_LAST < 2**62
