"""The lexicon: stop words and synonyms, read from `data/lexicon`.

Not for: which need a word means (`matching.words`). The decision a reader would ask about: synonyms are settled when a
listing is indexed, not when it is sought. Terms that mean the same share one token, and a narrower term is also indexed
under its broader one, so that a query stays one token a word and every engine answers alike.

Files, CSV with a header:

- `synonyms-*.csv`: `term,means,direction,language`. `same`: both ways ("daycare" ↔ "child care"). `kind_of`: a search
  for `means` finds `term` too, not the other way round ("toddler care" is found by "child care").
- `stopwords.csv`: `word,language,where`. `both`: neither indexed nor sought; `query`: indexed, but left out of a query
  that has other words ("help", "near").
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from directory.search.stemming import folded_words, stem

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a term stands for: its own shared token, and the tokens of everything broader."""

    token: str
    broader: tuple[str, ...]


BegunTerms = tuple[tuple[Stems, Meaning], ...]
"""Terms whose first two stems are the same: the stems after these, and what the term means; the longest first."""

Longer = dict[str, BegunTerms]
"""Terms whose first stem is the same, by their second."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`terms` by the stems of their words; `longer` are those of two words or more by their first stem."""

    stop_words: frozenset[str]
    query_noise: frozenset[str]
    terms: dict[Stems, Meaning]
    longer: dict[str, Longer]


@dataclass(frozen=True, slots=True)
class _Synonym:
    term: Stems
    means: Stems
    same: bool


class LexiconUnreadable(ValueError):
    """A lexicon file has a row that cannot be used; says which and why."""

    def __init__(self, file: Path, row: int, reason: str) -> None:
        self.file = file
        self.row = row
        super().__init__(f"{file}, row {row}: {reason}")


def read_lexicon(folder: Path) -> Lexicon:
    """Read every `synonyms-*.csv` and `stopwords.csv` of the folder. Raises `LexiconUnreadable` or `OSError`."""
    stop_words, noise = _read_stop_words(folder / "stopwords.csv")
    synonyms = [synonym for file in sorted(folder.glob("synonyms-*.csv")) for synonym in _read_synonyms(file)]
    terms = _meanings(synonyms)
    return Lexicon(stop_words, noise, terms, _longer(terms))


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    with file.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            yield number, {name: (value or "").strip() for name, value in row.items() if name is not None}


def _read_stop_words(file: Path) -> tuple[frozenset[str], frozenset[str]]:
    everywhere: set[str] = set()
    noise: set[str] = set()
    for number, row in _rows(file):
        where = row.get("where")
        if where not in ("both", "query") or not row.get("word"):
            raise LexiconUnreadable(file, number, "needs a word, and `both` or `query` under `where`")
        (everywhere if where == "both" else noise).update(folded_words(row["word"]))
    return frozenset(everywhere), frozenset(noise)


def _read_synonyms(file: Path) -> Iterator[_Synonym]:
    for number, row in _rows(file):
        term, means = stems_of(row.get("term", "")), stems_of(row.get("means", ""))
        if not term or not means:
            raise LexiconUnreadable(file, number, "needs both a term and what it means")
        if row.get("direction") not in ("same", "kind_of"):
            raise LexiconUnreadable(file, number, "direction must be `same` or `kind_of`")
        yield _Synonym(term, means, row["direction"] == "same")


def stems_of(term: str) -> Stems:
    """The stems of a term's words, stop words included ("head of household" keeps its "of")."""
    return tuple(stem(word) for word in folded_words(term))


def _meanings(synonyms: Iterable[_Synonym]) -> dict[Stems, Meaning]:
    synonyms = list(synonyms)
    heads = _heads(synonyms)
    broader: dict[Stems, set[Stems]] = {}
    for synonym in synonyms:
        if not synonym.same:
            broader.setdefault(heads[synonym.term], set()).add(heads[synonym.means])
    return {
        term: Meaning(_token(head), tuple(sorted(_token(above) for above in _all_above(head, broader))))
        for term, head in heads.items()
    }


def _heads(synonyms: list[_Synonym]) -> dict[Stems, Stems]:
    """The head term of each group of equals: the `means` that the others lead to."""
    parents: dict[Stems, Stems] = {}

    def head_of(term: Stems) -> Stems:
        while parents.setdefault(term, term) != term:
            term = parents[term]
        return term

    for synonym in synonyms:
        term, means = head_of(synonym.term), head_of(synonym.means)
        if synonym.same and term != means:
            parents[term] = means
    return {term: head_of(term) for term in list(parents)}


def _all_above(head: Stems, broader: dict[Stems, set[Stems]]) -> set[Stems]:
    found: set[Stems] = set()
    waiting = list(broader.get(head, ()))
    while waiting:
        above = waiting.pop()
        if above not in found and above != head:
            found.add(above)
            waiting.extend(broader.get(above, ()))
    return found


def _token(stems: Stems) -> str:
    return "_".join(stems)


def _longer(terms: dict[Stems, Meaning]) -> dict[str, Longer]:
    longer: dict[str, Longer] = {}
    for term in sorted(terms, key=len, reverse=True):
        if len(term) > 1:
            first, second, *rest = term
            alike = longer.setdefault(first, {})
            alike[second] = (*alike.get(second, ()), (tuple(rest), terms[term]))
    return longer
