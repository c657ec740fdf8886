"""Walks through a record and everything nested in it.

Not for: changing anything. The decision a reader would ask about: only fields that HSDS nests are entered, so that a
publisher's own objects stay as they are.
"""

from __future__ import annotations

from importers.drafts import Document, FlatRecord
from importers.steps.ids import NESTED_TABLES

_holds_none = frozenset(NESTED_TABLES).isdisjoint


def parts(record: FlatRecord) -> tuple[tuple[str, Document], ...]:
    """(table, object) of the record itself and of each object nested in it, the outer before the inner.

    Looked for once a record. Objects that a later step adds are not in it: their step makes them right.
    """
    if record.parts is None:
        found: list[tuple[str, Document]] = []
        _collect(record.document, record.record_type, found)
        record.parts = tuple(found)
    return record.parts


def _collect(document: Document, table: str, found: list[tuple[str, Document]]) -> None:
    found.append((table, document))
    if _holds_none(document):  # most objects are leaves
        return
    for name, value in document.items():
        if value and name in NESTED_TABLES:
            below = NESTED_TABLES[name]
            for item in value if isinstance(value, list) else (value,):
                if isinstance(item, dict):
                    _collect(item, below, found)


def children(document: Document, field: str) -> list[Document]:
    """The objects in a list field; [] where there is none."""
    value = document.get(field)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
