"""Words → tokens, the same for listings and for queries, before any engine sees them.

Not for: needs (`matching.words`) or spelling (`spelling.py`). The decision a reader would ask about: every engine gets
finished tokens, so engines agree and changing one changes no answer. A token is a stem ("appli"), or for a term of the
lexicon the stems of its head joined by `_` ("child_care" for "day care", "daycare" and "guardería").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from directory.search.lexicon import Lexicon, Meaning, read_lexicon
from directory.search.stemming import folded_words, stem

_SHORTEST_PREFIX = 2
"""Letters; one letter begins words in almost every listing."""


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """One thing that a hit must have: the token, or where `prefix` is set, any word that begins with it.

    `word` is what was typed, folded.
    """

    token: str
    prefix: str = ""
    word: str = ""


@dataclass(slots=True)
class _Span:
    """A run of words that is one term of the lexicon, or one plain word (`meaning` None)."""

    words: list[str]
    stems: list[str]
    meaning: Meaning | None


class Analyzer:
    """Turns text into tokens. Holds no state but its lexicon; safe to share between threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    @classmethod
    def read(cls, folder: Path) -> Analyzer:
        """The analyzer of the lexicon in a folder (`data/lexicon`)."""
        return cls(read_lexicon(folder))

    def index_tokens(self, text: str) -> list[str]:
        """Tokens of a listing's text: of each word, of each term of the lexicon, and of everything broader."""
        tokens: list[str] = []
        stop_words = self._lexicon.stop_words
        for span in self._spans(folded_words(text)):
            if span.meaning is not None:
                tokens.append(span.meaning.token)
                tokens.extend(span.meaning.broader)
            for word, token in zip(span.words, span.stems, strict=True):
                if word not in stop_words and (span.meaning is None or token != span.meaning.token):
                    tokens.append(token)
        return tokens

    def query_terms(self, words: str) -> tuple[QueryTerm, ...]:
        """What a hit must have, each once; the last word also as the beginning of a word. Stop words are left out."""
        spans = [span for span in self._spans(folded_words(words)) if not self._is_unsought(span, noise=False)]
        spans = [span for span in spans if not self._is_unsought(span, noise=True)] or spans
        terms: dict[str, QueryTerm] = {}
        for number, span in enumerate(spans, start=1):
            token = span.stems[0] if span.meaning is None else span.meaning.token
            open_end = number == len(spans) and len(span.words) == 1 and len(span.words[0]) >= _SHORTEST_PREFIX
            terms[token] = QueryTerm(token, span.words[0] if open_end else "", " ".join(span.words))
        return tuple(terms.values())

    def forms(self, text: str) -> set[str]:
        """The folded words of a text as they are written, for prefixes and spelling; no stop words, no numbers."""
        stop_words = self._lexicon.stop_words
        return {word for word in folded_words(text) if word not in stop_words and not word.isdigit()}

    def _is_unsought(self, span: _Span, *, noise: bool) -> bool:
        words = self._lexicon.query_noise if noise else self._lexicon.stop_words
        return span.meaning is None and span.words[0] in words

    def _spans(self, words: list[str]) -> Iterator[_Span]:
        """The text cut into terms of the lexicon, longest first, and single words."""
        stems = [stem(word) for word in words]
        position = 0
        while position < len(words):
            meaning, length = self._term_at(stems, position)
            yield _Span(words[position : position + length], stems[position : position + length], meaning)
            position += length

    def _term_at(self, stems: list[str], position: int) -> tuple[Meaning | None, int]:
        longest = self._lexicon.longest.get(stems[position], 0)
        for length in range(min(longest, len(stems) - position), 0, -1):
            meaning = self._lexicon.terms.get(tuple(stems[position : position + length]))
            if meaning is not None:
                return meaning, length
        return None, 1
