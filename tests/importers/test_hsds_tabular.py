"""HSDS tabular packages of every age become the same nested records."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from directory.store.values import RecordType
from tests.importers.world import World, counts

OLD_SERVICE = {
    "id": "7",
    "organization_id": "5",
    "name": "Pantry",
    "status": "",
    "fees": "Free",
    "url": "www.example.org",
}


def old_package(world: World) -> Path:
    """A package as HSDS 1.x had them: integer ids, old names, no address type."""
    world.csv("organizations.csv", [{"id": "5", "name": "Open Table", "description": "Food", "url": "example.org"}])
    world.csv(
        "locations.csv",
        [{"id": "9", "organization_id": "5", "name": "Hall", "latitude": "38.93", "longitude": "-77.03"}],
    )
    world.csv("services.csv", [OLD_SERVICE])
    world.csv("services_at_location.csv", [{"id": "1", "service_id": "7", "location_id": "9"}])
    world.csv(
        "physical_addresses.csv",
        [
            {
                "id": "9",
                "location_id": "9",
                "address_1": "1 Invented St",
                "city": "Miami",
                "state_province": "FL ",
                "postal_code": "33157",
                "country": "   ",
            }
        ],
    )
    world.csv("phones.csv", [{"id": "1", "service_id": "7", "number": "305-555-0100 x12"}])
    days = ("Monday", "Tuesday", "Wednesday")
    times = {"opens_at": "8:00am", "closes_at": "5:00pm", "original_text": "8-5 Mon-Wed"}
    world.csv("regular_schedules.csv", [{"service_id": "7", "weekday": day, **times} for day in days])
    world.csv("services_taxonomy.csv", [{"id": "1", "service_id": "7", "taxonomy_id": "BD-1800"}])
    world.csv("taxonomy.csv", [{"id": "BD-1800", "name": "", "parent_id": "B", "vocabulary": "AIRS"}])
    return world.folder


def test_old_package_becomes_records_of_today(world: World) -> None:
    report = world.bring(old_package(world))
    # organization, location, service, link and term are records; address, phone, days and code are folded in
    assert counts(report) == {"created": 5, "merged": 6}
    service = world.services()["7"]
    assert service["fees_description"] == "Free"
    assert service["url"] == "http://www.example.org"
    assert service["phones"][0]["number"] == "305-555-0100"
    assert service["phones"][0]["extension"] == 12
    assert service["attributes"][0]["taxonomy_term"]["code"] == "BD-1800"
    assert world.organizations()["5"]["website"] == "http://example.org"


def test_weekday_rows_become_one_weekly_schedule(world: World) -> None:
    world.bring(old_package(world))
    (schedule,) = world.services()["7"]["schedules"]
    assert (schedule["byday"], schedule["opens_at"], schedule["closes_at"]) == ("MO,TU,WE", "08:00", "17:00")
    assert schedule["description"] == "8-5 Mon-Wed"


def test_padded_address_is_put_right(world: World) -> None:
    world.bring(old_package(world))
    (address,) = world.locations()["9"]["addresses"]
    assert (address["state_province"], address["country"], address["address_type"]) == ("FL", "US", "physical")


def test_missing_status_is_taken_as_active_and_noted(world: World) -> None:
    report = world.bring(old_package(world))
    assert world.services()["7"]["status"] == "active"
    assert ("services.csv", "status") in {(problem.file, problem.field) for problem in report.problems}


def test_package_in_a_zip_is_the_same_package(world: World, tmp_path: Path) -> None:
    folder = old_package(world)
    packed = tmp_path / "package.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in folder.iterdir():
            archive.write(path, f"data/{path.name}")
    world.bring(folder)
    report = world.bring(packed)
    assert counts(report) == {"unchanged": 5, "merged": 6}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("services.csv", "service.csv"),
        ("physical_addresses.csv", "addresses.csv"),
        ("regular_schedules.csv", "schedules.csv"),
        ("services_at_location.csv", "service_at_locations.csv"),
        ("services_taxonomy.csv", "service_taxonomies.csv"),
        ("taxonomy.csv", "taxonomy_terms.csv"),
    ],
)
def test_table_is_known_by_its_other_name(world: World, old: str, new: str) -> None:
    folder = old_package(world)
    (folder / old).rename(folder / new)
    assert counts(world.bring(folder)) == {"created": 5, "merged": 6}


def test_child_row_without_its_parent_is_rejected(world: World) -> None:
    folder = old_package(world)
    world.csv(
        "languages.csv",
        [{"id": "1", "service_id": "8", "language": "English"}, {"id": "2", "service_id": "", "language": "English"}],
    )
    report = world.bring(folder)
    rejected = [(p.file, p.row, p.field) for p in report.problems if p.outcome == "rejected"]
    assert rejected == [("languages.csv", 1, "service_id"), ("languages.csv", 2, "service_id")]
    assert counts(report)["rejected"] == 2


def test_child_row_that_says_nothing_is_skipped(world: World) -> None:
    folder = old_package(world)
    world.csv("languages.csv", [{"id": "1", "service_id": "7", "language": ""}])
    assert counts(world.bring(folder))["skipped"] == 1


def test_children_of_a_rejected_row_are_rejected_with_it(world: World) -> None:
    folder = old_package(world)
    world.csv("services.csv", [{**OLD_SERVICE, "name": ""}])
    report = world.bring(folder)
    # the service, its link, phone, three days and code
    assert counts(report)["rejected"] == 7
    assert world.services() == {}


def test_link_that_names_no_service_is_rejected(world: World) -> None:
    folder = old_package(world)
    world.csv(
        "services_at_location.csv",
        [
            {"id": "1", "service_id": "7", "location_id": "9"},
            {"id": "2", "service_id": "77", "location_id": "9"},
            {"id": "", "service_id": "", "location_id": "9"},
        ],
    )
    report = world.bring(folder)
    assert counts(report)["rejected"] == 2
    assert len(world.records(RecordType.SERVICE_AT_LOCATION)) == 1


def test_link_that_lists_two_services_is_two_links(world: World) -> None:
    folder = old_package(world)
    world.csv("services.csv", [OLD_SERVICE, {**OLD_SERVICE, "id": "8", "name": "Clinic"}])
    world.csv("services_at_location.csv", [{"id": "", "service_id": "7,8", "location_id": "9"}])
    world.bring(folder)
    assert len(world.records(RecordType.SERVICE_AT_LOCATION)) == 2


def test_service_of_an_unknown_organization_gets_a_stand_in(world: World) -> None:
    folder = old_package(world)
    world.csv("services.csv", [OLD_SERVICE, {**OLD_SERVICE, "id": "8", "organization_id": "99", "name": "Clinic"}])
    first, second = world.bring(folder), world.bring(folder)
    stand_in = [o for o in world.organizations().values() if o.get("x_stand_in")]
    assert [o["id"] for o in stand_in] == [world.services()["8"]["organization_id"]]
    assert counts(first)["created"] == 6
    assert counts(second)["unchanged"] == 6
    assert second.retired == 0


def test_row_listed_twice_is_merged_into_the_first(world: World) -> None:
    folder = old_package(world)
    world.csv("services.csv", [OLD_SERVICE, {**OLD_SERVICE, "name": "Another name"}])
    report = world.bring(folder)
    assert counts(report) == {"created": 5, "merged": 7}
    assert world.services()["7"]["name"] == "Pantry"


def test_child_tables_of_today_are_nested_where_they_belong(world: World) -> None:
    folder = old_package(world)
    world.csv("programs.csv", [{"id": "1", "organization_id": "5", "name": "P", "description": "D"}])
    world.csv(
        "contacts.csv",
        [{"id": "1", "service_id": "7", "title": "Director", "phone_areacode": "305", "phone_number": "5550100"}],
    )
    world.csv("cost_options.csv", [{"id": "1", "service_id": "7", "amount": "12.5", "currency": "usd"}])
    world.csv("units.csv", [{"id": "3", "name": "bed"}])
    world.csv(
        "service_capacities.csv",
        [{"id": "1", "service_id": "7", "unit_id": "3", "available": "4", "updated": "2026-01-02T00:00:00Z"}],
    )
    world.csv("attributes.csv", [{"id": "1", "link_id": "9", "link_entity": "location", "value": "ramp"}])
    report = world.bring(folder)
    service = world.services()["7"]
    assert "rejected" not in counts(report)
    assert world.organizations()["5"]["programs"][0]["name"] == "P"
    assert service["contacts"][0]["phones"][0]["number"] == "305-5550100"
    assert service["cost_options"][0]["amount"] == 12.5
    assert service["capacities"][0]["unit"]["name"] == "bed"
    assert world.locations()["9"]["attributes"][0]["value"] == "ramp"


def test_table_that_hsds_does_not_know_is_accounted_for(world: World) -> None:
    folder = old_package(world)
    world.csv("volunteers.csv", [{"id": "1", "name": "somebody"}])
    assert counts(world.bring(folder))["skipped"] == 1


SHELTER = "Safe house for families who fled domestic violence."


def test_place_of_a_hidden_shelter_alone_is_hidden(world: World) -> None:
    folder = old_package(world)
    world.csv("services.csv", [{**OLD_SERVICE, "description": SHELTER}])
    world.bring(folder)
    place = world.locations()["9"]
    assert place["x_confidential"] is True
    assert "latitude" not in place
    assert "Invented" not in str(place)


def test_place_that_a_hidden_shelter_shares_with_an_open_office_stays_as_published(world: World) -> None:
    folder = old_package(world)
    world.csv("services.csv", [OLD_SERVICE, {**OLD_SERVICE, "id": "8", "description": SHELTER}])
    links = [{"id": key, "service_id": key, "location_id": "9"} for key in ("7", "8")]
    world.csv("services_at_location.csv", links)
    world.bring(folder)
    assert "x_confidential" not in world.locations()["9"]
