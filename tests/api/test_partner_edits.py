"""`PATCH /v1/services/{id}`: a partner's change is checked, kept, and found."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

import pytest

from api.auth.scopes import Role
from api.v1.merge_patch import merged
from importers.importing import run_import
from importers.request import ImportRequest
from tests.api.cast import EVENING_CARE, EVENING_CARE_AT_MESA, MESA, MESA_HOUSE, PANTRY, RIO, SERVICES
from tests.api.test_access import csrf_token, signed_in
from tests.api.world import AGENCY_SCOPES, SOURCE, Answer, World
from tests.conformance.hsds_schemas import official_validator

ADDRESS = f"/v1/services/{EVENING_CARE}"


def etag(world: World, address: str = ADDRESS) -> str:
    return str(world.get(address).headers["ETag"])


def change(world: World, patch: Any, who: dict[str, str] | None = None, address: str = ADDRESS) -> Answer:
    headers = {**(who or world.mesa), "If-Match": etag(world, address)}
    return world.patch(address, patch, headers)


def found(world: World, words: str) -> list[str]:
    page = world.get("/v1/listings", q=words).json
    return [hit["listing"]["service_id"] for hit in page["listings"]]


def document(world: World) -> dict[str, Any]:
    shown: dict[str, Any] = world.get(ADDRESS).json
    return shown


# RFC 7396, appendix A.
@pytest.mark.parametrize(
    ("target", "patch", "result"),
    [
        ({"a": "b"}, {"a": "c"}, {"a": "c"}),
        ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
        ({"a": "b"}, {"a": None}, {}),
        ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
        ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
        ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
        ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
        ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
        (["a", "b"], ["c", "d"], ["c", "d"]),
        ({"a": "b"}, ["c"], ["c"]),
        ({"a": "foo"}, None, None),
        ({"a": "foo"}, "bar", "bar"),
        ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
        ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
        ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
    ],
)
def test_a_merge_patch_does_what_the_rfc_says(target: Any, patch: Any, result: Any) -> None:
    assert merged(target, patch) == result


def test_a_change_is_found_by_the_next_search(own_world: World) -> None:
    assert found(own_world, "trapeze") == []
    answer = change(own_world, {"description": "Child care with trapeze lessons."})
    assert answer.status_code == 200
    assert found(own_world, "trapeze") == [EVENING_CARE, EVENING_CARE]


def test_new_hours_are_found_by_the_next_search(own_world: World) -> None:
    sunday = [{"id": str(uuid.uuid4()), "freq": "WEEKLY", "byday": "SU", "opens_at": "09:00", "closes_at": "12:00"}]
    assert change(own_world, {"schedules": sunday}).status_code == 200
    open_on_sunday = own_world.get("/v1/listings?open_day=SU").json["listings"]
    assert EVENING_CARE in [hit["listing"]["service_id"] for hit in open_on_sunday]


def test_a_service_closed_by_its_agency_is_not_found_any_more(own_world: World) -> None:
    assert change(own_world, {"status": "temporarily closed"}).status_code == 200
    assert EVENING_CARE not in found(own_world, "evening childcare")


def test_an_address_of_the_agency_own_location_is_changed_with_the_service(own_world: World) -> None:
    places = document(own_world)["service_at_locations"]
    mesa = next(place for place in places if place["id"] == EVENING_CARE_AT_MESA)
    mesa["location"]["addresses"][0]["address_1"] = "101 New Street"
    assert change(own_world, {"service_at_locations": places}).status_code == 200
    assert own_world.get(f"/v1/listings/{EVENING_CARE_AT_MESA}").json["street"].startswith("101 New Street")


def test_an_address_that_another_agency_shares_is_not_changed(own_world: World) -> None:
    places = document(own_world)["service_at_locations"]
    for place in places:
        if place["location"]["id"] != MESA_HOUSE:
            place["location"]["name"] = "Mine now"
    answer = change(own_world, {"service_at_locations": places})
    assert (answer.status_code, answer.json["code"]) == (403, "not_permitted")


def test_null_removes_a_field(own_world: World) -> None:
    assert "application_process" in document(own_world)
    assert "application_process" not in change(own_world, {"application_process": None}).json


def test_the_answer_is_valid_hsds_with_a_new_etag(own_world: World) -> None:
    before = etag(own_world)
    answer = change(own_world, {"alert": "Closed on Friday."})
    assert answer.headers["ETag"] == etag(own_world) != before
    assert list(official_validator("service").iter_errors(answer.json)) == []
    assert own_world.get(f"/hsds/services/{EVENING_CARE}").json == answer.json


def test_a_change_of_a_place_changes_the_etag_too(own_world: World) -> None:
    before = etag(own_world)
    places = document(own_world)["service_at_locations"]
    places[0]["description"] = "Second floor"
    change(own_world, {"service_at_locations": places})
    assert etag(own_world) != before


def test_a_stale_change_is_refused_and_changes_nothing(own_world: World) -> None:
    stale = {**own_world.mesa, "If-Match": etag(own_world)}
    change(own_world, {"alert": "First"})
    answer = own_world.patch(ADDRESS, {"alert": "Second"}, stale)
    assert (answer.status_code, answer.json["code"]) == (412, "stale_version")
    assert document(own_world)["alert"] == "First"


@pytest.mark.parametrize("tag", [None, "*"])
def test_a_change_without_a_version_is_refused(world: World, tag: str | None) -> None:
    headers = world.mesa | ({"If-Match": tag} if tag else {})
    assert world.patch(ADDRESS, {"alert": "x"}, headers).status_code == 428


def test_another_content_type_is_refused(world: World) -> None:
    answer = world.open("PATCH", ADDRESS, {**world.mesa, "If-Match": etag(world)}, json={"alert": "x"})
    assert (answer.status_code, answer.json["code"]) == (415, "unsupported_media_type")


def test_another_agency_may_not_change_it(world: World) -> None:
    assert change(world, {"alert": "x"}, world.rio).json["code"] == "not_permitted"


def test_a_caller_without_an_organization_and_right_may_not_change_it(world: World) -> None:
    assert change(world, {"alert": "x"}, world.platform).status_code == 403


def test_a_steward_may_change_any_service(own_world: World) -> None:
    assert change(own_world, {"alert": "Checked"}, own_world.steward).json["alert"] == "Checked"


@pytest.mark.parametrize(
    ("patch", "field"),
    [
        ({"status": "whatever"}, "status"),
        ({"name": None}, "name"),
        ({"email": "no address"}, "email"),
        ({"schedules": [{"byday": "MO"}]}, "schedules.0.id"),
        ({"phones": "505"}, "phones"),
        ({"id": str(uuid.uuid4())}, "id"),
        ({"organization_id": RIO}, "organization_id"),
        ({"organization": {"name": "Another"}}, "organization"),
        ({"service_at_locations": []}, "service_at_locations"),
        ([1], "(whole body)"),
        ("words", "(whole body)"),
    ],
)
def test_what_is_not_valid_is_refused_by_field(world: World, patch: Any, field: str) -> None:
    answer = change(world, patch)
    assert answer.status_code == 422, answer.get_data(as_text=True)
    assert field in {problem["field"] for problem in answer.json["errors"]}


def test_a_place_of_another_service_cannot_be_taken(world: World) -> None:
    places = [*document(world)["service_at_locations"], {"id": str(uuid.uuid4()), "location": {"id": MESA_HOUSE}}]
    assert change(world, {"service_at_locations": places}).status_code == 422


def test_an_unknown_service_is_not_found(world: World) -> None:
    address = f"/v1/services/{uuid.uuid4()}"
    assert world.patch(address, {}, {**world.mesa, "If-Match": '"x"'}).status_code == 404
    assert world.get(f"{address}/history", world.mesa).status_code == 404


def test_the_history_tells_who_changed_what(own_world: World) -> None:
    change(own_world, {"alert": "Closed on Friday."})
    versions = own_world.get(f"{ADDRESS}/history", own_world.mesa).json["versions"]
    assert [version["version"] for version in versions] == [2, 1]
    assert versions[0]["changed_fields"] == ["alert"]
    assert versions[0]["changed_by"].startswith("system:")
    assert "alert" not in versions[1]["document"]


def test_the_history_is_for_its_owner(world: World) -> None:
    assert world.get(f"{ADDRESS}/history", world.rio).status_code == 403
    assert world.get(f"/v1/services/{PANTRY}/history", world.rio).status_code == 200


def test_a_person_of_the_agency_changes_it_by_session(own_world: World) -> None:
    client = signed_in(own_world, own_world.person(Role.AGENCY, MESA))
    headers = {"If-Match": etag(own_world), "X-CSRFToken": csrf_token(own_world, client)}
    answer = client.patch(
        ADDRESS, data='{"alert": "By hand"}', content_type="application/merge-patch+json", headers=headers
    )
    assert answer.status_code == 200, answer.get_data(as_text=True)


def test_two_systems_of_one_agency_do_not_overwrite_each_other(own_world: World) -> None:
    other = own_world.system("mesa two", AGENCY_SCOPES, MESA)
    tag = etag(own_world)
    answers = [
        own_world.patch(ADDRESS, {"alert": str(i)}, {**who, "If-Match": tag})
        for i, who in enumerate((own_world.mesa, other))
    ]
    assert [answer.status_code for answer in answers] == [200, 412]


def test_an_import_keeps_what_the_agency_changed(own_world: World, tmp_path: Path) -> None:
    change(own_world, {"alert": "Closed on Friday."})
    again = [service | {"wait_time": "none"} for service in SERVICES]
    source = tmp_path / "again.json"
    source.write_text(json.dumps(again), encoding="utf-8")
    services = own_world.services
    boundaries = services.settings.data_dir / "boundaries"
    run_import(
        ImportRequest(path=source, source=SOURCE),
        services.database,
        boundaries=boundaries,
        gazetteer=services.gazetteer,
    )
    assert (document(own_world)["alert"], document(own_world)["wait_time"]) == ("Closed on Friday.", "none")
