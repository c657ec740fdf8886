"""The categories of a service, and the needs that follow from them and from its words.

Not for: the tables that say so (`directory.needs.crosswalk`). HSDS hangs categories on a record as attributes with a
taxonomy term; our importers keep further ones under `x_categories`, and a publisher's search hints under `x_keywords`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from directory.needs.crosswalk import Category, Crosswalk, NeedSource
from directory.needs.values import NeedFit
from directory.search.document_fields import Document, items, text, texts

_CODE = re.compile(r"^[A-Z]{1,2}(?:-\d+(?:[.\-]\d+)*)?$")
"""A 211 code ("BD-1800.2000"): it says something to the crosswalk and nothing to a reader."""


def categories_of(service: Document) -> tuple[str, ...]:
    """Names of its categories, each once, codes left out."""
    labels = dict.fromkeys([label for _, _, label in _categories(service)])
    return tuple([label for label in labels if label and not _is_code(label)])


@lru_cache(maxsize=4096)  # a taxonomy has a few thousand terms
def _is_code(label: str) -> bool:
    return _CODE.match(label) is not None


def needs_of(service: Document, crosswalk: Crosswalk, organization: str = "") -> tuple[NeedFit, ...]:
    """The needs that it meets, strongest first. `organization`: the name of its agency."""
    return crosswalk.needs_of(
        NeedSource(
            name=text(service, "name"),
            alternate_name=text(service, "alternate_name"),
            description=text(service, "description"),
            categories=tuple(_categories(service)),
            keywords=tuple(texts(service, "x_keywords")) if "x_keywords" in service else (),
            organization=organization,
        )
    )


def _categories(service: Document) -> list[Category]:
    found: list[Category] = []
    for attribute in items(service, "attributes") if "attributes" in service else ():
        term = attribute.get("taxonomy_term")
        if isinstance(term, dict):
            label = _words(term.get("name")) or text(attribute, "label")
            found.append((_words(term.get("taxonomy")), _words(term.get("code")), label))
        elif label := text(attribute, "label", "value"):
            found.append(("", "", label))
    if "x_categories" in service:
        found += [("", "", label) for label in texts(service, "x_categories")]
    return found


def _words(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
