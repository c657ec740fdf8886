"""Identifiers made from a source's own."""

from __future__ import annotations

from uuid import uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.hsds.ids import _NAMESPACE, is_uuid, source_id


def test_the_same_record_always_gets_the_same_id() -> None:
    assert source_id("dc-211", "service", "1042") == "69f9637e-1897-509f-b4a9-dcb2ba4ae135"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_an_id_is_the_uuid_that_the_standard_library_computes(key: str) -> None:
    assert source_id("dc-211", "service", key) == str(uuid5(_NAMESPACE, f"dc-211\nservice\n{key}"))


def test_source_table_and_key_each_make_a_difference() -> None:
    ids = {
        source_id(*parts)
        for parts in [("a", "b", "c"), ("ab", "", "c"), ("a", "bc", ""), ("a", "b", "C"), ("b", "a", "c")]
    }
    assert len(ids) == 5
    assert all(is_uuid(made) for made in ids)


def test_a_line_break_in_a_key_cannot_fake_another_table() -> None:
    assert source_id("a", "b", "c\nd") != source_id("a", "b", "d")
    with pytest.raises(ValueError, match="line break"):
        source_id("a\nb", "c", "d")


@pytest.mark.parametrize(
    "text", ["1042", "", "48102e86bb5041c48f1ee269368c41d1", "48102e86-bb50-41c4-8f1e-e269368c41dg"]
)
def test_other_text_is_no_uuid(text: str) -> None:
    assert not is_uuid(text)
