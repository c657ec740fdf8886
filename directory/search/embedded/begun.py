"""The words of the index that begin as the last word of a query does.

Not for: spelling (`vocabulary.py`). The decision a reader would ask about: FTS5 could look for a beginning itself, but it
would put together the listings of every such word in the whole index, each time, whatever the place; most beginnings
are whole words already and have no or few others, so a table of all words ever indexed is asked first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from directory.search.analysis import QueryTerm
from directory.search.stemming import stem

MOST_WORDS = 100
"""A beginning of more words ("the" …) is left to FTS5: by then it is as fast."""

_AFTER_ALL = "\U0010ffff"
_WORDS = "SELECT word FROM listing_form WHERE word >= ? AND word < ? LIMIT ?"


def whole_words(terms: Sequence[QueryTerm]) -> str:
    """All terms, for FTS5. Tokens and prefixes are letters, digits and `_` of our own analysis, and are quoted."""
    return " AND ".join(f'- forms : "{term.token}"' for term in terms)


def begun_word(connection: sqlite3.Connection, terms: Sequence[QueryTerm]) -> str:
    """All terms but the last, and another word that begins with the last, for FTS5; empty where there is none."""
    *others, last = terms
    if not last.prefix:
        return ""
    found = connection.execute(_WORDS, (last.prefix, last.prefix + _AFTER_ALL, MOST_WORDS + 1)).fetchall()
    words = [word for (word,) in found if word != last.prefix and stem(word) != last.token]
    if not words:
        return ""
    begun = " OR ".join(f'"{word}"' for word in words) if len(found) <= MOST_WORDS else f'"{last.prefix}" *'
    return " AND ".join(filter(None, (whole_words(others), f"forms : ({begun})")))
