"""iCarol exports become organizations, services, places and the links between them."""

from __future__ import annotations

from directory.store.values import RecordType
from tests.importers.world import AGENCY, PROGRAM, World, counts, program


def test_agency_and_program_become_organization_and_service(world: World) -> None:
    report = world.bring(world.csv("export.csv", [AGENCY, PROGRAM]))
    assert counts(report) == {"created": 2}
    organization = world.organizations()["100"]
    assert world.services()["200"]["organization_id"] == organization["id"]
    assert organization["name"] == "Open Table"


def test_program_keeps_the_sources_own_number_as_its_key(world: World) -> None:
    world.bring(world.csv("export.csv", [AGENCY, PROGRAM]))
    assert [record.source_key for record in world.records(RecordType.SERVICE)] == ["200"]


def test_words_of_the_program_stand_in_their_hsds_fields(world: World) -> None:
    world.bring(world.csv("export.csv", [AGENCY, PROGRAM]))
    service = world.services()["200"]
    assert service["eligibility_description"] == "Ages 18 and up"
    assert service["fees_description"] == "No fee"
    assert service["assured_date"] == "2012-04-18"
    assert service["x_coverage_text"] == "District of Columbia"
    assert service["x_categories"] == ["Food Pantries", "Seniors"]
    assert [document["document"] for document in service["required_documents"]] == ["Picture ID"]
    assert [(language["name"], language["code"]) for language in service["languages"]] == [
        ("English", "en"),
        ("Spanish", "es"),
    ]


def test_codes_of_the_taxonomy_are_kept_without_names(world: World) -> None:
    world.bring(world.csv("export.csv", [AGENCY, PROGRAM]))
    terms = [attribute["taxonomy_term"] for attribute in world.services()["200"]["attributes"]]
    assert [(term["code"], term["name"]) for term in terms] == [
        ("BD-1800.2000", "BD-1800.2000"),
        ("BD-5000", "BD-5000"),
    ]


def test_hours_in_words_become_schedules_and_the_words_stay(world: World) -> None:
    world.bring(world.csv("export.csv", [AGENCY, PROGRAM]))
    (schedule,) = world.services()["200"]["schedules"]
    assert (schedule["byday"], schedule["opens_at"], schedule["closes_at"]) == ("MO,TU,WE,TH,FR", "09:00", "17:00")
    assert schedule["description"] == "9:00 am - 5:00 pm, Monday - Friday"


def test_hours_that_nobody_can_read_stay_as_words(world: World) -> None:
    world.bring(world.csv("export.csv", [AGENCY, program(200, HoursOfOperation="Depends on the season")]))
    (schedule,) = world.services()["200"]["schedules"]
    assert schedule["description"] == "Depends on the season"
    assert "opens_at" not in schedule


def test_program_without_a_point_gets_the_one_of_its_zip_and_says_so(world: World) -> None:
    world.bring(world.csv("export.csv", [AGENCY, PROGRAM]))
    location = world.locations()["200"]
    assert location["x_point_precision"] == "postal_code"
    assert 38.9 < location["latitude"] < 39.0
    assert location["addresses"][0]["address_1"] == "10 Invented Street, NW"


def test_point_that_many_streets_share_is_not_taken_for_an_address(world: World) -> None:
    point = {"Latitude": "38.908569", "Longitude": "-77.017972"}
    rows = [program(200 + n, PhysicalAddress1=f"{n} Different Road {n}", **point) for n in range(4)]
    own = program(300, Latitude="38.931234", Longitude="-77.031234")
    world.bring(world.csv("export.csv", [AGENCY, *rows, own]))
    assert {world.locations()[str(200 + n)]["x_point_precision"] for n in range(4)} == {"postal_code"}
    assert "x_point_precision" not in world.locations()["300"]


def test_shared_point_outside_of_the_zip_gives_way_to_the_zips_own(world: World) -> None:
    point = {"Latitude": "38.833193", "Longitude": "-77.213088"}
    rows = [program(200 + n, PhysicalAddress1=f"{n} Different Road {n}", **point) for n in range(4)]
    world.bring(world.csv("export.csv", [AGENCY, *rows]))
    place = world.locations()["200"]
    assert 38.9 < place["latitude"] < 39.0
    assert place["x_published_point"] == [38.833193, -77.213088]


