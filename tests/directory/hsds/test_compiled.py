"""The quick check and marshmallow must never disagree."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marshmallow import Schema, fields

from directory.hsds import compiled
from directory.hsds.compiled import quick_check
from directory.hsds.schemas import SCHEMAS
from tests.directory.hsds.made import documents, valid_document

_SCHEMAS = {record_type: schema() for record_type, schema in SCHEMAS.items()}


@pytest.mark.parametrize("record_type", SCHEMAS)
def test_the_quick_check_says_yes_exactly_where_marshmallow_finds_nothing(record_type: str) -> None:
    @settings(max_examples=60, deadline=None, database=None)
    @given(documents(record_type))
    def agree(document: dict[str, Any]) -> None:
        assert quick_check(record_type)(document) == (not _SCHEMAS[record_type].validate(document))

    agree()


@given(st.sampled_from(sorted(SCHEMAS)), st.integers(0, 2**32))
@settings(max_examples=100, deadline=None, database=None)
def test_every_valid_document_takes_the_quick_way(record_type: str, seed: int) -> None:
    assert quick_check(record_type)(valid_document(record_type, seed))


@pytest.mark.parametrize("number", [float("nan"), float("inf"), True, "1"])
def test_what_json_cannot_carry_as_a_number_is_no_number(number: object) -> None:
    option = {"id": "48102e86-bb50-41c4-8f1e-e269368c41d1", "amount": number}
    assert not quick_check("cost_option")(option)
    assert set(_SCHEMAS["cost_option"].validate(option)) == {"amount"}


def test_half_a_character_is_left_to_marshmallow() -> None:
    """It stands in no JSON, and `msgspec` ends with an error of its own where it is to compare one."""
    schedule = {"id": "48102e86-bb50-41c4-8f1e-e269368c41d1"}
    assert not quick_check("schedule")({**schedule, "freq": "\ud800"})
    assert not quick_check("schedule")({**schedule, "\ud800": "own"})


def test_a_field_kind_without_a_quick_check_is_refused_rather_than_let_through() -> None:
    class OddSchema(Schema):
        odd = fields.Boolean()

    with pytest.raises(TypeError, match="Boolean"):
        compiled._struct(OddSchema, frozenset())
