"""Walks through a record and everything nested in it.

Not for: changing anything. The decision a reader would ask about: only fields that HSDS nests are entered, so that a
publisher's own objects stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from importers.drafts import Document, FlatRecord
from importers.steps.ids import NESTED_TABLES


def objects(document: Document, table: str) -> Iterator[tuple[str, Document]]:
    """(table, object) of the record itself and of each object nested in it, the outer before the inner."""
    yield table, document
    for name, value in document.items():
        if name in NESTED_TABLES and value:
            for item in value if isinstance(value, list) else (value,):
                if isinstance(item, dict):
                    yield from objects(item, NESTED_TABLES[name])


def parts(record: FlatRecord) -> tuple[tuple[str, Document], ...]:
    """The same, looked for once a record. Objects that a later step adds are not in it: their step makes them right."""
    if record.parts is None:
        record.parts = tuple(objects(record.document, record.record_type))
    return record.parts


def children(document: Document, field: str) -> list[Document]:
    """The objects in a list field; [] where there is none."""
    value = document.get(field)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
