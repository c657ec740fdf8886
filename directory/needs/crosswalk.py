"""From other people's categories and words to our need codes, each with a strength and the evidence.

The tables are data (`data/needs/crosswalk-*.csv`: scheme, term, need, strength, note), read by any person; this module only
applies them. Not for: who may use a service (`directory.facts`), or a client's sentence (`matching.words`).

How a strength comes about (0…1, see `NeedFit`): the row's own strength × the weight of where it was found (`_WEIGHTS`); the
best finding counts, a second one from another field closes a part of what is left (`_SECOND`). A row without a need blocks its
words: "food poisoning" is not food. The note "who" marks words for people, which count half in a description.

The decision a reader would ask about: a record with many codes is a directory entry of a large agency, where each code says
less about the service; so code strengths shrink as the number of needs grows past `_FOCUSED`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from pathlib import Path

from msgspec import Struct

from directory.errors import InvalidReferenceData
from directory.needs.catalogue import rows_of
from directory.needs.phrases import PhraseTrie, singular, tokens_of, words_of
from directory.needs.values import NeedFit

COLUMNS = ("scheme", "term", "need", "strength", "note")
CODE_SCHEME = "211"
WORD_SCHEME = "words"

_WEIGHTS = {
    "name": 1.0,
    "category": 0.95,
    "keywords": 0.8,
    "alternate_name": 0.8,
    "category_words": 0.8,
    "organization": 0.5,
    "first_sentence": 0.7,
    "description": 0.4,
}
_SECOND = 0.4
_WHO = 0.5
"""In a description "meals for the elderly" is about meals; in a name, "Elderly services" is about them."""

_FOCUSED = 3
_SHRINKING = 0.3
"""Of nine needs each keeps 0.72 of its code's strength."""
_LEAST = 0.2
"""Below this a finding is chance: one weak word late in a long description."""

_MAX_DESCRIPTION = 6000
"""Characters read of a description: the longest honest one in four 211 exports has 5,600."""

_CODE = re.compile(r"^[A-Z]{1,2}(?:-\d{3,4}(?:[.\-]\d{2,4})*)?$")
# The end stands first in the pattern, so that the search leaps from one such character to the next.
_SENTENCE_END = re.compile(r"[.!?;\n\\<•](?:(?<=[a-z0-9)][.!?;])(?=\s|$)|(?<=\n)\n*|(?<=\\)n|(?<=<)br\s*/?>|(?<=•))")
_SENTENCES_KEPT = 8192
"""Sentences and categories whose needs are remembered, some 3 MB: 31 to 40 % of the sentences of real exports had come before."""
_NOT_OFFERED = re.compile(
    r"\b(?:does not|do not|doesn't|don't|cannot|not able to|no longer|unable to|not provide|excluding)\b", re.I
)
_IN_PASSING = re.compile(
    r"\b(?:refer(?:s|red|ral|rals)?\b|donat\w+|volunteer\w*|fund(?:s|ed|ing|raising)?\b|advocat\w+|member(?:s|ship)?\b"
    r"|awareness|research|legislat\w+|(?:regulat|licens|inspect|accredit)\w+)",
    re.IGNORECASE,
)
_PASSING = 0.5
# Stems of the two patterns above, sought first.
_NOT_OFFERED_STEMS = ("not", "n't", "no longer", "unable to", "excluding")
_IN_PASSING_STEMS = (
    "refer",
    "donat",
    "volunteer",
    "fund",
    "advocat",
    "member",
    "awareness",
    "research",
    "legislat",
    "regulat",
    "licens",
    "inspect",
    "accredit",
)
_NAME_PARTS = re.compile(r"\s+[-–—|]+\s*|\s*[-–—|:;]+\s+|(?<=\w)[,/]\s+")
_PART_ENDS = frozenset("-–—|:;,/")
_BRACKETS = re.compile(r"\([^()]*\)")
_LEGAL_FORMS = frozenset({"the", "inc", "llc", "corp", "corporation", "incorporated", "of"})

Category = tuple[str, str, str]
"""Scheme ("211", "open eligibility", any or empty), code and label; empty where unknown."""


class NeedSource(Struct, frozen=True):
    """What a record says of itself. `keywords` are the publisher's search hints; `organization` is its agency's name."""

    name: str
    alternate_name: str = ""
    description: str = ""
    categories: tuple[Category, ...] = ()
    keywords: tuple[str, ...] = ()
    organization: str = ""


@dataclass(frozen=True, slots=True)
class Pointing:
    """That a term points to a need. `who`: the term names people ("veterans"), which in a description is who may come."""

    need: str
    strength: float
    who: bool = False


Pointings = tuple[Pointing, ...]


class _Finding(Struct, frozen=True):
    need: str
    strength: float
    field: str
    evidence: str


