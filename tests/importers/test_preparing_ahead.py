"""Listings that other processes prepare before their records are stored."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest

from directory.search.embedded.rows import PreparedListing
from directory.store.ahead import Ahead
from directory.store.database import Database
from directory.store.documents import encoded
from directory.store.indexing import Indexing, embedded_indexing
from directory.store.preparing import ReadPreparer, ServiceTexts
from directory.store.values import Edit, EncodedDraft, RecordDraft, RecordType
from importers import importing
from importers.importing import run_import
from importers.request import ImportRequest
from tests.importers.world import BOUNDARIES, gazetteer, other_pantry

DATA = BOUNDARIES.parent
SERVICES = 60
ORGANIZATION, SERVICE, LOCATION, LINK = (f"{digit * 8}-1111-4111-8111-111111111111" for digit in "1234")


@pytest.fixture(scope="module")
def real() -> Indexing:
    preparer = ReadPreparer(DATA)()
    return embedded_indexing(preparer.projector, preparer.analyzer, ReadPreparer(DATA))


class Here:
    """Prepares in this process and remembers for whom."""

    def __init__(self, indexing: Indexing) -> None:
        self._indexing = indexing
        self.asked: list[str] = []

    def __call__(self, services: Sequence[ServiceTexts]) -> Sequence[Sequence[PreparedListing]]:
        self.asked.extend([texts.source_key for texts in services])
        return self._indexing.prepare(services)


class DeadPool(Executor):
    """Its processes are gone."""

    def submit(self, *_: Any, **__: Any) -> Any:
        raise BrokenProcessPool


@contextmanager
def opened(path: Path, indexing: Indexing) -> Iterator[Database]:
    database = Database(f"sqlite:///{path}", indexing=indexing)
    database.migrate()
    yield database
    database.close()


def index_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the index."""
    tables = ("listing", "listing_need", "listing_area", "listing_token", "listing_form", "listing_source")
    with closing(sqlite3.connect(path)) as connection:
        return {table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in tables}


def told(record_type: RecordType, **document: Any) -> EncodedDraft:
    return encoded(RecordDraft(record_type=record_type, document=document, source="cast", source_key=document["id"]))


def pantry(**changes: Any) -> list[EncodedDraft]:
    """An organization, its service, a place and the link."""
    own = {"id": SERVICE, "organization_id": ORGANIZATION, "name": "Pantry", "status": "active", **changes}
    return [
        told(RecordType.ORGANIZATION, id=ORGANIZATION, name="Open Table", description="Feeds people."),
        told(RecordType.LOCATION, id=LOCATION, latitude=38.93, longitude=-77.03, location_type="physical"),
        told(RecordType.SERVICE, **own),
        told(RecordType.SERVICE_AT_LOCATION, id=LINK, service_id=SERVICE, location_id=LOCATION),
    ]


def store(database: Database, drafts: list[EncodedDraft], ahead: Ahead | None = None) -> None:
    if ahead is not None:
        ahead.expect(drafts)
    with database.unit_of_work(actor="import:cast", ahead=ahead) as work:
        work.records.put_encoded(drafts)
        work.commit()


def test_several_processes_leave_the_same_index_as_one(
    tmp_path: Path, real: Indexing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_WORTH_SEVERAL_PROCESSES_BYTES", 0)
    source = tmp_path / "feed.ndjson"
    services = [other_pantry(number, description=f"Food for {number} families.") for number in range(SERVICES)]
    source.write_bytes(b"\n".join(map(msgspec.json.encode, services)))
    for jobs in (1, 2):
        with opened(tmp_path / f"{jobs}.db", real) as database:
            request = ImportRequest(source, "cast", jobs=jobs)
            run_import(request, database, boundaries=BOUNDARIES, gazetteer=gazetteer())
    assert len(index_of(tmp_path / "1.db")["listing"]) == SERVICES
    assert index_of(tmp_path / "1.db") == index_of(tmp_path / "2.db")


def test_what_is_stored_as_it_was_expected_is_not_prepared_again(tmp_path: Path, real: Indexing) -> None:
    here = Here(real)
    with opened(tmp_path / "a.db", real) as database, ThreadPoolExecutor(1) as pool:
        store(database, pantry(), Ahead(pool, ReadPreparer(DATA), here))
    assert here.asked == []
    with opened(tmp_path / "b.db", real) as database:
        store(database, pantry())
    assert index_of(tmp_path / "a.db") == index_of(tmp_path / "b.db")


def test_a_partners_words_are_indexed_though_others_were_expected(tmp_path: Path, real: Indexing) -> None:
    here = Here(real)
    with opened(tmp_path / "a.db", real) as database, ThreadPoolExecutor(1) as pool:
        store(database, pantry())
        with database.unit_of_work(actor="user:ana") as work:
            found = work.records.get(RecordType.SERVICE, SERVICE)
            document = {**found.document, "name": "Evening pantry"}
            work.records.edit(
                Edit(
                    record_type=RecordType.SERVICE,
                    id=SERVICE,
                    document=document,
                    expected_version=found.version,
                    reason="renamed",
                )
            )
            work.commit()
        store(database, pantry(description="New words."), Ahead(pool, ReadPreparer(DATA), here))
    assert here.asked == [SERVICE]
    assert [row[4] for row in index_of(tmp_path / "a.db")["listing"]] == ["Evening pantry"]


def test_processes_that_are_gone_cost_time_only(tmp_path: Path, real: Indexing) -> None:
    here = Here(real)
    with opened(tmp_path / "a.db", real) as database:
        store(database, pantry(), Ahead(DeadPool(), ReadPreparer(DATA), here))
    assert here.asked == [SERVICE]
    assert len(index_of(tmp_path / "a.db")["listing"]) == 1
