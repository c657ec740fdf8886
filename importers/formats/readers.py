"""From a path to one stream of drafts: opens the files, sorts them, and runs each reader over its own.

Not for: any format. The decision a reader would ask about: tables come before single JSON records, so that a record
published in both forms is owned by the fuller row of its table in every run.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack

from importers.drafts import Note, Outcome, ReaderItems, RowFate
from importers.formats.csv_rows import csv_rows
from importers.formats.detection import Format, SortedFiles, sort_files
from importers.formats.hsds_json import read_json
from importers.formats.hsds_tabular import read_package
from importers.formats.icarol import read_icarol
from importers.formats.reading import Reading
from importers.formats.source_files import ReadMeter, SourceFile, source_files
from importers.request import ImportRequest


def read_all(
    request: ImportRequest, wanted: Format, reading: Reading, meter: ReadMeter, stack: ExitStack
) -> tuple[ReaderItems, int]:
    """All drafts and fates, and the size of the files in bytes. Raises `ImportingError`, here or while reading."""
    files = source_files(request.path, stack, meter)
    found = sort_files(str(request.path), files, wanted, request.encoding)
    return _read(found, reading), sum(file.size_bytes for file in files)


def _read(found: SortedFiles, reading: Reading) -> ReaderItems:
    if found.tables:
        yield from read_package(found.tables, reading)
    if found.icarol:
        yield from read_icarol(found.icarol, reading)
    if found.json:
        yield from read_json(found.json, reading)
    yield from _unknown_tables(found.unknown, reading)


def _unknown_tables(files: Sequence[SourceFile], reading: Reading) -> ReaderItems:
    for source in files:
        reading.ledger.begin_file(source.name)
        for row in csv_rows(source, reading.encoding):
            note = Note(f"row {row.number}", "", f"{source.name} is no table that HSDS knows")
            yield RowFate(reading.ledger.open_row(), Outcome.SKIPPED, note)
