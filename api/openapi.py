"""Completes the OpenAPI document: shapes of answers, who may call what, and the one form of errors.

Not for: what a route takes (its decorators say it). The decision a reader would ask about: access in the document is read from
the same declaration that the guard enforces, so the two cannot differ.
"""

from __future__ import annotations

from inspect import cleandoc
from typing import Any

import msgspec
from flask import Flask
from flask_smorest import Api

from api.auth.guard import Access, access_of
from api.auth.scopes import SENTENCES
from api.problems import JSON_PROBLEM
from api.v1.shapes import DOCUMENTED
from directory.search.listing import Listing

REFERENCE = "#/components/schemas/{name}"
PROBLEM = {"content": {JSON_PROBLEM: {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}}}

DESCRIPTION = """Find supportive services, match them to a client with reasons, and carry referrals until the loop is closed.

Systems get a token at `/oauth/token` and send it as `Authorization: Bearer …`. Errors are problem documents (RFC 9457) with a
stable `code`. What is absent is left out, never null. Moments are in UTC with their offset."""

_PROBLEMS_OF_CALLERS = {
    "401": "Nobody is signed in, or the token is wrong or expired.",
    "403": "A scope is missing, or the record is somebody else's.",
}


def complete_openapi(app: Flask, api: Api) -> None:
    """Add what the decorators of the routes do not say. Called once all documented routes are registered."""
    spec = api.spec
    spec.options["info"] = {"description": DESCRIPTION}
    # Not by `components.schema()`: apispec would take `items: false` of a pair for the name of a schema.
    spec.components.schemas.update(_shapes())
    spec.components.responses.clear()  # flask-smorest's own form of errors, which we never answer with
    spec.components.schemas.pop("Error", None)
    spec.components.security_scheme("token", _token_scheme())
    spec.components.security_scheme("clientSecret", {"type": "http", "scheme": "basic"})
    for rule in app.url_map.iter_rules():
        access = access_of(app.view_functions[rule.endpoint])
        for operation in _operations(api, rule.rule, rule.methods or set()):
            _describe_access(operation, access)
            _describe_errors(operation, access)


def document_of(api: Api) -> dict[str, Any]:
    """The finished document."""
    document: dict[str, Any] = api.spec.to_dict()
    return document


def _shapes() -> dict[str, dict[str, Any]]:
    """Our answers by name. The parts of a listing are named after it, because HSDS has a `ServiceArea` too."""
    _, ours = msgspec.json.schema_components(DOCUMENTED, ref_template=REFERENCE)
    _, facts = msgspec.json.schema_components((Listing,), ref_template=REFERENCE.format(name="Listing{name}"))
    shapes = ours | {name if name == "Listing" else f"Listing{name}": shape for name, shape in facts.items()}
    for shape in shapes.values():
        shape["description"] = cleandoc(shape.get("description", ""))
    return shapes


def _token_scheme() -> dict[str, Any]:
    scopes = {scope.value: sentence for scope, sentence in SENTENCES.items()}
    return {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "/oauth/token", "scopes": scopes}}}


def _operations(api: Api, rule: str, methods: set[str]) -> list[dict[str, Any]]:
    path = rule
    for converter in ("uuid:", "int:", "string:"):
        path = path.replace(f"<{converter}", "<")
    path = path.replace("<", "{").replace(">", "}")
    documented = api.spec._paths.get(path, {})  # apispec offers no reading of what was added
    return [documented[method.lower()] for method in methods if method.lower() in documented]


def _describe_access(operation: dict[str, Any], access: Access | None) -> None:
    """Any one of the scopes opens a route: alternatives, as OpenAPI writes them."""
    if access is None or "security" in operation:
        return
    if not access.needs_caller:
        operation["security"] = []
        return
    operation["security"] = [{"token": [scope.value]} for scope in access.scopes] or [{"token": []}]


def _describe_errors(operation: dict[str, Any], access: Access | None) -> None:
    responses = operation["responses"]
    for generated in ("422", "default"):
        responses.pop(generated, None)
    if access is not None and access.needs_caller:
        for status, description in _PROBLEMS_OF_CALLERS.items():
            responses[status] = {"description": description, **PROBLEM}
    responses["default"] = {"description": "Anything else that went wrong: `code` says what.", **PROBLEM}
