"""What cleaning leaves out of its check of a record: the ids it has just given."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.hsds.compiled import quick_check
from importers.drafts import Draft
from importers.splitting import UnsplittableDraft, split_draft
from importers.steps.ids import GIVEN_IDS, give_ids
from tests.directory.hsds.made import documents, places

ROWS = ("organization", "service", "location", "service_at_location", "taxonomy", "taxonomy_term")
ODD_IDS: tuple[Any, ...] = (
    "372386",
    " 3f7b145d-84af-42d7-8fae-eaca714b02b2",
    "",
    " ",
    12,
    1.5,
    True,
    None,
    [],
    {},
    ["x"],
)


@st.composite
def documents_with_odd_ids(draw: st.DrawFn, record_type: str) -> dict[str, Any]:
    """A document of the type, with something else for up to three of its ids."""
    document = draw(documents(record_type))
    ids = [place for place in places(document) if place[-1] in GIVEN_IDS]
    for *above, last in draw(st.lists(st.sampled_from(ids), max_size=3, unique=True)) if ids else []:
        owner: Any = document
        for key in above:
            owner = owner[key] if isinstance(owner, dict | list) else {}
        if isinstance(owner, dict):
            owner[last] = copy.deepcopy(draw(st.sampled_from(ODD_IDS)))
    return document


@pytest.mark.parametrize("record_type", ROWS)
def test_given_ids_need_no_check(record_type: str) -> None:
    """Were one field missed by the giving, the check that trusts it would say yes where the whole one says no."""

    @settings(max_examples=60, deadline=None, database=None)
    @given(documents_with_odd_ids(record_type))
    def agree(document: dict[str, Any]) -> None:
        try:
            records = split_draft(Draft(record_type, document, 1))
        except UnsplittableDraft:
            return
        for record in records:
            if record.key:
                give_ids(record, "some source")
                trusting = quick_check(record.record_type, GIVEN_IDS)
                assert trusting(record.document) == quick_check(record.record_type)(record.document)

    agree()
