"""The tables of accounts and of idempotency keys, the same on SQLite and PostgreSQL."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, MetaData, String, Table, Text

from directory.store.tables import Moment

metadata = MetaData()

person = Table(
    "account_person",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("email", String(254), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("organization_id", String(36)),
    Column("active", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
)

system_client = Table(
    "account_system_client",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("secret_digest", String(64), nullable=False),
    Column("scopes", String(300), nullable=False),
    Column("organization_id", String(36)),
    Column("organization_name", String(200), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
)

token = Table(
    "account_token",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("client_id", String(36), ForeignKey("account_system_client.id"), nullable=False, index=True),
    Column("scopes", String(300), nullable=False),
    Column("issued_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
)

idempotency_key = Table(
    "idempotency_key",
    metadata,
    Column("caller", String(128), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("request_digest", String(64), nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("created_at", Moment, nullable=False, index=True),
)
