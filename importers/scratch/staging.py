"""Everything of one run, prepared and waiting: records by id, and what the report will say of each row.

Not for: the directory's own storage (`directory.store`). The decision a reader would ask about: the whole source goes
through this temporary file before the first record is stored. It is what makes a file that stops short change nothing,
lets several rows speak of one record without fighting at every import, and keeps memory flat; it costs one more write.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from directory.store.documents import decode
from importers.combining import combine
from importers.drafts import Document, Note, Outcome, PreparedRow, StagedRecord, unpack
from importers.ledger import RowLedger
from importers.scratch.packed_drafts import PackedDrafts
from importers.scratch.staged_rows import (
    IN_ORDER,
    PUT_RECORD,
    STAGED,
    TABLES,
    Ordered,
    Staged,
    record_row,
    staged,
)
from importers.staged import restage

_SCHEMA = f"""{TABLES}
CREATE TABLE note (row INTEGER NOT NULL, record TEXT NOT NULL, field TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE kept (type TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (type, id)) WITHOUT ROWID;
CREATE TABLE withheld (type TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (type, id)) WITHOUT ROWID;
"""

_MENTIONS_KEPT = 50_000  # hashes, some 7 MB: agencies whose services are spread over a file
_CACHE_KB = 64 * 1024


class Staging:
    """The temporary file of one run."""

    def __init__(self, connection: sqlite3.Connection, drafts: PackedDrafts, ledger: RowLedger) -> None:
        self.connection = connection
        self._drafts = drafts
        self._ledger = ledger
        self._last_seq = 0
        self._mentions: set[str] = set()

    @classmethod
    @contextmanager
    def in_folder(cls, folder: Path, ledger: RowLedger) -> Iterator[Staging]:
        """A staging file in `folder` for the length of the block."""
        database = sqlite3.connect(folder / "staging.sqlite", isolation_level=None)
        with closing(database) as connection, PackedDrafts.in_folder(folder) as drafts:
            # A lost staging file is only a run to be started again.
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
            connection.executescript(_SCHEMA)
            connection.execute("BEGIN")
            yield cls(connection, drafts, ledger)

    def add(self, rows: Sequence[PreparedRow]) -> None:
        """Keep what the rows gave, and settle those that ended here."""
        fresh: list[Staged] = []
        for row in rows:
            if row.notes:
                self.note(row.row, row.notes)
            if row.outcome is not None:
                self._end(row, row.outcome)
                continue
            fresh.extend(self._numbered(record, row.row) for record in row.records if not self._was_mentioned(record))
            for child in row.child_rows:
                self._ledger.settle(child, Outcome.MERGED)
        self._write(fresh)

    def unite(self) -> None:
        """Make one record of those that several rows speak of. Once, when all rows are in and before anything else."""
        # An index that grows with the rows, in the order of random ids, takes several times as long as one made at the end.
        self.connection.execute("CREATE INDEX record_by_id ON record (id, type)")
        several = "SELECT type, id FROM record GROUP BY id, type HAVING count(*) > 1"
        for key in self.connection.execute(several).fetchall():
            first, *others = self.staged("WHERE type = ? AND id = ? ORDER BY seq", key)
            united = first
            for other in others:
                united = self._fold(united, other)
            self._remove([other.seq for other in others])
            if united is not first:
                self._write([united])

    def note(self, row: int, notes: Iterable[Note]) -> None:
        """Keep notes for the report."""
        self.connection.executemany(
            "INSERT INTO note VALUES (?, ?, ?, ?)", [(row, note.record, note.field, note.reason) for note in notes]
        )

    def replace_document(self, seq: int, document: Document) -> None:
        """Change a staged record."""
        (known,) = self.staged("WHERE seq = ?", (seq,))
        self._write([known._replace(record=restage(known.record, document))])

    def insert(self, record: StagedRecord, row: int) -> None:
        """Stage one more record."""
        self._write([self._numbered(record, row)])

    def documents(self, where: str, parameters: Sequence[object] = ()) -> list[tuple[int, Document]]:
        """(seq, document) of the records that meet an SQL condition of ours."""
        found = self.connection.execute(f"SELECT seq, at, length FROM record WHERE {where}", parameters)  # noqa: S608
        return [(seq, decode(unpack(self._drafts.read(at, length)).text)) for seq, at, length in found]

    def staged(self, clauses: str, parameters: Sequence[object] = ()) -> Iterator[Staged]:
        """The records that SQL clauses of ours pick and order, one at a time."""
        for row in self.connection.execute(f"{STAGED} {clauses}", parameters):
            yield staged(row, self._drafts)

    def in_order(self) -> Iterator[tuple[tuple[int, int], Ordered]]:
        """Every record in the order of storing, which `Reconciliation` sets, with its place: records of one service share one."""
        read = self._drafts.read
        for family, member, row, at, length, main in self.connection.execute(IN_ORDER):
            yield (family, member), Ordered(row, bool(main), unpack(read(at, length)))

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

    def _was_mentioned(self, record: StagedRecord) -> bool:
        """Whether another row has mentioned this record in the same words, as far as is remembered."""
        if record.main:
            return False
        told = record.content_hash
        if told in self._mentions:
            return True
        if len(self._mentions) >= _MENTIONS_KEPT:
            self._mentions.clear()
        self._mentions.add(told)
        return False

    def _fold(self, known: Staged, other: Staged) -> Staged:
        """Two rows' words about one record: its own row's come before mentions, earlier before later."""
        held, record = known.record, other.record
        if record.main and held.main:
            self._note_merged(other.row, record, known.row)
        if record.main and not held.main:
            return Staged(known.seq, other.row, restage(record, combine(record.document, held.document)))
        if record.packed == held.packed:
            return known
        document = held.document
        combined = combine(document, record.document)
        return known if combined == document else known._replace(record=restage(held, combined))

    def _note_merged(self, row: int, record: StagedRecord, first_row: int) -> None:
        self._ledger.settle(row, Outcome.MERGED)
        first = self._ledger.place(first_row)
        reason = f"the same record as row {first.number} of {first.file}; merged into it"
        self.note(row, [Note(f"{record.record_type} {record.key}", "id", reason)])

    def _numbered(self, record: StagedRecord, row: int) -> Staged:
        self._last_seq += 1
        return Staged(self._last_seq, row, record)

    def _write(self, several: Sequence[Staged]) -> None:
        places = self._drafts.add([one.record.packed for one in several])
        self.connection.executemany(PUT_RECORD, map(record_row, several, places))

    def _remove(self, seqs: Sequence[int]) -> None:
        self.connection.executemany("DELETE FROM record WHERE seq = ?", [(seq,) for seq in seqs])
