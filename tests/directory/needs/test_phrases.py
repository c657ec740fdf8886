"""Phrases are found in a text's own words, whatever their number and whatever stands between them."""

from __future__ import annotations

import re

import pytest

from directory.facts.wording import words_of as words_of_sentence
from directory.needs.phrases import PhraseTrie, singular, tokens_of, words_of


@pytest.mark.parametrize(
    "text", ["food pantry", "Food pantries", "the FOODS' pantry's", "food-pantries", "food pantry, food"]
)
def test_a_phrase_is_found_in_singular_and_plural(text: str) -> None:
    trie = PhraseTrie([("food pantry", "pantry"), ("pantries", "any")])
    assert [value for _, _, value in trie.find(words_of(text))] == ["pantry"]
    assert trie.find(words_of(text)) == trie.find(tokens_of(text))


@pytest.mark.parametrize("word", ["bus", "class", "gas", "basis", "famil", "ss", "ies"])
def test_a_word_that_only_looks_like_a_plural_is_no_other_word(word: str) -> None:
    trie = PhraseTrie([(word, word)])
    for other in (word, f"{word}s", f"{word}ies", word[:-1], f"{word[:-1]}ies"):
        assert bool(trie.find([other])) == (singular(other) == singular(word)), other


@pytest.mark.parametrize("text", ["a1_b-c.d", "ünï cödé π 9", "tab\tline\nend", "half \ud800 pair", "x\x00y", ""])
def test_words_are_cut_at_whatever_is_no_letter_or_digit(text: str) -> None:
    assert words_of_sentence(text) == set(re.findall("[a-z]+", text))
    if text.isascii():
        assert words_of(text) == re.findall("[a-z0-9]+", text.lower())
