"""CSV files as numbered rows of cells by column name.

Not for: what the columns mean. The decision a reader would ask about: the csv module runs in strict mode, because in
its forgiving mode a stray quote silently swallows the rest of the file into one cell; a row that breaks the rules is
given as broken and reading goes on with the next line.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import NamedTuple

from importers.errors import BrokenFile, TruncatedFile
from importers.formats.source_files import SourceFile

csv.field_size_limit(16 * 1024 * 1024)  # a description may be long; a lost quote must not eat a gigabyte


class CsvRow(NamedTuple):
    """One data row: `number` counts from 1 below the header; `broken` says what is wrong with it, else ""."""

    number: int
    cells: dict[str, str]
    broken: str = ""


def header_of(source: SourceFile, encoding: str = "utf-8") -> tuple[str, ...]:
    """The column names of the first line, trimmed; () when there is none. Raises `WrongEncoding`."""
    for line in source.lines(encoding):
        try:
            return tuple(cell.strip() for cell in next(csv.reader([line], strict=False)))
        except (csv.Error, StopIteration):
            return ()
    return ()


def csv_rows(source: SourceFile, encoding: str = "utf-8") -> Iterator[CsvRow]:
    """Every data row in order. Blank lines are no rows. Raises `TruncatedFile`, `WrongEncoding`, `BrokenFile`."""
    last = _LastLine(source.lines(encoding))
    reader = csv.reader(last, strict=True)
    columns = _header(source, reader)
    number = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "unexpected end of data" in str(error):
                raise TruncatedFile(source.name, "it ends inside a quoted cell") from error
            number += 1
            yield CsvRow(number, {}, f"the quotes of the row are not in order ({error})")
            continue
        if not cells:
            continue
        number += 1
        yield _row(source, number, columns, cells, last)


def _header(source: SourceFile, reader: Iterator[list[str]]) -> list[str]:
    try:
        columns = [cell.strip() for cell in next(reader)]
    except StopIteration:
        raise BrokenFile(source.name, "it has no header line") from None
    except csv.Error as error:
        raise BrokenFile(source.name, f"its header line is not CSV ({error})") from error
    named = [column for column in columns if column]
    if len(set(named)) != len(named):
        doubled = sorted({column for column in named if named.count(column) > 1})
        raise BrokenFile(source.name, f"its header names a column twice: {', '.join(doubled)}")
    return columns


def _row(source: SourceFile, number: int, columns: list[str], cells: list[str], last: _LastLine) -> CsvRow:
    if len(cells) == len(columns):
        return CsvRow(number, dict(zip(columns, cells, strict=True)))
    if len(cells) < len(columns) and last.cut_off:
        raise TruncatedFile(source.name, f"its last row has {len(cells)} of {len(columns)} cells and no line end")
    if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
        return CsvRow(number, {}, f"it has {len(cells)} cells, the header names {len(columns)}")
    if len(cells) < len(columns) and len(cells) == 1:
        return CsvRow(number, {}, f"it has one cell, the header names {len(columns)}")
    if len(cells) < len(columns):
        # Spreadsheets leave out empty cells at the end of a row; anything shorter than that still lines up.
        cells = cells + [""] * (len(columns) - len(cells))
    return CsvRow(number, dict(zip(columns, cells, strict=False)))


class _LastLine:
    """Passes lines on and knows whether the last one of the file lacks its line end."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.cut_off = False

    def __iter__(self) -> _LastLine:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.cut_off = not line.endswith(("\n", "\r"))
        return line
