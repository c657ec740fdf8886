"""The tables of referrals, the same on SQLite and PostgreSQL.

Who a client is stands in `referral_identity` and nowhere else, so that it can be encrypted, exported or erased without
touching what happened. Two partial unique indexes are the last word against doubles when two callers race: one open need
per client and code, one open attempt per client, need and service.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, Text, UniqueConstraint, text

from directory.store.tables import Moment

metadata = MetaData()


def _id(name: str = "id", **options: Any) -> Column[str]:
    return Column(name, String(64), nullable=False, **options)


def _moment(name: str, nullable: bool = False) -> Column[datetime]:
    return Column(name, Moment, nullable=nullable)


def _words(name: str, length: int = 64) -> Column[str]:
    return Column(name, String(length), nullable=False, server_default="")


client = Table(
    "referral_client",
    metadata,
    _id(primary_key=True),
    _words("owner", 128),
    Column("owner_organization_id", String(64)),
    _words("external_id", 200),
    _moment("created_at"),
)

identity = Table(
    "referral_identity",
    metadata,
    Column("client_id", String(64), ForeignKey("referral_client.id"), primary_key=True),
    _words("display_name", 200),
    _words("email", 320),
    _words("phone", 64),
)

need = Table(
    "referral_need",
    metadata,
    _id(primary_key=True),
    Column("client_id", String(64), ForeignKey("referral_client.id"), nullable=False),
    _words("code", 100),
    _words("state", 20),
    _moment("created_at"),
)

request = Table(
    "referral_request",
    metadata,
    _id(primary_key=True),
    Column("need_id", String(64), ForeignKey("referral_need.id"), nullable=False, index=True),
    _moment("created_at"),
)

attempt = Table(
    "referral_attempt",
    metadata,
    _id(primary_key=True),
    Column("request_id", String(64), ForeignKey("referral_request.id"), nullable=False),
    Column("client_id", String(64), ForeignKey("referral_client.id"), nullable=False),
    _words("need_code", 100),
    _words("need_sensitive", 20),
    Column("attempt_no", Integer, nullable=False),
    _id("organization_id"),
    _id("service_id"),
    Column("location_id", String(64)),
    _words("sender", 128),
    Column("sender_organization_id", String(64)),
    _words("state", 20),
    Column("version", Integer, nullable=False),
    _moment("created_at"),
    _moment("changed_at"),
    _moment("sent_at", nullable=True),
    _words("reason_code"),
    Column("reason_text", Text, nullable=False, server_default=""),
    UniqueConstraint("request_id", "attempt_no", name="uq_referral_attempt_number"),
)

event = Table(
    "referral_event",
    metadata,
    Column("attempt_id", String(64), ForeignKey("referral_attempt.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    _words("action", 20),
    Column("from_state", String(20)),
    _words("to_state", 20),
    _words("reason_code"),
    Column("reason_text", Text, nullable=False, server_default=""),
    _words("actor", 128),
    Column("organization_id", String(64)),
    _moment("occurred_at"),
    _moment("recorded_at"),
)

consent = Table(
    "referral_consent",
    metadata,
    _id(primary_key=True),
    Column("client_id", String(64), ForeignKey("referral_client.id"), nullable=False),
    _id("organization_id"),
    _words("given_by", 20),
    _words("purpose", 20),
    _words("data_classes", 300),
    _words("method", 20),
    _moment("starts_at"),
    _moment("ends_at"),
    _words("recorded_by", 128),
    _moment("recorded_at"),
    _moment("revoked_at", nullable=True),
)

Index(
    "uq_referral_client_external",
    client.c.owner,
    client.c.external_id,
    unique=True,
    sqlite_where=text("external_id <> ''"),
    postgresql_where=text("external_id <> ''"),
)
Index(
    "uq_referral_need_open",
    need.c.client_id,
    need.c.code,
    unique=True,
    sqlite_where=text("state = 'open'"),
    postgresql_where=text("state = 'open'"),
)
_OPEN = text("state IN ('draft', 'sent', 'accepted')")
Index(
    "uq_referral_attempt_open",
    attempt.c.client_id,
    attempt.c.need_code,
    attempt.c.service_id,
    unique=True,
    sqlite_where=_OPEN,
    postgresql_where=_OPEN,
)
Index("ix_referral_attempt_recipient", attempt.c.organization_id, attempt.c.changed_at)
Index("ix_referral_attempt_sender", attempt.c.sender, attempt.c.changed_at)
Index("ix_referral_attempt_sender_organization", attempt.c.sender_organization_id, attempt.c.changed_at)
Index("ix_referral_attempt_client", attempt.c.client_id)
Index("ix_referral_consent_client", consent.c.client_id, consent.c.organization_id)
