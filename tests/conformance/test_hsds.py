"""What we take and give is HSDS 3.2.3, neither less nor more, by the official schemas and examples."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from directory.errors import InvalidRecord
from directory.hsds import dump, formats, load
from directory.hsds.schemas import SCHEMAS, fields
from directory.hsds.split import split
from tests.conformance.hsds_schemas import official_schema, official_types, official_validator
from tests.directory.hsds.made import documents
from tests.shared_data import shared_path

EXAMPLES = {
    "location.json": "location",
    "organization_full.json": "organization",
    "organization_list.json": "organization",
    "service_at_location_full.json": "service_at_location",
    "service_at_location_list.json": "service_at_location",
    "service_full.json": "service",
    "service_list.json": "service",
    "taxonomy.json": "taxonomy",
    "taxonomy_list.json": "taxonomy",
    "taxonomy_term.json": "taxonomy_term",
    "taxonomy_term_list.json": "taxonomy_term",
}


def examples(file: str) -> list[dict[str, Any]]:
    content = json.loads(shared_path("data", "real", "hsds-official-examples-3.2.3", file).read_text("utf-8"))
    found: list[dict[str, Any]] = content.get("contents", [content])
    return found


def is_accepted(record_type: str, document: dict[str, Any]) -> bool:
    try:
        load(record_type, document)
    except InvalidRecord:
        return False
    return True


def without_nulls(value: Any) -> Any:
    """Written apart from ours on purpose. Publishers' own fields keep what is deep in them."""
    if isinstance(value, dict):
        return {k: v if k == "x_own" else without_nulls(v) for k, v in value.items() if v is not None}
    return [without_nulls(item) for item in value if item is not None] if isinstance(value, list) else value


def test_every_official_record_type_has_a_schema_and_no_other() -> None:
    assert sorted(SCHEMAS) == official_types()
    assert len(SCHEMAS) == 24


@pytest.mark.parametrize("record_type", SCHEMAS)
def test_fields_their_order_and_requiredness_are_the_standards(record_type: str) -> None:
    official = official_schema(record_type)
    ours = SCHEMAS[record_type]().fields
    assert list(ours) == list(official["properties"])
    assert {name for name, field in ours.items() if field.required} == set(official["required"])


@pytest.mark.parametrize("record_type", SCHEMAS)
def test_kinds_enums_and_formats_are_the_standards(record_type: str) -> None:
    kinds = {fields.Records: "array", fields.Number: "number"}
    for name, field in SCHEMAS[record_type]().fields.items():
        official = official_schema(record_type)["properties"][name]
        if isinstance(field, fields.Record):
            assert "$ref" in official
            continue
        assert kinds.get(type(field), "string") == official["type"]
        assert field.metadata.get("format") == official.get("format")
        assert getattr(field, "choices", frozenset()) == frozenset(official.get("enum", ()))


@pytest.mark.parametrize(("file", "record_type"), EXAMPLES.items())
def test_every_official_example_loads_without_a_warning_and_comes_back_equal(file: str, record_type: str) -> None:
    for example in examples(file):
        loaded = load(record_type, example)
        assert loaded.warnings == ()
        given_out = dump(record_type, loaded.document)
        assert given_out == example
        assert list(given_out) == list(example), "the official examples follow the standard's order"
        assert list(official_validator(record_type).iter_errors(given_out)) == []


@pytest.mark.parametrize(("file", "record_type"), EXAMPLES.items())
def test_every_part_of_an_official_example_is_valid_by_itself(file: str, record_type: str) -> None:
    for example in examples(file):
        for part in split(record_type, example):
            assert list(official_validator(part.record_type).iter_errors(part.document)) == []


def test_rows_of_the_official_tabular_example_are_judged_as_officially() -> None:
    """Some of them break their own schema: an `external_identifier` is a number there."""
    tables = json.loads(shared_path("data", "real", "hsds-official-examples-3.2.3", "tabular.json").read_text("utf-8"))
    type_of_table = {official_schema(record_type)["path"]: record_type for record_type in SCHEMAS}
    rows = [(type_of_table[table], row) for table, rows in tables.items() for row in rows]
    assert len(rows) > 20
    for record_type, row in rows:
        assert is_accepted(record_type, row) == official_validator(record_type).is_valid(without_nulls(row))


@pytest.mark.parametrize("record_type", SCHEMAS)
def test_we_refuse_exactly_what_the_official_schema_refuses(record_type: str) -> None:
    official = official_validator(record_type)

    @settings(max_examples=60, deadline=None, database=None)
    @given(documents(record_type))
    def agree(document: dict[str, Any]) -> None:
        assert is_accepted(record_type, document) == official.is_valid(without_nulls(document))

    agree()


@pytest.mark.parametrize("record_type", SCHEMAS)
def test_what_we_accept_goes_out_valid_and_without_nulls(record_type: str) -> None:
    official = official_validator(record_type)

    @settings(max_examples=25, deadline=None, database=None)
    @given(documents(record_type))
    def goes_out(document: dict[str, Any]) -> None:
        if is_accepted(record_type, document):
            given_out = dump(record_type, load(record_type, document).document)
            assert given_out == without_nulls(document)
            assert official.is_valid(given_out)

    goes_out()


FORMATS: dict[str, Callable[[str], object]] = {
    "uuid": formats.is_uuid,
    "uri": formats.is_uri,
    "email": formats.is_email,
    "date-time": formats.is_date_time,
}
URI_PIECES = (
    "http",
    ":",
    "//",
    "/",
    "[",
    "]",
    "::",
    "1",
    "abcd",
    ".",
    "255",
    "%2f",
    "%",
    "?",
    "#",
    "@",
    "v1.",
    " ",
    "é",
    "\n",
)
TIME_PIECES = (
    "2026",
    "-",
    "02",
    "29",
    "30",
    "T",
    "t",
    ":",
    "23",
    "60",
    "59",
    ".",
    "Z",
    "z",
    "+",
    "00",
    "\n",
    "٣",
    "0000",
)
UUID_PIECES = ("48102e86", "-", "bb50", "41c4", "e269368c41d1", "g", "{", "}", "urn:", "uuid:", "_", " ", "+", "٣", "A")


def joined(pieces: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), max_size=14).map("".join)


@pytest.mark.parametrize("name", FORMATS)
@given(
    text=st.one_of(
        st.text(max_size=40),
        joined(URI_PIECES),
        joined(TIME_PIECES),
        joined(UUID_PIECES),
        st.from_regex(r"\A[0-9a-fA-F_+ ٣]{8}-.{4}-.{4}-.{4}-[0-9a-f{}-]{11,14}\Z"),
        st.from_regex(r"\A[0-9]{4}-[01][0-9]-[0-3][0-9][Tt][0-2][0-9]:[0-6][0-9]:[0-6][0-9](\.[0-9]*)?([Zz]|[+-][0-2][0-9]:[0-6][0-9])\n?\Z"),
        st.from_regex(r"\A[a-z]+://(a@)?(\[[0-9a-f:.]{1,20}\]|[a-z0-9.%]*)(:[0-9]*)?(/[a-z%0-9:@]*)*(\?.*)?\Z"),
    )
)  # fmt: skip
@settings(max_examples=400, deadline=None, database=None)
def test_formats_are_judged_as_by_the_jsonschema_library(name: str, text: str) -> None:
    assert bool(FORMATS[name](text)) == Draft202012Validator.FORMAT_CHECKER.conforms(text, name)
