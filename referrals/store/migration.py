"""Brings the tables of referrals to the shape that this program needs. Their version is counted apart from the directory's."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from directory.store.migration import run_migrations

VERSION_TABLE = "referrals_version"
SCRIPTS = Path(__file__).parent / "migrations"


def upgrade_referrals(engine: Engine) -> None:
    """Run what is missing. Raises `StoreUnusable` if the database is newer than this program."""
    run_migrations(engine, SCRIPTS, VERSION_TABLE)
