"""Spelling against the words of the embedded index.

Not for: how a suggestion is found (`directory.search.spelling`). The decision a reader would ask about: the vocabulary
is read when a word first finds nothing, and again once the index has grown or shrunk by a twentieth, not at each change.
"""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import dataclass

from directory.search.analysis import QueryTerm
from directory.search.embedded.begun import begun_word, whole_words
from directory.search.spelling import Speller
from directory.search.stemming import folded_words

NOTICEABLE_CHANGE = 0.05
MOST_WORDS = 30_000
"""The most used words; every further 10,000 cost 25 MB and half a second, and are mostly typing errors themselves."""

_VOCABULARY = "SELECT term, doc FROM listing_vocabulary WHERE col = 'forms' ORDER BY doc DESC LIMIT ?"


@dataclass(frozen=True, slots=True)
class _Held:
    speller: Speller
    listings: int


class IndexSpelling:
    """Corrects the words of a query that no listing has. Safe to share between threads."""

    def __init__(self) -> None:
        self._held: _Held | None = None
        self._lock = threading.Lock()

    def corrected(self, connection: sqlite3.Connection, words: str, terms: tuple[QueryTerm, ...]) -> str:
        """The words with those that nothing has put right; empty where nothing can be put right."""
        unknown = {term.word for term in terms if not _is_known(connection, term)}
        if not unknown:
            return ""
        speller = self._speller(connection)
        suggestions = {word: suggestion for word in unknown if (suggestion := speller.suggest(word))}
        return " ".join(suggestions.get(word, word) for word in folded_words(words)) if suggestions else ""

    def _speller(self, connection: sqlite3.Connection) -> Speller:
        listings = int(connection.execute("SELECT count(*) FROM listing").fetchone()[0])
        with self._lock:
            if self._held is None or abs(listings - self._held.listings) > NOTICEABLE_CHANGE * self._held.listings:
                self._held = _Held(Speller(connection.execute(_VOCABULARY, (MOST_WORDS,))), listings)
            return self._held.speller


def _is_known(connection: sqlite3.Connection, term: QueryTerm) -> bool:
    statement = "SELECT 1 FROM listing_words WHERE listing_words MATCH ? LIMIT 1"
    ways = (whole_words((term,)), begun_word(connection, (term,)))
    return any(way and connection.execute(statement, (way,)).fetchone() for way in ways)
