"""Staged records as rows of the staging file, and back.

Not for: queries (`staging.py`). The decision a reader would ask about: drafts stand in a table of their own, as
MessagePack, because what is asked of all records (links, shared points, order) then reads a tenth of the pages, and a
draft is put in and taken out whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from directory.store.values import EncodedDraft
from importers.drafts import StagedRecord

TABLES = """
CREATE TABLE record (
  seq INTEGER PRIMARY KEY, row INTEGER NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL,
  main INTEGER NOT NULL, organization_id TEXT, service_id TEXT, location_id TEXT, spot TEXT, street TEXT, cell INTEGER,
  hidden_shelter INTEGER NOT NULL);
CREATE TABLE draft (seq INTEGER PRIMARY KEY, content_hash TEXT NOT NULL, packed BLOB NOT NULL);
"""
PUT_RECORD = "INSERT OR REPLACE INTO record VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"
PUT_DRAFT = "INSERT OR REPLACE INTO draft VALUES (?,?,?)"
STAGED = "SELECT record.*, content_hash, packed FROM record JOIN draft USING (seq)"
IN_ORDER = """SELECT family, member, row, main, packed FROM family JOIN record USING (seq) JOIN draft USING (seq)
    ORDER BY family, member, seq"""

Row = Sequence[Any]

_COLUMNS = StagedRecord._fields.index("content_hash")  # those of `record`; the rest are those of `draft`


class Staged(NamedTuple):
    """A record in the staging file: its place there, and the input row that it comes from."""

    seq: int
    row: int
    record: StagedRecord


class Ordered(NamedTuple):
    """A record whose turn to be stored has come. `main` as in `StagedRecord`."""

    row: int
    main: bool
    draft: EncodedDraft


def record_row(staged: Staged) -> Row:
    """For `PUT_RECORD`."""
    seq, row, record = staged
    return (seq, row, *record[:_COLUMNS])


def draft_row(staged: Staged) -> Row:
    """For `PUT_DRAFT`."""
    return (staged.seq, *staged.record[_COLUMNS:])


def staged(row: Row) -> Staged:
    """From a row of `STAGED`."""
    seq, number, *record = row
    found = StagedRecord._make(record)
    return Staged(seq, number, found._replace(main=bool(found.main), is_hidden_shelter=bool(found.is_hidden_shelter)))
