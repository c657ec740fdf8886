"""Texts that were read in the wrong encoding somewhere on their way ("JosÃ©"), put right by ftfy.

Not for: markup, blanks or entities (`text.py`). The decision a reader would ask about: ftfy knows such texts by a pattern
of pairs of characters that nobody writes, tried at each character, which takes longer than all other cleaning together.
No pair is without a character beyond ASCII, so only what stands around those is shown to it; a text in which it finds a
pair, or which holds what ftfy takes away in any text, goes to ftfy whole.
"""

from __future__ import annotations

import re

import ftfy
from ftfy.badness import is_bad

_MENDING = ftfy.TextFixerConfig(
    uncurl_quotes=False, fix_character_width=False, fix_latin_ligatures=False, normalization=None, unescape_html=False
)
_TAKEN_AWAY = re.compile("[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\u206a-\u206f\ufeff\ufff9-\ufffc\ud800-\udfff]")
# ftfy looks at no more than two ASCII characters to either side of others; eight leave room.
_ASCII = r"[\x00-\x09\x0b-\x7f]"
_FAR_FROM_OTHERS = re.compile(rf"(?<={_ASCII}{{8}}){_ASCII}+(?={_ASCII}{{8}})")


def mend_encoding(text: str) -> str:
    """The text as it was meant; as it is where nothing tells of a wrong encoding."""
    is_one_piece = len(text) <= _MENDING.max_decode_length  # ftfy cuts longer ones, and so sees other beginnings
    if is_one_piece and not _TAKEN_AWAY.search(text) and not looks_broken(text):
        return text
    return str(ftfy.fix_text(text, _MENDING))


def looks_broken(text: str) -> bool:
    """Whether ftfy finds a pair in one of the lines, each of which it takes for a text of its own."""
    lines = _FAR_FROM_OTHERS.sub("", text).split("\n")
    return any(is_bad(f"{line}\n") for line in lines if not line.isascii())
