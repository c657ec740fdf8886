"""Distances agree with known ones and with each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.geography.distance import distance_miles, geodesic_miles
from directory.geography.point import Point

WHITE_HOUSE = Point(38.8977, -77.0365)
EMPIRE_STATE_BUILDING = Point(40.7484, -73.9857)

degrees = st.builds(Point, st.floats(-85, 85), st.floats(-180, 180))


def test_washington_to_new_york_is_two_hundred_and_six_miles() -> None:
    assert distance_miles(WHITE_HOUSE, EMPIRE_STATE_BUILDING) == pytest.approx(206, abs=1)


def test_a_place_is_no_miles_from_itself() -> None:
    assert distance_miles(WHITE_HOUSE, WHITE_HOUSE) == 0


def test_across_the_antimeridian_is_near() -> None:
    assert distance_miles(Point(52, 179.9), Point(52, -179.9)) < 10


@given(degrees, degrees)
def test_the_sphere_is_within_six_thousandths_of_the_ellipsoid(a: Point, b: Point) -> None:
    assert distance_miles(a, b) == pytest.approx(geodesic_miles(a, b), rel=0.006, abs=1e-6)


@given(degrees, degrees)
def test_distance_is_the_same_both_ways(a: Point, b: Point) -> None:
    assert distance_miles(a, b) == pytest.approx(distance_miles(b, a), abs=1e-9)
