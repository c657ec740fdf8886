"""Everything of one run, prepared and waiting: records by id, and what the report will say of each row.

Not for: the directory's own storage (`directory.store`). The decision a reader would ask about: the whole source goes
through this temporary file before the first record is stored. It is what makes a file that stops short change nothing,
lets several rows speak of one record without fighting at every import, and keeps memory flat; it costs one more write.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from directory.store.documents import decode
from importers.combining import combine
from importers.drafts import Document, Note, Outcome, PreparedRow, StagedRecord
from importers.ledger import RowLedger
from importers.scratch.staged_rows import (
    IN_ORDER,
    PUT_DOCUMENT,
    PUT_RECORD,
    STAGED,
    TABLES,
    Staged,
    document_row,
    record_row,
    staged,
)
from importers.staged import restage

_SCHEMA = f"""{TABLES}
CREATE TABLE note (row INTEGER NOT NULL, record TEXT NOT NULL, field TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE kept (type TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (type, id)) WITHOUT ROWID;
CREATE TABLE withheld (type TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (type, id)) WITHOUT ROWID;
"""

Key = tuple[str, str]


@dataclass(slots=True)
class _Held:
    """A record as staged so far; `seq` is None until it is written."""

    seq: int | None
    row: int
    record: StagedRecord
    changed: bool = False


class Staging:
    """The temporary file of one run."""

    def __init__(self, connection: sqlite3.Connection, ledger: RowLedger, source: str) -> None:
        self.connection = connection
        self._ledger = ledger
        self._source = source
        self._last_seq = 0

    @classmethod
    @contextmanager
    def in_folder(cls, folder: Path, ledger: RowLedger, source: str) -> Iterator[Staging]:
        """A staging file in `folder` for the length of the block."""
        with closing(sqlite3.connect(folder / "staging.sqlite", isolation_level=None)) as connection:
            # A lost staging file is only a run to be started again.
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.executescript(_SCHEMA)
            connection.execute("BEGIN")
            yield cls(connection, ledger, source)

    def add(self, rows: Sequence[PreparedRow]) -> None:
        """Keep what the rows gave, and settle those that ended here."""
        held = self._held({(record.record_type, record.id) for row in rows for record in row.records})
        for row in rows:
            if row.notes:
                self.note(row.row, row.notes)
            if row.outcome is not None:
                self._end(row, row.outcome)
                continue
            for record in row.records:
                self._take(held, row.row, record)
            for child in row.child_rows:
                self._ledger.settle(child, Outcome.MERGED)
        self._write(held.values())

    def note(self, row: int, notes: Iterable[Note]) -> None:
        """Keep notes for the report."""
        self.connection.executemany(
            "INSERT INTO note VALUES (?, ?, ?, ?)", [(row, note.record, note.field, note.reason) for note in notes]
        )

    def replace_document(self, seq: int, document: Document) -> None:
        """Change a staged record."""
        (known,) = self.staged("WHERE seq = ?", (seq,))
        self._write([_Held(seq, known.row, restage(known.record, document), True)])

    def insert(self, record: StagedRecord, row: int) -> None:
        """Stage one more record."""
        self._write([_Held(None, row, record, True)])

    def documents(self, where: str, parameters: Sequence[object] = ()) -> list[tuple[int, Document]]:
        """(seq, document) of the records that meet an SQL condition of ours."""
        found = self.connection.execute(
            f"SELECT seq, text FROM record JOIN document USING (seq) WHERE {where}",  # noqa: S608
            parameters,
        )
        return [(seq, decode(text)) for seq, text in found]

    def staged(self, clauses: str, parameters: Sequence[object] = ()) -> Iterator[Staged]:
        """The records that SQL clauses of ours pick and order, one at a time."""
        for row in self.connection.execute(f"{STAGED} {clauses}", parameters):
            yield staged(row, self._source)

    def in_order(self) -> Iterator[tuple[tuple[int, int], Staged]]:
        """Every record in the order of storing, which `Reconciliation` sets, with its place: records of one service share one."""
        for family, member, *row in self.connection.execute(IN_ORDER):
            yield (family, member), staged(row, self._source)

    def count(self) -> int:
        """How many records are staged."""
        return int(self.connection.execute("SELECT count(*) FROM record").fetchone()[0])

    def notes(self) -> Iterator[tuple[int, Note]]:
        """Every note in the order of the rows."""
        for row, record, field, reason in self.connection.execute("SELECT * FROM note ORDER BY row, rowid"):
            yield row, Note(record, field, reason)

    def _end(self, row: PreparedRow, outcome: Outcome) -> None:
        self._ledger.settle_pending(row.row, outcome)
        if row.named is not None:
            table = "withheld" if outcome is Outcome.SKIPPED else "kept"
            self.connection.execute(f"INSERT OR IGNORE INTO {table} VALUES (?, ?)", row.named)  # noqa: S608
        reason = row.notes[-1].reason if row.notes else ""
        for child in row.child_rows:
            if self._ledger.outcome(child) is None:
                self._ledger.settle(child, outcome)
                owner = row.notes[-1].record if row.notes else "its record"
                self.note(child, [Note(f"child row of {owner}", "", f"{owner} was {outcome.value}: {reason}")])

    def _take(self, held: dict[Key, _Held], row: int, record: StagedRecord) -> None:
        key = (record.record_type, record.id)
        known = held.get(key)
        if known is None:
            held[key] = _Held(None, row, record, True)
            return
        if record.main and known.record.main:
            self._note_merged(row, record, known.row)
        if record.main and not known.record.main:
            combined = combine(record.document, known.record.document)
            held[key] = _Held(known.seq, row, restage(record, combined), True)
        elif record.draft.text != known.record.draft.text:
            document = known.record.document
            combined = combine(document, record.document)
            if combined != document:
                known.record = restage(known.record, combined)
                known.changed = True

    def _note_merged(self, row: int, record: StagedRecord, first_row: int) -> None:
        self._ledger.settle(row, Outcome.MERGED)
        first = self._ledger.place(first_row)
        reason = f"the same record as row {first.number} of {first.file}; merged into it"
        self.note(row, [Note(f"{record.record_type} {record.key}", "id", reason)])

    def _held(self, keys: set[Key]) -> dict[Key, _Held]:
        held: dict[Key, _Held] = {}
        by_type: dict[str, list[str]] = {}
        for record_type, id_ in keys:
            by_type.setdefault(record_type, []).append(id_)
        for record_type, ids in by_type.items():
            marks = ",".join("?" * len(ids))
            for found in self.staged(f"WHERE type = ? AND id IN ({marks})", (record_type, *ids)):
                held[found.record.draft.key] = _Held(found.seq, found.row, found.record)
        return held

    def _write(self, held: Iterable[_Held]) -> None:
        changed = [self._numbered(one) for one in held if one.changed]
        self.connection.executemany(PUT_RECORD, map(record_row, changed))
        self.connection.executemany(PUT_DOCUMENT, map(document_row, changed))

    def _numbered(self, held: _Held) -> Staged:
        if held.seq is None:
            self._last_seq += 1
            held.seq = self._last_seq
        return Staged(held.seq, held.row, held.record)
