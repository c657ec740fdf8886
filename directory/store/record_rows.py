"""The statements that change rows of `record`: numbers of changes, history, insert and update, a batch at a time.

Not for: deciding what changes (`records.py`). The decision a reader would ask about: every change takes its
`change_seq` from one counter row, and that row is taken *before* any record is looked at. On PostgreSQL it stays locked
until commit, so writers of records stand in line, numbers become visible in their order, and a follower who has seen 7
will never meet a late 6. SQLite has one writer anyhow. What is lost is importing twice into one directory at the same
time, which would make the two race for one record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, insert, select, update

from directory.store.batches import batches
from directory.store.documents import decode
from directory.store.plain_rows import insert_rows, rows_by
from directory.store.tables import change_counter, record, record_history
from directory.store.values import Document, EncodedDraft, RecordType

Row = dict[str, Any]  # columns of `record` by name
Key = tuple[RecordType, str]

_HELD = ("id", "version", "content_hash", "deleted_at", "edited_fields")
_OF_CREATED = (*("document" if name == "text" else name for name in EncodedDraft._fields), "change_seq")
_COUNTED = (
    update(change_counter).values(value=change_counter.c.value + bindparam("count")).returning(change_counter.c.value)
)
_BY_KEY = (record.c.record_type == bindparam("old_type")) & (record.c.id == bindparam("old_id"))


class RecordRows:
    """Rows of one transaction. Every method that writes expects `lock` to have been called."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._is_locked = False

    def lock(self) -> None:
        """Wait for every other writer of records, and make them wait until this transaction ends."""
        if not self._is_locked:
            self.next_change_seqs(0)
            self._is_locked = True

    def next_change_seqs(self, count: int) -> int:
        """The first of so many fresh numbers."""
        last: int = self._connection.execute(_COUNTED, {"count": count}).scalar_one()
        return last - count + 1

    def held(self, keys: Iterable[Key]) -> dict[Key, Row]:
        """What there is of these records: version, hash, tombstone and edited fields; documents left out."""
        found: dict[Key, Row] = {}
        for record_type, ids in _by_type(keys).items():
            for values in rows_by(self._connection, _HELD, record_type, "id", ids):
                found[record_type, values[0]] = dict(zip(_HELD, values, strict=True))
        return found

    def document(self, key: Key) -> Document:
        """The document of one record."""
        found = select(record.c.document).where(_of(key[0], (key[1],)))
        return decode(self._connection.execute(found).scalar_one())

    def live_versions(self, record_type: RecordType, record_ids: Sequence[str]) -> list[tuple[str, int]]:
        """Ids and versions of those that are no tombstones."""
        found = rows_by(self._connection, ("id", "version"), record_type, "id", record_ids, only_live=True)
        return sorted((id_, version) for id_, version in found)

    def unseen(self, source: str, record_type: RecordType, seen_before: datetime) -> Sequence[str]:
        """Ids of the source's records that were last seen before that moment and are no tombstones."""
        found = select(record.c.id).where(
            record.c.record_type == record_type,
            record.c.source == source,
            record.c.last_seen < seen_before,
            record.c.deleted_at.is_(None),
        )
        return self._connection.execute(found.order_by(record.c.id)).scalars().all()

    def insert(self, drafts: Iterable[EncodedDraft], first_seq: int, shared: Row) -> None:
        """New records, numbered from `first_seq` on; `shared` are the columns that no draft has."""
        rows = [(*draft, seq) for seq, draft in enumerate(drafts, first_seq)]
        insert_rows(self._connection, record, _OF_CREATED, rows, shared)

    def update(self, rows: Sequence[Row]) -> None:
        """Copy the present versions to the history, then set the columns; all rows have the same ones."""
        if not rows:
            return
        self._remember((row["record_type"], row["id"]) for row in rows)
        names = rows[0].keys() - {"record_type", "id"}
        values: Row = {name: bindparam(name) for name in names}
        bound = [
            {"old_type": row["record_type"], "old_id": row["id"], **{name: row[name] for name in names}} for row in rows
        ]
        self._connection.execute(update(record).where(_BY_KEY).values(values), bound)

    def mark_seen(self, keys: Iterable[Key], now: datetime) -> None:
        """Move `last_seen`, and nothing else."""
        for record_type, ids in _by_type(keys).items():
            for batch in batches(ids):
                self._connection.execute(update(record).where(_of(record_type, batch)).values(last_seen=now))

    def _remember(self, keys: Iterable[Key]) -> None:
        names = [column.name for column in record_history.c]
        for record_type, ids in _by_type(keys).items():
            present = select(*(record.c[name] for name in names)).where(_of(record_type, ids))
            self._connection.execute(insert(record_history).from_select(names, present))


def _of(record_type: RecordType, ids: Sequence[str]) -> ColumnElement[bool]:
    return (record.c.record_type == record_type) & record.c.id.in_(ids)


def _by_type(keys: Iterable[Key]) -> dict[RecordType, list[str]]:
    grouped: dict[RecordType, list[str]] = {}
    for record_type, id_ in keys:
        grouped.setdefault(record_type, []).append(id_)
    return grouped
