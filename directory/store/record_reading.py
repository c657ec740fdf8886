"""Finding records: by id, by source, by what they belong to, by what changed.

Not for: searching (`directory.search`): nothing here looks inside a document's words. The decision a reader would ask
about: pages are in the order of ids, the only order that stays put while records are renamed between two pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, union_all

from directory.errors import RecordNotFound
from directory.store.batches import BATCH_SIZE, batches
from directory.store.rows import record_version, stored_record
from directory.store.tables import record, record_history
from directory.store.values import RecordFilter, RecordPage, RecordType, RecordVersion, StoredRecord

EVERY_RECORD = RecordFilter()


class RecordReader:
    """Reads records on one connection, tombstones left out unless it says otherwise."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, record_type: RecordType, record_id: str) -> StoredRecord:
        """The record of that id. Raises `RecordNotFound`, also for a tombstone."""
        found = self.get_many(record_type, (record_id,))
        if not found:
            raise RecordNotFound(record_type, record_id)
        return found[0]

    def get_many(self, record_type: RecordType, record_ids: Sequence[str]) -> tuple[StoredRecord, ...]:
        """The records of these ids, in that order; ids that are not there are left out."""
        found: dict[str, StoredRecord] = {}
        for batch in batches(record_ids):
            for stored in self._select(record.c.record_type == record_type, record.c.id.in_(batch)):
                found[stored.id] = stored
        return tuple(found[record_id] for record_id in record_ids if record_id in found)

    def find_by_source(self, record_type: RecordType, source: str, source_key: str) -> StoredRecord | None:
        """The record that this source calls by this key, if there is one. The lowest id where the key has several.

        Goes through the source's records of that type: no index knows their keys (`tables.py` says why).
        """
        found = self._select(
            record.c.record_type == record_type, record.c.source == source, record.c.source_key == source_key
        )
        return found[0] if found else None

    def of_organization(self, record_type: RecordType, organization_id: str) -> tuple[StoredRecord, ...]:
        """The organization's records of that type."""
        return self._select(record.c.record_type == record_type, record.c.organization_id == organization_id)

    def service_at_locations(
        self, *, service_id: str | None = None, location_id: str | None = None
    ) -> tuple[StoredRecord, ...]:
        """Where a service is given, or what is given at a location, or both."""
        conditions = [record.c.record_type == RecordType.SERVICE_AT_LOCATION]
        if service_id is not None:
            conditions.append(record.c.service_id == service_id)
        if location_id is not None:
            conditions.append(record.c.location_id == location_id)
        return self._select(*conditions)

    def list(
        self, record_type: RecordType, where: RecordFilter = EVERY_RECORD, limit: int = 100, offset: int = 0
    ) -> RecordPage:
        """One page of the records that meet the filter, and how many there are in all."""
        conditions = _conditions(record_type, where)
        rows = self._connection.execute(_live(*conditions).limit(limit).offset(offset))
        counted = select(func.count()).select_from(record).where(record.c.deleted_at.is_(None), *conditions)
        return RecordPage(tuple(map(stored_record, rows)), self._connection.execute(counted).scalar_one())

    def stream(self, record_type: RecordType, where: RecordFilter = EVERY_RECORD) -> Iterator[StoredRecord]:
        """Every record that meets the filter, in the order of ids, a batch in memory at a time."""
        after = ""
        while True:
            rows = self._select(*_conditions(record_type, where), record.c.id > after, limit=BATCH_SIZE)
            yield from rows
            if len(rows) < BATCH_SIZE:
                return
            after = rows[-1].id

    def history(self, record_type: RecordType, record_id: str) -> tuple[RecordVersion, ...]:
        """Every version of the record, oldest first, the present one last. Raises `RecordNotFound` for none at all."""
        names = [column.name for column in record_history.c]
        versions = union_all(
            *(
                select(*(table.c[name] for name in names)).where(
                    table.c.record_type == record_type, table.c.id == record_id
                )
                for table in (record_history, record)
            )
        ).order_by("version")
        found = tuple(map(record_version, self._connection.execute(versions)))
        if not found:
            raise RecordNotFound(record_type, record_id)
        return found

    def changes_since(self, change_seq: int, limit: int = BATCH_SIZE) -> tuple[StoredRecord, ...]:
        """Records changed after that `change_seq`, in the order of change, tombstones included.

        A record that changed several times stands once, at its last change. Ask again with the last one's
        `change_seq`; nothing is ever added behind a number that a reader has seen (`record_rows.py` says why).
        """
        changed = select(record).where(record.c.change_seq > change_seq).order_by(record.c.change_seq).limit(limit)
        return tuple(map(stored_record, self._connection.execute(changed)))

    def last_change_seq(self) -> int:
        """The number of the latest change; 0 in an empty directory."""
        latest: int = self._connection.execute(select(func.coalesce(func.max(record.c.change_seq), 0))).scalar_one()
        return latest

    def counts(self) -> dict[RecordType, int]:
        """How many records there are of each type, tombstones left out."""
        counted = (
            select(record.c.record_type, func.count())
            .where(record.c.deleted_at.is_(None))
            .group_by(record.c.record_type)
        )
        found = {row[0]: row[1] for row in self._connection.execute(counted)}
        return {record_type: found.get(record_type, 0) for record_type in RecordType}

    def _select(self, *conditions: ColumnElement[bool], limit: int | None = None) -> tuple[StoredRecord, ...]:
        return tuple(map(stored_record, self._connection.execute(_live(*conditions).limit(limit))))


def _live(*conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return select(record).where(record.c.deleted_at.is_(None), *conditions).order_by(record.c.id)


def _conditions(record_type: RecordType, where: RecordFilter) -> tuple[ColumnElement[bool], ...]:
    asked = (
        (where.source, record.c.source),
        (where.organization_id, record.c.organization_id),
        (where.service_id, record.c.service_id),
        (where.location_id, record.c.location_id),
    )
    conditions = [record.c.record_type == record_type]
    conditions += [column == value for value, column in asked if value is not None]
    if where.modified_after is not None:
        conditions.append(record.c.last_changed > where.modified_after)
    if where.mentions is not None:
        conditions.append(record.c.document.contains(f'"{where.mentions}"', autoescape=True))
    return tuple(conditions)
