"""Staged records as rows of the staging file, and back.

Not for: queries (`staging.py`). The decision a reader would ask about: drafts stand in a table of their own, as
MessagePack, because what is asked of all records (links, shared points, order) then reads a tenth of the pages, and a
draft is put in and taken out whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from directory.store.values import EncodedDraft
from importers.drafts import StagedRecord

TABLES = """
CREATE TABLE record (
  seq INTEGER PRIMARY KEY, type TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL, row INTEGER NOT NULL,
  main INTEGER NOT NULL, organization_id TEXT, service_id TEXT, location_id TEXT, spot TEXT, street TEXT, cell INTEGER,
  hidden_shelter INTEGER NOT NULL);
CREATE TABLE draft (seq INTEGER PRIMARY KEY, packed BLOB NOT NULL);
"""
PUT_RECORD = "INSERT OR REPLACE INTO record VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"
PUT_DRAFT = "INSERT OR REPLACE INTO draft VALUES (?,?)"
STAGED = "SELECT seq, row, main, packed, spot, street, cell, hidden_shelter FROM record JOIN draft USING (seq)"
IN_ORDER = """SELECT family, member, row, main, packed FROM family JOIN record USING (seq) JOIN draft USING (seq)
    ORDER BY family, member, seq"""

Row = Sequence[Any]

_pack = msgspec.msgpack.Encoder().encode
unpack = msgspec.msgpack.Decoder(EncodedDraft).decode


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
    record, draft = staged.record, staged.record.draft
    links = (draft.organization_id, draft.service_id, draft.location_id)
    compared = (record.spot, record.street, record.cell, record.is_hidden_shelter)
    names = (draft.record_type.value, draft.id, draft.source_key)
    return (staged.seq, *names, staged.row, record.main, *links, *compared)


def draft_row(staged: Staged) -> Row:
    """For `PUT_DRAFT`."""
    return staged.seq, _pack(staged.record.draft)


def staged(row: Row) -> Staged:
    """From a row of `STAGED`."""
    seq, number, main, packed, spot, street, cell, hidden = row
    return Staged(seq, number, StagedRecord(bool(main), unpack(packed), spot, street, cell, bool(hidden)))
