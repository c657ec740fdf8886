"""Reads HSDS 3.x JSON: arrays, single records, pages of an API, objects of lists, one record a line.

Not for: taking nested records apart (`importers.splitting`) or streaming JSON (`json_values.py`). The decision a
reader would ask about: a page that is not the whole (`total_pages` greater than the pages found) makes the reading
partial, so that an import of page 1 does not retire what is on page 2.
"""

from __future__ import annotations

from collections.abc import Sequence

from importers.drafts import Draft, Note, ReaderItem, ReaderItems
from importers.formats.json_values import Envelope, JsonValue, json_values
from importers.formats.reading import Reading, rejected, skipped
from importers.formats.record_kinds import record_kind
from importers.formats.source_files import SourceFile

_HALF = "held half a character, now \ufffd"


def read_json(files: Sequence[SourceFile], reading: Reading) -> ReaderItems:
    """A draft for each record, and the fate of every other value. Raises the errors of the files."""
    pages = _Pages()
    for source in files:
        reading.ledger.begin_file(source.name)
        stem = source.stem
        for found in json_values(source, reading.encoding):
            if isinstance(found, Envelope):
                pages.add(source, found)
            else:
                yield _item(found, stem, reading.ledger.open_row())
    reading.partial = reading.partial or pages.missing()


def _item(found: JsonValue, stem: str, row: int) -> ReaderItem:
    label = f"record {found.number}"
    if found.broken:
        return rejected(row, label, "", found.broken)
    if not isinstance(found.value, dict):
        return rejected(row, label, "", f"is {_json_name(found.value)}, not an object")
    kind = record_kind(found.value, found.within if found.within in {"organizations", "services"} else stem)
    if kind:
        return Draft(kind, found.value, row, notes=tuple(Note(label, field, _HALF) for field in found.mended))
    if kind == "":
        return skipped(row, label, "", "describes the API, not a listing")
    names = ", ".join(sorted(map(str, found.value))[:8])
    return rejected(row, label, "", f"is not recognised as an HSDS record by its fields ({names})")


def _json_name(value: object) -> str:
    names = {str: "a text", bool: "true or false", type(None): "null", list: "a list"}
    return names.get(type(value), "a number")


class _Pages:
    """Which pages of which list were found."""

    def __init__(self) -> None:
        self._found: dict[str, set[int]] = {}
        self._total: dict[str, int] = {}

    def add(self, source: SourceFile, envelope: Envelope) -> None:
        members = envelope.members
        total, page = members.get("total_pages"), members.get("page_number")
        if isinstance(total, int) and isinstance(page, int):
            # Pages of one list share a folder and a name but for digits: services_1.json, services_2.json.
            key = f"{source.folder}/{source.stem.rstrip('0123456789-_ ')}"
            self._found.setdefault(key, set()).add(page)
            self._total[key] = max(total, self._total.get(key, 0))

    def missing(self) -> str:
        for key, total in self._total.items():
            if len(self._found[key]) < total:
                return f"{key.lstrip('/')} holds {len(self._found[key])} of {total} pages"
        return ""
