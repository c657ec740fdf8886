"""Words → tokens, the same for listings and for queries, before any engine sees them.

Not for: needs (`matching.words`) or spelling (`spelling.py`). The decision a reader would ask about: every engine gets
finished tokens, so engines agree and changing one changes no answer. A token is a stem ("appli"), or for a term of the
lexicon the stems of its head joined by `_` ("child_care" for "day care", "daycare" and "guardería").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from pathlib import Path
from typing import NamedTuple

from directory.search.lexicon import Lexicon, Meaning, read_lexicon
from directory.search.stemming import folded_words, stem

_WORDS_KEPT = 200_000
"""Words looked up and remembered; the vocabulary of a national directory."""

_SHARED_TEXTS_KEPT = 20_000
"""Organizations and sets of categories remembered: a few hundred bytes each, and seven in ten come again in a source."""

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


class IndexedText(NamedTuple):
    """A text as it is indexed: its tokens, joined by spaces, and the folded words that it is written in.

    Stop words and numbers are no forms.
    """

    tokens: str
    forms: frozenset[str]


_NOTHING = IndexedText("", frozenset())


class Word(NamedTuple):
    """A folded word: its token and its form ("" for what is not indexed), and the terms of the lexicon that it begins.

    `alone` are the further tokens of the term that it is by itself, `seconds` the stems that come second in longer ones;
    `begins` says whether it has either.
    """

    token: str
    form: str
    stem: str
    begins: bool
    alone: tuple[str, ...]
    seconds: frozenset[str]


class KnownWords(dict[str, Word]):
    """Words looked up so far, by their folded form. A dict, because a text is then looked up without a call a word."""

    def __init__(self, look_up: Callable[[str], Word], most: int = _WORDS_KEPT) -> None:
        self._look_up = look_up
        self._most = most

    def __missing__(self, word: str) -> Word:
        if len(self) >= self._most:
            self.clear()
        found = self[word] = self._look_up(word)
        return found


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
        self._words = KnownWords(self._look_up)
        self.index_shared_text = lru_cache(maxsize=_SHARED_TEXTS_KEPT)(self.index_text)
        """`index_text` for a text that many listings have, such as the name of their organization."""

    @classmethod
    def read(cls, folder: Path) -> Analyzer:
        """The analyzer of the lexicon in a folder (`data/lexicon`)."""
        return cls(read_lexicon(folder))

    def index_text(self, text: str) -> IndexedText:
        """A listing's text: a token for each word, for each term of the lexicon, and for everything broader."""
        words = folded_words(text)
        if not words:
            return _NOTHING
        # Columns, not words one by one: the interpreter's own loops then do most of the work.
        tokens, forms, stems, *terms = zip(*map(self._words.__getitem__, words), strict=True)
        found = list(filter(None, tokens))
        found.extend(self._term_tokens(stems, *terms))
        return IndexedText(" ".join(found), frozenset(filter(None, forms)))

    def index_tokens(self, text: str) -> list[str]:
        """The tokens of a listing's text."""
        return self.index_text(text).tokens.split()

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

    def _look_up(self, word: str) -> Word:
        """What is known of a folded word."""
        stemmed = stem(word)
        is_indexed = word not in self._lexicon.stop_words
        alone, seconds = _further_tokens(self._lexicon, stemmed), self._seconds.get(stemmed, _NO_STEMS)
        return Word(
            token=stemmed if is_indexed else "",
            form=word if is_indexed and not word.isdigit() else "",
            stem=stemmed,
            begins=bool(alone or seconds),
            alone=alone,
            seconds=seconds,
        )

    def _term_tokens(
        self,
        stems: tuple[str, ...],
        begins: tuple[bool, ...],
        alone: tuple[tuple[str, ...], ...],
        seconds: tuple[frozenset[str], ...],
    ) -> list[str]:
        """Tokens of the lexicon's terms in a text, where they are not the token of the one word already."""
        found: list[str] = []
        following = (*stems[1:], "")
        free_from = 0  # a word belongs to one term only
        for position in compress(range(len(stems)), begins):
            if position < free_from:
                continue
            if following[position] in seconds[position] and (longer := self._longer_term_at(stems, position)):
                meaning, length = longer
                free_from = position + length
                found.append(meaning.token)
                found.extend(meaning.broader)
            else:
                found.extend(alone[position])
        return found

    def _longer_term_at(self, stems: tuple[str, ...], position: int) -> tuple[Meaning, int] | None:
        """The longest term of two words or more that begins there, and how many it has."""
        longest = min(self._lexicon.longest.get(stems[position], 0), len(stems) - position)
        for length in range(longest, 1, -1):
            meaning = self._lexicon.terms.get(stems[position : position + length])
            if meaning is not None:
                return meaning, length
        return None

    def _spans(self, folded: list[str]) -> list[_Span]:
        """A query cut into terms of the lexicon and single words."""
        stems = tuple([self._words[word].stem for word in folded])
        spans: list[_Span] = []
        position = 0
        while position < len(stems):
            longer = self._longer_term_at(stems, position)
            meaning, length = longer or (self._lexicon.terms.get((stems[position],)), 1)
            token = stems[position] if meaning is None else meaning.token
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


def _further_tokens(lexicon: Lexicon, stemmed: str) -> tuple[str, ...]:
    """The tokens of the term that one word is, besides the word's own; none where it is none."""
    meaning = lexicon.terms.get((stemmed,))
    if meaning is None:
        return ()
    return meaning.broader if meaning.token == stemmed else (meaning.token, *meaning.broader)
