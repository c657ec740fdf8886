"""Puts child rows of a tabular package into the record they belong to, as HSDS JSON nests them.

Not for: finding links in the rows (`hsds_tabular.py`). The decision a reader would ask about: rows are claimed when a
parent takes them, and what nobody claimed is reported at the end, because a dangling key can only be known then.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from importers.drafts import Document
from importers.formats.tabular_names import TABLES
from importers.scratch.child_rows import ANY_TABLE, ChildRow, ChildRows

Links = list[tuple[str, str]]


class Nesting:
    """Child rows by parent, with terms and units that children name."""

    def __init__(self, children: ChildRows) -> None:
        self._children = children
        self._terms: dict[str, Document] = {}
        self._units: dict[str, Document] = {}
        self._unit_rows: dict[str, int] = {}
        self._claimed = bytearray()
        self._parent_tables: set[str] = set()

    def keep_term(self, key: str, document: Document) -> None:
        """Remember a taxonomy term; the first of an id stays."""
        if key:
            self._terms.setdefault(key, document)

    def keep_unit(self, key: str, row: int, document: Document) -> None:
        """Remember a unit, which capacities name."""
        self._units.setdefault(key, document)
        self._unit_rows.setdefault(key, row)

    def expect(self, links: Links) -> None:
        """Some row waits for one of these parents."""
        self._parent_tables.update(table for table, _ in links)

    def unclaimed(self) -> Iterator[tuple[int, str, Links]]:
        """Rows that no parent took: their number, how reports name them, the parents that they name."""
        for key, row in self._unit_rows.items():
            if not self._is_claimed(row):
                yield row, f"unit {key}", []
        for row, rows in groupby(self._children.all(), key=lambda child: child.row):
            if not self._is_claimed(row):
                waiting = list(rows)
                label = f"{waiting[0].table} {waiting[0].document.get('id') or 'without id'}"
                yield row, label, [(child.parent_table, child.parent_key) for child in waiting]

    def _claim(self, row: int, claimed: list[int]) -> None:
        if row >= len(self._claimed):
            self._claimed.extend(bytes(row + 1 - len(self._claimed)))
        self._claimed[row] = 1
        claimed.append(row)

    def _is_claimed(self, row: int) -> bool:
        return row < len(self._claimed) and self._claimed[row] == 1

    def nest(self, table: str, key: str, document: Document, claimed: list[int]) -> None:
        """Put all rows under (table, key) into the document; their numbers are added to `claimed`."""
        if table not in self._parent_tables and ANY_TABLE not in self._parent_tables:
            return
        for child in self._children.of(table, key):
            self._claim(child.row, claimed)
            self._put(table, child, document, claimed)

    def _put(self, parent: str, child: ChildRow, document: Document, claimed: list[int]) -> None:
        nested = child.document
        if child.table == "eligibility":
            words = str(nested.get("eligibility") or nested.get("eligibility_description") or "")
            _append_text(document, "eligibility_description", words)
            return
        if child.table == "payment_accepted":
            document.setdefault("x_payments_accepted", []).append(str(nested.get("payment", nested.get("name", ""))))
            return
        if child.table == "attribute":
            self._name_term(nested)
        elif child.table == "service_capacity":
            self._name_unit(nested, claimed)
        elif child.table == "contact":
            _own_phone(nested)
        if child.table not in {"attribute", "metadata"} and nested.get("id"):
            self.nest(child.table, str(nested["id"]), nested, claimed)
        document.setdefault(_field(parent, child.table), []).append(nested)

    def _name_term(self, attribute: Document) -> None:
        key = str(attribute.get("taxonomy_term_id", "")).strip()
        if key:
            # A code without a row of its own still says what the service is.
            attribute["taxonomy_term"] = dict(self._terms.get(key, {"id": key}))

    def _name_unit(self, capacity: Document, claimed: list[int]) -> None:
        key = str(capacity.get("unit_id", ""))
        if key in self._units:
            capacity["unit"] = dict(self._units[key])
            self._claim(self._unit_rows[key], claimed)


def _field(parent: str, child_table: str) -> str:
    if child_table == "attribute":
        return "attributes"
    if child_table == "metadata":
        return "metadata"
    parents = next(table.parents for table in TABLES.values() if table.name == child_table)
    return parents[parent]


def _own_phone(contact: Document) -> None:
    """HSDS 1.x splits a contact's number over three columns."""
    parts: list[Any] = [contact.pop(name, "") for name in ("phone_areacode", "phone_number", "phone_extension")]
    area, number, extension = (str(part).strip() for part in parts)
    if number:
        phone: Document = {"number": f"{area}-{number}" if area else number}
        if extension:
            phone["extension"] = extension
        contact.setdefault("phones", []).append(phone)


def _append_text(document: Document, field: str, words: str) -> None:
    held = document.get(field)
    document[field] = f"{held}\n{words}" if held else words
