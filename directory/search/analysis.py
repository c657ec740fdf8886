"""Words → tokens, the same for listings and for queries, before any engine sees them.

Not for: needs (`matching.words`) or spelling (`spelling.py`). The decision a reader would ask about: every engine gets
finished tokens, so engines agree and changing one changes no answer. A token is a stem ("appli"), or for a term of the
lexicon the stems of its head joined by `_` ("child_care" for "day care", "daycare" and "guardería").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from directory.search.lexicon import Lexicon, Meaning, read_lexicon
from directory.search.stemming import folded_words, stem

_WORDS_KEPT = 200_000
"""Words looked up and remembered; the vocabulary of a national directory."""

_NO_STEMS: frozenset[str] = frozenset()

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


@dataclass(frozen=True, slots=True)
class IndexedText:
    """A text as it is indexed: its tokens, and the folded words it is written in, without stop words and numbers."""

    tokens: list[str]
    forms: set[str]


class _Word(NamedTuple):
    """A folded word: its token and its form ("" for what is not indexed), and the most words of a term that it begins.

    `seconds` are the stems that come second in such a term: one look tells that most words begin none here.
    """

    token: str
    stem: str
    longest: int
    form: str
    seconds: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Span:
    """A run of words that is one term of the lexicon, or one plain word."""

    words: tuple[str, ...]
    token: str
    is_term: bool


class Analyzer:
    """Turns text into tokens. Holds no state but its lexicon; safe to share between threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._seconds = _seconds_of(lexicon)
        self._word = lru_cache(maxsize=_WORDS_KEPT)(self._look_up)

    @classmethod
    def read(cls, folder: Path) -> Analyzer:
        """The analyzer of the lexicon in a folder (`data/lexicon`)."""
        return cls(read_lexicon(folder))

    def index_text(self, text: str) -> IndexedText:
        """A listing's text: a token for each word, for each term of the lexicon, and for everything broader."""
        words = list(map(self._word, folded_words(text)))
        tokens = [word.token for word in words if word.token]
        tokens.extend(self._term_tokens(words))
        return IndexedText(tokens, {word.form for word in words if word.form})

    def index_tokens(self, text: str) -> list[str]:
        """The tokens of a listing's text."""
        return self.index_text(text).tokens

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

    def _look_up(self, word: str) -> _Word:
        """What is known of a folded word."""
        stemmed = stem(word)
        longest, seconds = self._lexicon.longest.get(stemmed, 0), self._seconds.get(stemmed, _NO_STEMS)
        if word in self._lexicon.stop_words:
            return _Word("", stemmed, longest, "", seconds)
        return _Word(stemmed, stemmed, longest, "" if word.isdigit() else word, seconds)

    def _term_tokens(self, words: list[_Word]) -> Iterator[str]:
        """Tokens of the lexicon's terms in a text, where they are not the token of the one word already."""
        free_from = 0  # a word belongs to one term only
        for position, word in enumerate(words):
            if word.longest and position >= free_from:
                meaning, length = self._term_at(words, position)
                free_from = position + length
                if meaning is not None:
                    if length > 1 or meaning.token != word.stem:
                        yield meaning.token
                    yield from meaning.broader

    def _term_at(self, words: list[_Word], position: int) -> tuple[Meaning | None, int]:
        """The longest term that begins there, and how many words it has."""
        terms, first = self._lexicon.terms, words[position]
        longest = min(first.longest, len(words) - position)
        if longest > 1 and words[position + 1].stem not in first.seconds:
            longest = 1
        for length in range(longest, 0, -1):
            meaning = terms.get(tuple([word.stem for word in words[position : position + length]]))
            if meaning is not None:
                return meaning, length
        return None, 1

    def _spans(self, folded: list[str]) -> list[_Span]:
        """A query cut into terms of the lexicon and single words."""
        words = [self._word(word) for word in folded]
        spans: list[_Span] = []
        position = 0
        while position < len(words):
            meaning, length = self._term_at(words, position)
            token = words[position].stem if meaning is None else meaning.token
            spans.append(_Span(tuple(folded[position : position + length]), token, meaning is not None))
            position += length
        return spans

    def _is_unsought(self, span: _Span, unsought: frozenset[str]) -> bool:
        return not span.is_term and span.words[0] in unsought


def _seconds_of(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """By the first stem of terms, the stems that come second."""
    seconds: dict[str, set[str]] = {}
    for term in lexicon.terms:
        if len(term) > 1:
            seconds.setdefault(term[0], set()).add(term[1])
    return {first: frozenset(found) for first, found in seconds.items()}
