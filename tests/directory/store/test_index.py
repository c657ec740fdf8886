"""The index holds what the records say: at commit, after a crash, beside another process, on both kinds of database."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs

from directory.errors import StoreUnusable
from directory.search.document import ServiceRecords
from directory.search.embedded import EmbeddedIndex
from directory.search.listing import Listing
from directory.store import live
from directory.store.database import Database
from directory.store.indexing import Indexing, PreparedWriter, embedded_indexing
from directory.store.rebuilding import services_in_order_of_place
from directory.store.values import Edit, RecordDraft, RecordType
from tests.directory.store.cast import Clock, location, organization, place, service, uuid_of
from tests.directory.store.plain_listings import ANALYZER, PlainProjector, indexing
from tests.servers.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]

CHILDCARE = uuid_of("Evening childcare")
Opener = Callable[[Indexing], Database]


@pytest.fixture(params=["sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Opens the same database again and again, as one process after another would."""
    sqlite = request.param == "sqlite"
    url = f"sqlite:///{tmp_path}/index.db" if sqlite else request.getfixturevalue("postgres_url")
    databases: list[Database] = []

    def open_one(how: Indexing) -> Database:
        database = Database(url, index_path=tmp_path / "index.db", indexing=how, clock=Clock())
        databases.append(database)
        database.migrate()
        return database

    yield open_one
    for database in databases:
        database.close()


@pytest.fixture
def database(opened: Opener) -> Database:
    return opened(indexing())


@pytest.fixture
def index(database: Database, tmp_path: Path) -> Iterator[EmbeddedIndex]:
    index = EmbeddedIndex(tmp_path / "index.db", ANALYZER)
    yield index
    index.close()


def put(database: Database, *drafts: RecordDraft) -> None:
    with database.unit_of_work(actor="import") as work:
        work.records.put_many(drafts)
        work.commit()


def put_all(database: Database) -> None:
    put(database, organization(), service(), location(), place())


def one(listings: tuple[Listing, ...]) -> Listing:
    (listing,) = listings
    return listing


def test_a_committed_record_is_found_by_the_next_search(database: Database, index: EmbeddedIndex) -> None:
    put_all(database)
    listing = one(index.of_service(CHILDCARE))
    assert (listing.id, listing.name) == (uuid_of("Evening childcare at Pier House"), "Evening childcare")
    assert (listing.organization_name, listing.street) == ("Harbor Families", "Pier House")
    assert (listing.source, listing.source_key) == ("harbor-211", "Evening childcare")


def test_work_that_is_undone_is_not_found(database: Database, index: EmbeddedIndex) -> None:
    with database.unit_of_work(actor="import") as work:
        work.records.put(service())
    assert index.count() == 0


def test_the_order_in_which_records_arrive_does_not_matter(database: Database, index: EmbeddedIndex) -> None:
    for draft in (place(), location(), service(), organization()):
        put(database, draft)
    put(database, service("Night bus"))
    expected = {one(index.of_service(CHILDCARE)), one(index.of_service(uuid_of("Night bus")))}
    database.rebuild_index()
    assert {one(index.of_service(CHILDCARE)), one(index.of_service(uuid_of("Night bus")))} == expected
    assert {listing.street for listing in expected} == {"Pier House", ""}


@pytest.mark.parametrize(
    ("changed", "field", "value"),
    [
        (service(name="Day care"), "name", "Day care"),
        (organization(name="Harbor Kin"), "organization_name", "Harbor Kin"),
        (location(name="Dock House"), "street", "Dock House"),
    ],
)
def test_a_change_of_any_record_reaches_the_listings_it_shows_in(
    database: Database, index: EmbeddedIndex, changed: RecordDraft, field: str, value: str
) -> None:
    put_all(database)
    put(database, changed)
    assert getattr(one(index.of_service(CHILDCARE)), field) == value


def test_a_partners_edit_is_found_by_the_next_search(database: Database, index: EmbeddedIndex) -> None:
    put_all(database)
    with database.unit_of_work(actor="user:ana") as work:
        document = work.records.get(RecordType.SERVICE, CHILDCARE).document | {"name": "Late childcare"}
        change = Edit(
            record_type=RecordType.SERVICE, id=CHILDCARE, document=document, expected_version=1, reason="new name"
        )
        work.records.edit(change)
        work.commit()
    assert one(index.of_service(CHILDCARE)).name == "Late childcare"


def test_a_place_that_moves_to_another_service_leaves_the_former_one(database: Database, index: EmbeddedIndex) -> None:
    put_all(database)
    put(database, service("Night bus"))
    put(database, place("Night bus", key="Evening childcare at Pier House"))
    assert one(index.of_service(uuid_of("Night bus"))).street == "Pier House"
    assert one(index.of_service(CHILDCARE)).street == ""


def test_a_retired_service_is_found_no_more(database: Database, index: EmbeddedIndex) -> None:
    put_all(database)
    with database.unit_of_work(actor="user:ana") as work:
        work.records.retire(RecordType.SERVICE, CHILDCARE)
        work.commit()
    assert index.count() == 0
    put(database, service())
    assert index.count() == 1


def test_a_service_whose_place_is_retired_is_found_without_one(database: Database, index: EmbeddedIndex) -> None:
    put_all(database)
    with database.unit_of_work(actor="user:ana") as work:
        work.records.retire(RecordType.SERVICE_AT_LOCATION, uuid_of("Evening childcare at Pier House"))
        work.commit()
    assert one(index.of_service(CHILDCARE)).id == CHILDCARE


