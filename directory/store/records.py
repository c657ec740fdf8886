"""Changing records: what a source says, what a partner edits, what is gone.

Not for: HSDS checks (callers put validated documents) or the index (`indexing.py`). The decision a reader would ask
about: every change takes its `change_seq` from one counter row, and takes it *before* it looks at any record. On
PostgreSQL that row stays locked until commit, so writers of records stand in line, numbers become visible in their
order, and a follower who has seen 7 will never meet a late 6. SQLite has one writer anyhow. A batch is short; what is
lost is parallel importing into one directory, which nobody needs and which would make two imports race for one record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, insert, select, update

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
from directory.store.tables import change_counter, record, record_history
from directory.store.touched import Touched
from directory.store.values import Document, Edit, PutOutcome, RecordDraft, RecordType, StoredRecord

Row = dict[str, Any]
Key = tuple[RecordType, str]

_BY_KEY = (record.c.record_type == bindparam("old_type")) & (record.c.id == bindparam("old_id"))


class RecordRepository(RecordReader):
    """Reads and changes records within one unit of work, as one actor at one moment."""

    def __init__(self, connection: Connection, actor: str, now: datetime) -> None:
        super().__init__(connection)
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
        for batch in _batches_of_distinct_records(drafts):
            outcomes.extend(self._put_batch(batch, reason))
        return tuple(outcomes)

    def edit(self, change: Edit) -> StoredRecord:
        """Store a partner's change; the fields that differ are held for the partner against later imports.

        Raises `RecordNotFound`, `StaleVersion` where somebody was faster, `InvalidRecord` for another id inside.
        """
        self._next_change_seqs(0)
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
        self._next_change_seqs(0)
        if not self._retire_batch(record_type, (record_id,), reason):
            raise RecordNotFound(record_type, record_id)

    def retire_unseen(self, source: str, record_types: Sequence[RecordType], seen_before: datetime) -> int:
        """Retire the source's records of these types last seen before that moment; how many. Again does nothing."""
        self._next_change_seqs(0)
        retired = 0
        for record_type in record_types:
            of_source = (record.c.source == source) & (record.c.last_seen < seen_before)
            unseen = select(record.c.id).where(_is_live(record_type), of_source).order_by(record.c.id)
            for batch in batches(self._connection.execute(unseen).scalars().all()):
                retired += self._retire_batch(record_type, batch, f"no longer in {source}")
        return retired

    def touch(self, record_type: RecordType, record_ids: Iterable[str]) -> None:
        """Note that these records were seen now, without looking at what they say."""
        for batch in batches(record_ids):
            of_batch = (record.c.record_type == record_type) & record.c.id.in_(batch)
            self._connection.execute(update(record).where(of_batch).values(last_seen=self._now))

    def _put_batch(self, drafts: Sequence[RecordDraft], reason: str) -> Sequence[PutOutcome]:
        self._next_change_seqs(0)
        held = self._held(drafts)
        created: list[Row] = []
        updated: list[Row] = []
        unchanged: list[Key] = []
        outcomes: list[PutOutcome] = []
        for draft in drafts:
            key = (draft.record_type, draft.document["id"])
            old = held.get(key)
            hashed = content_hash(draft)
            if old is not None and old["content_hash"] == hashed and old["deleted_at"] is None:
                unchanged.append(key)
                outcomes.append(PutOutcome.UNCHANGED)
                continue
            row = self._row(draft, hashed, old) | {"change_reason": reason}
            (created if old is None else updated).append(row)
            outcomes.append(PutOutcome.CREATED if old is None else PutOutcome.UPDATED)
        self._write(created, updated, unchanged)
        return outcomes

    def _write(self, created: Sequence[Row], updated: Sequence[Row], unchanged: Sequence[Key]) -> None:
        first_seq = self._next_change_seqs(len(created) + len(updated))
        for seq, row in enumerate((*created, *updated), first_seq):
            row["change_seq"] = seq
            self.touched.add(row["record_type"], row["id"])
        if created:
            fixed = {"first_seen": self._now, "edited_fields": "{}"}
            self._connection.execute(insert(record), [row | fixed for row in created])
        if updated:
            self._update(updated)
        for record_type, ids in _by_type(unchanged).items():
            self.touch(record_type, ids)

    def _row(self, draft: RecordDraft, hashed: str, old: Row | None) -> Row:
        """The columns that a draft sets, with a partner's fields kept."""
        document = draft.document if old is None else self._with_edits(draft.document, old)
        return {
            "record_type": draft.record_type,
            "id": draft.document["id"],
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
            "content_hash": hashed,
            "field_sources": encode(draft.field_sources),
        }

    def _with_edits(self, draft: Document, old: Row) -> Document:
        edited = decode(old["edited_fields"])
        if not edited:
            return draft
        of_record = (record.c.record_type == old["record_type"]) & (record.c.id == old["id"])
        present = self._connection.execute(select(record.c.document).where(of_record)).scalar_one()
        return keep_fields(draft, decode(present), edited)

    def _held(self, drafts: Sequence[RecordDraft]) -> dict[Key, Row]:
        """What we have of the drafts' records, documents left out."""
        keys = [(draft.record_type, draft.document["id"]) for draft in drafts]
        columns = record.c["record_type", "id", "version", "content_hash", "deleted_at", "edited_fields"]
        found: dict[Key, Row] = {}
        for record_type, ids in _by_type(keys).items():
            query = select(*columns).where(record.c.record_type == record_type, record.c.id.in_(ids))
            for row in self._connection.execute(query):
                found[record_type, row.id] = dict(row._mapping)
        return found

    def _write_edit(self, change: Edit, fields: Sequence[str]) -> None:
        of_record = (record.c.record_type == change.record_type) & (record.c.id == change.id)
        edited = self._connection.execute(select(record.c.edited_fields).where(of_record)).scalar_one()
        row: Row = {
            "record_type": change.record_type,
            "id": change.id,
            **key_columns(change.record_type, change.document),
            "document": encode(change.document),
            "edited_fields": encode(decode(edited) | dict.fromkeys(fields, self._actor)),
            "version": change.expected_version + 1,
            "change_seq": self._next_change_seqs(1),
            "last_changed": self._now,
            "changed_by": self._actor,
            "change_reason": change.reason,
        }
        if "assured_date" in fields:
            row["assured_date"] = date_of(change.document.get("assured_date"))
        self._update([row])
        self.touched.add(change.record_type, change.id)

    def _retire_batch(self, record_type: RecordType, record_ids: Sequence[str], reason: str) -> int:
        live = select(record.c.id, record.c.version).where(_is_live(record_type), record.c.id.in_(record_ids))
        found = self._connection.execute(live.order_by(record.c.id)).all()
        first_seq = self._next_change_seqs(len(found))
        rows = [
            {"record_type": record_type, "id": row.id, "version": row.version + 1, "change_seq": seq}
            | {"deleted_at": self._now, "last_changed": self._now, "changed_by": self._actor, "change_reason": reason}
            for seq, row in enumerate(found, first_seq)
        ]
        if rows:
            self._update(rows)
        for row in rows:
            self.touched.add(record_type, row["id"])
        return len(rows)

    def _update(self, rows: Sequence[Row]) -> None:
        """Copy the present versions to the history, then set the rows' columns; all rows have the same ones."""
        self._remember([(row["record_type"], row["id"]) for row in rows])
        values: Row = {name: bindparam(name) for name in rows[0] if name not in {"record_type", "id"}}
        bound = [row | {"old_type": row["record_type"], "old_id": row["id"]} for row in rows]
        for row in bound:
            del row["record_type"], row["id"]
        self._connection.execute(update(record).where(_BY_KEY).values(values), bound)

    def _remember(self, keys: Sequence[Key]) -> None:
        names = [column.name for column in record_history.c]
        for record_type, ids in _by_type(keys).items():
            present = select(*(record.c[name] for name in names)).where(
                record.c.record_type == record_type, record.c.id.in_(ids)
            )
            self._connection.execute(insert(record_history).from_select(names, present))

    def _next_change_seqs(self, count: int) -> int:
        """The first of so many fresh numbers; locks the counter, and with it every other writer, until commit."""
        taken = update(change_counter).values(value=change_counter.c.value + count).returning(change_counter.c.value)
        last: int = self._connection.execute(taken).scalar_one()
        return last - count + 1


def _is_live(record_type: RecordType) -> ColumnElement[bool]:
    return (record.c.record_type == record_type) & record.c.deleted_at.is_(None)


def _batches_of_distinct_records(drafts: Iterable[RecordDraft]) -> Iterator[tuple[RecordDraft, ...]]:
    """Batches in which no record stands twice, so that a repeated row is compared with its forerunner."""
    batch: dict[Key, RecordDraft] = {}
    for draft in drafts:
        key = (draft.record_type, record_id(draft.record_type, draft.document))
        if key in batch or len(batch) == BATCH_SIZE:
            yield tuple(batch.values())
            batch.clear()
        batch[key] = draft
    if batch:
        yield tuple(batch.values())


def _by_type(keys: Iterable[Key]) -> dict[RecordType, list[str]]:
    grouped: dict[RecordType, list[str]] = {}
    for record_type, id_ in keys:
        grouped.setdefault(record_type, []).append(id_)
    return grouped
