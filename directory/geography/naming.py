"""Folding of place names, so that "St. Louis", "Saint Louis" and "SAINT LOUIS" are one name.

Not for: folding of service texts (`directory.search.analysis`). The one decision: abbreviations are spelled out only
where place names use them (Saint, Fort, Mount), because a wrong expansion moves a client to another town.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ABBREVIATED = {
    "st": "saint",
    "ste": "sainte",
    "ft": "fort",
    "mt": "mount",
    "mtn": "mountain",
    "hts": "heights",
    "spgs": "springs",
    "twp": "township",
    "vlg": "village",
    "pt": "point",
    "no": "north",
    "so": "south",
}
_NAMES_KEPT = 10_000
"""Names folded and remembered: a quarter of all towns of the country, in some two megabytes."""

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_APOSTROPHE = re.compile(r"['’‘`]")


@lru_cache(maxsize=_NAMES_KEPT)
def fold_name(words: str) -> str:
    """Lower case, no accents, no punctuation, abbreviations spelled out, single blanks."""
    plain = _APOSTROPHE.sub("", words)
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join([letter for letter in decomposed if not unicodedata.combining(letter)]).casefold()
    return " ".join([_ABBREVIATED.get(word, word) for word in _NOT_WORD.sub(" ", plain.lower()).split()])
