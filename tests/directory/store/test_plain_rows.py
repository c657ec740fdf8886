"""Rows that go past SQLAlchemy: the same in the file, the same when they come back, and found by an index."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, insert, text

from directory.store.database import Database
from directory.store.plain_rows import _selection, insert_rows, rows_by
from directory.store.tables import record, record_history
from directory.store.values import RecordType
from tests.directory.store.cast import uuid_of

EASTERN = timezone(timedelta(hours=-5))
MOMENTS = (
    datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
    datetime(2026, 3, 2, 9, 0, 0, 120, tzinfo=UTC),
    datetime(2026, 3, 2, 23, 30, 5, 999_999, tzinfo=EASTERN),
)
NAMES = tuple(record.columns.keys())


def row(number: int, **columns: Any) -> dict[str, Any]:
    """A row of `record` with every column, no two alike."""
    moment = MOMENTS[number % len(MOMENTS)]
    return {
        "id": uuid_of(f"record {number}"),
        "record_type": tuple(RecordType)[number % len(RecordType)],
        "organization_id": uuid_of("agency") if number % 2 else None,
        "service_id": uuid_of("service") if number % 3 else None,
        "location_id": None,
        "name": f"Peña’s pantry {number} \N{WHITE HEAVY CHECK MARK}",
        "source": "harbor-211",
        "source_key": str(number),
        "assured_date": date(2026, 2, number + 1) if number % 4 else None,
        "last_changed": moment,
        "changed_by": "import",
        "change_reason": "import",
        "deleted_at": moment if number % 5 == 0 else None,
        "document": '{"name":"Pe\\u00f1a"}',
        "version": number + 1,
        "change_seq": 2**40 + number,
        "content_hash": "0" * 32,
        "first_seen": moment,
        "last_seen": moment,
        "field_sources": "{}",
        "edited_fields": "{}",
    } | columns


def insert_all(connection: Connection, rows: list[dict[str, Any]]) -> None:
    insert_rows(connection, record, NAMES, [tuple(each[name] for name in NAMES) for each in rows])


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path}/directory.db")
    database.migrate()
    yield database
    database.close()


def in_the_file(connection: Any) -> list[tuple[Any, ...]]:
    """Each value as it lies in the file, with its type there."""
    shown = ", ".join(f"{name}, typeof({name})" for name in NAMES)
    return [tuple(found) for found in connection.execute(text(f"SELECT {shown} FROM record ORDER BY source_key"))]


def test_the_file_holds_to_the_letter_what_sqlalchemy_would_write(database: Database) -> None:
    rows = [row(number) for number in range(20)]
    with database.engine.begin() as connection:
        connection.execute(insert(record), rows)
        expected = in_the_file(connection)
        connection.execute(record.delete())
        insert_all(connection, rows)
        assert in_the_file(connection) == expected


def test_columns_that_all_rows_share_are_given_once(database: Database) -> None:
    shared = {"record_type": RecordType.SERVICE, "last_seen": MOMENTS[2], "deleted_at": None}
    rows = [row(number, **shared) for number in range(20)]
    own = [name for name in NAMES if name not in shared]
    with database.engine.begin() as connection:
        connection.execute(insert(record), rows)
        expected = in_the_file(connection)
        connection.execute(record.delete())
        insert_rows(connection, record, own, [tuple(each[name] for name in own) for each in rows], shared)
        assert in_the_file(connection) == expected


def test_no_rows_are_no_statement(database: Database) -> None:
    with database.engine.begin() as connection:
        insert_all(connection, [])
        assert in_the_file(connection) == []


def test_a_moment_without_its_zone_is_refused(database: Database) -> None:
    with database.engine.begin() as connection, pytest.raises(ValueError, match="time zone"):
        insert_all(connection, [row(1, last_changed=datetime(2026, 3, 2))])  # noqa: DTZ001 - the fault itself


def test_values_come_back_as_they_went_in(database: Database) -> None:
    rows = [row(number, record_type=RecordType.SERVICE) for number in range(20)]
    with database.engine.begin() as connection:
        insert_all(connection, rows)
        found = rows_by(connection, NAMES, RecordType.SERVICE, "id", [each["id"] for each in rows])
    assert sorted(found, key=repr) == sorted((tuple(each[name] for name in NAMES) for each in rows), key=repr)


def test_only_what_was_asked_for_is_found(database: Database) -> None:
    rows = [row(number, record_type=RecordType.SERVICE) for number in range(10)]
    other = row(1, record_type=RecordType.LOCATION)
    with database.engine.begin() as connection:
        insert_all(connection, [*rows, other])
        ids = [rows[0]["id"], rows[1]["id"], uuid_of("nobody")]
        found = rows_by(connection, ("id",), RecordType.SERVICE, "id", ids)
        live = rows_by(connection, ("id",), RecordType.SERVICE, "id", ids, only_live=True)
    assert sorted(found) == sorted([(rows[0]["id"],), (rows[1]["id"],)])
    assert live == [(rows[1]["id"],)], "the first one is a tombstone"


@pytest.mark.parametrize("key", ["id", "organization_id", "service_id", "location_id"])
def test_records_are_found_by_an_index(database: Database, key: str) -> None:
    with database.engine.begin() as connection:
        statement = "EXPLAIN QUERY PLAN " + _selection(record, ("id", "document"), key, True)
        plan = connection.exec_driver_sql(statement, ("service", "[]")).all()
    assert plan[0].detail.startswith("SEARCH record USING INDEX"), plan
    assert f"{key}=?" in plan[0].detail


def test_former_versions_are_found_by_an_index(database: Database) -> None:
    with database.engine.begin() as connection:
        statement = "EXPLAIN QUERY PLAN " + _selection(record_history, ("service_id",), "id", False)
        plan = connection.exec_driver_sql(statement, ("service", "[]")).all()
    assert "id=? AND record_type=?" in plan[0].detail
