"""Sorts the files behind a path to the readers that understand them.

Not for: reading. The decision a reader would ask about: with `auto` each file is looked at, not trusted by its name;
a folder may hold several kinds at once (a feed in JSON beside a tabular package), and all of them are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from importers.errors import EmptyFile, UnknownFormat
from importers.formats.csv_rows import csv_rows, header_of
from importers.formats.hsds_tabular import PackageRow, PackageTable
from importers.formats.icarol_columns import is_icarol_header
from importers.formats.json_values import Envelope, json_values
from importers.formats.source_files import SourceFile
from importers.formats.tabular_names import TABLES, table_named


class Format(StrEnum):
    """The formats that can be read; the names that `--format` takes."""

    AUTO = "auto"
    HSDS_JSON = "hsds-json"
    HSDS_TABULAR = "hsds-tabular"
    ICAROL = "icarol"


FORMAT_NAMES = tuple(Format)
_JSON_ENDINGS = frozenset({"json", "ndjson", "jsonl"})
_DESCRIPTORS = frozenset({"datapackage.json"})
_PACKAGE_KEY = re.compile(rb'^\s*(?:\xef\xbb\xbf)?\s*\{\s*"[a-z_]+\.csv"\s*:')


@dataclass(frozen=True, slots=True)
class SortedFiles:
    """Files by reader. `unknown` are CSV tables that no reader takes; they are accounted for as skipped."""

    json: tuple[SourceFile, ...] = ()
    tables: tuple[PackageTable, ...] = ()
    icarol: tuple[SourceFile, ...] = ()
    unknown: tuple[SourceFile, ...] = ()


def sort_files(path: str, files: Sequence[SourceFile], wanted: Format, encoding: str) -> SortedFiles:
    """Which reader takes which file. Raises `UnknownFormat`, `EmptyFile`, `WrongEncoding`, `BrokenFile`."""
    if not files or all(file.size_bytes == 0 for file in files):
        raise EmptyFile(path)
    kinds = [(file, _kind(file, encoding)) for file in files if file.size_bytes]
    json = tuple(file for file, kind in kinds if kind == "json" and wanted in {Format.AUTO, Format.HSDS_JSON})
    tables = tuple(_tables(kinds, encoding)) if wanted in {Format.AUTO, Format.HSDS_TABULAR} else ()
    icarol = tuple(file for file, kind in kinds if kind == "icarol" and wanted in {Format.AUTO, Format.ICAROL})
    unknown = tuple(file for file, kind in kinds if kind == "csv" and wanted is not Format.ICAROL)
    if not (json or tables or icarol):
        raise UnknownFormat(path, _found(wanted), FORMAT_NAMES)
    return SortedFiles(json, tables, icarol, unknown)


def _found(wanted: Format) -> str:
    if wanted is Format.AUTO:
        return "is in none of the formats that can be read"
    return f"is not in the format {wanted}"


def _kind(file: SourceFile, encoding: str) -> str:
    name = file.name.rpartition("/")[2].lower()
    if name in _DESCRIPTORS:
        return "descriptor"
    if file.ending in _JSON_ENDINGS:
        return "json-package" if _PACKAGE_KEY.match(file.head(4096)) else "json"
    if file.ending in {"csv", "tsv", "txt"}:
        return _csv_kind(file, encoding)
    start = file.head(4096).lstrip(b"\xef\xbb\xbf \t\r\n")
    return "json" if start[:1] in {b"[", b"{"} else "other"


def _csv_kind(file: SourceFile, encoding: str) -> str:
    header = header_of(file, encoding)
    if is_icarol_header(header):
        return "icarol"
    if table_named(file.stem) is not None and "," in ",".join(header) and _is_table_header(header):
        return "table"
    return "csv" if file.ending == "csv" else "other"


def _is_table_header(header: Sequence[str]) -> bool:
    """A table of HSDS has an `id` or a link to another table."""
    return any(column.lower() == "id" or column.lower().endswith("_id") for column in header)


def _tables(kinds: Sequence[tuple[SourceFile, str]], encoding: str) -> Iterator[PackageTable]:
    for file, kind in kinds:
        if kind == "table":
            table = _table_of(file.stem, header_of(file, encoding))
            yield PackageTable(table, file.name, _csv_opener(file, encoding))
        elif kind == "json-package":
            yield from _json_tables(file, encoding)


def _table_of(stem: str, header: Sequence[str]) -> str:
    """Before 3.0 the file `taxonomy.csv` held the terms."""
    table = table_named(stem) or ""
    terms = {"parent_id", "parent_name", "vocabulary", "taxonomy_facet"}
    return "taxonomy_term" if table == "taxonomy" and terms & {column.lower() for column in header} else table


def _csv_opener(file: SourceFile, encoding: str) -> Callable[[], Iterator[PackageRow]]:
    def rows() -> Iterator[PackageRow]:
        for row in csv_rows(file, encoding):
            yield PackageRow(row.cells, row.broken)

    return rows


def _json_tables(file: SourceFile, encoding: str) -> Iterator[PackageTable]:
    """The tables of a package that is one JSON object, `{"organizations.csv": [...], ...}`."""
    names: dict[str, None] = {}
    for found in json_values(file, encoding):
        if not isinstance(found, Envelope):
            names.setdefault(found.within)
    for name in names:
        table = table_named(name.removesuffix(".csv"))
        if table in TABLES:
            yield PackageTable(table or "", f"{file.name}:{name}", _json_opener(file, name, encoding))


def _json_opener(file: SourceFile, within: str, encoding: str) -> Callable[[], Iterator[PackageRow]]:
    def rows() -> Iterator[PackageRow]:
        for found in json_values(file, encoding):
            if not isinstance(found, Envelope) and found.within == within:
                broken = "" if isinstance(found.value, dict) else "is not an object"
                yield PackageRow({} if broken else dict(found.value), broken)

    return rows
