"""Publishers' text made even, and cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.facts.wording import first_sentence, sentences, tidied

PIECES = st.lists(
    st.sampled_from(
        ["Food for all", "Call 211", "* ", "\n", ". ", "; ", "...", " - ", "!", "Open", "no 9", "(free)", " ", "•"]
    )
)


@given(PIECES)
def test_the_first_sentence_is_the_first_of_all(pieces: list[str]) -> None:
    text = tidied("".join(pieces))
    assert first_sentence(text) == next(iter(sentences(text)), "")


@pytest.mark.parametrize(
    ("written", "even"),
    [
        ("Food, shelter: call 211.", "Food, shelter: call 211."),
        (" Food ", "Food"),
        ("Food  for\tall", "Food for all"),
        ("Food\\nShelter\r\n Clothes", "Food\nShelter\nClothes"),
        ("Food &amp; shelter", "Food & shelter"),
        ("<b>Food</b> pantry<br>Shelter", "Food pantry\nShelter"),
        ("Women\u2019s\u00a0shelter", "Women's shelter"),
        ("Food\x1fpantry", "Food pantry"),
        ("", ""),
    ],
)
def test_text_is_made_even_and_a_tidy_one_left_as_it_is(written: str, even: str) -> None:
    assert tidied(written) == even
    assert tidied(even) == even


def test_a_tidy_text_is_not_written_anew() -> None:
    text = "Food pantry, open to all."
    assert tidied(text) is text
