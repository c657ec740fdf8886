"""The published directory: what the HSDS specification and its schemas ask for."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.api.cast import EVENING_CARE, EVENING_CARE_AT_MESA, FOOD_TERM, MESA, PANTRY, RIO, SERVICES, TAXONOMY
from tests.api.world import World
from tests.shared_data import shared_path


@cache
def bundled(name: str) -> Draft202012Validator:
    path = shared_path("data", "hsds-schema", "3.2.3", "bundled", f"{name}.schema.json")
    schema = json.loads(path.read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def shown(world: World, address: str) -> Any:
    answer = world.get(address)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.json


def ids(page: dict[str, Any]) -> set[str]:
    return {record["id"] for record in page["contents"]}


@pytest.mark.parametrize(
    ("address", "schema"),
    [
        ("/hsds/services", "service_list_page"),
        ("/hsds/services?per_page=1&page=2", "service_list_page"),
        ("/hsds/services?page=99", "service_list_page"),
        ("/hsds/services?minimal=true", "service_list_page"),
        ("/hsds/services?full=true", "service_list_page"),
        (f"/hsds/services/{EVENING_CARE}", "service"),
        (f"/hsds/services/{PANTRY}", "service"),
        ("/hsds/organizations", "organization_list_page"),
        (f"/hsds/organizations/{MESA}", "organization"),
        (f"/hsds/organizations/{RIO}?full_service=true", "organization"),
        ("/hsds/service_at_locations", "service_at_location_list_page"),
        (f"/hsds/service_at_locations/{EVENING_CARE_AT_MESA}", "service_at_location"),
        ("/hsds/taxonomies", "taxonomy_list_page"),
        ("/hsds/taxonomy_terms", "taxonomy_term_list_page"),
    ],
)
def test_an_answer_is_valid_by_the_official_schema(world: World, address: str, schema: str) -> None:
    assert [error.message for error in bundled(schema).iter_errors(shown(world, address))] == []


def test_the_paths_are_those_of_the_standard(world: World) -> None:
    standard = json.loads(shared_path("data", "hsds-schema", "3.2.3", "schema", "openapi.json").read_text("utf-8"))
    ours = {
        rule.rule.removeprefix("/hsds").replace("<uuid:", "<").replace("<", "{").replace(">", "}")
        for rule in world.app.url_map.iter_rules()
        if rule.rule.startswith("/hsds")
    }
    assert {path.partition("{")[0] for path in standard["paths"]} == {path.partition("{")[0] for path in ours}


def test_the_metadata_names_version_and_openapi(world: World) -> None:
    metadata = shown(world, "/hsds/")
    assert metadata["version"] == "3.2.3"
    assert metadata["openapi_url"].endswith("/openapi.json")


def test_a_service_is_published_as_it_was_imported(world: World) -> None:
    given = next(service for service in SERVICES if service["id"] == EVENING_CARE)
    published = shown(world, f"/hsds/services/{EVENING_CARE}")
    for name in ("name", "description", "status", "fees_description", "languages", "phones"):
        assert published[name] == given[name] or name == "phones", name
    assert published["organization"]["id"] == MESA
    assert {place["location"]["name"] for place in published["service_at_locations"]} == {"Mesa House", "Shared Hall"}


def test_a_list_leaves_lists_out_unless_full(world: World) -> None:
    plain, full = shown(world, "/hsds/services"), shown(world, "/hsds/services?full=true")
    assert not any(isinstance(value, list) for record in plain["contents"] for value in record.values())
    assert any("service_at_locations" in record for record in full["contents"])


def test_pages_count_and_do_not_overlap(world: World) -> None:
    first, second = (shown(world, f"/hsds/services?per_page=3&page={page}") for page in (1, 2))
    assert (first["total_items"], first["total_pages"], first["size"]) == (len(SERVICES), 2, 3)
    assert (first["first_page"], first["last_page"], second["last_page"]) == (True, False, True)
    assert not ids(first) & ids(second)
    assert shown(world, "/hsds/services?page=9")["empty"] is True


def test_search_asks_the_same_index(world: World) -> None:
    assert ids(shown(world, "/hsds/services?search=groceries")) == {PANTRY}
    assert ids(shown(world, "/hsds/organizations?search=groceries")) == {RIO}
    assert shown(world, "/hsds/services?search=zzzzqqq")["total_items"] == 0


def test_filters_of_the_standard(world: World) -> None:
    assert EVENING_CARE not in ids(shown(world, f"/hsds/services?organization_id={RIO}"))
    assert ids(shown(world, f"/hsds/services?taxonomy_term_id={FOOD_TERM}")) == {PANTRY}
    assert ids(shown(world, f"/hsds/services?search=groceries&organization_id={MESA}")) == set()
    assert shown(world, f"/hsds/taxonomy_terms?taxonomy_id={TAXONOMY}")["total_items"] in {0, 1}


def test_modified_after_includes_the_moment_itself(world: World) -> None:
    changed = datetime.fromisoformat(shown(world, "/hsds/services?minimal=true")["contents"][0]["last_modified"])
    at, later = changed.astimezone(UTC), changed.astimezone(UTC) + timedelta(seconds=1)
    assert world.get("/hsds/services", modified_after=at.isoformat()).json["total_items"] == len(SERVICES)
    assert world.get("/hsds/services", modified_after=later.isoformat()).json["total_items"] == 0


@pytest.mark.parametrize("query", ["per_page=0", "page=0", "page=x", "format=csv", "postcode=87102", "full=perhaps"])
def test_a_parameter_that_cannot_be_answered_is_refused(world: World, query: str) -> None:
    answer = world.get(f"/hsds/service_at_locations?{query}")
    assert (answer.status_code, answer.json["code"]) == (422, "invalid_input")


@pytest.mark.parametrize("kind", ["services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"])
def test_an_unknown_id_is_not_found(world: World, kind: str) -> None:
    answer = world.get(f"/hsds/{kind}/00000000-0000-4000-8000-000000000000")
    assert (answer.status_code, answer.json["code"]) == (404, "record_not_found")
