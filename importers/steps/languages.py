"""Languages: one entry for each language, with its ISO 639 code where the name is known.

Not for: reading language names (`directory.facts.languages`). The decision a reader would ask about: an entry whose
name is not known keeps its name and gets no code; a list in one cell ("English, Spanish") becomes several entries.
"""

from __future__ import annotations

import re
from functools import lru_cache

from directory.facts.languages import read_languages
from importers.drafts import Document, FlatRecord
from importers.steps.nested import children

_SEPARATORS = re.compile(r"\s*(?:[,;/|&]|\band\b|\by\b)\s*", re.IGNORECASE)
_MOST_NAMES = 4096  # directories repeat the same few hundred


def set_languages(record: FlatRecord) -> None:
    """The languages of a service or location."""
    if "languages" not in record.document:
        return
    found = children(record.document, "languages")
    if not found:
        return
    singles: list[Document] = []
    for language in found:
        name = language.get("name")
        if "code" in language or not isinstance(name, str):
            singles.append(language)
        else:
            singles.extend(_single(language, name))
    record.document["languages"] = singles


def _single(language: Document, name: str) -> list[Document]:
    """An entry for each language of the name, with its code."""
    codes = _codes(name)
    if len(codes) < 2:
        return [_coded(language, codes)]
    # One id cannot serve several entries; without one each is named by its place in the list.
    shared = {field: value for field, value in language.items() if field != "id"}
    parts = [part for part in _SEPARATORS.split(name) if part]
    return [_coded({**shared, "name": part}, _codes(part)) for part in parts]


def _coded(language: Document, codes: tuple[str, ...]) -> Document:
    if len(codes) == 1:
        language["code"] = codes[0]
    return language


@lru_cache(maxsize=_MOST_NAMES)
def _codes(name: str) -> tuple[str, ...]:
    return read_languages(name).codes
