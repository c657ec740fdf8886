"""Brings the tables of accounts and idempotency keys to the shape that this program needs, under a version of their own."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from directory.store.migration import run_migrations

VERSION_TABLE = "accounts_version"
SCRIPTS = Path(__file__).parent / "migrations"


def upgrade_accounts(engine: Engine) -> None:
    """Run what is missing. Raises `StoreUnusable` if the database is newer than this program."""
    run_migrations(engine, SCRIPTS, VERSION_TABLE)
