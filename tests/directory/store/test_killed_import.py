"""An import that is killed and run again ends where one clean run ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from directory.store.database import Database
from directory.store.values import RecordType
from tests.directory.store.importing import BATCHES, READY, run
from tests.servers.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]

ROOT = Path(__file__).resolve().parents[3]


def migrated(url: str) -> Database:
    database = Database(url)
    database.migrate()
    return database


def state(database: Database) -> list[tuple[Any, ...]]:
    """All that the records say, moments and numbers of changes left out."""
    with database.read() as view:
        records = [record for record_type in RecordType for record in view.records.stream(record_type)]
        return [(r.record_type, r.id, r.document, r.source, r.version, r.deleted_at) for r in records]


def kill_in_the_middle(url: str) -> None:
    command = [sys.executable, "-m", "tests.directory.store.importing", url]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as importing:
        assert importing.stdout is not None
        assert importing.stdout.readline().strip() == READY
        importing.kill()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_killed_import_run_again_ends_like_a_clean_one(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    clean = migrated(f"sqlite:///{tmp_path}/clean.db")
    run(clean)
    url = f"sqlite:///{tmp_path}/killed.db" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    killed = migrated(url)
    kill_in_the_middle(url)
    with killed.read() as view:
        assert view.records.counts()[RecordType.ORGANIZATION] == 2, "whole transactions only"
        assert view.outbox.waiting() == {"imported": 2}
    run(killed)
    assert state(killed) == state(clean)
    with killed.read() as view:
        assert view.outbox.waiting() == {"imported": 2 + BATCHES}
    for database in (clean, killed):
        database.close()
