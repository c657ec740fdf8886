"""Words → tokens, the same for listings and for queries, before any engine sees them.

Not for: needs (`matching.words`) or spelling (`spelling.py`). The decision a reader would ask about: every engine gets
finished tokens, so engines agree and changing one changes no answer. A token is a stem ("appli"), or for a term of the
lexicon the stems of its head joined by `_` ("child_care" for "day care", "daycare" and "guardería").
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from pathlib import Path
from typing import NamedTuple

from directory.search.lexicon import BegunTerms, Lexicon, Longer, Meaning, Stems, read_lexicon
from directory.search.stemming import folded_words, stem_of

_WORDS_KEPT = 200_000
"""Words looked up and remembered; the vocabulary of a national directory."""

_SHARED_TEXTS_KEPT = 20_000
"""Organizations and sets of categories remembered: a few hundred bytes each, and seven in ten come again in a source."""

_NO_LONGER: Longer = {}

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

    Stop words and numbers are no forms: "" stands in their place. A form comes as often as the text has it.
    """

    tokens: str
    forms: tuple[str, ...]


_NOTHING = IndexedText("", ())


class Word(NamedTuple):
    """A folded word: its tokens (several where the lexicon has more for it) and its form, "" for what is not indexed.

    `longer` are the terms of two words or more that it begins.
    """

    tokens: str
    form: str
    stem: str
    longer: Longer


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
        tokens, forms, stems, longer = zip(*map(self._words.__getitem__, words), strict=True)
        return IndexedText(" ".join(filter(None, self._with_longer_terms(words, tokens, stems, longer))), forms)

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
        is_number = word.isdigit()
        stemmed = word if is_number else stem_of(word)
        own = "" if word in self._lexicon.stop_words else stemmed
        meaning = self._lexicon.terms.get((stemmed,))
        return Word(
            own if meaning is None else " ".join(filter(None, (own, *_further_tokens(meaning, stemmed)))),
            word if own and not is_number else "",
            stemmed,
            self._lexicon.longer.get(stemmed, _NO_LONGER),
        )

    def _with_longer_terms(
        self, words: Sequence[str], tokens: Sequence[str], stems: Stems, longer: Sequence[Longer]
    ) -> list[str]:
        """The tokens of a text; words that are one term together have their own token only, and the term's come last."""
        found = list(tokens)
        free_from = 0  # a word belongs to one term only
        for position in compress(range(len(stems) - 1), longer):
            begun = longer[position].get(stems[position + 1])
            if begun is None or position < free_from:
                continue
            if term := _longest(begun, stems, position):
                meaning, end = term
                alone = zip(words[position:end], stems[position:end], strict=True)
                stop_words = self._lexicon.stop_words
                found[position:end] = ["" if word in stop_words else stemmed for word, stemmed in alone]
                found.append(meaning.token)
                found.extend(meaning.broader)
                free_from = end
        return found

    def _spans(self, folded: list[str]) -> list[_Span]:
        """A query cut into terms of the lexicon and single words."""
        stems = tuple([self._words[word].stem for word in folded])
        spans: list[_Span] = []
        position = 0
        while position < len(stems):
            alike = self._lexicon.longer.get(stems[position], _NO_LONGER)
            following = stems[position + 1] if position + 1 < len(stems) else ""
            longer = _longest(alike.get(following, ()), stems, position)
            meaning, end = longer or (self._lexicon.terms.get((stems[position],)), position + 1)
            token = stems[position] if meaning is None else meaning.token
            spans.append(_Span(tuple(folded[position:end]), token, meaning is not None))
            position = end
        return spans

    def _is_unsought(self, span: _Span, unsought: frozenset[str]) -> bool:
        return not span.is_term and span.words[0] in unsought


def _longest(begun: BegunTerms, stems: Stems, position: int) -> tuple[Meaning, int] | None:
    """What the longest of the terms that two stems begin means, and where it ends; None where none of them goes on so."""
    for rest, meaning in begun:
        end = position + 2 + len(rest)
        if stems[position + 2 : end] == rest:
            return meaning, end
    return None


def _further_tokens(meaning: Meaning, stemmed: str) -> tuple[str, ...]:
    """The tokens of the term that one word is, besides the word's own."""
    return meaning.broader if meaning.token == stemmed else (meaning.token, *meaning.broader)
