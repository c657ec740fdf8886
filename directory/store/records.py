"""Changing records: what a source says, what a partner edits, what is gone.

Not for: HSDS checks (callers put validated documents), statements (`record_rows.py`) or the index (`indexing.py`). The
decision a reader would ask about: a field that a partner has edited belongs to the partner; later imports change the
others and keep these, because an agency that corrects its hours must not lose them to last month's file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from directory.errors import FieldProblem, InvalidRecord, RecordNotFound, StaleVersion
from directory.store.batches import BATCH_SIZE, batches
from directory.store.documents import (
    assured_date,
    changed_fields,
    content_hash,
    date_of,
    decode,
    encode,
    keep_fields,
    key_columns,
    record_id,
)
from directory.store.record_reading import RecordReader
from directory.store.record_rows import Key, RecordRows, Row
from directory.store.touched import Touched
from directory.store.values import Document, Edit, PutOutcome, RecordDraft, RecordType, StoredRecord


@dataclass(frozen=True, slots=True)
class _Told:
    """A draft with the key of its record and the hash of what it says."""

    key: Key
    draft: RecordDraft
    hashed: str


class RecordRepository(RecordReader):
    """Reads and changes records within one unit of work, as one actor at one moment."""

    def __init__(self, connection: Connection, actor: str, now: datetime) -> None:
        super().__init__(connection)
        self._rows = RecordRows(connection)
        self._actor = actor
        self._now = now
        self.touched = Touched()

    def put(self, draft: RecordDraft) -> PutOutcome:
        """Store what a source says of one record. For many, `put_many` is far faster."""
        return self.put_many((draft,))[0]

    def put_many(self, drafts: Iterable[RecordDraft], reason: str = "import") -> tuple[PutOutcome, ...]:
        """Store what sources say, and say for each draft in turn what it did.

        A record that was retired comes back and counts as updated. Fields that a partner has edited keep the
        partner's values. Raises `InvalidRecord` for a document without a UUID.
        """
        outcomes: list[PutOutcome] = []
        for batch in _batches_without_contradiction(drafts):
            outcomes.extend(self._put_batch(batch, reason))
        return tuple(outcomes)

    def edit(self, change: Edit) -> StoredRecord:
        """Store a partner's change; the fields that differ are held for the partner against later imports.

        Raises `RecordNotFound`, `StaleVersion` where somebody was faster, `InvalidRecord` for another id inside.
        """
        self._rows.lock()
        before = self.get(change.record_type, change.id)
        if before.version != change.expected_version:
            raise StaleVersion(change.record_type, change.id, change.expected_version, before.version)
        if record_id(change.record_type, change.document) != change.id:
            raise InvalidRecord(change.record_type, change.id, (FieldProblem("id", "cannot be changed"),))
        fields = changed_fields(before.document, change.document)
        if fields:
            self._write_edit(change, fields)
        return self.get(change.record_type, change.id)

    def retire(self, record_type: RecordType, record_id: str, reason: str = "retired") -> None:
        """Make the record a tombstone. Raises `RecordNotFound` where there is none, or it already is one."""
        self._rows.lock()
        if not self._retire_batch(record_type, (record_id,), reason):
            raise RecordNotFound(record_type, record_id)

    def retire_unseen(self, source: str, record_types: Sequence[RecordType], seen_before: datetime) -> int:
        """Retire the source's records of these types last seen before that moment; how many. Again does nothing."""
        self._rows.lock()
        retired = 0
        for record_type in record_types:
            for batch in batches(self._rows.unseen(source, record_type, seen_before)):
                retired += self._retire_batch(record_type, batch, f"no longer in {source}")
        return retired

    def touch(self, record_type: RecordType, record_ids: Iterable[str]) -> None:
        """Note that these records were seen now, without looking at what they say."""
        self._rows.lock()
        self._rows.mark_seen(((record_type, id_) for id_ in record_ids), self._now)

    def _put_batch(self, batch: Sequence[_Told], reason: str) -> list[PutOutcome]:
        self._rows.lock()
        held = self._rows.held({told.key: None for told in batch})
        created: dict[Key, Row] = {}
        updated: dict[Key, Row] = {}
        unchanged: list[Key] = []
        outcomes: list[PutOutcome] = []
        for told in batch:
            old = held.get(told.key)
            if told.key in created or told.key in updated or _says_the_same(told, old):
                unchanged.append(told.key)
                outcomes.append(PutOutcome.UNCHANGED)
            elif old is None:
                created[told.key] = self._row(told, None) | {"change_reason": reason}
                outcomes.append(PutOutcome.CREATED)
            else:
                updated[told.key] = self._row(told, old) | {"change_reason": reason}
                outcomes.append(PutOutcome.UPDATED)
        self._write(list(created.values()), list(updated.values()))
        self._rows.mark_seen(unchanged, self._now)
        return outcomes

    def _write(self, created: Sequence[Row], updated: Sequence[Row]) -> None:
        first_seq = self._rows.next_change_seqs(len(created) + len(updated))
        for seq, row in enumerate((*created, *updated), first_seq):
            row["change_seq"] = seq
            self.touched.add(row["record_type"], row["id"])
        fixed = {"first_seen": self._now, "edited_fields": "{}"}
        self._rows.insert([row | fixed for row in created])
        self._rows.update(updated)

    def _row(self, told: _Told, old: Row | None) -> Row:
        """The columns that a draft sets, with a partner's fields kept."""
        draft = told.draft
        document = draft.document if old is None else self._with_edits(told, old)
        return {
            "record_type": draft.record_type,
            "id": told.key[1],
            **key_columns(draft.record_type, document),
            "source": draft.source,
            "source_key": draft.source_key,
            "assured_date": assured_date(draft, document),
            "last_changed": self._now,
            "last_seen": self._now,
            "changed_by": self._actor,
            "deleted_at": None,
            "document": encode(document),
            "version": 1 if old is None else old["version"] + 1,
            "content_hash": told.hashed,
            "field_sources": encode(draft.field_sources),
        }

    def _with_edits(self, told: _Told, old: Row) -> Document:
        edited = decode(old["edited_fields"])
        if not edited:
            return told.draft.document
        return keep_fields(told.draft.document, self._rows.document(told.key), edited)

    def _write_edit(self, change: Edit, fields: Sequence[str]) -> None:
        key = (change.record_type, change.id)
        edited = decode(self._rows.held([key])[key]["edited_fields"])
        row: Row = {
            "record_type": change.record_type,
            "id": change.id,
            **key_columns(change.record_type, change.document),
            "document": encode(change.document),
            "edited_fields": encode(edited | dict.fromkeys(fields, self._actor)),
            "version": change.expected_version + 1,
            "change_seq": self._rows.next_change_seqs(1),
            "last_changed": self._now,
            "changed_by": self._actor,
            "change_reason": change.reason,
        }
        if "assured_date" in fields:
            row["assured_date"] = date_of(change.document.get("assured_date"))
        self._rows.update([row])
        self.touched.add(change.record_type, change.id)

    def _retire_batch(self, record_type: RecordType, record_ids: Sequence[str], reason: str) -> int:
        live = self._rows.live_versions(record_type, record_ids)
        first_seq = self._rows.next_change_seqs(len(live))
        rows: list[Row] = [
            {"record_type": record_type, "id": id_, "version": version + 1, "change_seq": seq}
            | {"deleted_at": self._now, "last_changed": self._now, "changed_by": self._actor, "change_reason": reason}
            for seq, (id_, version) in enumerate(live, first_seq)
        ]
        self._rows.update(rows)
        for row in rows:
            self.touched.add(record_type, row["id"])
        return len(rows)


def _says_the_same(told: _Told, old: Row | None) -> bool:
    return old is not None and old["content_hash"] == told.hashed and old["deleted_at"] is None


def _batches_without_contradiction(drafts: Iterable[RecordDraft]) -> Iterator[list[_Told]]:
    """Batches in which no record is told in two ways; the same again may stand in it, as nested organizations do."""
    batch: list[_Told] = []
    hashes: dict[Key, str] = {}
    for draft in drafts:
        told = _Told((draft.record_type, record_id(draft.record_type, draft.document)), draft, content_hash(draft))
        if len(batch) == BATCH_SIZE or hashes.get(told.key, told.hashed) != told.hashed:
            yield batch
            batch, hashes = [], {}
        batch.append(told)
        hashes[told.key] = told.hashed
    if batch:
        yield batch
