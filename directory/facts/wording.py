"""Publishers' text made even, so that every reader sees the same characters.

For: entities, mark-up, the two characters `\\n`, odd dashes and accents. Not for: meaning. The decision a reader would
ask about: `folded` keeps the length of `tidied` text, so a match in the one can be quoted from the other.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

SENTENCES_KEPT = 8192
"""How many sentences a reader remembers its reading of, some 3 MB: of four real exports 31 to 40 % of the sentences had come before."""

_BETWEEN_WORDS = bytes([byte if 97 <= byte <= 122 else 32 for byte in range(256)])
"""Blanks for all but a…z: cutting at blanks takes half the time of finding words by a pattern."""
_MARKUP = re.compile(r"<[^<>]{0,300}>")
_BREAKING_MARKUP = re.compile(r"<(?:br|/p|/li|/div|/tr)[^<>]{0,40}>", re.IGNORECASE)
_MISPLACED_FIELD = re.compile(
    r"(?:(?:<br\s{0,2}/?>|\\n|\n)\s{0,20}){1,6}home visits?:(?!\s{0,20}(?:yes|no|none|available|free|by|for|to|call|weekly|monthly)\b)[^<\n]{0,60}$",
    re.IGNORECASE,
)
# The end stands first in the pattern, so that the search leaps from one such character to the next.
_SENTENCE_END = re.compile(r"[\n;•|.!?](?:(?<=[\n;•|])|(?<=[a-z0-9)%]{2}.)\s+(?=[A-ZÁÉÍÓÚÑ0-9*(]))")
_SENTENCE_END_OR_STAR = re.compile(_SENTENCE_END.pattern + r"|(?:^|\s)\*\s")
_UNTIDY = ("  ", "<", "&", "\\n")
"""Beyond line ends, tabs and letters that are not ASCII."""
_AROUND_SENTENCES = " .,*-"
_REPLACED = (
    ("–", "-"),
    ("—", "-"),
    ("‑", "-"),
    ("‒", "-"),
    ("−", "-"),
    ("’", "'"),
    ("‘", "'"),
    ("“", '"'),
    ("”", '"'),
    ("·", "•"),
    ("\u200b", " "),
)
"""Beyond ASCII. One after the other, because a replacement that finds nothing is nearly free and a translation never is."""


def _fold_character(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


# Latin-1 and Latin Extended-A hold every letter of the two languages that we read.
_ACCENTED = re.compile("[\u00c0-\u017f]")
_FOLDING = {chr(number): _fold_character(chr(number)) for number in range(0xC0, 0x180)}


@lru_cache(maxsize=4096)
def tidied(text: str) -> str:
    """The text without mark-up and entities, with plain dashes, quotes, single blanks and real line ends."""
    if text.isascii() and text.isprintable() and not has_any(text, _UNTIDY):
        return text.strip()  # as eight in ten are: its words need not be taken apart
    if "<" in text:
        text = _MARKUP.sub(" ", _BREAKING_MARKUP.sub("\n", text))
    if "&" in text:
        text = html.unescape(text)
    text = text.replace("\\n", "\n").replace("\r", "\n")
    if not text.isascii():
        for character, plain in _REPLACED:
            text = text.replace(character, plain)
    if "\n" not in text:
        return " ".join(text.split())
    return "\n".join([line for raw in text.split("\n") if (line := " ".join(raw.split()))])


def without_misplaced_field(text: str) -> str:
    """A description without the column that some exports print behind it ("Home visits: Downtown"): a neighbourhood, no service."""
    return _MISPLACED_FIELD.sub("", text) if "ome visit" in text else text


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The tidied text in lower case without accents, character for character."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(_fold_character(character) for character in text)
    return lowered if lowered.isascii() else _ACCENTED.sub(_base_of, lowered)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The text tidied and folded: what most readers search. Several ask for that of the same field."""
    return folded(tidied(text))


def _base_of(letter: re.Match[str]) -> str:
    return _FOLDING[letter[0]]


def has_any(text: str, stems: tuple[str, ...]) -> bool:
    """Whether one of these stems stands in the text."""
    for stem in stems:  # noqa: SIM110  # a generator takes longer than the search
        if stem in text:
            return True
    return False


@lru_cache(maxsize=SENTENCES_KEPT)
def words_of(folded_sentence: str) -> frozenset[str]:
    """The words of a sentence, by which a reader knows that its patterns need not be tried; cut at whatever is no plain letter."""
    return frozenset(folded_sentence.encode(errors="replace").translate(_BETWEEN_WORDS).decode().split())


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences, list items and lines of a tidied text, without empty ones."""
    return tuple([part for raw in _end_in(text).split(text) if (part := raw.strip(_AROUND_SENTENCES))])


def first_sentence(text: str) -> str:
    """The first of its `sentences`, for one who needs no other; empty where it has none."""
    begin = 0
    for end in _end_in(text).finditer(text):
        if part := text[begin : end.start()].strip(_AROUND_SENTENCES):
            return part
        begin = end.end()
    return text[begin:].strip(_AROUND_SENTENCES)


def _end_in(text: str) -> re.Pattern[str]:
    return _SENTENCE_END_OR_STAR if "*" in text else _SENTENCE_END
