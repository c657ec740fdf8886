"""Staged records as rows of the staging file, and back.

Not for: queries (`staging.py`). The decision a reader would ask about: the row only tells where its draft lies
(`packed_drafts.py`), so that what is asked of all records (links, shared points, order) reads a tenth of the pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from directory.store.values import EncodedDraft
from importers.drafts import StagedRecord, unpack
from importers.scratch.packed_drafts import PackedDrafts, Place

TABLES = """
CREATE TABLE record (
  seq INTEGER PRIMARY KEY, row INTEGER NOT NULL, at INTEGER NOT NULL, length INTEGER NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL,
  main INTEGER NOT NULL, organization_id TEXT, service_id TEXT, location_id TEXT, spot TEXT, street TEXT, cell INTEGER,
  hidden_shelter INTEGER NOT NULL);
"""
PUT_RECORD = "INSERT OR REPLACE INTO record VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
STAGED = "SELECT * FROM record"
IN_ORDER = (
    "SELECT family, member, row, at, length, main FROM family JOIN record USING (seq) ORDER BY family, member, seq"
)

Row = Sequence[Any]

_COLUMNS = StagedRecord._fields.index("content_hash")  # those of `record`; the rest is in the draft


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


def record_row(staged: Staged, place: Place) -> Row:
    """For `PUT_RECORD`; `place` is where its draft lies."""
    seq, row, record = staged
    return (seq, row, *place, *record[:_COLUMNS])


def staged(row: Row, drafts: PackedDrafts) -> Staged:
    """From a row of `STAGED`."""
    seq, number, at, length, *columns = row
    packed = drafts.read(at, length)
    found = StagedRecord._make((*columns, unpack(packed).content_hash, packed))
    return Staged(seq, number, found._replace(main=bool(found.main), is_hidden_shelter=bool(found.is_hidden_shelter)))
