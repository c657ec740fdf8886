"""What only the embedded index promises: it lives in somebody else's transaction, file and threads."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from msgspec.structs import replace

from directory.errors import StoreUnusable
from directory.geography.point import Circle, Point
from directory.search.analysis import Analyzer
from directory.search.embedded import EmbeddedIndex, EmbeddedWriter, create_tables, writer
from directory.search.embedded.schema import WORDS_GATHERED_BYTES
from directory.search.embedded.shelf import Shelf
from directory.search.listing import decode_listing, encode_listing
from directory.search.query import ListingQuery
from tests.contract.listing_cast import BRIGHT_START, CAST, WARD_8_FOOD, a_listing, fits
from tests.contract.listing_index import by_service

ANALYZER = Analyzer.read(Path(__file__).parents[3] / "data" / "lexicon")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "directory #1.db"


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    create_tables(connection)
    connection.commit()
    yield connection
    connection.close()


@pytest.fixture
def index(path: Path, connection: sqlite3.Connection) -> Iterator[EmbeddedIndex]:
    index = EmbeddedIndex(path, ANALYZER)
    yield index
    index.close()


def fill(connection: sqlite3.Connection) -> None:
    with connection:
        EmbeddedWriter(connection, ANALYZER).replace_services(by_service(CAST))


def test_the_garbage_collector_does_not_walk_through_the_values_of_a_listing() -> None:
    listing = decode_listing(encode_listing(WARD_8_FOOD))
    values = [listing, listing.eligibility, *listing.needs, *([listing.point] if listing.point else [])]
    assert [value for value in values if gc.is_tracked(value)] == []


def test_words_are_gathered_in_more_memory_than_fts5_takes_by_itself(connection: sqlite3.Connection) -> None:
    ((gathered,),) = connection.execute("SELECT v FROM listing_words_config WHERE k = 'hashsize'")
    assert gathered == WORDS_GATHERED_BYTES


def test_row_ids_do_not_depend_on_how_many_services_come_at_once(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    rids = "SELECT rid, id FROM listing ORDER BY rid"
    fill(connection)
    at_once = connection.execute(rids).fetchall()
    with connection:
        EmbeddedWriter(connection, ANALYZER).clear()
    monkeypatch.setattr(writer, "SERVICES_AT_ONCE", 1)
    fill(connection)
    assert connection.execute(rids).fetchall() == at_once


def words_are_intact(connection: sqlite3.Connection) -> bool:
    """Whether the full-text table agrees with the tokens that it was made of."""
    connection.execute("INSERT INTO listing_words (listing_words, rank) VALUES ('integrity-check', 1)")
    return True


def test_a_rollback_takes_the_listings_back(connection: sqlite3.Connection, index: EmbeddedIndex) -> None:
    fill(connection)
    EmbeddedWriter(connection, ANALYZER).replace_service("bright-start", ())
    EmbeddedWriter(connection, ANALYZER).clear()
    connection.rollback()
    assert index.count() == len(CAST)
    assert index.search(ListingQuery(words="toddlers")).total == 2


def test_nothing_shows_before_the_commit(connection: sqlite3.Connection, index: EmbeddedIndex) -> None:
    EmbeddedWriter(connection, ANALYZER).replace_services(by_service(CAST))
    assert connection.in_transaction
    assert index.count() == 0
    connection.commit()
    assert index.count() == len(CAST)


def test_many_changes_leave_the_words_intact(connection: sqlite3.Connection) -> None:
    for number in range(5):
        with connection:
            writer = EmbeddedWriter(connection, ANALYZER)
            writer.replace_services(by_service([replace(listing, name=f"{listing.name} {number}") for listing in CAST]))
            writer.replace_service("ward-8", ())
        assert words_are_intact(connection)


def test_words_can_be_removed_after_the_lexicon_changed(
    tmp_path: Path, connection: sqlite3.Connection, index: EmbeddedIndex
) -> None:
    fill(connection)
    (tmp_path / "stopwords.csv").write_text("word,language,where\ngroceries,en,both\n")
    with connection:
        EmbeddedWriter(connection, Analyzer.read(tmp_path)).replace_service(WARD_8_FOOD.service_id, ())
    assert words_are_intact(connection)
    assert index.search(ListingQuery(words="groceries")).total == 0


def test_an_edit_in_place_keeps_the_row(connection: sqlite3.Connection) -> None:
    fill(connection)
    before = dict(connection.execute("SELECT id, rid FROM listing"))
    with connection:
        EmbeddedWriter(connection, ANALYZER).replace_service("bright-start", [replace(BRIGHT_START, name="New name")])
    after = dict(connection.execute("SELECT id, rid FROM listing"))
    assert after == {listing_id: rid for listing_id, rid in before.items() if listing_id != "bright-start-south"}


def test_every_table_forgets_a_removed_listing(connection: sqlite3.Connection) -> None:
    fill(connection)
    with connection:
        EmbeddedWriter(connection, ANALYZER).replace_services((service, ()) for service, _ in by_service(CAST))
    for table in ("listing", "listing_need", "listing_area", "listing_token", "listing_words"):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


def test_one_index_serves_many_threads_while_it_changes(connection: sqlite3.Connection, index: EmbeddedIndex) -> None:
    fill(connection)
    query = ListingQuery(needs=("childcare",), within=Circle(38.9, -77.03, 10))

    def search(_: int) -> int:
        return index.search(query).total

    with ThreadPoolExecutor(8) as threads:
        running = threads.map(search, range(200))
        for number in range(20):
            with connection:
                EmbeddedWriter(connection, ANALYZER).replace_service(
                    "more", [a_listing(f"far-{number}", point=Point(1, 1))]
                )
        assert set(running) == {3}


def test_thousands_at_one_spot_are_all_found(connection: sqlite3.Connection, index: EmbeddedIndex) -> None:
    crowd = [a_listing(f"at-{n}", needs=fits("food"), point=Point(38.9, -77.0)) for n in range(3000)]
    with connection:
        EmbeddedWriter(connection, ANALYZER).replace_services(by_service(crowd))
    page = index.search(ListingQuery(needs=("food",), within=Circle(38.9, -77.0, 0), limit=3000))
    assert page.total == len({hit.listing.id for hit in page.hits}) == 3000


@pytest.mark.parametrize("others", [3, 150])
def test_few_or_many_words_may_begin_alike(connection: sqlite3.Connection, index: EmbeddedIndex, others: int) -> None:
    names = ["panel", *(f"pan{chr(97 + n // 26)}{chr(97 + n % 26)}q" for n in range(others))]
    with connection:
        EmbeddedWriter(connection, ANALYZER).replace_services(by_service([a_listing(name) for name in names]))
    for begun in ("pan", "pane", "panda"):
        expected = sum(name.startswith(begun) for name in names)
        assert index.search(ListingQuery(words=begun, limit=0)).total == expected, begun


def test_a_missing_file_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(StoreUnusable, match=r"nowhere\.db"):
        EmbeddedIndex(tmp_path / "nowhere.db", ANALYZER).count()


def test_a_file_without_an_index_is_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    sqlite3.connect(path).close()
    index = EmbeddedIndex(path, ANALYZER)
    with pytest.raises(StoreUnusable, match="reindex"):
        index.count()
    index.close()


def test_the_shelf_never_gives_an_old_version(connection: sqlite3.Connection) -> None:
    fill(connection)
    shelf = Shelf(most=3)
    (rid,) = connection.execute("SELECT rid FROM listing WHERE id = 'ward-8-food'").fetchone()
    assert shelf.listings(connection, [rid])[rid] == WARD_8_FOOD
    with connection:
        EmbeddedWriter(connection, ANALYZER).replace_service(
            WARD_8_FOOD.service_id, [replace(WARD_8_FOOD, name="Other")]
        )
    assert shelf.listings(connection, [rid])[rid].name == "Other"


def test_the_shelf_holds_no_more_than_it_may(connection: sqlite3.Connection) -> None:
    fill(connection)
    shelf = Shelf(most=3)
    rids = [rid for (rid,) in connection.execute("SELECT rid FROM listing")]
    assert len(shelf.listings(connection, rids)) == len(CAST)
    assert len(shelf) == 3


def test_a_stored_listing_comes_back_whole_without_what_it_does_not_say(connection: sqlite3.Connection) -> None:
    fill(connection)
    (stored,) = connection.execute("SELECT document FROM listing WHERE id = ?", (BRIGHT_START.id,)).fetchone()
    assert decode_listing(stored) == BRIGHT_START
    assert b"null" not in stored
    assert b"unknown" not in stored
