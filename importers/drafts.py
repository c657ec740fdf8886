"""What travels between the reader, the steps and the merge: rows on their way to being records.

Not for: HSDS itself (`directory.hsds`). The decision a reader would ask about: a draft keeps the number of the row it
came from and of the child rows folded into it, because every input row must have exactly one outcome in the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

import msgspec

from directory.store.documents import decode
from directory.store.values import EncodedDraft

Document = dict[str, Any]


class Outcome(StrEnum):
    """What became of one input row. Each row has exactly one."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    MERGED = "merged"
    SKIPPED = "skipped"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person should know about one field: a default taken, words that could not be read."""

    record: str
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One top-level row as its reader understood it: HSDS-shaped, nested, still with the source's own ids and words."""

    record_type: str
    document: Document
    row: int
    child_rows: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class RowFate:
    """The end of a row that is no record of its own: folded into its parent, skipped or rejected."""

    row: int
    outcome: Outcome
    note: Note | None = None


ReaderItem = Draft | RowFate
ReaderItems = Iterator[ReaderItem]


@dataclass(slots=True)
class FlatRecord:
    """One record being cleaned. Steps change `document` in place and add `notes`; `skip` ends it with that reason.

    `main` is False for a record that the row only mentions (the organization inside a service), whose fields give way
    to those of the record's own row. `parts` is the record and what is nested in it, kept by `steps.nested.parts`. At the
    end there is either what is `staged` of it, or the `outcome` that ends its row.
    """

    record_type: str
    key: str
    document: Document
    main: bool
    notes: list[Note] = field(default_factory=list)
    skip: str = ""
    parts: tuple[tuple[str, Document], ...] | None = None
    outcome: Outcome | None = None
    staged: StagedRecord | None = None

    @property
    def label(self) -> str:
        """How reports name it: `service 372386`."""
        return f"{self.record_type} {self.key or 'without id'}"

    def note(self, field_name: str, reason: str) -> None:
        """Tell the report about one field."""
        self.notes.append(Note(self.label, field_name, reason))


class StagedRecord(NamedTuple):
    """One record ready to be stored, and what has to be compared with other records before. `staged.stage` makes it.

    `packed` is the draft as it is staged: whoever only passes it on need not take it apart. `main` as in `FlatRecord`.
    `spot` is a location's point to five digits and `street` what tells its building from others there; `cell` is a number
    for its part of the world. None where there is nothing to compare. A plain tuple of plain values: it is sent between
    processes, and what comes before `content_hash` is, in this order, a row of the staging file.
    """

    record_type: str
    id: str
    key: str
    main: bool
    organization_id: str | None
    service_id: str | None
    location_id: str | None
    spot: str | None
    street: str | None
    cell: int | None
    is_hidden_shelter: bool
    content_hash: str
    packed: bytes

    @property
    def draft(self) -> EncodedDraft:
        """What will be stored, taken apart anew each time."""
        return unpack(self.packed)

    @property
    def document(self) -> Document:
        """Valid HSDS, taken apart anew each time."""
        return decode(self.draft.text)


pack = msgspec.msgpack.Encoder().encode
unpack = msgspec.msgpack.Decoder(EncodedDraft).decode


class PreparedRow(NamedTuple):
    """A draft after all steps: its records, or the outcome that ended it, and what to report about it.

    `named` is (type, UUID) of the record that the ended row was about, where it named one: skipped, no other row may
    bring it in; rejected, what an earlier import stored of it stays.
    """

    row: int
    child_rows: tuple[int, ...]
    records: tuple[StagedRecord, ...] = ()
    outcome: Outcome | None = None
    notes: tuple[Note, ...] = ()
    named: tuple[str, str] | None = None
