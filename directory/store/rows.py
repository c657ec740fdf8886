"""Rows of the tables as values.

Not for: queries. The decision a reader would ask about: a tombstone reads like any record, with `deleted_at` set;
whether to show it is the caller's choice.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from directory.store.documents import decode
from directory.store.values import ImportRun, OutboxMessage, RecordType, RecordVersion, StoredRecord


def stored_record(row: Row[Any]) -> StoredRecord:
    """A row of `record`."""
    columns = row._mapping
    return StoredRecord(
        record_type=RecordType(columns["record_type"]),
        id=columns["id"],
        document=decode(columns["document"]),
        source=columns["source"],
        source_key=columns["source_key"],
        version=columns["version"],
        change_seq=columns["change_seq"],
        name=columns["name"],
        organization_id=columns["organization_id"],
        service_id=columns["service_id"],
        location_id=columns["location_id"],
        first_seen=columns["first_seen"],
        last_seen=columns["last_seen"],
        last_changed=columns["last_changed"],
        assured_date=columns["assured_date"],
        deleted_at=columns["deleted_at"],
        changed_by=columns["changed_by"],
        change_reason=columns["change_reason"],
        field_sources=decode(columns["field_sources"]) | decode(columns["edited_fields"]),
    )


def record_version(row: Row[Any]) -> RecordVersion:
    """A row of `record_history`, or of `record` for the present version."""
    columns = row._mapping
    return RecordVersion(
        version=columns["version"],
        document=decode(columns["document"]),
        source=columns["source"],
        changed_by=columns["changed_by"],
        change_reason=columns["change_reason"],
        changed_at=columns["last_changed"],
        deleted_at=columns["deleted_at"],
    )


def outbox_message(row: Row[Any]) -> OutboxMessage:
    """A row of `outbox`."""
    columns = row._mapping
    return OutboxMessage(
        id=columns["id"],
        topic=columns["topic"],
        key=columns["key"],
        payload=decode(columns["payload"]),
        created_at=columns["created_at"],
        available_at=columns["available_at"],
        attempts=columns["attempts"],
        buried_at=columns["buried_at"],
        last_error=columns["last_error"],
    )


def import_run(row: Row[Any]) -> ImportRun:
    """A row of `import_run`."""
    columns = row._mapping
    return ImportRun(
        id=columns["id"],
        source=columns["source"],
        started=columns["started"],
        finished=columns["finished"],
        report=decode(columns["report"]),
    )
