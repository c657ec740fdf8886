"""Words → tokens, the same for listings and for queries, before any engine sees them.

Not for: needs (`matching.words`) or spelling (`spelling.py`). The decision a reader would ask about: every engine gets
finished tokens, so engines agree and changing one changes no answer. A token is a stem ("appli"), or for a term of the
lexicon the stems of its head joined by `_` ("child_care" for "day care", "daycare" and "guardería").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from directory.search.lexicon import Lexicon, Meaning, read_lexicon
from directory.search.stemming import folded_words, stem

_WORDS_KEPT = 200_000
"""Words looked up and remembered; the vocabulary of a national directory."""

_SHORTEST_PREFIX = 3
"""Letters; one or two begin words in almost every listing."""


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """One thing that a hit must have: the token, or where `prefix` is set, any word that begins with it.

    `word` is what was typed, folded.
    """

    token: str
    prefix: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class IndexedText:
    """A text as it is indexed: its tokens in order, and the words it is written in, folded."""

    tokens: list[str]
    forms: set[str]


@dataclass(frozen=True, slots=True)
class _Span:
    """A run of words that is one term of the lexicon, or one plain word (`meaning` None)."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    meaning: Meaning | None

    @property
    def token(self) -> str:
        return self.stems[0] if self.meaning is None else self.meaning.token


class Analyzer:
    """Turns text into tokens. Holds no state but its lexicon; safe to share between threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._word = lru_cache(maxsize=_WORDS_KEPT)(self._look_up)

    @classmethod
    def read(cls, folder: Path) -> Analyzer:
        """The analyzer of the lexicon in a folder (`data/lexicon`)."""
        return cls(read_lexicon(folder))

    def index_text(self, text: str) -> IndexedText:
        """A listing's text: a token for each word, for each term of the lexicon, and for everything broader."""
        words = folded_words(text)
        known = [self._word(word) for word in words]
        tokens = [token for token, _, _ in known if token]
        if any(longest for _, _, longest in known):
            tokens.extend(self._term_tokens([stem for _, stem, _ in known]))
        return IndexedText(tokens, set(words))

    def index_tokens(self, text: str) -> list[str]:
        """The tokens of a listing's text."""
        return self.index_text(text).tokens

    def forms(self, words: Iterable[str]) -> list[str]:
        """The folded words that prefixes and spelling may find, in order: no stop words, no numbers."""
        stop_words = self._lexicon.stop_words
        return sorted(word for word in words if word not in stop_words and not word.isdigit())

    def query_terms(self, words: str) -> tuple[QueryTerm, ...]:
        """What a hit must have, each once; the last word also as the beginning of a word. Stop words are left out."""
        stop_words, noise = self._lexicon.stop_words, self._lexicon.query_noise
        spans = [span for span in self._spans(folded_words(words)) if not self._is_unsought(span, stop_words)]
        spans = [span for span in spans if not self._is_unsought(span, noise)] or spans
        terms: dict[str, QueryTerm] = {}
        for number, span in enumerate(spans, start=1):
            open_end = number == len(spans) and len(span.words) == 1 and len(span.words[0]) >= _SHORTEST_PREFIX
            terms[span.token] = QueryTerm(span.token, span.words[0] if open_end else "", " ".join(span.words))
        return tuple(terms.values())

    def _look_up(self, word: str) -> tuple[str, str, int]:
        """Of a folded word: its token ("" for a stop word), its stem, the most words of a term that starts with it."""
        stemmed = stem(word)
        token = "" if word in self._lexicon.stop_words else stemmed
        return token, stemmed, self._lexicon.longest.get(stemmed, 0)

    def _term_tokens(self, stems: list[str]) -> Iterator[str]:
        """Tokens of the lexicon's terms in a text, where they are not the token of the one word already."""
        for position, length, meaning in self._terms(stems):
            if length > 1 or meaning.token != stems[position]:
                yield meaning.token
            yield from meaning.broader

    def _terms(self, stems: list[str]) -> Iterator[tuple[int, int, Meaning]]:
        """Where terms of the lexicon stand, the longest first; a word belongs to one term only."""
        position = 0
        while position < len(stems):
            meaning, length = self._term_at(stems, position)
            if meaning is not None:
                yield position, length, meaning
            position += length

    def _term_at(self, stems: list[str], position: int) -> tuple[Meaning | None, int]:
        longest = self._lexicon.longest.get(stems[position], 0)
        for length in range(min(longest, len(stems) - position), 0, -1):
            meaning = self._lexicon.terms.get(tuple(stems[position : position + length]))
            if meaning is not None:
                return meaning, length
        return None, 1

    def _spans(self, words: list[str]) -> list[_Span]:
        """A query cut into terms of the lexicon and single words."""
        stems = [self._word(word)[1] for word in words]
        spans: list[_Span] = []
        position = 0
        while position < len(words):
            meaning, length = self._term_at(stems, position)
            end = position + length
            spans.append(_Span(tuple(words[position:end]), tuple(stems[position:end]), meaning))
            position = end
        return spans

    def _is_unsought(self, span: _Span, unsought: frozenset[str]) -> bool:
        return span.meaning is None and span.words[0] in unsought
