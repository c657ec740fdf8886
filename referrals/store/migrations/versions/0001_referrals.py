"""The first tables: clients, needs, requests, attempts, events and consents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from directory.store.tables import Moment

revision = "0001"
down_revision = None


def upgrade() -> None:
    _create_client()
    _create_consent()
    _create_identity()
    _create_need()
    _create_request()
    _create_attempt()
    _create_event()


def _create_client() -> None:
    op.create_table(
        "referral_client",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("owner", sa.String(128), server_default="", nullable=False),
        sa.Column("owner_organization_id", sa.String(64)),
        sa.Column("external_id", sa.String(200), server_default="", nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "uq_referral_client_external",
        "referral_client",
        ["owner", "external_id"],
        unique=True,
        sqlite_where=sa.text("external_id <> ''"),
        postgresql_where=sa.text("external_id <> ''"),
    )


def _create_consent() -> None:
    op.create_table(
        "referral_consent",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("client_id", sa.String(64), nullable=False),
        sa.Column("organization_id", sa.String(64), nullable=False),
        sa.Column("given_by", sa.String(20), server_default="", nullable=False),
        sa.Column("purpose", sa.String(20), server_default="", nullable=False),
        sa.Column("data_classes", sa.String(300), server_default="", nullable=False),
        sa.Column("method", sa.String(20), server_default="", nullable=False),
        sa.Column("starts_at", Moment, nullable=False),
        sa.Column("ends_at", Moment, nullable=False),
        sa.Column("recorded_by", sa.String(128), server_default="", nullable=False),
        sa.Column("recorded_at", Moment, nullable=False),
        sa.Column("revoked_at", Moment),
        sa.ForeignKeyConstraint(["client_id"], ["referral_client.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_referral_consent_client", "referral_consent", ["client_id", "organization_id"])


def _create_identity() -> None:
    op.create_table(
        "referral_identity",
        sa.Column("client_id", sa.String(64), nullable=False),
        sa.Column("display_name", sa.String(200), server_default="", nullable=False),
        sa.Column("email", sa.String(320), server_default="", nullable=False),
        sa.Column("phone", sa.String(64), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["referral_client.id"]),
        sa.PrimaryKeyConstraint("client_id"),
    )


def _create_need() -> None:
    op.create_table(
        "referral_need",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("client_id", sa.String(64), nullable=False),
        sa.Column("code", sa.String(100), server_default="", nullable=False),
        sa.Column("state", sa.String(20), server_default="", nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["referral_client.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "uq_referral_need_open",
        "referral_need",
        ["client_id", "code"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )


def _create_request() -> None:
    op.create_table(
        "referral_request",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("need_id", sa.String(64), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.ForeignKeyConstraint(["need_id"], ["referral_need.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_referral_request_need_id", "referral_request", ["need_id"])


def _create_attempt() -> None:
    op.create_table(
        "referral_attempt",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("request_id", sa.String(64), nullable=False),
        sa.Column("client_id", sa.String(64), nullable=False),
        sa.Column("need_code", sa.String(100), server_default="", nullable=False),
        sa.Column("need_sensitive", sa.String(20), server_default="", nullable=False),
        sa.Column("attempt_no", sa.Integer, nullable=False),
        sa.Column("organization_id", sa.String(64), nullable=False),
        sa.Column("service_id", sa.String(64), nullable=False),
        sa.Column("location_id", sa.String(64)),
        sa.Column("sender", sa.String(128), server_default="", nullable=False),
        sa.Column("sender_organization_id", sa.String(64)),
        sa.Column("state", sa.String(20), server_default="", nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("changed_at", Moment, nullable=False),
        sa.Column("sent_at", Moment),
        sa.Column("reason_code", sa.String(64), server_default="", nullable=False),
        sa.Column("reason_text", sa.Text, server_default="", nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["referral_client.id"]),
        sa.ForeignKeyConstraint(["request_id"], ["referral_request.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("request_id", "attempt_no", name="uq_referral_attempt_number"),
    )
    op.create_index("ix_referral_attempt_client", "referral_attempt", ["client_id"])
    op.create_index("ix_referral_attempt_recipient", "referral_attempt", ["organization_id", "changed_at"])
    op.create_index("ix_referral_attempt_sender", "referral_attempt", ["sender", "changed_at"])
    op.create_index(
        "ix_referral_attempt_sender_organization", "referral_attempt", ["sender_organization_id", "changed_at"]
    )
    op.create_index(
        "uq_referral_attempt_open",
        "referral_attempt",
        ["client_id", "need_code", "service_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('draft', 'sent', 'accepted')"),
        postgresql_where=sa.text("state IN ('draft', 'sent', 'accepted')"),
    )


def _create_event() -> None:
    op.create_table(
        "referral_event",
        sa.Column("attempt_id", sa.String(64), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("action", sa.String(20), server_default="", nullable=False),
        sa.Column("from_state", sa.String(20)),
        sa.Column("to_state", sa.String(20), server_default="", nullable=False),
        sa.Column("reason_code", sa.String(64), server_default="", nullable=False),
        sa.Column("reason_text", sa.Text, server_default="", nullable=False),
        sa.Column("actor", sa.String(128), server_default="", nullable=False),
        sa.Column("organization_id", sa.String(64)),
        sa.Column("occurred_at", Moment, nullable=False),
        sa.Column("recorded_at", Moment, nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["referral_attempt.id"]),
        sa.PrimaryKeyConstraint("attempt_id", "seq"),
    )
