"""A word as people type it → the token under which it is indexed: folded (case, accents) and stemmed.

Not for: synonyms and stop words (`lexicon.py`) or whole texts (`analysis.py`). The decision a reader would ask about:
each word is stemmed as English or as Spanish by its own ending alone, not by the language of its text, because a query
of two words has no language to detect and the index must give the same token for the same word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from threading import Lock

from Stemmer import Stemmer

WORD = re.compile(r"[^\W_]+(?:'s)?")
"""A word: letters and digits of any script; an English possessive belongs to it and is cut off by the stemmer."""

_SPACED = bytes(code if chr(code).isalnum() or chr(code) == "'" else ord(" ") for code in range(128)).ljust(256)
"""ASCII with a space for all that no word has: cutting at spaces takes a third of the time of the pattern."""

# Endings that Spanish words have and English ones seldom: -ción(es), -dad(es), -mente, gender and plural vowels.
_SPANISH_ENDING = re.compile(r"(?:[ao]s?|ci[oó]n(?:es)?|sion(?:es)|dad(?:es)?|mente|iendo)$")

# Snowball's Spanish rules look for the accent that folding removes.
_ACCENT_BACK = re.compile(r"cion$")

# The stemmers keep the word being worked on in themselves, so two threads must not share a call. Their own cache (the
# 0) is off: `stem` has one.
_english = Stemmer("english", 0)
_spanish = Stemmer("spanish", 0)
_one_at_a_time = Lock()

_SHORTEST_SPANISH = 4


def fold(text: str) -> str:
    """Lower case without accents: "Guardería" → "guarderia"."""
    if text.isascii():
        return text.lower()
    straight = text.replace("\u2019", "'").replace("\u2018", "'")
    decomposed = unicodedata.normalize("NFKD", straight.casefold())
    # A text has few characters that are not ASCII: dashes and quotes, and the accents of a few words.
    for character in set(decomposed):
        if not character.isascii() and unicodedata.combining(character):
            decomposed = decomposed.replace(character, "")
    return decomposed


def folded_words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    folded = fold(text)
    if not folded.isascii():
        return WORD.findall(folded)
    if "'" in folded:
        folded = _with_possessives_only(folded)
    return folded.encode().translate(_SPACED).decode().split()


def _with_possessives_only(folded: str) -> str:
    """The text with a space for each apostrophe but those of "clinic's", and a space after such an ending."""
    parts = [""]
    for part in folded.split("'"):
        if part[:1] == "s" and parts[-1][-1:].isalnum():
            parts += ("'s ", part[1:])
        else:
            parts += (" ", part)
    return "".join(parts)


def stem_of(word: str) -> str:
    """`stem`, not remembered: for one who remembers more of the word than this."""
    if not word.isalpha() and any(map(str.isdigit, word)):
        return word
    with _one_at_a_time:
        if len(word) >= _SHORTEST_SPANISH and _SPANISH_ENDING.search(word):
            return fold(_spanish.stemWord(_ACCENT_BACK.sub("ción", word)))
        return fold(_english.stemWord(word)).replace("'", "")


stem = lru_cache(maxsize=200_000)(stem_of)
"""The token of one folded word. Cached: a directory's words are few and come again and again."""
