"""Opening databases, and bringing them to the shape that the program needs."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import InvalidRequestError

from directory.errors import StoreUnusable
from directory.store import engine as engine_module
from directory.store.database import MIGRATIONS, VERSION_TABLE, Database
from directory.store.migration import is_current, run_migrations
from directory.store.tables import metadata
from tests.directory.store.cast import service
from tests.servers.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]


def migrated(url: str) -> Database:
    database = Database(url)
    database.migrate()
    return database


def revisions(folder: Path, *names: str) -> Path:
    """A folder of migrations, each of which makes a table of its name."""
    (folder / "versions").mkdir(parents=True, exist_ok=True)
    for before, name in zip((None, *names), names, strict=False):
        (folder / "versions" / f"{name}.py").write_text(
            f"import sqlalchemy as sa\nfrom alembic import op\nrevision = {name!r}\ndown_revision = {before!r}\n"
            f"def upgrade():\n    op.create_table({name!r}, sa.Column('id', sa.Integer))\n"
            + ("    raise RuntimeError('broke')\n" if name == "broken" else "")
        )
    return folder


def tables(database: Database) -> set[str]:
    with database.read() as view:
        return set(view.connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars())


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_migrations_make_exactly_the_tables_that_the_code_uses(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path}/directory.db" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    database = migrated(url)
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": VERSION_TABLE, "compare_type": kind == "postgresql"}
        )
        assert compare_metadata(context, metadata) == []
    database.close()


def test_migrating_again_does_nothing_and_keeps_everything(tmp_path: Path) -> None:
    database = migrated(f"sqlite:///{tmp_path}/directory.db")
    with database.unit_of_work(actor="import") as work:
        work.records.put(service())
        work.commit()
    database.migrate()
    with database.read() as view:
        assert view.records.last_change_seq() == 1
    database.close()


def test_a_database_of_a_newer_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    database = migrated(f"sqlite:///{tmp_path}/directory.db")
    with database.engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(StoreUnusable, match="newer program"):
        database.migrate()
    database.close()


def test_rooms_keep_their_own_versions_in_the_same_database(tmp_path: Path) -> None:
    database = migrated(f"sqlite:///{tmp_path}/directory.db")
    referrals = revisions(tmp_path / "referrals", "need", "attempt")
    assert not is_current(database.engine, referrals, "referrals_version")
    run_migrations(database.engine, referrals, "referrals_version")
    assert is_current(database.engine, referrals, "referrals_version")
    assert {"record", VERSION_TABLE, "need", "attempt", "referrals_version"} <= tables(database)
    run_migrations(database.engine, MIGRATIONS, VERSION_TABLE)
    database.close()


def test_an_upgrade_that_breaks_half_way_changes_nothing(tmp_path: Path) -> None:
    database = migrated(f"sqlite:///{tmp_path}/directory.db")
    before = tables(database)
    with pytest.raises(RuntimeError, match="broke"):
        run_migrations(database.engine, revisions(tmp_path / "referrals", "need", "broken"), "referrals_version")
    assert tables(database) == before
    database.close()


def test_an_older_sqlite_is_refused_with_the_version_that_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "OLDEST_SQLITE", (99, 0, 0))
    with pytest.raises(StoreUnusable, match="too old"):
        Database(f"sqlite:///{tmp_path}/directory.db")


def test_a_new_file_has_larger_pages_and_an_older_one_keeps_its_own(tmp_path: Path) -> None:
    older = tmp_path / "older.db"
    with closing(sqlite3.connect(older)) as connection:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("CREATE TABLE letter (id INTEGER)")
    for path, size in ((tmp_path / "new.db", engine_module.PAGE_BYTES), (older, 4096)):
        database = migrated(f"sqlite:///{path}")
        with database.read() as view:
            assert view.connection.execute(text("PRAGMA page_size")).scalar_one() == size
            assert view.connection.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
        database.close()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://host/db", "nonsense"])
def test_a_database_that_cannot_serve_is_refused(url: str) -> None:
    with pytest.raises(StoreUnusable):
        Database(url)


def test_a_server_that_cannot_be_reached_is_named_without_its_password() -> None:
    database = Database("postgresql://wrap:secret@127.0.0.1:1/directory")
    with pytest.raises(StoreUnusable, match=r"127\.0\.0\.1:1/directory") as refused, database.read():
        pass
    assert "secret" not in str(refused.value)
    database.close()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "directory.db").write_text("this is a letter, not a database" * 100)
    database = Database(f"sqlite:///{tmp_path}/directory.db")
    with pytest.raises(StoreUnusable, match="cannot be used"):
        database.migrate()
    database.close()


def test_a_writer_that_waits_too_long_is_told_that_the_database_cannot_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "BUSY_TIMEOUT_MS", 1)
    database = migrated(f"sqlite:///{tmp_path}/directory.db")
    with database.unit_of_work(actor="one"):
        with pytest.raises(StoreUnusable, match="locked"), database.unit_of_work(actor="two"):
            pass
        with database.read() as view:
            assert view.records.last_change_seq() == 0, "readers never wait"
    database.close()


def test_what_is_done_after_the_commit_is_refused(tmp_path: Path) -> None:
    database = migrated(f"sqlite:///{tmp_path}/directory.db")
    with database.unit_of_work(actor="one") as work:
        work.commit()
        with pytest.raises(InvalidRequestError):
            work.records.put(service())
    database.close()
