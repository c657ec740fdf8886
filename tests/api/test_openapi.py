"""The OpenAPI document is valid, complete, and true."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from api.auth.guard import access_of
from api.auth.scopes import Scope
from tests.api.cast import EVENING_CARE_AT_MESA
from tests.api.world import World

METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture(scope="module")
def document(world: World) -> dict[str, Any]:
    made: dict[str, Any] = world.get("/openapi.json").json
    return made


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, item[method]) for path, item in document["paths"].items() for method in METHODS if method in item
    ]


def test_the_document_is_valid_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_every_route_for_programs_is_in_the_document(world: World, document: dict[str, Any]) -> None:
    routes = {
        (rule.rule.replace("<uuid:", "{").replace(">", "}"), method.lower())
        for rule in world.app.url_map.iter_rules()
        if rule.rule.startswith(("/v1/", "/hsds", "/oauth", "/healthz", "/readyz"))
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert routes == {(path, method) for path, method, _ in operations(document)}


def test_every_operation_says_what_it_does_and_how_it_fails(document: dict[str, Any]) -> None:
    for path, method, operation in operations(document):
        assert operation["summary"], (path, method)
        assert "application/problem+json" in operation["responses"]["default"]["content"], (path, method)
        assert "security" in operation, (path, method)


def test_the_scopes_in_the_document_are_those_that_the_guard_asks_for(world: World, document: dict[str, Any]) -> None:
    named = {
        scope
        for _, _, operation in operations(document)
        for each in operation["security"]
        for scope in each.get("token", [])
    }
    asked = {
        scope for view in world.app.view_functions.values() if (access := access_of(view)) for scope in access.scopes
    }
    assert named == {scope.value for scope in asked}
    flows = document["components"]["securitySchemes"]["token"]["flows"]
    assert set(flows["clientCredentials"]["scopes"]) == set(Scope)


def test_match_and_referral_bodies_have_examples_that_work(world: World, document: dict[str, Any]) -> None:
    body = document["paths"]["/v1/matches"]["post"]["requestBody"]["content"]["application/json"]["example"]
    assert world.post("/v1/matches", body, world.platform).status_code == 200
    for path in ("/v1/referrals", "/v1/referrals/{referral_id}/send", "/v1/referrals/{referral_id}/decline"):
        assert "example" in document["paths"][path]["post"]["requestBody"]["content"]["application/json"], path


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/v1/listings", "/v1/listings?near=87102&facets=need"),
        ("/v1/listings/{listing_id}", f"/v1/listings/{EVENING_CARE_AT_MESA}"),
        ("/v1/needs", "/v1/needs"),
        ("/v1/places", "/v1/places?q=alb"),
        ("/readyz", "/readyz"),
        ("/hsds/", "/hsds/"),
    ],
)
def test_an_answer_is_what_the_document_says(world: World, document: dict[str, Any], path: str, address: str) -> None:
    content = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    validator = Draft202012Validator(content["schema"] | {"components": document["components"]})
    assert [error.message for error in validator.iter_errors(world.get(address).json)] == []


def test_the_readable_page_is_served_by_us_alone(world: World) -> None:
    page = world.get("/docs").get_data(as_text=True)
    assert "://" not in page
    for name in ("swagger-ui.css", "swagger-ui-bundle.js"):
        assert f"/docs/assets/{name}" in page
        with world.client.get(f"/docs/assets/{name}") as answer:
            assert answer.status_code == 200
    assert world.get("/docs/assets/index.css").status_code == 404
    assert world.get("/docs/assets/..%2fLICENSE").status_code == 404
