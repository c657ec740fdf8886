"""Languages: one entry for each language, with its ISO 639 code where the name is known.

Not for: reading languages out of running text (`directory.facts`). The decision a reader would ask about: an entry
whose name is not known keeps its name and gets no code; a list in one cell ("English, Spanish") becomes several.
"""

from __future__ import annotations

import re

from importers.drafts import Document, FlatRecord
from importers.steps.nested import children

_SEPARATORS = re.compile(r"\s*(?:[,;/|&]|\band\b)\s*", re.IGNORECASE)
_CODES = {
    "english": "en",
    "spanish": "es",
    "español": "es",
    "french": "fr",
    "creole": "ht",
    "haitian creole": "ht",
    "haitian": "ht",
    "portuguese": "pt",
    "russian": "ru",
    "arabic": "ar",
    "amharic": "am",
    "vietnamese": "vi",
    "korean": "ko",
    "chinese": "zh",
    "mandarin": "zh",
    "cantonese": "yue",
    "hindi": "hi",
    "urdu": "ur",
    "bengali": "bn",
    "farsi": "fa",
    "persian": "fa",
    "german": "de",
    "italian": "it",
    "polish": "pl",
    "japanese": "ja",
    "hebrew": "he",
    "tagalog": "tl",
    "somali": "so",
    "swahili": "sw",
    "american sign language": "ase",
    "asl": "ase",
    "sign language": "ase",
}


def set_languages(record: FlatRecord) -> None:
    """The languages of a service or location."""
    found = children(record.document, "languages")
    if found:
        record.document["languages"] = [single for language in found for single in _single(language)]


def _single(language: Document) -> list[Document]:
    name = language.get("name")
    if not isinstance(name, str):
        return [language]
    names = [part for part in _SEPARATORS.split(name) if part] if len(name) > 3 and "code" not in language else [name]
    if len(names) == 1:
        return [_coded(language)]
    # One id cannot serve several entries; without one each is named by its place in the list.
    shared = {name: value for name, value in language.items() if name != "id"}
    return [_coded({**shared, "name": part}) for part in names]


def _coded(language: Document) -> Document:
    code = _CODES.get(str(language.get("name", "")).strip().lower())
    if code:
        language.setdefault("code", code)
    return language
