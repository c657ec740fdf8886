"""The categories of a service, and the needs that follow from them and from its words.

Not for: the tables that say so (`directory.needs.crosswalk`). HSDS hangs categories on a record as attributes with a
taxonomy term; our importers keep further ones under `x_categories`, and a publisher's search hints under `x_keywords`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from directory.needs.crosswalk import Category, Crosswalk, NeedSource
from directory.needs.values import NeedFit
from directory.search.document_fields import Document, items, text, texts

_CODE = re.compile(r"^[A-Z]{1,2}(?:-\d+(?:[.\-]\d+)*)?$")
"""A 211 code ("BD-1800.2000"): it says something to the crosswalk and nothing to a reader."""


def categories_of(service: Document) -> tuple[str, ...]:
    """Names of its categories, each once, codes left out."""
    named = (label for _, _, label in _categories(service) if label and not _CODE.match(label))
    return tuple(dict.fromkeys(named))


def needs_of(service: Document, crosswalk: Crosswalk, organization: str = "") -> tuple[NeedFit, ...]:
    """The needs that it meets, strongest first. `organization`: the name of its agency."""
    return crosswalk.needs_of(
        NeedSource(
            name=text(service, "name"),
            alternate_name=text(service, "alternate_name"),
            description=text(service, "description"),
            categories=tuple(_categories(service)),
            keywords=tuple(texts(service, "x_keywords")),
            organization=organization,
        )
    )


def _categories(service: Document) -> Iterator[Category]:
    for attribute in items(service, "attributes"):
        term = attribute.get("taxonomy_term")
        if isinstance(term, dict):
            label = text(term, "name") or text(attribute, "label")
            yield text(term, "taxonomy"), text(term, "code"), label
        elif label := text(attribute, "label", "value"):
            yield "", "", label
    for label in texts(service, "x_categories"):
        yield "", "", label
