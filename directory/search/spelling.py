"""The word that was probably meant, out of a vocabulary that is really used.

Not for: dictionaries. The decision a reader would ask about: the vocabulary is the index's own, so a suggestion always
finds something, and names of agencies and neighbourhoods are spelled as listings spell them.
"""

from __future__ import annotations

from collections.abc import Iterable

from symspellpy import SymSpell, Verbosity

SHORTEST_WORD = 4
"""Letters; a shorter word is one edit from too many others."""

ONE_EDIT_BELOW = 6
"""Letters up to which only one letter may be wrong; from there two."""


class Speller:
    """Suggests words of one vocabulary. Immutable once made; safe to share between threads."""

    def __init__(self, vocabulary: Iterable[tuple[str, int]]) -> None:
        """`vocabulary`: folded words and the number of listings that have them."""
        self._words = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
        for word, count in vocabulary:
            if len(word) >= SHORTEST_WORD and word.isalpha():
                self._words.create_dictionary_entry(word, count)

    def suggest(self, word: str) -> str | None:
        """The nearest word, the most used among equals; None where none is near. `word` is folded."""
        if len(word) < SHORTEST_WORD or not word.isalpha():
            return None
        edits = 1 if len(word) < ONE_EDIT_BELOW else 2
        nearest = self._words.lookup(word, Verbosity.TOP, max_edit_distance=edits)
        return nearest[0].term if nearest and nearest[0].term != word else None
