"""HSDS 3 JSON in every wrapping becomes the same records."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from directory.store.values import RecordType
from tests.importers.world import (
    LINK_ID,
    LOCATION_ID,
    ORGANIZATION_ID,
    SERVICE_ID,
    World,
    counts,
    other_pantry,
    pantry,
)


def test_nested_service_is_stored_as_four_records_with_their_own_ids(world: World) -> None:
    report = world.bring(world.json("services.json", [pantry()]))
    assert counts(report) == {"created": 1}
    (link,) = world.records(RecordType.SERVICE_AT_LOCATION)
    assert (link.id, link.service_id, link.location_id) == (LINK_ID, SERVICE_ID, LOCATION_ID)
    assert world.services()[SERVICE_ID]["organization_id"] == ORGANIZATION_ID
    assert "organization" not in world.services()[SERVICE_ID]


def wrappings(world: World, records: list[dict[str, object]]) -> dict[str, Path]:
    page = {"total_items": 2, "total_pages": 1, "page_number": 1, "size": 2, "contents": records}
    folder = world.folder / "folder"
    for number, record in enumerate(records):
        world.json(f"folder/deep/service_{number}.json", record)
    packed = world.folder / "feed.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("services.json", json.dumps(records))
    return {
        "array": world.json("array.json", records),
        "page": world.json("page.json", page),
        "object of a list": world.json("list.json", {"services": records}),
        "one a line": world.text("lines.ndjson", "\n".join(map(json.dumps, records)) + "\n"),
        "one a line under another name": world.text("lines.json", "\n".join(map(json.dumps, records))),
        "with a byte order mark": world.text("bom.json", "\ufeff" + json.dumps(records, indent=1)),
        "folder": folder,
        "zip": packed,
    }


@pytest.mark.parametrize("wrapping", [
    "array", "page", "object of a list", "one a line", "one a line under another name", "with a byte order mark",
    "folder", "zip",
])  # fmt: skip
def test_wrapping_makes_no_difference(world: World, wrapping: str) -> None:
    paths = wrappings(world, [pantry(), other_pantry(1)])
    assert counts(world.bring(paths[wrapping])) == {"created": 2}
    assert {document["name"] for document in world.services().values()} == {"Tuesday pantry", "Pantry 1"}
    report = world.bring(paths["array"])
    assert counts(report) == {"unchanged": 2}
    assert report.retired == 0


def test_single_object_is_one_record(world: World) -> None:
    assert counts(world.bring(world.json("service.json", pantry()))) == {"created": 1}


def test_record_larger_than_what_is_read_at_once_comes_whole(world: World) -> None:
    words = "é" * 700_000
    world.bring(world.json("services.json", [pantry(description=words), other_pantry(1)]))
    assert world.services()[SERVICE_ID]["description"] == words


def test_unknown_fields_of_a_publisher_survive(world: World) -> None:
    own: dict[str, object] = {"checked": None, "flags": [], "note": " as is "}
    world.bring(world.json("services.json", [pantry(x_detroit=own)]))
    assert world.services()[SERVICE_ID]["x_detroit"] == own


def test_null_is_taken_as_absent_and_noted(world: World) -> None:
    service = pantry()
    service["email"] = None
    report = world.bring(world.json("services.json", [service]))
    assert "email" not in world.services()[SERVICE_ID]
    assert [problem.field for problem in report.problems] == ["email"]


def test_clean_record_is_stored_as_it_was_written(world: World) -> None:
    service = pantry(description="Line one\nLine two", email="help@example.org", minimum_age=18)
    world.bring(world.json("services.json", [service]))
    stored = world.services()[SERVICE_ID]
    assert {name: stored[name] for name in ("description", "email", "minimum_age")} == {
        "description": "Line one\nLine two",
        "email": "help@example.org",
        "minimum_age": 18,
    }


def test_broken_record_is_rejected_by_row_and_field_and_the_rest_goes_on(world: World) -> None:
    report = world.bring(world.json("services.json", [pantry(), other_pantry(1, name=None), other_pantry(2)]))
    assert counts(report) == {"created": 2, "rejected": 1}
    (problem,) = report.problems
    assert (problem.row, problem.file, problem.field, problem.outcome) == (2, "services.json", "name", "rejected")


def test_one_bad_phone_does_not_cost_the_service(world: World) -> None:
    phones = [{"id": LINK_ID, "number": "202-555-0100"}, {"id": "a phone", "type": "voice"}]
    report = world.bring(world.json("services.json", [pantry(phones=phones, languages="English", minimum_age=True)]))
    stored = world.services()[SERVICE_ID]
    assert [phone["number"] for phone in stored["phones"]] == ["202-555-0100"]
    assert (stored["x_phones"][0]["type"], stored["x_languages"], stored["x_minimum_age"]) == ("voice", "English", True)
    assert {(p.field, p.outcome) for p in report.problems} == {
        ("phones", "created"), ("languages", "created"), ("minimum_age", "created"),
    }  # fmt: skip


@pytest.mark.parametrize("value", [None, "text", 7, [pantry()], {"colour": "red"}])
def test_value_that_is_no_record_is_rejected(world: World, value: object) -> None:
    assert counts(world.bring(world.json("things.json", [pantry(), value]))) == {"created": 1, "rejected": 1}


def test_unknown_status_is_rejected(world: World) -> None:
    report = world.bring(world.json("services.json", [pantry(status="maybe")]))
    assert [(problem.field, problem.outcome) for problem in report.problems] == [("status", "rejected")]


def test_broken_line_among_lines_is_rejected_and_the_rest_goes_on(world: World) -> None:
    lines = [json.dumps(pantry()), "{oops", json.dumps(other_pantry(1))]
    report = world.bring(world.text("services.ndjson", "\n".join(lines) + "\n"))
    assert counts(report) == {"created": 2, "rejected": 1}


def test_record_mentioned_thinly_and_given_fully_is_stored_once_and_fully(world: World) -> None:
    full = {
        "id": ORGANIZATION_ID,
        "name": "Open Table",
        "description": "Feeds people.",
        "website": "https://example.org",
    }
    world.json("a_services.json", [pantry()])
    world.json("organizations.json", [full])
    first = world.bring(world.folder)
    second = world.bring(world.folder)
    assert world.organizations()[ORGANIZATION_ID] == full
    assert counts(first) == {"created": 2}
    assert counts(second) == {"unchanged": 2}


def test_page_of_several_retires_nothing(world: World) -> None:
    world.bring(world.json("all.json", [pantry(), other_pantry(1)]))
    page = {"total_items": 2, "total_pages": 2, "page_number": 1, "size": 1, "contents": [pantry()]}
    report = world.bring(world.json("page.json", page))
    assert report.retired == 0
    assert "1 of 2 pages" in report.not_retired_because


def test_ids_that_are_no_uuids_become_the_same_uuids_each_time(world: World) -> None:
    service = pantry(id="svc-1", organization={"id": "org-1", "name": "Open Table"})
    service["service_at_locations"][0]["id"] = 17
    world.bring(world.json("services.json", [service]))
    (stored,) = world.records(RecordType.SERVICE)
    assert stored.source_key == "svc-1"
    assert stored.organization_id == world.organizations()["org-1"]["id"]
    assert counts(world.bring(world.folder / "services.json")) == {"unchanged": 1}


def test_same_key_of_two_sources_is_two_records(world: World) -> None:
    path = world.json("services.json", [pantry(id="svc-1", service_at_locations=None)])
    world.bring(path, "north")
    world.bring(path, "south")
    assert len(world.records(RecordType.SERVICE)) == 2
