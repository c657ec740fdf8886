"""Reads HSDS tabular packages (1.0 to 3.2): a set of CSV tables, or the same tables in one JSON file.

Not for: cleaning values (`importers.steps`) or the names of tables and columns (`tabular_names.py`). The decision a
reader would ask about: child tables are read first into a scratch file and top-level rows then collect their own,
since a package gives its tables in any order; a child under several parents (`service_id` and `location_id`) is
nested in each, as HSDS means it, but counts as one row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from importers.drafts import Document, Draft, Note, Outcome, ReaderItems, RowFate
from importers.formats.nesting import Nesting
from importers.formats.reading import Reading, rejected, skipped
from importers.formats.tabular_names import TABLES, TOP_TABLES, Table
from importers.scratch.child_rows import ANY_TABLE, ChildRow, ChildRows

_PARENT_COLUMNS = ("service_at_location", "service", "location", "organization", "contact", "phone")
_PARENT_LINKS = tuple((parent, f"{parent}_id") for parent in _PARENT_COLUMNS)
_MOST_COLUMNS = 4096  # a package has some twenty tables of some twenty columns
_UUID_LENGTH = 36
_CHILD_BATCH = 1000

# At least one of these makes a row worth keeping; without any it is hollow and is skipped.
_ESSENTIAL: dict[str, tuple[str, ...]] = {
    "phone": ("number",),
    "language": ("name", "code"),
    "address": ("address_1", "city", "postal_code"),
    "schedule": ("opens_at", "closes_at", "description", "freq", "valid_from", "dtstart", "bymonthday"),
    "attribute": ("taxonomy_term_id", "value"),
    "eligibility": ("eligibility_description", "eligibility"),
    "url": ("url",),
}


class PackageRow(NamedTuple):
    """One row of a table: its cells, or what is wrong with it."""

    cells: Document
    broken: str = ""


@dataclass(frozen=True, slots=True)
class PackageTable:
    """One table of a package. `table` is a singular name of `tabular_names`; `rows` opens it anew each time."""

    table: str
    file: str
    rows: Callable[[], Iterator[PackageRow]]


def read_package(tables: Sequence[PackageTable], reading: Reading) -> ReaderItems:
    """Drafts of all top-level rows, and the fate of every other row. Raises the errors of the files."""
    known: dict[str, list[PackageTable]] = {}
    for table in tables:
        known.setdefault(TABLES[table.table].name, []).append(table)
    with ChildRows.in_folder(reading.scratch) as children:
        nesting = Nesting(children)
        for name, found in known.items():
            if name not in TOP_TABLES:
                yield from _keep_children(found, children, nesting, reading)
        yield from _keep_terms(known.get("taxonomy_term", ()), nesting)
        for name in TOP_TABLES:
            for table in known.get(name, ()):
                yield from _top_rows(table, nesting, reading)
        yield from _dangling(nesting)


def _keep_children(
    tables: Sequence[PackageTable], children: ChildRows, nesting: Nesting, reading: Reading
) -> ReaderItems:
    batch: list[ChildRow] = []
    for table in tables:
        reading.ledger.begin_file(table.file)
        for row in table.rows():
            number = reading.ledger.open_row()
            found = _child(TABLES[table.table], row, number, nesting)
            if isinstance(found, RowFate):
                yield found
                continue
            batch.extend(found)
            if len(batch) >= _CHILD_BATCH:
                children.add(batch)
                batch.clear()
    children.add(batch)


def _child(table: Table, row: PackageRow, number: int, nesting: Nesting) -> RowFate | list[ChildRow]:
    """The row under each of its parents, or its end."""
    label = f"{table.name} {row.cells.get('id') or 'without id'}"
    if row.broken:
        return rejected(number, label, "", row.broken)
    if table.name == "meta_table_description":
        return skipped(number, label, "", "describes a table of the package, not a listing")
    document = mapped(table, row.cells)
    if table.name == "unit":
        nesting.keep_unit(str(document.get("id", "")), number, document)
        return []
    links = _links(table, document)
    if not document.keys() - {"id"} or _is_hollow(table, document):
        return skipped(number, label, _missing(table), f"the row has no {_missing(table) or 'content'}")
    if not links:
        return rejected(number, label, _link_column(table), "names no record that it belongs to")
    nesting.expect(links)
    return [ChildRow(parent, key, table.name, number, document) for parent, key in links]


def mapped(table: Table, cells: Document) -> Document:
    """The row with the columns of HSDS 3.2, empty cells left out."""
    document: Document = dict(table.fixed)
    for column, value in cells.items():
        # Most cells are empty, so they are passed over before anything else is asked.
        if value is None or (isinstance(value, str) and (not value or value.isspace())):
            continue
        name = _hsds_name(table, column)
        if name:
            document.setdefault(name, value)
    return document


@lru_cache(maxsize=_MOST_COLUMNS)
def _hsds_name(table: Table, column: str) -> str:
    name = column.strip().lower()
    return table.rename.get(name, name)


def _links(table: Table, document: Document) -> list[tuple[str, str]]:
    """(parent table, key) of each parent that the row names; the columns are taken out of the document."""
    named = [(parent, document.pop(column)) for parent, column in _PARENT_LINKS if column in document]
    found = [(parent, key) for parent, cell in named if parent in table.parents for key in keys_in(cell)]
    if table.name == "metadata":
        found = [_open_link(document.pop("resource_type", ""), document.pop("resource_id", ""))]
    elif table.name == "attribute" and not found:
        entity = document.get("link_entity", "")
        found = [_open_link(entity, document.pop("link_id", ""))]
    return [(parent, key) for parent, key in dict.fromkeys(found) if key]


def keys_in(cell: Any) -> list[str]:
    """The keys in a link cell; some packages list several in one, with commas, which no id of theirs contains."""
    return [key.strip() for key in str(cell or "").split(",") if key.strip()]


def _open_link(entity: Any, key: Any) -> tuple[str, str]:
    """A link by id and the name of the table; where that name is none, a UUID is enough and any other id is not."""
    named = str(entity).strip().lower()
    table = TABLES[named].name if named in TABLES else ANY_TABLE
    text = str(key).strip()
    return (table, text) if table or len(text) == _UUID_LENGTH else (table, "")


def _is_hollow(table: Table, document: Document) -> bool:
    essential = _ESSENTIAL.get(table.name)
    return essential is not None and not any(name in document for name in essential)


def _missing(table: Table) -> str:
    return _ESSENTIAL.get(table.name, ("",))[0]


def _link_column(table: Table) -> str:
    if not table.parents:
        return "link_id"
    return "service_id" if "service" in table.parents else f"{next(iter(table.parents))}_id"


def _keep_terms(tables: Sequence[PackageTable], nesting: Nesting) -> ReaderItems:
    """Terms are records of their own and are also nested in the attributes that name them."""
    for table in tables:
        for row in table.rows():
            if not row.broken:
                document = mapped(TABLES[table.table], row.cells)
                nesting.keep_term(str(document.get("id", "")), document)
    yield from ()


def _top_rows(table: PackageTable, nesting: Nesting, reading: Reading) -> ReaderItems:
    reading.ledger.begin_file(table.file)
    for row in table.rows():
        number = reading.ledger.open_row()
        key = str(row.cells.get("id") or "").strip()
        if row.broken:
            yield rejected(number, f"{table.table} {key or 'without id'}", "", row.broken)
            continue
        document = mapped(TABLES[table.table], row.cells)
        child_rows: list[int] = []
        if key:
            nesting.nest(table.table, key, document, child_rows)
        for single in _single_links(table.table, document):
            yield Draft(table.table, single, number, tuple(child_rows))


def _single_links(table: str, document: Document) -> list[Document]:
    """A row that lists several services for one location is as many records."""
    if table != "service_at_location" or document.get("id"):
        return [document]
    services, locations = keys_in(document.get("service_id")), keys_in(document.get("location_id"))
    if len(services) < 2 and len(locations) < 2:
        return [document]
    return [{**document, "service_id": s, "location_id": place} for s in services for place in locations]


def _dangling(nesting: Nesting) -> ReaderItems:
    for row, label, links in nesting.unclaimed():
        parents = " or ".join(f"{table or 'record'} {key}" for table, key in links) or "a record"
        field = f"{links[0][0]}_id" if links and links[0][0] else "link_id"
        yield RowFate(row, Outcome.REJECTED, Note(label, field, f"belongs to {parents}, which is not in the package"))
