"""Finds many phrases in a text in one walk: tokens in, the longest phrase at each place out.

Not for: search analysis (`directory.search.analysis`); here only a plural "s" is cut, because a stemmer would make one word
of "house", "housing" and "housed". The decision a reader would ask about: one trie over tokens instead of hundreds of regular
expressions, because an import reads thousands of descriptions a second.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Generic, TypeVar

Found = TypeVar("Found")

_BETWEEN_WORDS = bytes([byte if 48 <= byte <= 57 or 97 <= byte <= 122 else 32 for byte in range(256)])
"""Blanks for whatever stands between words: cutting at blanks takes half the time of finding words by a pattern."""
_POSSESSIVE = re.compile(r"['’](?:s\b)?")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_HERE = ""
"""Key of a node's own value; no token is empty."""


def tokens_of(text: str) -> list[str]:
    """Lower-case words without accents, possessives and plural endings: "Children's clothes" → ["children", "clothe"]."""
    return list(map(singular, words_of(text)))


def words_of(text: str) -> list[str]:
    """The same words with their plural endings: "Children's clothes" → ["children", "clothes"]."""
    if not text.isascii():
        text = _NOT_ASCII.sub(_without_accent, unicodedata.normalize("NFKD", text))
    text = text.lower()
    if "'" in text or "’" in text:
        text = _POSSESSIVE.sub("", text)
    return text.encode(errors="replace").translate(_BETWEEN_WORDS).decode().split()


def _without_accent(mark: re.Match[str]) -> str:
    return "" if unicodedata.combining(mark[0]) else mark[0]


@lru_cache(maxsize=100_000)
def singular(word: str) -> str:
    """The word without its plural ending, the same for English and Spanish ("families" → "family", "bebés" → "bebe")."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _written(token: str) -> list[str]:
    """Every word that is this token, as `singular` makes it: "family" and "families"."""
    return [word for word in (token, token + "s", token[:-1] + "ies") if singular(word) == token]


class PhraseTrie(Generic[Found]):
    """Phrases of tokens, each with a value. It knows each token in singular and plural, so that no word need be made singular."""

    def __init__(self, phrases: Iterable[tuple[str, Found]]) -> None:
        """Of two equal phrases the later wins."""
        self._root: dict[str, Any] = {}
        for phrase, value in phrases:
            node = self._root
            for token in tokens_of(phrase):
                words = _written(token)
                below = node.get(words[0], {})
                node.update(dict.fromkeys(words, below))
                node = below
            node[_HERE] = value

    def find(self, words: list[str]) -> list[tuple[int, int, Found]]:
        """(start, end, value) of the longest phrase at each place of a text's words, left to right, without overlaps."""
        found: list[tuple[int, int, Found]] = []
        root, count, free = self._root, len(words), 0
        for start in [place for place, word in enumerate(words) if word in root]:
            if start < free:
                continue
            node = root[words[start]]
            end, value, position = 0, None, start + 1
            while node is not None:
                if _HERE in node:
                    end, value = position, node[_HERE]
                if position == count:
                    break
                node = node.get(words[position])
                position += 1
            if end:
                found.append((start, end, value))  # type: ignore[arg-type]  # a value is there whenever an end is
                free = end
        return found
