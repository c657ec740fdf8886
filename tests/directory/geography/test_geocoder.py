"""Words become places, as finely as they can be vouched for and no finer."""

from __future__ import annotations

from typing import Any

import pytest
from geopy.exc import GeocoderTimedOut
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from directory.errors import GeocoderUnusable, PlaceNotFound
from directory.geography.finding import OfflineFinder, names_a_street
from directory.geography.geocoder import GeopyFinder, OfflineGeocoder, geopy_finder
from directory.geography.places import Gazetteer
from directory.geography.point import Precision

IRVING_STREET = "1400 Irving St NW, Washington, DC 20010"


class FakeGeocoder(Geocoder):  # type: ignore[misc]
    """Answers every address with one point, or fails; counts how often it was asked."""

    def __init__(self, answer: tuple[float, float] | None = None, error: Exception | None = None) -> None:
        super().__init__()
        self.answer, self.error, self.asked = answer, error, 0

    def geocode(self, query: str, **options: Any) -> Location | None:
        self.asked += 1
        if self.error:
            raise self.error
        return Location(query, self.answer, {}) if self.answer else None


@pytest.mark.parametrize(
    ("words", "precision", "where"),
    [
        ("20010", Precision.POSTAL_CODE, ("20010", "Washington", "DC")),
        (IRVING_STREET, Precision.POSTAL_CODE, ("20010", "Washington", "DC")),
        ("1400 Irving St NW Washington DC", Precision.CITY, (None, "Washington", "DC")),
        ("Washington, D.C.", Precision.CITY, (None, "Washington", "DC")),
        ("NYC", Precision.CITY, (None, "New York", "NY")),
        ("New York", Precision.CITY, (None, "New York", "NY")),
        ("saint louis missouri", Precision.CITY, (None, "Saint Louis", "MO")),
        ("San José, CA", Precision.CITY, (None, "San Jose", "CA")),
        ("Charleston West Virginia", Precision.CITY, (None, "Charleston", "WV")),
        ("Chicago", Precision.CITY, (None, "Chicago", "IL")),
        ("Fairfax County, VA", Precision.COUNTY, (None, None, "VA")),
        ("Washington state", Precision.STATE, (None, None, "WA")),
        ("Helena, MT", Precision.CITY, (None, "Helena", "MT")),
        ("Cascade County, MT", Precision.COUNTY, (None, None, "MT")),
        ("MT", Precision.STATE, (None, None, "MT")),
        ("Rocky Mt", Precision.CITY, (None, "Rocky Mount", "NC")),
    ],
)
def test_words_are_found_at_their_own_precision(
    gazetteer: Gazetteer, words: str, precision: Precision, where: tuple[str | None, str | None, str]
) -> None:
    place = OfflineFinder(gazetteer).find(words)
    assert (place.point.precision, (place.postal_code, place.city, place.state)) == (precision, where)


@pytest.mark.parametrize("words", ["Springfield", "Montgomery County", "asdf", "", "00000", "Mount"])
def test_words_that_name_no_one_place_are_not_guessed(gazetteer: Gazetteer, words: str) -> None:
    with pytest.raises(PlaceNotFound):
        OfflineFinder(gazetteer).find(words)


def test_a_house_number_is_not_taken_for_a_zip(gazetteer: Gazetteer) -> None:
    place = OfflineFinder(gazetteer).find("12345 Main Street, Bethesda MD")  # 12345 is Schenectady
    assert (place.city, place.state) == ("Bethesda", "MD")


def test_the_ward_that_somebody_names_is_kept(gazetteer: Gazetteer) -> None:
    assert OfflineFinder(gazetteer).find("Ward 8, Washington DC").neighborhood == "ward 8"


def test_the_offline_geocoder_speaks_geopy_and_says_its_precision(gazetteer: Gazetteer) -> None:
    location = OfflineGeocoder(gazetteer).geocode(IRVING_STREET)
    assert isinstance(location, Location)
    assert location.raw["precision"] == "postal_code"
    assert OfflineGeocoder(gazetteer).geocode("asdf") is None


def test_the_offline_geocoder_reverses_a_point_to_its_city(gazetteer: Gazetteer) -> None:
    location = OfflineGeocoder(gazetteer).reverse((38.9327, -77.0322))
    assert isinstance(location, Location)
    assert location.address == "Washington, DC"
    assert OfflineGeocoder(gazetteer).reverse((30.0, -70.0)) is None


def test_an_address_is_asked_once_and_found_at_its_door(gazetteer: Gazetteer) -> None:
    fake = FakeGeocoder((38.9284, -77.0335))
    finder = GeopyFinder(fake, gazetteer, {})
    places = [finder.find(IRVING_STREET) for _ in range(2)]
    assert places[0] == places[1]
    assert (places[0].point.precision, places[0].postal_code, fake.asked) == (Precision.ADDRESS, "20010", 1)


@pytest.mark.parametrize("words", ["20010", "Washington, DC", "Fairfax County, VA"])
def test_a_zip_or_a_city_never_leaves_the_machine(gazetteer: Gazetteer, words: str) -> None:
    fake = FakeGeocoder((0, 0))
    GeopyFinder(fake, gazetteer, {}).find(words)
    assert fake.asked == 0


def test_a_failing_geocoder_gives_the_coarser_answer(gazetteer: Gazetteer) -> None:
    finder = GeopyFinder(FakeGeocoder(error=GeocoderTimedOut("slow")), gazetteer, {})
    assert finder.find(IRVING_STREET).point.precision is Precision.POSTAL_CODE


def test_a_street_of_the_same_name_elsewhere_is_not_believed(gazetteer: Gazetteer) -> None:
    finder = GeopyFinder(FakeGeocoder((32.8, -96.9)), gazetteer, {})  # Irving, Texas
    assert finder.find(IRVING_STREET).state == "DC"


def test_an_address_that_nobody_knows_is_not_found(gazetteer: Gazetteer) -> None:
    with pytest.raises(PlaceNotFound):
        GeopyFinder(FakeGeocoder(), gazetteer, {}).find("1 Nowhere Lane Neverland")


def test_a_geocoder_that_does_not_exist_is_refused_by_name(gazetteer: Gazetteer) -> None:
    with pytest.raises(GeocoderUnusable, match="carrier pigeon"):
        geopy_finder("carrier pigeon", {}, gazetteer, {})
    with pytest.raises(GeocoderUnusable, match="nominatim"):
        geopy_finder("nominatim", {"no_such_option": 1}, gazetteer, {})


def test_streets_are_told_from_zips_and_towns() -> None:
    assert names_a_street("1400 Irving St NW")
    assert not names_a_street("20010 Washington DC")
    assert not names_a_street("Washington, DC")
