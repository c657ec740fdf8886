"""Which needs and subjects a coach's sentence speaks of."""

from __future__ import annotations

from pathlib import Path

import pytest

from matching.errors import LexiconUnusable
from matching.phrases import read_phrases, stems_of
from matching.reading import weigh_terms
from matching.words import needs_in, subjects_in
from tests.matching.cast import LEXICON


def needs(words: str) -> set[str]:
    return {need.code for need in needs_in(words, LEXICON)}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("He needs a bus pass to get to class", {"transportation"}),
        ("Got an eviction notice and the lights were cut off", {"rent_assistance"}),
        ("busca guardería para su bebé", {"childcare"}),
        ("Necesita clases de inglés y comida", {"esl", "food"}),
        ("wants to expunge a felony conviction", {"expungement_reentry"}),
        ("no birth certificate and no ID", {"id_documents"}),
        ("her husband hits her", {"domestic_violence"}),
        ("toothache", {"dental_care"}),
        ("necesita pañales", {"diapers_baby_supplies"}),
    ],
)
def test_needs_are_found_in_english_and_spanish(words: str, expected: set[str]) -> None:
    assert expected <= needs(words)


def test_a_need_behind_a_negation_is_not_taken() -> None:
    assert "rent_assistance" not in needs("No eviction, only the electric bill")
    assert "utilities" in needs("No eviction, only the electric bill")


def test_no_before_a_help_means_that_it_is_missing() -> None:
    assert "food" in needs("There is no food in the house")
    assert "food" in needs("sin comida")
    assert "food" not in needs("not looking for food")


def test_accents_case_and_word_endings_do_not_matter() -> None:
    assert needs("GUARDERIAS") == needs("guardería") == {"childcare"}


def test_the_words_that_led_to_a_need_are_kept() -> None:
    (need,) = needs_in("a daycare please", LEXICON)
    assert need.words == ("daycare",)


def test_more_phrases_make_a_need_surer() -> None:
    (one,) = needs_in("pills", LEXICON)
    (two,) = needs_in("drinking and pills", LEXICON)
    assert two.strength > one.strength


def test_nothing_is_understood_in_words_without_a_need() -> None:
    assert needs("hello, how are you today") == set()


def test_subjects_tell_what_is_meant_within_a_need() -> None:
    assert "eviction" in subjects_in(stems_of("the landlord has filed in court"), LEXICON.asked_subjects)
    assert "wages" in subjects_in(stems_of("el patrón le debe tres semanas"), LEXICON.asked_subjects)


def test_asked_terms_are_weighed_in_the_same_order_by_every_process() -> None:
    terms = ["rent", "evict", "court", "month", "help", "find", "food", "child", "care", "night"]
    assert list(weigh_terms(frozenset(terms), [])) == sorted(terms)


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("daycare,,1", "row 2: needs a phrase and a need"),
        ("daycare,childcare,much", "strength 'much' is not a number"),
        ("daycare,childcare,2", "strength 2 is not above 0 and at most 1"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(tmp_path: Path, rows: str, complaint: str) -> None:
    file = tmp_path / "needs-xx.csv"
    file.write_text(f"phrase,need,strength\n{rows}\n", encoding="utf-8")
    with pytest.raises(LexiconUnusable, match=complaint):
        list(read_phrases(file, "need"))
