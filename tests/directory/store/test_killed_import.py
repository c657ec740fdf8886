"""An import that is killed and run again ends where one clean run ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from directory.search.embedded import EmbeddedIndex
from directory.search.listing import Listing
from directory.store.database import Database
from directory.store.values import RecordType
from tests.directory.store.importing import BATCHES, READY, SERVICES, batch, run
from tests.directory.store.plain_listings import ANALYZER, indexing
from tests.servers.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]

ROOT = Path(__file__).resolve().parents[3]


def migrated(url: str, index_path: Path) -> Database:
    database = Database(url, index_path=index_path, indexing=indexing())
    database.migrate()
    return database


def records_of(database: Database) -> list[tuple[Any, ...]]:
    """All that the records say, moments and numbers of changes left out."""
    with database.read() as view:
        records = [record for record_type in RecordType for record in view.records.stream(record_type)]
        return [(r.record_type, r.id, r.document, r.source, r.version, r.deleted_at) for r in records]


def listings_of(index_path: Path) -> tuple[Listing, ...]:
    index = EmbeddedIndex(index_path, ANALYZER)
    found = tuple(
        listing for number in range(BATCHES) for one in batch(number) for listing in index.get([one.document["id"]])
    )
    assert len(found) == index.count()
    index.close()
    return found


def kill_in_the_middle(url: str, index_path: Path) -> None:
    command = [sys.executable, "-m", "tests.directory.store.importing", url, str(index_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as importing:
        assert importing.stdout is not None
        assert importing.stdout.readline().strip() == READY
        importing.kill()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_killed_import_run_again_ends_like_a_clean_one(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    clean_file, killed_file = tmp_path / "clean.db", tmp_path / "killed.db"
    clean = migrated(f"sqlite:///{clean_file}", clean_file)
    run(clean)
    url = f"sqlite:///{killed_file}" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    killed = migrated(url, killed_file)
    kill_in_the_middle(url, killed_file)
    with killed.read() as view:
        assert view.records.counts()[RecordType.ORGANIZATION] == 2, "whole transactions only"
        assert view.outbox.waiting() == {"imported": 2}
    assert len(listings_of(killed_file)) == 2 * SERVICES
    run(killed)
    assert records_of(killed) == records_of(clean)
    assert listings_of(killed_file) == listings_of(clean_file)
    with killed.read() as view:
        assert view.outbox.waiting() == {"imported": 2 + BATCHES}
    for database in (clean, killed):
        database.close()
