"""A misspelt word is put right from words that are really used."""

from __future__ import annotations

import pytest

from directory.search.spelling import Speller

SPELLER = Speller(
    [("groceries", 40), ("shelter", 90), ("shelters", 5), ("food", 300), ("despensa", 7), ("brookland", 2)]
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("grocereis", "groceries"),
        ("sheltr", "shelter"),
        ("dispensa", "despensa"),
        ("brooklnad", "brookland"),
        ("foood", "food"),
    ],
)
def test_the_nearest_used_word_is_suggested(typed: str, meant: str) -> None:
    assert SPELLER.suggest(typed) == meant


@pytest.mark.parametrize("typed", ["fud", "xylophone", "20010", "shelter", "fxxd"])
def test_nothing_is_suggested_for_what_is_short_far_or_right(typed: str) -> None:
    assert SPELLER.suggest(typed) is None
