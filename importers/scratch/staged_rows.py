"""Staged records as rows of the staging file, and back.

Not for: queries (`staging.py`). The decision a reader would ask about: documents stand in a table of their own, because
what is asked of all records (links, shared points, order) then reads a tenth of the pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from directory.store.values import EncodedDraft, RecordType
from importers.drafts import StagedRecord

TABLES = """
CREATE TABLE record (
  seq INTEGER PRIMARY KEY, type TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL, row INTEGER NOT NULL,
  main INTEGER NOT NULL, organization_id TEXT, service_id TEXT, location_id TEXT, spot TEXT, street TEXT, cell INTEGER,
  hidden_shelter INTEGER NOT NULL);
CREATE TABLE document (
  seq INTEGER PRIMARY KEY, name TEXT NOT NULL, assured_date TEXT, field_sources TEXT NOT NULL,
  content_hash TEXT NOT NULL, text TEXT NOT NULL);
"""
PUT_RECORD = "INSERT OR REPLACE INTO record VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"
PUT_DOCUMENT = "INSERT OR REPLACE INTO document VALUES (?,?,?,?,?,?)"
_COLUMNS = """seq, row, main, type, id, key, assured_date, organization_id, service_id, location_id, name, text,
    field_sources, content_hash, spot, street, cell, hidden_shelter"""
STAGED = f"SELECT {_COLUMNS} FROM record JOIN document USING (seq)"  # noqa: S608
IN_ORDER = f"""SELECT family, member, {_COLUMNS} FROM family JOIN record USING (seq) JOIN document USING (seq)
    ORDER BY family, member, seq"""  # noqa: S608

Row = Sequence[Any]


class Staged(NamedTuple):
    """A record in the staging file: its place there, and the input row that it comes from."""

    seq: int
    row: int
    record: StagedRecord


def record_row(staged: Staged) -> Row:
    """For `PUT_RECORD`."""
    record, draft = staged.record, staged.record.draft
    links = (draft.organization_id, draft.service_id, draft.location_id)
    compared = (record.spot, record.street, record.cell, record.is_hidden_shelter)
    names = (draft.record_type.value, draft.id, draft.source_key)
    return (staged.seq, *names, staged.row, record.main, *links, *compared)


def document_row(staged: Staged) -> Row:
    """For `PUT_DOCUMENT`."""
    draft = staged.record.draft
    assured = draft.assured_date.isoformat() if draft.assured_date is not None else None
    return staged.seq, draft.name, assured, draft.field_sources, draft.content_hash, draft.text


def staged(row: Row, source: str) -> Staged:
    """From a row of `STAGED`, of a run of that source."""
    seq, number, main, record_type, id_, key, assured, *columns, spot, street, cell, hidden = row
    assured_date = date.fromisoformat(assured) if assured is not None else None
    draft = EncodedDraft(RecordType(record_type), id_, source, key, assured_date, *columns)
    return Staged(seq, number, StagedRecord(bool(main), draft, spot, street, cell, bool(hidden)))