@pytest.mark.parametrize("at_once", [10_000, 0])
def test_what_is_made_and_changed_in_one_unit_of_work_shows_its_last_words(
    database: Database, index: EmbeddedIndex, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "_MOST_REMEMBERED", at_once)  # none remembered: all is read back, and must say the same
    with database.unit_of_work(actor="import") as work:
        work.records.put_many((organization(), service(), location(), place()))
        work.records.put_many((service(name="Day care"), location(name="Dock House"), organization(name="Harbor Kin")))
        work.commit()
    listing = one(index.of_service(CHILDCARE))
    assert (listing.name, listing.street, listing.organization_name) == ("Day care", "Dock House", "Harbor Kin")


def test_what_is_made_and_retired_in_one_unit_of_work_is_not_found(database: Database, index: EmbeddedIndex) -> None:
    with database.unit_of_work(actor="import") as work:
        work.records.put_many((organization(), service(), location(), place()))
        work.records.retire(RecordType.SERVICE, CHILDCARE)
        work.commit()
    assert index.count() == 0


def test_a_rebuild_brings_back_exactly_what_was_there(database: Database, index: EmbeddedIndex) -> None:
    names = [f"Service {number}" for number in range(620)]
    put(database, organization(), location(), *map(service, names), *(place(name) for name in names[:600]))
    listings = {name: index.of_service(uuid_of(name)) for name in names}
    assert database.rebuild_index() == 620
    assert {name: index.of_service(uuid_of(name)) for name in names} == listings
    assert index.count() == 620


def test_an_index_of_another_version_is_rebuilt_at_the_start(
    database: Database, index: EmbeddedIndex, opened: Opener
) -> None:
    put_all(database)
    before = one(index.of_service(CHILDCARE))
    projector = ShoutingProjector()
    opened(embedded_indexing(projector, ANALYZER))
    assert one(index.of_service(CHILDCARE)) == before, "the same version is kept as it is"
    opened(replace(embedded_indexing(projector, ANALYZER), version=indexing().version + 1))
    assert one(index.of_service(CHILDCARE)).name == "EVENING CHILDCARE"


def test_services_are_rebuilt_in_the_order_of_their_places(database: Database) -> None:
    spots = {"north": (39.9, -77.0), "west": (38.91, -77.4), "east": (38.90, -76.2)}
    for name, (latitude, longitude) in spots.items():
        put(database, service(name), location(f"{name} house", latitude=latitude, longitude=longitude))
        put(database, place(name, f"{name} house"))
    put(database, service("nowhere"))
    with database.read() as view:
        ordered = services_in_order_of_place(view.connection)
    assert ordered == [uuid_of(name) for name in ("west", "east", "north", "nowhere")]


class ShoutingProjector:
    """Another version of the projection."""

    def project(self, services: Sequence[ServiceRecords]) -> list[list[Listing]]:
        plain = PlainProjector().project(services)
        return [[structs.replace(listing, name=listing.name.upper()) for listing in listings] for listings in plain]


class TestBesidePostgres:
    """What only a file that follows has to do."""

    @pytest.fixture
    def servers(self, postgres_url: str, tmp_path: Path) -> Iterator[Callable[[str], Database]]:
        """Opens the same server with one index file or another."""
        databases: list[Database] = []

        def open_with(file: str, how: Indexing | None = None) -> Database:
            database = Database(postgres_url, index_path=tmp_path / file, indexing=how or indexing(), clock=Clock())
            databases.append(database)
            database.migrate()
            return database

        yield open_with
        for database in databases:
            database.close()

    @staticmethod
    def count(path: Path) -> int:
        index = EmbeddedIndex(path, ANALYZER)
        try:
            return index.count()
        finally:
            index.close()

    def test_a_file_that_was_deleted_is_made_anew(self, servers: Callable[..., Database], tmp_path: Path) -> None:
        put_all(servers("one.db"))
        assert self.count(tmp_path / "one.db") == 1
        for file in tmp_path.glob("one.db*"):
            file.unlink()
        servers("one.db")
        assert self.count(tmp_path / "one.db") == 1

    def test_another_machines_changes_arrive_when_it_catches_up(
        self, servers: Callable[..., Database], tmp_path: Path
    ) -> None:
        here, there = servers("here.db"), servers("there.db")
        names = [f"Service {number}" for number in range(1100)]
        put(here, *map(service, names))
        assert self.count(tmp_path / "there.db") == 0
        there.catch_up_index()
        assert self.count(tmp_path / "there.db") == 1100

    def test_a_file_ahead_of_restored_records_is_made_anew(
        self, servers: Callable[..., Database], tmp_path: Path
    ) -> None:
        database = servers("one.db")
        put_all(database)
        with sqlite3.connect(tmp_path / "one.db") as index:
            index.execute("UPDATE index_state SET applied_seq = 900")
            index.execute("DELETE FROM listing_need")
            index.execute("DELETE FROM listing")
        index.close()
        database.catch_up_index()
        assert self.count(tmp_path / "one.db") == 1

    def test_an_index_that_cannot_be_written_loses_no_record(
        self, servers: Callable[..., Database], tmp_path: Path
    ) -> None:
        full = FullDisk()
        database = servers("one.db", replace(indexing(), writer_on=full))
        full.is_full = True
        put_all(database)
        with database.read() as view:
            assert view.records.counts()[RecordType.SERVICE] == 1
        assert self.count(tmp_path / "one.db") == 0
        full.is_full = False
        put(database, service("Night bus"))
        assert self.count(tmp_path / "one.db") == 2

    def test_an_index_without_a_file_is_refused(self, postgres_url: str) -> None:
        with pytest.raises(StoreUnusable, match="a file of its own"):
            Database(postgres_url, indexing=indexing())


class FullDisk:
    """Writers that fail while the disk is full."""

    is_full = False

    def __call__(self, connection: sqlite3.Connection) -> PreparedWriter:
        if self.is_full:
            raise sqlite3.OperationalError("database or disk is full")
        return indexing().writer_on(connection)
