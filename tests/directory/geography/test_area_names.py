"""Names of areas, as people write them, become areas."""

from __future__ import annotations

import pytest

from directory.geography.area_names import AreaNames
from directory.geography.places import Gazetteer
from directory.geography.service_area import AreaKind, serves


def keys_and_names(gazetteer: Gazetteer, words: str, state: str | None) -> list[str]:
    areas = AreaNames(gazetteer).resolve(words, state)
    return [key for area in areas for key in (area.keys or (f"named:{area.name}",))]


@pytest.mark.parametrize(
    ("words", "state", "expected"),
    [
        ("Fairfax County", "VA", ["county:51059"]),
        ("DC", "DC", ["state:DC"]),
        ("District of Columbia residents", None, ["state:DC"]),
        ("Montgomery County, MD", "DC", ["county:24031"]),
        ("Montgomery County", "DC", ["county:24031"]),
        ("Prince George’s", None, ["county:24033"]),
        ("Arlington", "VA", ["county:51013"]),
        ("Falls Church", "DC", ["county:51610"]),
        ("Miami-Dade", "FL", ["county:12086"]),
        ("Wards 7 & 8", "DC", ["named:ward 7", "named:ward 8"]),
        ("statewide", "FL", ["state:FL"]),
        ("Nationwide", "DC", ["us"]),
        ("City of Alexandria", "VA", ["county:51510"]),
        ("Baltimore City", "MD", ["county:24510"]),
        ("Belmont, Burlingame", "CA", ["city:CA:belmont", "city:CA:burlingame"]),
        ("Silver Spring, Maryland", "DC", ["city:MD:silver spring"]),
        ("20009, 20010", "DC", ["zip:20009", "zip:20010"]),
        ("St. Johns County; DeSoto County", "FL", ["county:12109", "county:12027"]),
        ("District of Columbia, Maryland, Virginia", "DC", ["state:DC", "state:MD", "state:VA"]),
        (
            "District of Columbia, Montgomery and Prince George's Counties in Maryland",
            "DC",
            ["state:DC", "county:24031", "county:24033"],
        ),
        ("MD - Montgomery County", "DC", ["county:24031"]),
        ("MD - Anacostia County", "DC", ["named:Anacostia"]),
        ("NYC", "NY", ["county:36005", "county:36047", "county:36061", "county:36081", "county:36085"]),
        ("District of Columbia (Ward 5 has priority)", "DC", ["state:DC"]),
        ("DC Metro Area", "DC", ["state:DC", "named:DC Metro Area"]),
        ("Shaw", "DC", ["named:Shaw"]),
        ("", "DC", []),
    ],
)
def test_names_become_areas(gazetteer: Gazetteer, words: str, state: str | None, expected: list[str]) -> None:
    assert keys_and_names(gazetteer, words, state) == expected


def test_streets_named_after_states_are_no_states(gazetteer: Gazetteer) -> None:
    areas = AreaNames(gazetteer).resolve("Between Florida and Rhode Island Ave", "DC")
    assert [area.kind for area in areas] == [AreaKind.NAMED]


def test_a_ward_of_washington_serves_nobody_in_virginia(gazetteer: Gazetteer) -> None:
    areas = AreaNames(gazetteer).resolve("Ward 7", "DC")
    assert serves(areas, gazetteer.place_of_postal_code("22003")) is False
    assert serves(areas, gazetteer.place_of_postal_code("20019")) is None


def test_a_metropolitan_area_surely_has_its_core_and_perhaps_the_rest(gazetteer: Gazetteer) -> None:
    areas = AreaNames(gazetteer).resolve("Washington Metro Area", "DC")
    assert serves(areas, gazetteer.place_of_postal_code("20010")) is True
    assert serves(areas, gazetteer.place_of_postal_code("22003")) is None


def test_a_state_that_is_none_is_not_believed_and_stops_nothing(gazetteer: Gazetteer) -> None:
    assert keys_and_names(gazetteer, "Fairfax County", "MyState") == ["county:51059"]
    assert keys_and_names(gazetteer, "statewide", "MyState") == ["named:statewide"]
