"""Words become the same tokens in a listing and in a query."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from directory.search.analysis import Analyzer, KnownWords, Word
from directory.search.lexicon import LexiconUnreadable, stems_of
from directory.search.stemming import WORD, fold, folded_words, stem

LEXICON = Path(__file__).parents[3] / "data" / "lexicon"


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer.read(LEXICON)


def finds(analyzer: Analyzer, words: str, text: str) -> bool:
    """Whether a listing with this text has every term of the query, prefixes left aside."""
    return {term.token for term in analyzer.query_terms(words)} <= set(analyzer.index_tokens(text))


@pytest.mark.parametrize(
    "words", ["child care", "childcare", "day care", "DAYCARE", "guardería", "guarderias", "Child-Care"]
)
@pytest.mark.parametrize(
    "text", ["Child care for all", "A daycare centre", "Guardería infantil", "Children's day care"]
)
def test_child_care_is_found_by_all_its_names(analyzer: Analyzer, words: str, text: str) -> None:
    assert finds(analyzer, words, text)


def test_the_narrow_is_found_by_the_broad_and_not_the_other_way_round(analyzer: Analyzer) -> None:
    assert finds(analyzer, "child care", "Head Start preschool")
    assert not finds(analyzer, "head start", "Child care")


def test_a_broader_term_reaches_over_two_steps(analyzer: Analyzer) -> None:
    assert finds(analyzer, "job", "Welding classes")


def test_words_of_a_term_are_found_alone_too(analyzer: Analyzer) -> None:
    assert finds(analyzer, "pantry", "Food pantry")
    assert finds(analyzer, "food", "Food stamps")


def test_spanish_words_find_english_listings(analyzer: Analyzer) -> None:
    assert finds(analyzer, "comida", "Food for families")
    assert finds(analyzer, "ayuda con la renta", "Rental assistance")
    assert finds(analyzer, "rent assistance", "Ayuda con el alquiler")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("guardería", "GUARDERIAS"),
        ("educación", "educaciones"),
        ("servicio", "servicios"),
        ("families", "family"),
        ("clinic's", "clinics"),
        ("niña", "niños"),
    ],
)
def test_endings_and_accents_do_not_matter(one: str, other: str) -> None:
    assert stem(fold(one)) == stem(fold(other))


def test_folding_takes_marks_away_and_nothing_else() -> None:
    assert fold("Niños’ Crèche — ﬁne 3½ £") == "ninos' creche — fine 31⁄2 £"


def test_a_word_with_a_digit_is_its_own_stem() -> None:
    assert [stem(word) for word in ("b2b", "4h", "families")] == ["b2b", "4h", "famili"]


@pytest.mark.parametrize(
    "text",
    [
        "Women's & children's clinic_A (24/7)",
        "it'sx 'n' o's'sun ''s",
        "'s a''s s's's day's'",
        "Don’t—stop: l'Église's №5",
        "tab\tnul\0bell\x07end",
        "",
    ],
)
def test_words_are_what_the_pattern_finds(text: str) -> None:
    assert folded_words(text) == WORD.findall(fold(text))


def test_a_word_belongs_to_one_term_and_the_longest_wins(analyzer: Analyzer) -> None:
    """ "day care" is child care; the "care center" within it is looked at no more, and "care" stays a word."""
    assert analyzer.index_tokens("day care").count("child_care") == 1
    assert analyzer.index_tokens("Day care child care")[4:].count("child_care") == 2
    assert "child_care" not in analyzer.index_tokens("child") + analyzer.index_tokens("care")


def test_a_term_may_end_a_text_where_a_longer_one_begins_alike(analyzer: Analyzer) -> None:
    """The lexicon also has a term of four words that begins with "high school"."""
    assert analyzer.index_tokens("high school equivalency")[:4] == ["high", "school", "equival", "high_school_equival"]


def test_forms_of_a_text_stand_as_they_come_without_stop_words_and_numbers(analyzer: Analyzer) -> None:
    forms = analyzer.index_text("The food pantry at 12 Food Street").forms
    assert list(filter(None, forms)) == ["food", "pantry", "food", "street"]


def test_no_more_words_are_remembered_than_may_be() -> None:
    asked: list[str] = []

    def look_up(word: str) -> Word:
        asked.append(word)
        return Word(word, word, word, {})

    known = KnownWords(look_up, most=2)
    assert [known[word].tokens for word in ("a", "b", "a", "c", "a")] == ["a", "b", "a", "c", "a"]
    assert asked == ["a", "b", "c", "a"]
    assert len(known) <= 2


def test_a_shared_text_is_indexed_as_any_other(analyzer: Analyzer) -> None:
    text = "Bright Start Day Care, Inc."
    assert analyzer.index_shared_text(text) == analyzer.index_shared_text(text) == analyzer.index_text(text)


def test_stop_words_ask_for_nothing(analyzer: Analyzer) -> None:
    assert analyzer.query_terms("the of para y") == ()
    assert [term.token for term in analyzer.query_terms("I need help with the food")] == ["food"]


def test_noise_alone_is_still_a_search(analyzer: Analyzer) -> None:
    assert [term.token for term in analyzer.query_terms("help")] == ["help"]


def test_only_the_last_word_is_open_ended(analyzer: Analyzer) -> None:
    assert [term.prefix for term in analyzer.query_terms("legal immig")] == ["", "immig"]
    assert [term.prefix for term in analyzer.query_terms("day care")] == [""]


def test_numbers_stay_as_they_are(analyzer: Analyzer) -> None:
    assert finds(analyzer, "section 8", "Section 8 vouchers")
    assert "20010" in analyzer.index_tokens("Washington DC 20010")


def test_no_term_of_the_lexicon_has_two_meanings() -> None:
    heads: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for file in sorted(LEXICON.glob("synonyms-*.csv")):
        with file.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                if row["direction"] == "same":
                    heads.setdefault(stems_of(row["term"]), set()).add(stems_of(row["means"]))
    assert {term: found for term, found in heads.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("rows", "reason"), [("daycare,,same,en", "both a term"), ("daycare,child care,often,en", "direction")]
)
def test_a_bad_row_is_named(tmp_path: Path, rows: str, reason: str) -> None:
    (tmp_path / "stopwords.csv").write_text("word,language,where\n")
    (tmp_path / "synonyms-en.csv").write_text(f"term,means,direction,language\n{rows}\n")
    with pytest.raises(LexiconUnreadable, match=reason) as caught:
        Analyzer.read(tmp_path)
    assert caught.value.row == 2


def test_circular_synonyms_end(tmp_path: Path) -> None:
    (tmp_path / "stopwords.csv").write_text("word,language,where\n")
    rows = "term,means,direction,language\na,b,same,en\nb,a,same,en\nx,y,kind_of,en\ny,x,kind_of,en\n"
    (tmp_path / "synonyms-en.csv").write_text(rows)
    analyzer = Analyzer.read(tmp_path)
    assert finds(analyzer, "a", "b")
    assert finds(analyzer, "x", "y")
