"""A point's county is found by hand as a library of geometry finds it, and the file's boxes and circles enclose their shapes."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point, STRtree, from_geojson, get_coordinates

from directory.geography.distance import great_circle_miles
from directory.geography.places import Gazetteer
from directory.geography.states import STATE_NAMES
from tests.directory.geography.conftest import BOUNDARIES

OFFSHORE_DEGREES = 0.08
AROUND_CHESAPEAKE_BAY = (st.floats(36.5, 40.0), st.floats(-78.5, -74.5))
AROUND_THE_ALEUTIANS = (st.floats(51.0, 56.0), st.floats(-180.0, -160.0))
boundaries = Gazetteer(BOUNDARIES).boundaries


@cache
def shapes() -> tuple[list[str], list[Any]]:
    features = [feature for state in STATE_NAMES for feature in boundaries.county_outlines(state)["features"]]
    return [feature["id"] for feature in features], [from_geojson(json.dumps(feature)) for feature in features]


@cache
def tree() -> STRtree:
    return STRtree(shapes()[1])


def check(latitude: float, longitude: float) -> None:
    point = Point(longitude, latitude)
    right = {shapes()[0][n] for n in tree().query(point, predicate="intersects")}
    right = right or {shapes()[0][n] for n in tree().query_nearest(point, max_distance=OFFSHORE_DEGREES)}
    found = boundaries.county_at(latitude, longitude)
    assert found.fips in right if found else not right


@settings(deadline=None)  # the first example reads the outlines
@given(*AROUND_CHESAPEAKE_BAY)
def test_a_county_by_the_bay_is_the_one_that_the_library_finds(latitude: float, longitude: float) -> None:
    check(latitude, longitude)


@settings(deadline=None)  # the first example reads the outlines
@given(*AROUND_THE_ALEUTIANS)
def test_a_county_of_many_islands_is_the_one_that_the_library_finds(latitude: float, longitude: float) -> None:
    check(latitude, longitude)


@pytest.mark.parametrize("state", ["MD", "VA", "AK", "HI"])
def test_the_circle_of_a_county_encloses_it(state: str) -> None:
    for fips, shape in zip(*shapes(), strict=True):
        county = boundaries.county(fips)
        if county and county.state == state:
            latitude, longitude, radius = boundaries.centre_of_county(fips)
            for east, north in get_coordinates(shape):
                assert great_circle_miles(latitude, longitude, north, east) <= radius + 0.1


def test_a_county_that_the_simplification_shrank_to_a_line_has_a_circle_too() -> None:
    (falls_church,) = boundaries.counties_named("Falls Church", "VA")
    latitude, longitude, radius = boundaries.centre_of_county(falls_church.fips)
    assert great_circle_miles(latitude, longitude, 38.8823, -77.1711) < radius < 3
