"""Languages in which a service is given, from names in English or Spanish, codes, or sentences about them.

Not for: the language of the listing itself. Decisions a reader would ask about: sign languages count ("ase"); TDD and relay are
telephones, not languages; "interpreter available" and a language line say that others can be served, not by whom.
"""

from __future__ import annotations

import re
from functools import lru_cache

from directory.facts.language_names import CODES, NAMES
from directory.facts.values import Evidence, Languages, Tri
from directory.facts.wording import folded, tidied

_BETWEEN_CODES = re.compile(r"[,;|/\s]+")

_WORD = re.compile(r"[a-z]+(?:[-'][a-z]+)*")
_INTERPRETATION = re.compile(
    r"\binterpret\w*|\btranslat\w+|\blanguage (?:line|bank|access|assistance|services)\b|\bat&t\b|\bmultilingual\b|\bmulti-lingual\b|"
    r"\b(?:over )?\d{2,3}\+? (?:different )?languages\b|\b(?:all|any|most|many|several|numerous|various) (?:other )?languages?\b|\bother languages?\b(?=.{0,40}\b(?:available|upon|request|offered|spoken|provided|accommodat|arrang|need|via|through))|\b(?:speak|spoken).{0,12} other languages\b|\bothers? (?:languages? )?(?:may be |are )?(?:available )?(?:up)?on request\b|"
    r"\binterpretes?\b|\btraduc\w+|\botros idiomas\b|\btodos los idiomas\b|\blinea de idiomas\b"
)
_NO_INTERPRETATION = re.compile(r"\b(?:no|not|without|sin)\s+(?:\w+\s+){0,3}(?:interpret|translat|traduc)")
_ELSEWHERE = re.compile(r"\b(?:referred|directed|sent) to\b")
_SENT_ELSEWHERE = re.compile(r"[^;,(.]{0,120}\b(?:referred|directed|sent) to\b[^;)]*")
_PAPER_ONLY = re.compile(r"\b(?:literature|brochures?|materials?|transcripts?|forms|website|publications|written)\b")
_ONLY_ENGLISH = re.compile(r"^(?:english only|only english|solo ingles)$")
_NOT_SPOKEN = re.compile(r"\b(?:no|not|non)[- ]+(?:\w+ ){0,1}$")
_BILINGUAL = re.compile(r"\b(?:bilingual|bi-lingual|bilingue)\b")
_CODE_LIST = re.compile(r"[a-z]{2,3}(?:-[a-z]{2,4})?(?:\s*[,;|/ ]\s*[a-z]{2,3}(?:-[a-z]{2,4})?)*")
_PARTS = re.compile(r"[;\n]|\.\s")
_LONGEST_NAME = 4


@lru_cache(maxsize=4096)
def read_languages(text: str, field: str = "languages") -> Languages:
    """The languages that a text names, each once, in its order. `field` is kept in the evidence."""
    words = tidied(text)
    plain = folded(words)
    if not plain.strip():
        return Languages()
    codes = _codes_only(plain)
    if not codes:
        here = _SENT_ELSEWHERE.sub(" ", plain) if _ELSEWHERE.search(plain) else plain
        for part in _PARTS.split(here):
            if not _PAPER_ONLY.search(part):
                codes.extend(_named(part))
    interpretation = Tri.UNKNOWN
    if _NO_INTERPRETATION.search(plain) or _ONLY_ENGLISH.match(plain.strip(" .")):
        interpretation = Tri.NO
    elif _INTERPRETATION.search(plain):
        interpretation = Tri.YES
    if not codes and interpretation is Tri.UNKNOWN:
        return Languages()
    return Languages(tuple(dict.fromkeys(codes)), interpretation, (Evidence("languages", field, words),))


def _codes_only(plain: str) -> list[str]:
    """The codes of a text that is nothing but ISO 639 codes ("en, es", "eng;spa")."""
    text = plain.strip(" .;,")
    if not _CODE_LIST.fullmatch(text):
        return []
    parts = [part.split("-")[0] for part in _BETWEEN_CODES.split(text) if part]
    known = [CODES[part] for part in parts if part in CODES]
    return known if len(known) == len(parts) else []


def _named(part: str) -> list[str]:
    """Codes of the language names in a text, the longest names first ("haitian creole" before "creole")."""
    matches = list(_WORD.finditer(part))
    tokens = [match.group() for match in matches]
    found = []
    at = 0
    while at < len(tokens):
        length = next((size for size in range(_LONGEST_NAME, 0, -1) if " ".join(tokens[at : at + size]) in NAMES), 0)
        if length:
            denied = _NOT_SPOKEN.search(part[max(0, matches[at].start() - 16) : matches[at].start()])
            code = NAMES[" ".join(tokens[at : at + length])]
            if code and not denied:
                found.append(code)
        at += length or 1
    if _BILINGUAL.search(part) and found == ["es"]:
        found.insert(0, "en")
    return found
