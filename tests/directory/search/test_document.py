"""HSDS records become listings: one for each place, with needs and facts read from their words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from directory.facts.values import (
    AgeRange,
    AvailabilityStatus,
    CostKind,
    Delivery,
    Gender,
    OpenPeriod,
    Tri,
)
from directory.geography.places import Gazetteer
from directory.geography.point import Point, Precision
from directory.needs.catalogue import NeedCatalogue
from directory.needs.crosswalk import Crosswalk
from directory.search.document import PlaceOfService, Projector, ServiceRecords, SourcedDocument
from directory.search.listing import Listing, decode_listing, encode_listing

DATA = Path(__file__).parents[3] / "data"

ORGANIZATION = {
    "id": "org",
    "name": "Bright Start",
    "description": "Nurseries.",
    "website": "https://brightstart.example",
    "phones": [{"id": "p", "number": "202-555-0100"}],
}
SERVICE = {
    "id": "service",
    "organization_id": "org",
    "name": "Evening Child Care",
    "status": "active",
    "description": "Care for toddlers while parents work late.",
    "eligibility_description": "Children 6 months to 5 years. DC residents only.",
    "fees_description": "Sliding scale",
    "application_process": "Walk in or call.",
    "interpretation_services": "Amharic interpreter on request",
    "languages": [{"id": "l", "name": "Spanish"}, {"id": "l2", "code": "en"}],
    "attributes": [
        {"id": "a", "taxonomy_term": {"id": "t", "name": "Childcare", "code": "X-1", "taxonomy": "open eligibility"}},
        {"id": "b", "taxonomy_term": {"id": "u", "code": "PH-1250.1500", "taxonomy": "AIRS/211 codes"}},
    ],
    "x_categories": ["Early childhood"],
    "schedules": [{"id": "s", "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "17:00", "closes_at": "22:00"}],
    "capacities": [{"id": "c", "unit": {"id": "u", "name": "children"}, "available": 2, "updated": "2026-03-01"}],
}
LOCATION = {
    "id": "location",
    "location_type": "physical",
    "latitude": 38.9296,
    "longitude": -77.0323,
    "addresses": [
        {"id": "x", "address_1": "PO Box 7", "city": "Baltimore", "state_province": "MD", "address_type": "postal"},
        {
            "id": "y",
            "address_1": "1400 Park Road NW",
            "address_2": "Floor 2",
            "city": "Washington",
            "state_province": "DC",
            "postal_code": "20010",
            "country": "US",
            "address_type": "physical",
        },
    ],
    "accessibility": [{"id": "z", "description": "Wheelchair accessible"}],
}
AT = {"id": "at", "service_id": "service", "location_id": "location"}


@pytest.fixture(scope="module")
def projector() -> Projector:
    needs = DATA / "needs"
    return Projector(NeedCatalogue.read(needs / "needs.csv"), Crosswalk.read(needs), Gazetteer(DATA / "boundaries"))


def project(
    projector: Projector, *places: tuple[dict[str, Any], dict[str, Any] | None], **changes: Any
) -> list[Listing]:
    service = SourcedDocument({**SERVICE, **changes}, "test", "row 7", date(2026, 1, 2))
    (listings,) = projector.project([ServiceRecords(service, ORGANIZATION, places)])
    return listings


def one(projector: Projector, at: dict[str, Any] = AT, location: dict[str, Any] = LOCATION, **changes: Any) -> Listing:
    (listing,) = project(projector, (at, location), **changes)
    return listing


def test_a_listing_keeps_its_names_and_where_it_comes_from(projector: Projector) -> None:
    listing = one(projector)
    assert (listing.id, listing.service_id, listing.location_id) == ("at", "service", "location")
    assert (listing.organization_id, listing.organization_name) == ("org", "Bright Start")
    assert (listing.source, listing.source_key, listing.assured_date) == ("test", "row 7", date(2026, 1, 2))
    assert (listing.phones, listing.url) == (("202-555-0100",), "https://brightstart.example")


def test_the_place_is_the_physical_address_with_county_and_time_zone(projector: Projector) -> None:
    listing = one(projector)
    assert listing.point == Point(38.9296, -77.0323)
    assert (listing.street, listing.city, listing.state) == ("1400 Park Road NW, Floor 2", "Washington", "DC")
    assert (listing.postal_code, listing.county_fips, listing.time_zone) == ("20010", "11001", "America/New_York")


def test_facts_are_read_from_words_and_fields(projector: Projector) -> None:
    listing = one(projector)
    assert listing.eligibility.ages == (AgeRange(0.5, 5),)
    assert "state:DC" in listing.eligibility.residence
    assert listing.cost.kinds == (CostKind.SLIDING_SCALE,)
    assert listing.hours is not None
    assert listing.hours.periods == (OpenPeriod(0, 1020, 1320), OpenPeriod(1, 1020, 1320))
    assert set(listing.languages.codes) == {"es", "en", "am"}
    assert listing.languages.interpretation is Tri.YES
    assert listing.intake.walk_in is Tri.YES
    assert (listing.capacity.has_room, listing.capacity.updated) == (Tri.YES, date(2026, 3, 1))
    assert listing.wheelchair_accessible is Tri.YES
    assert Delivery.IN_PERSON in listing.delivery


def test_needs_come_strongest_first_and_codes_are_no_words(projector: Projector) -> None:
    listing = one(projector)
    assert listing.needs[0].code == "childcare"
    assert listing.needs[0].evidence
    assert listing.categories == ("Childcare", "Early childhood")


def test_each_place_is_a_listing_of_its_own(projector: Projector) -> None:
    listings = project(
        projector, (AT, LOCATION), ({**AT, "id": "at-2"}, {**LOCATION, "id": "other", "latitude": 38.85})
    )
    assert [(listing.id, listing.location_id) for listing in listings] == [("at", "location"), ("at-2", "location")]
    assert listings[0].point != listings[1].point


def test_a_service_without_a_place_is_one_listing_under_its_own_id(projector: Projector) -> None:
    (listing,) = project(projector, name="Parents' Helpline", service_areas=[{"id": "sa", "name": "Maryland"}])
    assert (listing.id, listing.point, listing.location_id) == ("service", None, None)
    assert listing.service_areas[0].keys == ("state:MD",)
    assert listing.delivery == (Delivery.PHONE,)


def test_a_place_whose_location_is_gone_still_stands(projector: Projector) -> None:
    (listing,) = project(projector, (AT, None))
    assert (listing.id, listing.location_id, listing.point) == ("at", "location", None)


@pytest.mark.parametrize("where", ["location", "at", "service"])
def test_a_confidential_place_keeps_city_and_state_only(projector: Projector, where: str) -> None:
    hidden = {"x_confidential": True}
    listing = one(
        projector,
        {**AT, **hidden} if where == "at" else AT,
        {**LOCATION, **hidden} if where == "location" else LOCATION,
        **(hidden if where == "service" else {}),
    )
    assert listing.confidential
    assert (listing.point, listing.street, listing.postal_code) == (None, "", "")
    assert (listing.city, listing.state, listing.time_zone) == ("Washington", "DC", "America/New_York")
    assert b"Park Road" not in encode_listing(listing)


def test_a_place_without_coordinates_stands_at_its_zip_and_says_so(projector: Projector) -> None:
    location = {name: value for name, value in LOCATION.items() if name not in ("latitude", "longitude")}
    listing = one(projector, AT, location)
    assert listing.point is not None
    assert listing.point.precision is Precision.POSTAL_CODE
    assert listing.point.radius_miles > 0.1


def test_a_point_that_an_importer_guessed_keeps_its_precision(projector: Projector) -> None:
    listing = one(projector, AT, {**LOCATION, "x_point_precision": "city", "x_point_radius_miles": 6.5})
    assert listing.point == Point(38.9296, -77.0323, Precision.CITY, 6.5)


def test_a_virtual_location_has_no_point(projector: Projector) -> None:
    listing = one(projector, AT, {**LOCATION, "location_type": "virtual"})
    assert listing.point is None
    assert Delivery.ONLINE in listing.delivery


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"status": "inactive"}, AvailabilityStatus.INACTIVE),
        ({"status": "defunct"}, AvailabilityStatus.ENDED),
        ({"status": "temporarily closed"}, AvailabilityStatus.TEMPORARILY_CLOSED),
        ({"x_availability": "Active, but do not refer"}, AvailabilityStatus.DO_NOT_REFER),
        ({}, AvailabilityStatus.OPEN),
    ],
)
def test_what_is_not_active_is_not_open(
    projector: Projector, changes: dict[str, Any], status: AvailabilityStatus
) -> None:
    assert one(projector, **changes).availability.status is status


def test_hours_of_the_place_win_over_those_of_the_service(projector: Projector) -> None:
    listing = one(projector, {**AT, "x_hours_text": "Sat 9am-1pm"})
    assert listing.hours is not None
    assert [period.day for period in listing.hours.periods] == [5]
    assert listing.hours_text == "Sat 9am-1pm"


def test_phones_of_the_place_win_and_fax_is_no_phone(projector: Projector) -> None:
    phones = [{"number": "202-555-0111", "type": "fax"}, {"number": "202-555-0112", "extension": 4}]
    assert one(projector, {**AT, "phones": phones}).phones == ("202-555-0112 ext. 4",)


def test_limits_in_words_reach_the_listing(projector: Projector) -> None:
    listing = one(projector, eligibility_description="Women 18 and over")
    assert listing.eligibility.gender is Gender.FEMALE
    assert listing.eligibility_text == "Women 18 and over"


def test_a_bare_record_is_enough(projector: Projector) -> None:
    bare = SourcedDocument({"id": "s", "name": "Pantry", "status": "active"}, "test", "1")
    ((listing,),) = projector.project([ServiceRecords(bare, None, ())])
    assert (listing.id, listing.name, listing.organization_id) == ("s", "Pantry", "")


def test_services_read_side_by_side_are_what_they_are_alone(projector: Projector) -> None:
    changes: list[dict[str, Any]] = [{}, {"id": "t", "name": "Night pantry"}, {"id": "u", "schedules": []}, {"id": "v"}]
    places: list[Sequence[PlaceOfService]] = [[(AT, LOCATION)], (), [(AT, None), (AT, LOCATION)], [({}, None)]]
    services = [
        ServiceRecords(SourcedDocument({**SERVICE, **change}, "test", str(number)), owner, there)
        for number, (change, there, owner) in enumerate(zip(changes, places, (ORGANIZATION, None) * 2, strict=True))
    ]
    together = projector.project(services)
    assert [len(listings) for listings in together] == [1, 1, 2, 1]
    assert together == [projector.project([records])[0] for records in services]


def test_odd_extension_fields_are_passed_over(projector: Projector) -> None:
    listing = one(
        projector, x_categories={"a": 1}, x_keywords=[1, None], x_availability=False, attributes=[{"id": "q"}]
    )
    assert listing.availability.status is AvailabilityStatus.OPEN


def test_a_listing_survives_its_own_encoding(projector: Projector) -> None:
    listing = one(projector)
    assert decode_listing(encode_listing(listing)) == listing


def test_a_column_printed_behind_the_description_is_no_word_of_it(projector: Projector) -> None:
    printed = one(projector, description="Care for toddlers.<br /><br />Home visits: Brookland   ")
    assert printed.description == "Care for toddlers."
    assert printed.delivery == (Delivery.IN_PERSON,)
    meant = one(projector, description="Care for toddlers.<br />Home visits: yes")
    assert meant.description.endswith("yes")


def test_the_office_of_a_line_for_the_whole_state_is_no_place_to_go_to(projector: Projector) -> None:
    at = {**AT, "service_areas": [{"id": "a", "name": "Maryland"}]}
    line = one(projector, at=at, name="Parents' Helpline", description="Advice by telephone.")
    assert (line.delivery, line.point, line.street) == ((Delivery.PHONE,), None, "1400 Park Road NW, Floor 2")
    nearby = one(projector, name="Parents' Helpline", description="Advice by telephone.")
    assert nearby.point is not None


def test_languages_are_named_or_given_by_code_and_an_interpreter_serves_the_rest(projector: Projector) -> None:
    languages = [{"name": "Spanish", "code": "en"}, {"name": "our own", "code": "fr"}, {"name": "Vietnamese"}]
    read = one(projector, languages=languages, interpretation_services="Amharic").languages
    assert read.codes == ("es", "fr", "vi", "am")
    assert read.interpretation is Tri.YES


def test_hours_and_their_words_may_come_from_different_records(projector: Projector) -> None:
    at = {**AT, "x_hours_text": "Call for hours"}
    listing = one(projector, at=at, schedules=[{"byday": "MO", "opens_at": "09:00", "closes_at": "17:00"}])
    assert listing.hours_text == "Call for hours"
    assert listing.hours is not None
    assert {period.day for period in listing.hours.periods} == {0}