class Crosswalk:
    """All tables together. Remembers what it has read; safe to share by threads."""

    def __init__(self, rows: Iterable[tuple[str, str, Pointing | None]]) -> None:
        """`rows`: scheme, term and what it points to (None blocks the term)."""
        tables: dict[str, dict[str, list[Pointing]]] = {}
        for scheme, term, pointing in rows:
            kind = scheme if scheme in (CODE_SCHEME, WORD_SCHEME) else ""
            key = term if kind == CODE_SCHEME else " ".join(tokens_of(term))
            found = tables.setdefault(kind, {}).setdefault(key, [])
            found.extend([pointing] if pointing else [])
        self._codes = {term: tuple(found) for term, found in tables.get(CODE_SCHEME, {}).items()}
        self._labels = {term: tuple(found) for term, found in tables.get("", {}).items()}
        words = {term: tuple(found) for term, found in tables.get(WORD_SCHEME, {}).items()}
        self._words: PhraseTrie[Pointings] = PhraseTrie(words.items())
        self._of_words = lru_cache(maxsize=_SENTENCES_KEPT)(self._read_words)
        self._of_sentence = lru_cache(maxsize=_SENTENCES_KEPT)(self._read_sentence)
        self._of_category = lru_cache(maxsize=_SENTENCES_KEPT)(self._read_category)

    @classmethod
    def read(cls, folder: Path) -> Crosswalk:
        """Read every `crosswalk-*.csv` of the folder. Raises `InvalidReferenceData` with file, line and reason."""
        paths = sorted(folder.glob("crosswalk-*.csv"))
        if not paths:
            raise InvalidReferenceData(str(folder), 0, "the folder holds no crosswalk-*.csv")
        return cls(row for path in paths for row in _rows(path))

    def needs_of(self, source: NeedSource) -> tuple[NeedFit, ...]:
        """The needs that the service meets, strongest first, each with the words or category that said so."""
        by_need: defaultdict[str, list[_Finding]] = defaultdict(list)
        for finding in self._findings(source):
            by_need[finding.need].append(finding)
        fits = [fit for need, found in by_need.items() if (fit := _fit(need, found)).strength >= _LEAST]
        return tuple(sorted(fits, key=lambda fit: (-fit.strength, fit.code)))

    def of_code(self, code: str) -> Pointings:
        """What a 211 code points to: the row with the longest prefix of it."""
        for length in range(len(code), 0, -1):
            found = self._codes.get(code[:length])
            if found is not None:
                return found
        return ()

    def of_label(self, label: str) -> Pointings | None:
        """What a category's label or path ("Food > Free Meals") points to; None for one that no table has."""
        found = self._labels.get(" ".join(tokens_of(label)))
        if found is None and ">" in label:
            return self.of_label(label.rpartition(">")[2])
        return found

    def in_words(self, text: str) -> list[tuple[Pointing, str]]:
        """What the words of a text point to, each with the words."""
        words = words_of(text)
        found = self._words.find(words)
        said = [(pointings, " ".join(map(singular, words[start:end]))) for start, end, pointings in found]
        return [(pointing, phrase) for pointings, phrase in said for pointing in pointings]

    def _findings(self, source: NeedSource) -> list[_Finding]:
        findings = self._of_categories(source.categories) if source.categories else []
        findings += self._of_name(source.name, source.organization)
        if source.alternate_name:
            findings += self._of_words("alternate_name", source.alternate_name)
        if source.keywords:
            findings += _shrunk(list(self._read_words("keywords", " | ".join(source.keywords))))
        findings += self._of_description(source.description[:_MAX_DESCRIPTION])
        return findings

    def _of_name(self, name: str, organization: str) -> list[_Finding]:
        """A name may begin with the agency's: "Legal Services - Home Purchase" is about homes, and hardly about law.

        Where the rest names no need ("Food Bank - East") the agency's name is what the service is for.
        """
        agency, own = _without_organization(name, organization)
        found = list(self._of_words("name", own))
        if not agency:
            return found
        return [*found, *self._of_words("organization" if found else "name", agency)]

    def _of_categories(self, categories: tuple[Category, ...]) -> list[_Finding]:
        findings: list[_Finding] = []
        # A category that is there twice says nothing twice.
        for code, label in dict.fromkeys([(code, label) for _, code, label in categories]):
            findings += self._of_category(code, label)
        return _shrunk(findings)

    def _read_category(self, code: str, label: str) -> tuple[_Finding, ...]:
        return tuple(self._pointed(code.strip(), label.strip()))

    def _pointed(self, code: str, label: str) -> Iterator[_Finding]:
        for term in (label, code):
            if not term:
                continue
            if _CODE.match(term):
                for pointing in self.of_code(term):
                    yield _Finding(pointing.need, pointing.strength * _WEIGHTS["category"], "category", term)
                continue
            known = self.of_label(term)
            for pointing in known or ():
                yield _Finding(pointing.need, pointing.strength * _WEIGHTS["category"], "category", term)
            if known is None:
                yield from self._of_words("category_words", term)

    def _read_words(self, field: str, text: str) -> tuple[_Finding, ...]:
        return _weighed(field, self.in_words(text))

    def _of_description(self, description: str) -> list[_Finding]:
        findings: list[_Finding] = []
        field = "first_sentence"
        for part in _SENTENCE_END.split(description):
            if sentence := part.strip():
                findings += self._of_sentence(field, sentence)
                field = "description"
        return findings

    def _read_sentence(self, field: str, sentence: str) -> tuple[_Finding, ...]:
        # Most sentences name no need: only those that do are asked how they name it.
        found = self.in_words(sentence)
        if not found or _says(sentence, _NOT_OFFERED_STEMS, _NOT_OFFERED):
            return ()
        context = _PASSING if _says(sentence, _IN_PASSING_STEMS, _IN_PASSING) else 1.0
        return _weighed(field, found, context)


