"""Nested documents apart and together again."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.errors import InvalidRecord
from directory.hsds import dump, load
from directory.hsds.assemble import (
    assemble_organization,
    assemble_service,
    assemble_service_at_location,
    assemble_taxonomy_term,
)
from directory.hsds.split import Part, split
from tests.directory.hsds.made import valid_document

CARE = "48102e86-bb50-41c4-8f1e-e269368c41d1"
MEALS = "ac148810-d857-441c-9679-408f346de14b"
TRUST = "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610"
HALL = "3a19ff88-4620-4d17-9830-ac1d859eb5d5"
CARE_AT_HALL = "e94c9f38-1e8f-4564-91d4-d53501ab1765"
DESK = "1554f2e2-a373-45db-a3fa-9fc48a61c15e"

trust: dict[str, Any] = {"id": TRUST, "name": "Family Trust", "description": "Helps families."}
hall: dict[str, Any] = {
    "id": HALL,
    "location_type": "physical",
    "name": "Hall",
    "phones": [{"id": DESK, "number": "1"}],
}
care: dict[str, Any] = {"id": CARE, "name": "Evening child care", "status": "active", "x_own": [1]}
care_at_hall: dict[str, Any] = {"id": CARE_AT_HALL, "description": "Ground floor"}


def nested_service() -> dict[str, Any]:
    return {**care, "organization": trust, "service_at_locations": [{**care_at_hall, "location": hall}]}


def parts_of(record_type: str, document: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for part in split(record_type, document):
        found.setdefault(part.record_type, []).append(part.document)
    return found


def test_a_service_becomes_its_organization_place_link_and_itself() -> None:
    assert split("service", nested_service()) == [
        Part("organization", trust),
        Part("location", hall),
        Part("service", {**care, "organization_id": TRUST}),
        Part("service_at_location", {**care_at_hall, "service_id": CARE, "location_id": HALL}),
    ]


def test_an_organization_gives_its_id_to_its_services_and_locations() -> None:
    parts = parts_of("organization", {**trust, "services": [care], "locations": [hall]})
    assert parts["organization"] == [trust]
    assert parts["service"] == [{**care, "organization_id": TRUST}]
    assert parts["location"] == [{**hall, "organization_id": TRUST}]


def test_a_service_at_location_gives_service_location_and_organization() -> None:
    document = {**care_at_hall, "location": hall, "service": {**care, "organization": trust}}
    parts = parts_of("service_at_location", document)
    assert list(parts) == ["organization", "location", "service", "service_at_location"]
    assert parts["service_at_location"] == [{**care_at_hall, "location_id": HALL, "service_id": CARE}]


def test_a_term_inside_an_attribute_stays_there() -> None:
    term = {
        "id": DESK,
        "name": "Child care",
        "description": "",
        "taxonomy_detail": {"id": HALL, "name": "T", "description": ""},
    }
    document = {**care, "attributes": [{"id": MEALS, "taxonomy_term": term}]}
    assert split("service", document) == [Part("service", document)]


def test_a_term_of_its_own_gives_its_taxonomy() -> None:
    taxonomy = {"id": HALL, "name": "Needs", "description": ""}
    term = {"id": DESK, "name": "Child care", "description": ""}
    parts = parts_of("taxonomy_term", {**term, "taxonomy_detail": taxonomy})
    assert parts == {"taxonomy": [taxonomy], "taxonomy_term": [{**term, "taxonomy_id": HALL}]}
    assert assemble_taxonomy_term(parts["taxonomy_term"][0], taxonomy)["taxonomy_detail"] == taxonomy


def test_a_record_met_twice_is_one_part_that_knows_what_either_said() -> None:
    stub = {"id": HALL, "location_type": "physical", "name": "The hall", "description": "By the park"}
    service = {**care, "service_at_locations": [{**care_at_hall, "location": stub}]}
    locations = parts_of("organization", {**trust, "locations": [hall], "services": [service]})["location"]
    assert locations == [{**hall, "description": "By the park", "organization_id": TRUST}]


def test_a_link_id_that_contradicts_the_nested_record_is_refused() -> None:
    with pytest.raises(InvalidRecord, match="organization_id: This names"):
        split("service", {**nested_service(), "organization_id": HALL})


def test_a_location_that_two_organizations_share_keeps_the_one_it_names() -> None:
    shared = {**hall, "organization_id": MEALS}
    assert parts_of("organization", {**trust, "locations": [shared]})["location"] == [shared]


def test_a_link_id_in_capitals_is_the_same_id() -> None:
    parts = parts_of("service", {**nested_service(), "organization_id": TRUST.upper()})
    assert parts["service"][0]["organization_id"] == TRUST


def test_a_record_where_hsds_foresees_none_is_lifted_when_valid_and_refused_when_not() -> None:
    meals = {"id": MEALS, "name": "Meals", "status": "active"}
    parts = parts_of("service", {**care, "organization": {**trust, "services": [meals]}})
    assert {"organization_id": TRUST, **meals} in parts["service"]
    with pytest.raises(InvalidRecord, match="status"):
        split("service", {**care, "organization": {**trust, "services": [{**meals, "status": "odd"}]}})
    with pytest.raises(InvalidRecord, match="services: This must be a list"):
        split("service", {**care, "organization": {**trust, "services": "see our site"}})


def test_a_document_that_nests_without_end_is_refused_and_not_followed() -> None:
    document = dict(care)
    for depth in range(200):
        organization = {**trust, "services": [document]}
        document = {**care, "id": f"{depth:08x}{CARE[8:]}", "organization": organization}
    with pytest.raises(InvalidRecord):
        split("service", document)


def test_any_other_record_is_one_part() -> None:
    assert split("phone", {"id": DESK, "number": "1"}) == [Part("phone", {"id": DESK, "number": "1"})]


def test_the_given_document_is_not_changed() -> None:
    document = nested_service()
    split("service", document)
    assert document == nested_service()


def test_a_service_assembled_from_its_parts_says_what_it_said_and_its_link_ids() -> None:
    parts = parts_of("service", nested_service())
    again = assemble_service(
        parts["service"][0], parts["organization"][0], parts["service_at_location"], parts["location"]
    )
    place = {**care_at_hall, "service_id": CARE, "location_id": HALL, "location": hall}
    assert again == {**care, "organization_id": TRUST, "organization": trust, "service_at_locations": [place]}
    assert load("service", dump("service", again)).document == again


def test_a_service_at_location_and_an_organization_are_assembled_likewise() -> None:
    place = assemble_service_at_location(care_at_hall, hall, care, trust)
    assert place == {**care_at_hall, "location": hall, "service": {**care, "organization": trust}}
    assert assemble_organization(trust, [care], [hall]) == {**trust, "services": [care], "locations": [hall]}
    assert assemble_organization(trust) == trust


LINKED = ("organization", "service", "service_at_location", "location", "taxonomy_term")
LINK_IDS = {"organization_id", "service_id", "location_id", "taxonomy_id"}


def unlinked(value: Any) -> Any:
    """The document without link ids, which made-up documents draw at random and so contradict their nesting."""
    if isinstance(value, dict):
        return {name: unlinked(inner) for name, inner in value.items() if name not in LINK_IDS}
    return [unlinked(item) for item in value] if isinstance(value, list) else value


@given(st.sampled_from(LINKED), st.integers(0, 2**32))
@settings(max_examples=150, deadline=None, database=None)
def test_every_part_of_a_valid_document_is_valid_and_splits_no_further(record_type: str, seed: int) -> None:
    document = unlinked(valid_document(record_type, seed))
    for service in document.get("services", []):
        service.pop("organization", None)  # made up apart, so another organization
    for part in split(record_type, document):
        assert load(part.record_type, part.document).warnings == ()
        assert split(part.record_type, part.document) == [part]


@given(st.integers(0, 2**32))
@settings(max_examples=100, deadline=None, database=None)
def test_nothing_in_a_service_is_lost_on_the_way_there_and_back(seed: int) -> None:
    document = unlinked(valid_document("service", seed))
    organization = document.get("organization", {})
    organization.pop("locations", None)
    parts = parts_of("service", document)
    (service,) = parts["service"]
    again = assemble_service(
        service,
        next(iter(parts.get("organization", [])), None),
        parts.get("service_at_location", []),
        parts.get("location", []),
    )
    assert unlinked(again) == {k: v for k, v in document.items() if k != "service_at_locations" or v}
