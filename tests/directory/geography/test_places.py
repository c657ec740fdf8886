"""The gazetteer knows where ZIP codes, cities and counties are, and says nothing that it does not know."""

from __future__ import annotations

from pathlib import Path

import pytest

from directory.errors import PlaceNotFound
from directory.geography.naming import fold_name
from directory.geography.places import Gazetteer
from directory.geography.point import Precision


def test_a_zip_has_its_city_county_and_state(gazetteer: Gazetteer) -> None:
    place = gazetteer.place_of_postal_code("20010")
    assert (place.city, place.county_fips, place.state) == ("Washington", "11001", "DC")
    assert place.point.precision is Precision.POSTAL_CODE


def test_the_nine_digits_of_a_zip_are_as_good_as_five(gazetteer: Gazetteer) -> None:
    assert gazetteer.place_of_postal_code("20010-1234") == gazetteer.place_of_postal_code("20010")


def test_a_zip_that_does_not_exist_is_not_found(gazetteer: Gazetteer) -> None:
    with pytest.raises(PlaceNotFound, match="00000"):
        gazetteer.place_of_postal_code("00000")


def test_a_zip_of_the_plains_is_less_certain_than_one_of_the_city(gazetteer: Gazetteer) -> None:
    city, plains = gazetteer.place_of_postal_code("10001"), gazetteer.place_of_postal_code("59345")
    assert city.point.radius_miles < 1 < 10 < plains.point.radius_miles


def test_a_zip_that_straddles_two_counties_has_none(gazetteer: Gazetteer) -> None:
    assert gazetteer.place_of_postal_code("22046").county_fips is None  # Falls Church city and Fairfax County


def test_fairfax_county_and_the_city_in_its_middle_are_told_apart(gazetteer: Gazetteer) -> None:
    county, city = sorted(gazetteer.boundaries.counties_named("Fairfax", "VA"), key=lambda c: c.fips)
    assert (county.fips, county.independent_city, city.fips, city.independent_city) == ("51059", False, "51600", True)


def test_a_point_has_county_and_state_but_no_zip(gazetteer: Gazetteer) -> None:
    place = gazetteer.place_at(38.9327, -77.0322)
    assert (place.postal_code, place.city, place.county_fips, place.state) == (None, "Washington", "11001", "DC")


def test_a_pier_counts_as_on_land_and_the_ocean_does_not(gazetteer: Gazetteer) -> None:
    assert gazetteer.county_fips(25.765, -80.125) == "12086"  # off Miami Beach
    assert gazetteer.county_fips(30.0, -70.0) is None
    assert gazetteer.place_at(30.0, -70.0).state is None


@pytest.mark.parametrize(("name", "state"), [("St. Louis", "MO"), ("saint louis", "MO"), ("SAN JOSÉ", "CA")])
def test_spellings_of_a_city_do_not_matter(gazetteer: Gazetteer, name: str, state: str) -> None:
    assert gazetteer.city(name, state) is not None


def test_suggestions_start_with_the_larger_city(gazetteer: Gazetteer) -> None:
    assert gazetteer.search("washi")[0] == "Washington, DC"
    assert gazetteer.search("arlington v")[0] == "Arlington, VA"
    assert gazetteer.search("2001", limit=2) == ("20010 Washington, DC", "20011 Washington, DC")


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (38.9, -77.03, "America/New_York"),
        (41.88, -87.63, "America/Chicago"),
        (33.45, -112.07, "America/Phoenix"),
        (21.3, -157.85, "Pacific/Honolulu"),
    ],
)
def test_the_time_zone_is_that_of_the_place(gazetteer: Gazetteer, latitude: float, longitude: float, zone: str) -> None:
    assert gazetteer.time_zone(latitude, longitude) == zone


def test_outlines_of_a_state_are_closed_rings_with_codes_and_names(gazetteer: Gazetteer) -> None:
    outlines = gazetteer.boundaries.county_outlines("MD")
    assert len(outlines["features"]) == 24
    for feature in outlines["features"]:
        assert feature["id"].startswith("24")
        assert feature["properties"]["name"]
        assert all(ring[0] == ring[-1] for polygon in feature["geometry"]["coordinates"] for ring in polygon)


def test_outlines_of_no_state_are_empty(gazetteer: Gazetteer) -> None:
    assert gazetteer.boundaries.county_outlines("XX") == {"type": "FeatureCollection", "features": []}


def test_nothing_is_read_before_the_first_question(tmp_path: Path) -> None:
    gazetteer = Gazetteer(tmp_path / "nowhere.topojson")
    with pytest.raises(OSError, match="nowhere"):
        gazetteer.county_fips(38.9, -77.0)


@pytest.mark.parametrize(
    ("words", "folded"),
    [
        ("  St. Mary’s ", "saint marys"),
        ("SAN JOSÉ", "san jose"),
        ("Cañon-City", "canon city"),
        ("Ft Straße", "fort strasse"),
        ("ﬁfth 5º", "fifth 5o"),
    ],
)
def test_a_name_is_folded_to_plain_words(words: str, folded: str) -> None:
    assert fold_name(words) == folded
