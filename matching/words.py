"""A sentence → needs, finer subjects and situation, by lists of phrases kept as data.

Not for: looking listings up by words (`directory.search`). The decision a reader would ask about: no model is trained;
`data/lexicon/needs-*.csv` says which phrase means which need and how surely, anyone can correct a row, and the words
that led to a need are shown beside it. A phrase behind "not" is not taken, one behind "no" only where it names a trouble.

Files, CSV with a header: `needs-en.csv`, `needs-es.csv`: `phrase,need,strength,names_problem`; `subjects.csv`:
`subject,need,phrase,language,said_by` (a subject such as "eviction" belongs to one or more needs and has several phrases; some are
said by clients alone, "months behind", or by listings alone). `for-organizations.csv`:
`phrase,language` (words of records that serve agencies or professionals rather than clients). `public-bodies.csv`:
`phrase,language` (names of offices of a state, county or city, which serve those who live there). `communities.csv`:
`phrase,languages` (a community that a service is made for, by the languages spoken in it, divided by |). `related-needs.csv`:
`need,related,strength` (services for the related need help with the need a little).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from matching.errors import LexiconUnusable
from matching.match import UnderstoodFrom, UnderstoodNeed
from matching.phrases import Found, PhraseBook, read_phrases, stems_of

REFUSALS = frozenset({"not", "never", "ni", "tampoco", "nunca"})
LACKS = frozenset({"no", "without", "sin"})  # "no eviction" is no trouble, but "no food" is a need for food
NEGATION_REACH = 3  # words before a phrase in which a negation turns it: "not looking for food"
ORGANIZATIONS_FILE = "for-organizations.csv"
FOR_ORGANIZATIONS = "work for organizations"  # found like a subject, but of no need
PUBLIC_BODIES_FILE = "public-bodies.csv"
COMMUNITIES_FILE = "communities.csv"
SUREST = 0.5  # below this a phrase alone does not make a need


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases of needs, and of subjects as clients ask and as records give them (with `FOR_ORGANIZATIONS` among these).

    `subjects_of`: a need's subjects. `related`: for a need, the needs whose services help with it a little, and how much, 0…1.
    `communities`: the target is languages divided by |. `public_bodies`: names of offices of a state, county or city.
    """

    needs: PhraseBook
    asked_subjects: PhraseBook
    given_subjects: PhraseBook
    subjects_of: Mapping[str, frozenset[str]]
    related: Mapping[str, Mapping[str, float]]
    communities: PhraseBook = PhraseBook(())
    public_bodies: PhraseBook = PhraseBook(())


def read_lexicon(folder: Path) -> Lexicon:
    """The lexicon of a folder (`data/lexicon`). Raises `LexiconUnusable` for a row, `OSError` for a missing file."""
    needs = [phrase for file in sorted(folder.glob("needs-*.csv")) for phrase in read_phrases(file, "need")]
    subjects = list(read_phrases(folder / "subjects.csv", "subject"))
    others = [
        replace(phrase, target=FOR_ORGANIZATIONS) for phrase in read_phrases(folder / ORGANIZATIONS_FILE, "language")
    ]
    return Lexicon(
        needs=PhraseBook(needs),
        asked_subjects=PhraseBook([phrase for phrase in subjects if phrase.said_by != "listing"]),
        given_subjects=PhraseBook([*(phrase for phrase in subjects if phrase.said_by != "client"), *others]),
        subjects_of=_subjects_of(folder / "subjects.csv"),
        related=_related(folder / "related-needs.csv"),
        communities=PhraseBook(list(read_phrases(folder / COMMUNITIES_FILE, "languages"))),
        public_bodies=PhraseBook(list(read_phrases(folder / PUBLIC_BODIES_FILE, "language"))),
    )


def needs_in(words: str, lexicon: Lexicon) -> tuple[UnderstoodNeed, ...]:
    """The needs that the words speak of, surest first. Several phrases for one need make it surer."""
    stems = stems_of(words)
    found: dict[str, tuple[float, list[str]]] = {}
    for hit in lexicon.needs.find(stems):
        if not _is_negated(stems, hit):
            doubt, phrases = found.get(hit.phrase.target, (1.0, []))
            found[hit.phrase.target] = (doubt * (1 - hit.phrase.strength), [*phrases, hit.phrase.words])
    understood = [
        UnderstoodNeed(code, 1 - doubt, UnderstoodFrom.WORDS, tuple(dict.fromkeys(phrases)))
        for code, (doubt, phrases) in found.items()
        if 1 - doubt >= SUREST
    ]
    return tuple(sorted(understood, key=lambda need: (-need.strength, need.code)))


def subjects_in(stems: tuple[str, ...], subjects: PhraseBook) -> frozenset[str]:
    """The subjects that stems speak of, those behind a negation left out."""
    return frozenset([hit.phrase.target for hit in subjects.find(stems) if not _is_negated(stems, hit)])


def _is_negated(stems: Sequence[str], hit: Found) -> bool:
    before = stems[max(0, hit.start - NEGATION_REACH) : hit.start]
    return not REFUSALS.isdisjoint(before) or (hit.phrase.names_problem and not LACKS.isdisjoint(before))


def _subjects_of(file: Path) -> Mapping[str, frozenset[str]]:
    subjects: dict[str, set[str]] = {}
    with file.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            if not row.get("need"):
                raise LexiconUnusable(file.name, number, "needs a need (several divided by |)")
            for need in row["need"].split("|"):
                subjects.setdefault(need.strip(), set()).add(row["subject"].strip())
    return {need: frozenset(found) for need, found in subjects.items()}


def _related(file: Path) -> Mapping[str, Mapping[str, float]]:
    related: dict[str, dict[str, float]] = {}
    for pair in read_phrases(file, "related", phrase_column="need"):
        related.setdefault(pair.words, {})[pair.target] = pair.strength
    return related