def _says(sentence: str, stems: tuple[str, ...], pattern: re.Pattern[str]) -> bool:
    lower = sentence.lower()
    for stem in stems:
        if stem in lower:
            return pattern.search(sentence) is not None
    return False


def _weighed(field: str, found: Iterable[tuple[Pointing, str]], context: float = 1.0) -> tuple[_Finding, ...]:
    weight = _WEIGHTS[field] * context
    of_people = weight * _WHO if field in ("first_sentence", "description") else weight
    return tuple(
        [
            _Finding(pointing.need, pointing.strength * (of_people if pointing.who else weight), field, words)
            for pointing, words in found
        ]
    )


def _without_organization(name: str, organization: str) -> tuple[str, str]:
    """The agency's name at the start of the service's, and the rest; the first is empty where there is none, or no rest."""
    cuts = list(_NAME_PARTS.finditer(name)) if organization and not _PART_ENDS.isdisjoint(name) else []
    agency = _tokens_of_name(organization) if cuts else ()
    for cut in cuts:
        first = _tokens_of_name(name[: cut.start()])
        if agency and first and (first == agency or agency[: len(first)] == first):
            return name[: cut.start()], name[cut.end() :]
    return "", name


@lru_cache(maxsize=1024)  # services stand by agency, so few names are enough
def _tokens_of_name(name: str) -> tuple[str, ...]:
    return tuple(token for token in tokens_of(_BRACKETS.sub(" ", name)) if token not in _LEGAL_FORMS)


def _shrunk(findings: list[_Finding]) -> list[_Finding]:
    """Weaker the more needs they name together."""
    if len(findings) <= _FOCUSED:
        return findings
    needs = {finding.need for finding in findings}
    if len(needs) <= _FOCUSED:
        return findings
    shrink = (_FOCUSED / len(needs)) ** _SHRINKING
    return [_Finding(f.need, f.strength * shrink, f.field, f.evidence) for f in findings]


_strength_of = attrgetter("strength")


def _fit(need: str, findings: list[_Finding]) -> NeedFit:
    if len(findings) == 1:
        return NeedFit(need, round(min(findings[0].strength, 1.0), 3), (findings[0].evidence,))
    findings = sorted(findings, key=_strength_of, reverse=True)
    best = findings[0]
    strength = best.strength
    for finding in findings:
        if _is_independent(finding, best):
            strength += (1 - strength) * _SECOND * finding.strength
            break
    evidence = tuple(dict.fromkeys([finding.evidence for finding in findings]))[:4]
    return NeedFit(need, round(min(strength, 1.0), 3), evidence)


def _is_independent(finding: _Finding, best: _Finding) -> bool:
    """Another field, or another of the publisher's categories; two phrases of one text say the same thing twice."""
    return finding.field != best.field or (finding.field == "category" and finding.evidence != best.evidence)


def _rows(path: Path) -> Iterator[tuple[str, str, Pointing | None]]:
    for line, row in rows_of(path, COLUMNS):
        reason, strength = None, 0.0
        try:
            strength = float(row["strength"] or 0)
        except ValueError:
            reason = f"strength {row['strength']!r} is not a number"
        if not row["scheme"] or not row["term"]:
            reason = "scheme and term must not be empty"
        if not reason and row["need"] and not 0 < strength <= 1:
            reason = f"strength {strength} is not above 0 and at most 1"
        if reason:
            raise InvalidReferenceData(str(path), line, reason)
        yield row["scheme"], row["term"], Pointing(row["need"], strength, row["note"] == "who") if row["need"] else None
