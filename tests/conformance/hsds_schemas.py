"""The official HSDS 3.2.3 JSON Schemas as validators, formats checked.

A bare table schema for each type, except organization and service_at_location: of these the published interface has a
fuller shape (`services`, `service`), which is the one we publish and accept.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.shared_data import shared_path

_FULLER = ("organization", "service_at_location")


@cache
def _folder() -> dict[str, dict[str, Any]]:
    files = shared_path("data", "hsds-schema", "3.2.3", "schema").glob("*.json")
    return {file.stem: json.loads(file.read_text("utf-8")) for file in files if file.stem != "openapi"}


def official_types() -> list[str]:
    return sorted(_folder())


def official_schema(record_type: str) -> dict[str, Any]:
    if record_type in _FULLER:
        path = shared_path("data", "hsds-schema", "3.2.3", "bundled", f"{record_type}.schema.json")
        fuller: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return fuller
    return _folder()[record_type]


@cache
def official_validator(record_type: str) -> Draft202012Validator:
    resources = [(f"{name}.json", DRAFT202012.create_resource(schema)) for name, schema in _folder().items()]
    registry: Registry[Any] = Registry().with_resources(resources)
    checker = Draft202012Validator.FORMAT_CHECKER
    return Draft202012Validator(official_schema(record_type), registry=registry, format_checker=checker)
