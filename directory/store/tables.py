"""The tables of the directory.

Not for: changing a database that exists (`migrations/`; a test holds the two together). The decision a reader would
ask about: a record is one row with its whole document as JSON *text* beside a few key columns, because HSDS is nested
and is read and written whole; jsonb would reorder its keys and reformat its numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    DateTime,
    Dialect,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

_MOMENTS_KEPT = 64


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no zone: it is taken off on the way in and put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment as the database keeps it; a naive one is a fault of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        moment = value if value.tzinfo is UTC else value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any] | None:
        """As always, but worked out once for the few moments that the rows of a batch share."""
        process = super().bind_processor(dialect)
        return lru_cache(maxsize=_MOMENTS_KEPT)(process) if process is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# On SQLite only INTEGER becomes the row id that numbers itself.
OutboxId = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData()


def _version_columns() -> list[Column[object]]:
    """What every version of a record has, the present one and the earlier ones."""
    return [
        # The id comes first in the primary key, and no other index begins with the type: PostgreSQL, which knows nothing
        # of a table that an import is just filling, would else walk all services to find the 500 of a batch.
        Column("id", String(36), primary_key=True),
        Column("record_type", String(32), primary_key=True),
        Column("organization_id", String(36)),
        Column("service_id", String(36)),
        Column("location_id", String(36)),
        Column("name", Text, nullable=False),
        Column("source", Text, nullable=False),
        Column("source_key", Text, nullable=False),
        Column("assured_date", Date),
        Column("last_changed", Moment, nullable=False),
        Column("changed_by", Text, nullable=False),
        Column("change_reason", Text, nullable=False),
        Column("deleted_at", Moment),
        Column("document", Text, nullable=False),
    ]


record = Table(
    "record",
    metadata,
    *_version_columns(),
    Column("version", Integer, nullable=False),
    Column("change_seq", BigInteger, nullable=False),
    Column("content_hash", String(32), nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("last_seen", Moment, nullable=False),
    Column("field_sources", Text, nullable=False),
    Column("edited_fields", Text, nullable=False),
)
Index("record_change_seq", record.c.change_seq)
# For what a source no longer names, and for one source's records. Rows of an import come in order here; with the source's
# own keys, which are often random, it was the dearest index to keep, and nothing but `find_by_source` looks them up.
Index("record_source", record.c.source, record.c.record_type)
# For "modified after", and for counting without walking the documents: all that a count asks is in this index.
Index("record_last_changed", record.c.last_changed, record.c.record_type, record.c.deleted_at)
for _key in ("organization_id", "service_id", "location_id"):
    Index(
        f"record_{_key}",
        record.c[_key],
        sqlite_where=record.c[_key].is_not(None),
        postgresql_where=record.c[_key].is_not(None),
    )

record_history = Table(
    "record_history",
    metadata,
    *_version_columns(),
    Column("version", Integer, primary_key=True, autoincrement=False),
)

change_counter = Table(
    "change_counter",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("value", BigInteger, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", OutboxId, primary_key=True, autoincrement=True),
    Column("topic", String(64), nullable=False),
    Column("key", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("available_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("claimed_by", Text),
    Column("claimed_until", Moment),
    Column("done_at", Moment),
    Column("buried_at", Moment),
    Column("last_error", Text, nullable=False),
)
_WAITING = outbox.c.done_at.is_(None) & outbox.c.buried_at.is_(None)
Index("outbox_waiting", outbox.c.topic, outbox.c.available_at, sqlite_where=_WAITING, postgresql_where=_WAITING)

import_run = Table(
    "import_run",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("source", Text, nullable=False),
    Column("started", Moment, nullable=False),
    Column("finished", Moment),
    Column("report", Text, nullable=False),
)
Index("import_run_source", import_run.c.source, import_run.c.started)
