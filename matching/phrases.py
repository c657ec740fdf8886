"""Phrases kept as data, found in running words: which need or which finer subject a text speaks of.

Not for: deciding what counts (`words.py`, `factors/subject.py`). The decision a reader would ask about: phrases are compared
by the stems of `directory.search`, so "clases de inglés" is found in "una clase de ingles"; of two phrases at one
place the longer wins, so "legal aid for tenants" is not also "aid".
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from directory.search.stemming import folded_words, stem
from matching.errors import LexiconUnusable


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase, what it speaks of (`target`: a need or subject code) and how surely, 0…1.

    `names_problem`: it names a trouble ("eviction") rather than a help ("food"), so that "no" before it means "none".
    `said_by`: "client", "listing" or empty for both.
    """

    words: str
    target: str
    strength: float
    names_problem: bool = False
    said_by: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase found in a text, at the words numbered from `start` up to `end`."""

    phrase: Phrase
    start: int
    end: int


class PhraseBook:
    """Finds all its phrases in a text, longest first, none overlapping."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Phrase]]] = {}
        for phrase in phrases:
            stems = stems_of(phrase.words)
            self._by_first.setdefault(stems[0], []).append((stems, phrase))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, stems: Sequence[str]) -> Iterator[Found]:
        """The phrases in stems that are already made; one phrase may have several targets, each is found."""
        by_first = self._by_first
        if by_first.keys().isdisjoint(stems):  # so it is for most texts, and told in a tenth of the time
            return
        free_from = 0
        for position in [place for place, first in enumerate(stems) if first in by_first]:
            if position < free_from:
                continue
            length = 0
            for phrase_stems, phrase in by_first[stems[position]]:
                if length > len(phrase_stems):
                    break
                if tuple(stems[position : position + len(phrase_stems)]) == phrase_stems:
                    length = len(phrase_stems)
                    yield Found(phrase, position, position + length)
            free_from = position + length


def stems_of(text: str) -> tuple[str, ...]:
    """The stems of a text, stop words kept, in order."""
    return tuple(map(stem, folded_words(text)))


def read_phrases(file: Path, target_column: str, phrase_column: str = "phrase") -> Iterator[Phrase]:
    """Rows of a CSV with the phrase's column, the target's, and optional `strength` and `names_problem`. Raises `LexiconUnusable`, `OSError`."""
    with file.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            words, target = (row.get(phrase_column) or "").strip(), (row.get(target_column) or "").strip()
            if not stems_of(words) or not target:
                raise LexiconUnusable(file.name, number, f"needs a {phrase_column} and a {target_column}")
            strength = _strength(file, number, row.get("strength"))
            yield Phrase(words, target, strength, row.get("names_problem") == "yes", row.get("said_by") or "")


def _strength(file: Path, number: int, words: str | None) -> float:
    try:
        strength = float(words or 1.0)
    except ValueError:
        raise LexiconUnusable(file.name, number, f"strength {words!r} is not a number") from None
    if not 0 < strength <= 1:
        raise LexiconUnusable(file.name, number, f"strength {strength:g} is not above 0 and at most 1")
    return strength
