"""Folding of place names, so that "St. Louis", "Saint Louis" and "SAINT LOUIS" are one name.

Not for: folding of service texts (`directory.search.analysis`). The one decision: abbreviations are spelled out only
where place names use them (Saint, Fort, Mount), because a wrong expansion moves a client to another town.
"""

from __future__ import annotations

import re
import unicodedata

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
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_APOSTROPHE = re.compile(r"['’‘`]")


def fold_name(words: str) -> str:
    """Lower case, no accents, no punctuation, abbreviations spelled out, single blanks."""
    decomposed = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", words))
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()
    return " ".join(_ABBREVIATED.get(word, word) for word in _NOT_WORD.sub(" ", plain).split())
