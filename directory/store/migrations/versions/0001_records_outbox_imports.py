"""The first tables: records with their history, the counter of changes, the outbox and the import runs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from directory.store.tables import Moment, OutboxId

revision = "0001"
down_revision = None


def upgrade() -> None:
    _create_records()
    _create_outbox()
    _create_import_runs()


def _version_columns() -> list[sa.Column[object]]:
    return [
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("record_type", sa.String(32), primary_key=True),
        sa.Column("organization_id", sa.String(36)),
        sa.Column("service_id", sa.String(36)),
        sa.Column("location_id", sa.String(36)),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("source_key", sa.Text, nullable=False),
        sa.Column("assured_date", sa.Date),
        sa.Column("last_changed", Moment, nullable=False),
        sa.Column("changed_by", sa.Text, nullable=False),
        sa.Column("change_reason", sa.Text, nullable=False),
        sa.Column("deleted_at", Moment),
        sa.Column("document", sa.Text, nullable=False),
    ]


def _create_records() -> None:
    op.create_table(
        "record",
        *_version_columns(),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("change_seq", sa.BigInteger, nullable=False),
        sa.Column("content_hash", sa.String(32), nullable=False),
        sa.Column("first_seen", Moment, nullable=False),
        sa.Column("last_seen", Moment, nullable=False),
        sa.Column("field_sources", sa.Text, nullable=False),
        sa.Column("edited_fields", sa.Text, nullable=False),
    )
    op.create_index("record_change_seq", "record", ["change_seq"])
    op.create_index("record_source", "record", ["source", "source_key"])
    op.create_index("record_last_changed", "record", ["last_changed", "record_type", "deleted_at"])
    for key in ("organization_id", "service_id", "location_id"):
        given = sa.text(f"{key} IS NOT NULL")
        op.create_index(f"record_{key}", "record", [key], sqlite_where=given, postgresql_where=given)
    op.create_table(
        "record_history",
        *_version_columns(),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    )
    counter = op.create_table(
        "change_counter",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("value", sa.BigInteger, nullable=False),
    )
    op.bulk_insert(counter, [{"id": 1, "value": 0}])


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", OutboxId, primary_key=True, autoincrement=True),
        sa.Column("topic", sa.String(64), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("available_at", Moment, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("claimed_by", sa.Text),
        sa.Column("claimed_until", Moment),
        sa.Column("done_at", Moment),
        sa.Column("buried_at", Moment),
        sa.Column("last_error", sa.Text, nullable=False),
    )
    waiting = sa.text("done_at IS NULL AND buried_at IS NULL")
    op.create_index(
        "outbox_waiting", "outbox", ["topic", "available_at"], sqlite_where=waiting, postgresql_where=waiting
    )


def _create_import_runs() -> None:
    op.create_table(
        "import_run",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("started", Moment, nullable=False),
        sa.Column("finished", Moment),
        sa.Column("report", sa.Text, nullable=False),
    )
    op.create_index("import_run_source", "import_run", ["source", "started"])
