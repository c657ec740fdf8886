"""Changing records: what a source says, what a partner edits, what is gone.

Not for: HSDS checks (callers put validated documents), statements (`record_rows.py`) or the index (`indexing.py`). The
decision a reader would ask about: a field that a partner has edited belongs to the partner; later imports change the
others and keep these, because an agency that corrects its hours must not lose them to last month's file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection

from directory.errors import FieldProblem, InvalidRecord, RecordNotFound, StaleVersion
from directory.store.batches import batches
from directory.store.documents import (
    changed_fields,
    date_of,
    decode,
    encode,
    encoded,
    keep_edited,
    key_columns,
    record_id,
)
from directory.store.record_reading import RecordReader
from directory.store.record_rows import Key, RecordRows, Row
from directory.store.touched import Touched
from directory.store.values import Edit, EncodedDraft, PutOutcome, RecordDraft, RecordType, StoredRecord

_DRAFTS_AT_ONCE = 2_000  # a third of an import's batch: some ten statements for each, whose own cost tells at 500


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
        return self.put_encoded(map(encoded, drafts), reason)

    def put_encoded(self, drafts: Iterable[EncodedDraft], reason: str = "import") -> tuple[PutOutcome, ...]:
        """`put_many` for drafts that were encoded before, perhaps by another process."""
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

    def _put_batch(self, batch: Sequence[tuple[Key, EncodedDraft]], reason: str) -> list[PutOutcome]:
        self._rows.lock()
        held = self._rows.held({key: None for key, _ in batch})
        created: dict[Key, EncodedDraft] = {}
        updated: dict[Key, Row] = {}
        unchanged: list[Key] = []
        outcomes: list[PutOutcome] = []
        for key, draft in batch:
            old = held.get(key)
            if old is None and key not in created:
                created[key] = draft
                outcomes.append(PutOutcome.CREATED)
            elif old is None or key in updated or _says_the_same(draft, old):
                unchanged.append(key)
                outcomes.append(PutOutcome.UNCHANGED)
            else:
                updated[key] = self._row(self._with_edits(draft, old), old["version"] + 1, reason)
                outcomes.append(PutOutcome.UPDATED)
        self._write(created, updated, reason)
        self._rows.mark_seen(unchanged, self._now)
        return outcomes

    def _write(self, created: dict[Key, EncodedDraft], updated: dict[Key, Row], reason: str) -> None:
        first_seq = self._rows.next_change_seqs(len(created) + len(updated))
        for seq, row in enumerate(updated.values(), first_seq + len(created)):
            row["change_seq"] = seq
        self.touched.add_created(created)
        self.touched.add_all(updated)
        shared = {**self._stamp(1, reason), "first_seen": self._now, "edited_fields": "{}"}
        self._rows.insert(created.values(), first_seq, shared)
        self._rows.update(list(updated.values()))

    def _stamp(self, version: int, reason: str) -> Row:
        """The columns that tell of a draft's coming in."""
        return {
            "last_changed": self._now,
            "last_seen": self._now,
            "changed_by": self._actor,
            "change_reason": reason,
            "deleted_at": None,
            "version": version,
        }

    def _row(self, draft: EncodedDraft, version: int, reason: str) -> Row:
        """The columns that a draft of a known record sets."""
        return {
            "record_type": draft.record_type,
            "id": draft.id,
            "organization_id": draft.organization_id,
            "service_id": draft.service_id,
            "location_id": draft.location_id,
            "name": draft.name,
            "source": draft.source,
            "source_key": draft.source_key,
            "assured_date": draft.assured_date,
            "document": draft.text,
            "content_hash": draft.content_hash,
            "field_sources": draft.field_sources,
            **self._stamp(version, reason),
        }

    def _with_edits(self, draft: EncodedDraft, old: Row) -> EncodedDraft:
        """The draft with a partner's fields kept."""
        edited = decode(old["edited_fields"])
        return keep_edited(draft, self._rows.document(draft.key), edited) if edited else draft

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
        self.touched.add_all((record_type, row["id"]) for row in rows)
        return len(rows)


def _says_the_same(draft: EncodedDraft, old: Row | None) -> bool:
    return old is not None and old["content_hash"] == draft.content_hash and old["deleted_at"] is None


def _batches_without_contradiction(drafts: Iterable[EncodedDraft]) -> Iterator[list[tuple[Key, EncodedDraft]]]:
    """Batches in which no record is told in two ways; the same again may stand in it, as nested organizations do."""
    batch: list[tuple[Key, EncodedDraft]] = []
    hashes: dict[Key, str] = {}
    for draft in drafts:
        key, hashed = (draft.record_type, draft.id), draft.content_hash
        if len(batch) == _DRAFTS_AT_ONCE or hashes.setdefault(key, hashed) != hashed:
            yield batch
            batch, hashes = [], {key: hashed}
        batch.append((key, draft))
    if batch:
        yield batch
