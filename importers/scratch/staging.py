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

import msgspec

from importers.combining import combine
from importers.drafts import Document, Note, Outcome, PreparedRow, StagedRecord
from importers.ledger import RowLedger

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(dict[str, object])

_SCHEMA = """
CREATE TABLE record (
  seq INTEGER PRIMARY KEY, type TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL, row INTEGER NOT NULL,
  main INTEGER NOT NULL, organization_id TEXT, service_id TEXT, location_id TEXT, document TEXT NOT NULL,
  family INTEGER, member INTEGER, UNIQUE (type, id));
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
    main: bool
    record: StagedRecord
    changed: bool = False


class Staging:
    """The temporary file of one run."""

    def __init__(self, connection: sqlite3.Connection, ledger: RowLedger) -> None:
        self.connection = connection
        self._ledger = ledger

    @classmethod
    @contextmanager
    def in_folder(cls, folder: Path, ledger: RowLedger) -> Iterator[Staging]:
        """A staging file in `folder` for the length of the block."""
        with closing(sqlite3.connect(folder / "staging.sqlite", isolation_level=None)) as connection:
            # A lost staging file is only a run to be started again.
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.executescript(_SCHEMA)
            connection.execute("BEGIN")
            yield cls(connection, ledger)

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
        self.connection.execute(
            "UPDATE record SET document = ? WHERE seq = ?", (_encoder.encode(document).decode(), seq)
        )

    def insert(self, record: StagedRecord, row: int) -> None:
        """Stage one more record."""
        self._write([_Held(None, row, record.main, record, True)])

    def documents(self, where: str, parameters: Sequence[object] = ()) -> list[tuple[int, Document]]:
        """(seq, document) of the records that meet an SQL condition of ours."""
        found = self.connection.execute(f"SELECT seq, document FROM record WHERE {where}", parameters)  # noqa: S608
        return [(seq, _decoder.decode(text)) for seq, text in found]

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
            held[key] = _Held(None, row, record.main, record, True)
            return
        if record.main and known.main:
            self._ledger.settle(row, Outcome.MERGED)
            first = self._ledger.place(known.row)
            label = f"{record.record_type} {record.key}"
            self.note(
                row, [Note(label, "id", f"the same record as row {first.number} of {first.file}; merged into it")]
            )
        if record.main and not known.main:
            combined = combine(record.document, known.record.document)
            held[key] = _Held(known.seq, row, True, _with(record, combined), True)
        elif record.document != known.record.document:
            combined = combine(known.record.document, record.document)
            if combined != known.record.document:
                known.record = _with(known.record, combined)
                known.changed = True

    def _held(self, keys: set[Key]) -> dict[Key, _Held]:
        held: dict[Key, _Held] = {}
        by_type: dict[str, list[str]] = {}
        for record_type, id_ in keys:
            by_type.setdefault(record_type, []).append(id_)
        for record_type, ids in by_type.items():
            marks = ",".join("?" * len(ids))
            found = self.connection.execute(
                f"SELECT id, seq, key, row, main, document FROM record WHERE type = ? AND id IN ({marks})",  # noqa: S608
                (record_type, *ids),
            )
            for id_, seq, key, row, main, text in found:
                staged = StagedRecord(record_type, id_, key, _decoder.decode(text), bool(main))
                held[record_type, id_] = _Held(seq, row, bool(main), staged)
        return held

    def _write(self, held: Iterable[_Held]) -> None:
        changed = [one for one in held if one.changed]
        fresh = [(*_columns(one),) for one in changed if one.seq is None]
        known = [(*_columns(one), one.seq) for one in changed if one.seq is not None]
        names = "type, id, key, row, main, organization_id, service_id, location_id, document"
        self.connection.executemany(f"INSERT INTO record ({names}) VALUES (?,?,?,?,?,?,?,?,?)", fresh)  # noqa: S608
        self.connection.executemany(f"UPDATE record SET ({names}) = (?,?,?,?,?,?,?,?,?) WHERE seq = ?", known)  # noqa: S608


def _columns(held: _Held) -> tuple[object, ...]:
    record, document = held.record, held.record.document
    links = (document.get("organization_id"), document.get("service_id"), document.get("location_id"))
    return (record.record_type, record.id, record.key, held.row, held.main, *links, _encoder.encode(document).decode())


def _with(record: StagedRecord, document: Document) -> StagedRecord:
    return StagedRecord(record.record_type, record.id, record.key, document, record.main)
