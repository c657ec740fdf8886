"""The categories of a service, and all that its needs follow from: these and its words.

Not for: the tables that say so (`directory.needs.crosswalk`). HSDS hangs categories on a record as attributes with a
taxonomy term; our importers keep further ones under `x_categories`, and a publisher's search hints under `x_keywords`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from directory.needs.crosswalk import Category, NeedSource
from directory.search.document_fields import Document, items, text, texts
from directory.search.document_views import ServiceView

_CODE = re.compile(r"^[A-Z]{1,2}(?:-\d+(?:[.\-]\d+)*)?$")
"""A 211 code ("BD-1800.2000"): it says something to the crosswalk and nothing to a reader."""


def categories_of(service: Document) -> tuple[Category, ...]:
    """Its categories: taxonomy, code and name of each."""
    named = [category for attribute in items(service, "attributes") if (category := _category(attribute)) is not None]
    labels = texts(service, "x_categories") if "x_categories" in service else ()
    return (*named, *[("", "", label) for label in labels])


def names_of(categories: Iterable[Category]) -> tuple[str, ...]:
    """The names of categories, each once, codes left out."""
    labels = dict.fromkeys([label for _, _, label in categories])
    # Asking for capitals first takes a tenth of the time of the pattern.
    return tuple([label for label in labels if label and not (label.isupper() and _CODE.match(label))])


def need_source(service: ServiceView) -> NeedSource:
    """All that its needs follow from."""
    told, document = service.told, service.document
    return NeedSource(
        name=told["name"],
        alternate_name=told["alternate_name"],
        description=told["description"],
        categories=service.categories,
        keywords=tuple(texts(document, "x_keywords")) if "x_keywords" in document else (),
        organization=text(service.organization, "name"),
    )


def _category(attribute: Document) -> Category | None:
    term = attribute.get("taxonomy_term")
    if isinstance(term, dict):
        return text(term, "taxonomy"), text(term, "code"), text(term, "name") or text(attribute, "label")
    label = text(attribute, "label") or text(attribute, "value")
    return ("", "", label) if label else None