def test_one_building_with_many_programs_keeps_its_exact_point(world: World) -> None:
    point = {"Latitude": "38.931234", "Longitude": "-77.031234"}
    rows = [program(200 + n, PhysicalAddress1=f"10 Invented Street, NW Suite {n}", **point) for n in range(6)]
    world.bring(world.csv("export.csv", [AGENCY, *rows]))
    assert all("x_point_precision" not in location for location in world.locations().values())


def test_program_whose_agency_is_missing_gets_an_organization_of_its_name(world: World) -> None:
    report = world.bring(
        world.csv("export.csv", [AGENCY, program(201, ParentAgency="Lost Agency", ParentAgencyNum="999")])
    )
    assert world.organizations()["999"]["name"] == "Lost Agency"
    assert "organization 999" in {problem.record for problem in report.problems}


def test_inactive_program_is_stored_as_inactive(world: World) -> None:
    world.bring(world.csv("export.csv", [AGENCY, program(200, AgencyStatus="Inactive")]))
    assert world.services()["200"]["status"] == "inactive"


def test_program_not_to_be_referred_is_active_and_says_the_words(world: World) -> None:
    world.bring(world.csv("export.csv", [AGENCY, program(200, AgencyStatus="Active, but do not refer")]))
    service = world.services()["200"]
    assert (service["status"], service["x_availability"]) == ("active", "Active, but do not refer")


def test_excluded_program_is_never_stored(world: World) -> None:
    report = world.bring(world.csv("export.csv", [AGENCY, PROGRAM, program(201, ExcludeFromWebsite="Yes")]))
    assert counts(report) == {"created": 2, "skipped": 1}
    assert set(world.services()) == {"200"}


def test_excluded_agency_is_not_brought_in_by_its_programs(world: World) -> None:
    report = world.bring(world.csv("export.csv", [{**AGENCY, "ExcludeFromDirectory": "Yes"}, PROGRAM]))
    assert counts(report) == {"skipped": 2}
    assert world.organizations() == {}


def test_private_phone_and_private_address_are_not_stored(world: World) -> None:
    private = program(200, Phone1IsPrivate="TRUE", PhysicalAddressIsPrivate="Yes", Latitude="38.9", Longitude="-77.0")
    world.bring(world.csv("export.csv", [AGENCY, private]))
    location = world.locations()["200"]
    assert "phones" not in world.services()["200"]
    assert location["x_confidential"] is True
    assert "latitude" not in location
    assert location["addresses"][0]["address_1"] == ""
    assert "Invented" not in str(location)


def test_shelter_from_violence_keeps_its_address_to_itself(world: World) -> None:
    words = "Emergency shelter for women and children who fled domestic violence."
    world.bring(
        world.csv("export.csv", [AGENCY, program(200, AgencyDescription=words, Latitude="38.9", Longitude="-77.0")])
    )
    location = world.locations()["200"]
    assert "latitude" not in location
    assert "Invented" not in str(location)


def test_program_at_site_links_a_program_to_a_site(world: World) -> None:
    site = {
        "ResourceAgencyNum": "300",
        "TaxonomyLevelName": "Site",
        "PublicName": "East Hall",
        "ParentAgencyNum": "100",
    }
    link = {
        "ResourceAgencyNum": "400",
        "TaxonomyLevelName": "ProgramAtSite",
        "ConnectsToSiteNum": "300",
        "ConnectsToProgramNum": "200",
    }
    lost = {**link, "ResourceAgencyNum": "401", "ConnectsToSiteNum": "301"}
    report = world.bring(world.csv("export.csv", [AGENCY, PROGRAM, site, link, lost]))
    assert counts(report) == {"created": 4, "rejected": 1}
    links = {record.source_key: record for record in world.records(RecordType.SERVICE_AT_LOCATION)}
    assert links["400"].location_id == world.locations()["300"]["id"]
    assert "401" not in links


def test_row_of_an_unknown_level_is_rejected_by_name(world: World) -> None:
    report = world.bring(world.csv("export.csv", [AGENCY, program(200, TaxonomyLevelName="Galaxy")]))
    (problem,) = [problem for problem in report.problems if problem.outcome == "rejected"]
    assert (problem.row, problem.field) == (2, "TaxonomyLevelName")


def test_row_without_a_name_is_rejected_and_the_rest_goes_on(world: World) -> None:
    report = world.bring(world.csv("export.csv", [AGENCY, program(200, PublicName=""), program(201)]))
    assert counts(report) == {"created": 2, "rejected": 1}
    (problem,) = [problem for problem in report.problems if problem.outcome == "rejected"]
    assert (problem.row, problem.record, problem.field) == (2, "service 200", "name")
