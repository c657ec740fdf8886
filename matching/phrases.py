"""Phrases kept as data, found in running words: which need or which finer subject a text speaks of.

Not for: deciding what counts (`words.py`, `factors/subject.py`). The decision a reader would ask about: phrases are compared
by the stems of `directory.search`, so "clases de inglés" is found in "una clase de ingles"; of two phrases at one
place the longer wins, so "legal aid for tenants" is not also "aid".
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

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


class Found(NamedTuple):
    """A phrase found in a text, at the word numbered `start`."""

    phrase: Phrase
    start: int


class PhraseBook:
    """Finds all its phrases in a text, longest first, none overlapping."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._by_stems: dict[tuple[str, ...], list[Phrase]] = {}
        lengths: dict[str, set[int]] = {}
        for phrase in phrases:
            stems = stems_of(phrase.words)
            self._by_stems.setdefault(stems, []).append(phrase)
            lengths.setdefault(stems[0], set()).add(len(stems))
        self._lengths = {first: sorted(known, reverse=True) for first, known in lengths.items()}
        self._firsts = frozenset(lengths)

    def may_be_in(self, stems: Iterable[str]) -> bool:
        """Whether some phrase begins with one of these; a no is sure, and told in a tenth of the time of `find`."""
        return not self._firsts.isdisjoint(stems)

    def is_in(self, stems: tuple[str, ...]) -> bool:
        """Whether any phrase is found."""
        return any(True for _ in self.find(stems))

    def find(self, stems: tuple[str, ...]) -> Iterator[Found]:
        """The phrases in stems that are already made; one phrase may have several targets, each is found."""
        if not self.may_be_in(stems):  # so it is for most texts
            return
        lengths = self._lengths
        free_from = 0
        for position in [place for place, first in enumerate(stems) if first in lengths]:
            if position < free_from:
                continue
            for length in lengths[stems[position]]:
                found = self._by_stems.get(stems[position : position + length])
                if found is not None:
                    free_from = position + length
                    for phrase in found:
                        yield Found(phrase, position)
                    break


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
