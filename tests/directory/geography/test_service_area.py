"""Whether an area contains a place: yes, no, or honestly unknown."""

from __future__ import annotations

import pytest

from directory.geography.area_names import AreaNames
from directory.geography.place import Place
from directory.geography.places import Gazetteer
from directory.geography.point import Point, Precision
from directory.geography.service_area import AreaKind, ServiceArea, serves

POINT = Point(38.9327, -77.0322)
COLUMBIA_HEIGHTS = Place(POINT, "20010", "Washington", "11001", "DC")
SOMEWHERE_IN_DC = Place(POINT, state="DC")
NOWHERE_KNOWN = Place(POINT)

VIRGINIA = ServiceArea(AreaKind.STATE, "Virginia", ("state:VA",))
FAIRFAX = ServiceArea(AreaKind.COUNTY, "Fairfax County", ("county:51059",))
WASHINGTON = ServiceArea(AreaKind.CITY, "Washington", ("city:DC:washington",))
THE_DISTRICT = ServiceArea(AreaKind.COUNTY, "District of Columbia", ("county:11001",))
TWO_ZIPS = ServiceArea(AreaKind.POSTAL_CODE, "20009, 20010", ("zip:20009", "zip:20010"))
NATION = ServiceArea(AreaKind.NATIONWIDE, "USA", ("us",))
WARD_7 = ServiceArea(AreaKind.NAMED, "ward 7")
SQUARE = ServiceArea(
    AreaKind.POLYGON, "square", polygon=(((-77.1, 38.9), (-77.0, 38.9), (-77.0, 39.0), (-77.1, 39.0), (-77.1, 38.9)),)
)


@pytest.mark.parametrize(
    ("area", "place", "answer"),
    [
        (NATION, NOWHERE_KNOWN, True),
        (VIRGINIA, COLUMBIA_HEIGHTS, False),
        (VIRGINIA, NOWHERE_KNOWN, None),
        (FAIRFAX, COLUMBIA_HEIGHTS, False),
        (FAIRFAX, SOMEWHERE_IN_DC, False),
        (FAIRFAX, Place(POINT, state="VA"), None),
        (WASHINGTON, SOMEWHERE_IN_DC, True),
        (THE_DISTRICT, SOMEWHERE_IN_DC, True),
        (WASHINGTON, Place(POINT, state="MD"), False),
        (TWO_ZIPS, COLUMBIA_HEIGHTS, True),
        (TWO_ZIPS, Place(POINT, "22003", state="VA"), False),
        (TWO_ZIPS, SOMEWHERE_IN_DC, None),
        (WARD_7, COLUMBIA_HEIGHTS, None),
        (WARD_7, Place(POINT, state="DC", neighborhood="ward 7"), True),
        (WARD_7, Place(POINT, state="DC", neighborhood="ward 8"), False),
        (WARD_7, Place(POINT, state="DC", neighborhood="anacostia"), None),
        (SQUARE, COLUMBIA_HEIGHTS, True),
        (SQUARE, Place(Point(39.5, -77.05)), False),
        (SQUARE, Place(Point(38.999, -77.05, Precision.POSTAL_CODE, 2.0)), None),
    ],
)
def test_an_area_contains_a_place(area: ServiceArea, place: Place, answer: bool | None) -> None:
    assert serves([area], place) is answer


def test_no_area_named_is_unknown() -> None:
    assert serves([], COLUMBIA_HEIGHTS) is None


def test_one_yes_among_many_is_enough_and_one_unknown_stops_a_no() -> None:
    assert serves([VIRGINIA, WARD_7, WASHINGTON], COLUMBIA_HEIGHTS) is True
    assert serves([VIRGINIA, WARD_7], COLUMBIA_HEIGHTS) is None
    assert serves([VIRGINIA, FAIRFAX], COLUMBIA_HEIGHTS) is False


def test_a_radius_is_sure_except_near_its_rim() -> None:
    circle = ServiceArea(AreaKind.RADIUS, "10 miles", latitude=38.9327, longitude=-77.0322, radius_miles=10)
    assert serves([circle], COLUMBIA_HEIGHTS) is True
    assert serves([circle], Place(Point(39.5, -77.0322))) is False
    assert serves([circle], Place(Point(39.07, -77.0322, Precision.POSTAL_CODE, 2.0))) is None


def test_a_hole_in_a_polygon_is_outside() -> None:
    ring = SQUARE.polygon[0]
    hole = ((-77.04, 38.92), (-77.02, 38.92), (-77.02, 38.94), (-77.04, 38.94), (-77.04, 38.92))
    assert serves([ServiceArea(AreaKind.POLYGON, "holed", polygon=(ring, hole))], COLUMBIA_HEIGHTS) is False


def test_a_polygon_that_is_none_is_unknown() -> None:
    assert serves([ServiceArea(AreaKind.POLYGON, "line", polygon=(((0, 0), (1, 1)),))], COLUMBIA_HEIGHTS) is None


def test_a_post_office_name_alone_rules_nobody_out_of_a_city(gazetteer: Gazetteer) -> None:
    san_diego = AreaNames(gazetteer).resolve("City of San Diego", "CA")
    assert serves(san_diego, gazetteer.place_of_postal_code("92037")) is None  # "La Jolla" is San Diego
    assert serves(san_diego, gazetteer.place_of_postal_code("94103")) is False  # San Francisco
