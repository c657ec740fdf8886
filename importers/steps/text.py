"""Puts words right: blanks, markup, entities, broken encodings, the two characters `\\n`.

Not for: the meaning of words (`directory.facts`). The decision a reader would ask about: what a source publishes under
its own `x_` names as an object is not touched, and a text that is clean already is not changed in any way, so that an
HSDS file goes round without a difference.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Any

import msgspec
import nh3

from importers.drafts import Document, FlatRecord
from importers.steps.encodings import mend_encoding

_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BREAK = re.compile(r"<(?:br|/p|/li|/div|/h[1-6]|/tr)\b[^<>]*>", re.IGNORECASE)
_BULLET = re.compile(r"<li\b[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});")
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200c\u2060\ufeff\u00ad]")
_BLANKS = re.compile("[ \t\u00a0]{2,}|[\t\u00a0]")  # all but a single blank, which stays
_MANY_BLANKS = re.compile("  +")  # a fixed beginning is found several times quicker than one of several characters
_LINE_EDGES = re.compile(r" *\r?\n *")
_MANY_LINES = re.compile(r"\n{3,}")
# Routing marks that a publisher appends for itself: ###MON### ###COL###.
_MARK = re.compile(r"\s*###\w+###")

_MOST_TEXTS = 4096  # some 6 MB; within a source half of the texts that need cleaning are repeated
_encode = msgspec.json.Encoder().encode


def clean_texts(record: FlatRecord) -> None:
    """Every text of the record; nulls and empty texts are taken away."""
    if _is_clean(record.document):
        return
    nulls: list[str] = []
    _clean_object(record.document, "", nulls)
    if nulls:
        record.note(nulls[0], f"null, taken as not given: {', '.join(nulls[:12])}")


def _is_clean(value: Any) -> bool:
    """Whether surely no text in the value needs cleaning: one look at it as JSON instead of one at each text.

    Blanks and quotes are looked at as if they were the same, for two of them side by side are two blanks, a blank at the
    edge of a text, or an empty text. A backslash in JSON is a line end or a control character among others.
    """
    encoded = _encode(value)
    if not encoded.isascii():
        return False
    # Searched as text, for which Python is several times quicker than for bytes, and than one regular expression.
    words = encoded.decode()
    return not (
        "<" in words
        or "&" in words
        or "\\" in words
        or "\x7f" in words
        or '""' in words.replace(" ", '"')
        or "null" in words
        or ("#" in words and "###" in words)
    )


def clean_text(text: str) -> str:
    """One text, cleaned."""
    text = text.strip()
    return _cleaned_text(text) if _is_suspect(text) else text


@lru_cache(maxsize=_MOST_TEXTS)
def _cleaned_text(text: str) -> str:
    if not text.isascii():
        text = mend_encoding(text)
    if "\\" in text:
        text = text.replace("\\r\\n", "\n").replace("\\n", "\n")
    if "<" in text and _TAG.search(text):
        text = nh3.clean(_BULLET.sub("\n- ", _BREAK.sub("\n", text)), tags=set())
        text = html.unescape(text)
    elif "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    if not text.isprintable():
        text = _INVISIBLE.sub("", text)
    if "###" in text:
        text = _MARK.sub("", text)
    return _tidied(text)


def _tidied(text: str) -> str:
    """Single blanks, none at the edges of lines, at most one empty line. Each pattern only where it changes something."""
    if "\t" in text or "\u00a0" in text:
        text = _BLANKS.sub(" ", text)
    elif "  " in text:
        text = _MANY_BLANKS.sub(" ", text)
    if "\n" in text:
        if " \n" in text or "\n " in text or "\r\n" in text:
            text = _LINE_EDGES.sub("\n", text)
        if "\n\n\n" in text:
            text = _MANY_LINES.sub("\n\n", text)
    return text.strip()


def _is_suspect(text: str) -> bool:
    if not text.isascii() or "  " in text or "\\" in text or "&" in text or "<" in text or "###" in text:
        return True
    return not text.isprintable() and _CONTROLS.search(text) is not None


def _clean_object(document: Document, path: str, nulls: list[str]) -> None:
    for name, value in list(document.items()):
        if isinstance(value, str):
            cleaned = clean_text(value)
            if not cleaned:
                del document[name]
            elif cleaned is not value:
                document[name] = cleaned
        elif value is None:
            nulls.append(f"{path}{name}")
            del document[name]
        elif isinstance(value, dict | list) and not name.startswith("x_"):
            document[name] = _cleaned(value, f"{path}{name}.", nulls)


def _cleaned(value: Any, path: str, nulls: list[str]) -> Any:
    # The words that need cleaning mostly stand in one field: what is nested beside it is looked at as a whole.
    if not isinstance(value, dict | list) or _is_clean(value):
        return value
    if isinstance(value, dict):
        _clean_object(value, path, nulls)
        return value
    kept = [item for item in value if item is not None]
    if len(kept) != len(value):
        nulls.append(path.rstrip("."))
    return [
        clean_text(item) if isinstance(item, str) else _cleaned(item, f"{path}{number}.", nulls)
        for number, item in enumerate(kept)
    ]
