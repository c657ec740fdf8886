"""Taking documents in and giving them out."""

from __future__ import annotations

from typing import Any

import pytest

from directory.errors import InvalidRecord
from directory.hsds import dump, load

CARE = "48102e86-bb50-41c4-8f1e-e269368c41d1"
DESK = "1554f2e2-a373-45db-a3fa-9fc48a61c15e"
HALL = "3a19ff88-4620-4d17-9830-ac1d859eb5d5"


def care(**more: Any) -> dict[str, Any]:
    return {"id": CARE, "name": "Evening child care", "status": "active", **more}


def problems(record_type: str, document: Any) -> dict[str, str]:
    with pytest.raises(InvalidRecord) as refused:
        load(record_type, document)
    return {problem.field: problem.reason for problem in refused.value.problems}


def test_values_stay_as_they_came() -> None:
    document = care(minimum_age=3, maximum_age=12.0, assured_date="last spring", description=" as typed ")
    loaded = load("service", document).document
    assert loaded == document
    assert type(loaded["minimum_age"]) is int


def test_fields_that_hsds_does_not_name_survive_at_every_depth() -> None:
    document = care(x_ward="7", phones=[{"id": DESK, "number": "555-0100", "x_sms": True}])
    assert dump("service", load("service", document).document) == document


def test_a_null_field_is_taken_as_absent_with_a_warning() -> None:
    loaded = load("service", care(email=None, x_own=None, phones=[{"id": DESK, "number": "555-0100", "type": None}]))
    assert loaded.document == care(phones=[{"id": DESK, "number": "555-0100"}])
    assert [warning.field for warning in loaded.warnings] == ["email", "x_own", "phones.0.type"]


def test_a_null_among_nested_records_is_left_out_with_a_warning() -> None:
    loaded = load("service", care(phones=[None, {"id": DESK, "number": "555-0100"}]))
    assert loaded.document == care(phones=[{"id": DESK, "number": "555-0100"}])
    assert [warning.field for warning in loaded.warnings] == ["phones.0"]


def test_positions_in_problems_are_the_senders_even_when_nulls_are_left_out() -> None:
    assert set(problems("service", care(phones=[None, {"id": DESK}]))) == {"phones.1.number"}


def test_a_null_in_a_required_field_is_a_missing_field() -> None:
    assert problems("service", care(name=None)) == {"name": "This field is required and is missing."}


def test_a_null_deep_in_a_publishers_own_field_is_not_ours_to_judge() -> None:
    document = care(x_grid={"rows": [1, None]})
    assert load("service", document).document == document
    assert dump("service", document) == document


def test_the_given_document_is_not_changed() -> None:
    document = care(email=None, phones=[None])
    load("service", document)
    assert document == care(email=None, phones=[None])


def test_every_problem_is_named_at_once_with_its_path() -> None:
    document = care(
        status="open", url="www.example.org", phones=[{"id": "7", "number": 5550100}, "555-0101"], languages={}
    )
    assert problems("service", document) == {
        "status": "This must be one of 'active', 'inactive', 'defunct', 'temporarily closed', but it is 'open'.",
        "url": "This must be a web address in full, without spaces, such as https://example.org/help.",
        "phones.0.id": "This must be an identifier of the UUID form, such as 3f7b145d-84af-42d7-8fae-eaca714b02b2.",
        "phones.0.number": "This must be text, but it is a number.",
        "phones.1": "This must be a group of named fields.",
        "languages": "This must be a list, but it is a group of fields.",
    }


def test_a_problem_repeats_nobodys_address() -> None:
    assert "Persona" not in str(problems("contact", {"id": CARE, "email": "Ann Persona, 1 Main Street"}))


def test_the_refusal_names_the_record() -> None:
    with pytest.raises(InvalidRecord, match=f"service {CARE} is not valid HSDS: name: This field is required"):
        load("service", {"id": CARE, "status": "active"})


@pytest.mark.parametrize("not_a_record", [None, [], "words", 7])
def test_what_is_no_record_at_all_is_refused(not_a_record: Any) -> None:
    assert problems("service", not_a_record) == {"(whole record)": "This must be a group of named fields."}


def test_a_type_that_hsds_does_not_have_is_refused() -> None:
    assert "'ward'" in problems("ward", {})["(whole record)"]


def test_output_follows_the_order_of_the_standard_with_unknown_fields_last() -> None:
    shuffled = {
        "x_own": 1,
        "phones": [{"number": "555-0100", "id": DESK}],
        "status": "active",
        "name": "Care",
        "id": CARE,
    }
    ordered = dump("service", shuffled)
    assert list(ordered) == ["id", "name", "status", "phones", "x_own"]
    assert list(ordered["phones"][0]) == ["id", "number"]


def test_null_is_refused_on_output() -> None:
    with pytest.raises(InvalidRecord) as refused:
        dump("service", care(email=None, phones=[None, {"id": DESK, "number": None}]))
    assert [problem.field for problem in refused.value.problems] == ["email", "phones.0", "phones.1.number"]


def test_the_quirks_of_the_standard_are_kept() -> None:
    """A time zone and an extension are numbers, and a dated field is any text."""
    assert set(problems("schedule", {"id": CARE, "timezone": "America/New_York"})) == {"timezone"}
    assert set(problems("phone", {"id": CARE, "number": "555-0100", "extension": "12"})) == {"extension"}
    assert load("schedule", {"id": CARE, "valid_from": "soon"}).warnings == ()


def test_ids_that_only_the_tabular_form_requires_may_be_absent() -> None:
    assert load("service_at_location", {"id": HALL}).document == {"id": HALL}
    assert load("service", care()).document == care()
