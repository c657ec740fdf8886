"""Writes listings into the embedded index, in somebody else's transaction.

Not for: committing. The writer belongs to one unit of work: a rollback there takes the index rows back with the record.
The decision a reader would ask about: a listing that stays in its cell keeps its row id, so that an edit moves nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from directory.errors import StoreUnusable
from directory.search.analysis import Analyzer
from directory.search.embedded.grid import AFTER_LAST, FIRST_PLACELESS, RowRange, cell_of
from directory.search.embedded.rows import LISTING_COLUMNS, IndexRows, PreparedListing, prepare
from directory.search.embedded.schema import TOKEN_COLUMNS
from directory.search.listing import Listing

SERVICES_AT_ONCE = 2_500
"""All that one transaction of an import brings, for FTS5 writes out what it gathered whenever row ids step back; some
20 MB.
"""

_TOKENS = ", ".join(TOKEN_COLUMNS)
_OLD_ROWS = """SELECT rid, id, codes, areas FROM listing
    WHERE service_id IN (SELECT value FROM json_each(:services)) OR id IN (SELECT value FROM json_each(:ids))"""
_FORGET_WORDS = f"""INSERT INTO listing_words (listing_words, rowid, {_TOKENS})
    SELECT 'delete', rid, {_TOKENS} FROM listing_token WHERE rid IN (SELECT value FROM json_each(?))"""  # noqa: S608 - our own column names
_LAST_OF_CELLS = """SELECT first, coalesce((SELECT max(rid) FROM listing WHERE rid BETWEEN first AND last), first - 1)
    FROM (SELECT json_extract(value, '$[0]') AS first, json_extract(value, '$[1]') AS last FROM json_each(?))"""
_INSERT_LISTING = f"INSERT INTO listing ({', '.join(LISTING_COLUMNS)}) VALUES ({', '.join('?' * len(LISTING_COLUMNS))})"  # noqa: S608 - our own column names
_INSERT_NEED = "INSERT INTO listing_need VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INSERT_FORM = "INSERT OR IGNORE INTO listing_form VALUES (?)"
_INSERT_TOKENS = f"INSERT INTO listing_token (rid, {_TOKENS}) VALUES (?, ?, ?, ?, ?, ?)"  # noqa: S608 - our own column names
_INSERT_WORDS = f"INSERT INTO listing_words (rowid, {_TOKENS}) VALUES (?, ?, ?, ?, ?, ?)"  # noqa: S608 - our own column names


@dataclass(slots=True)
class _OldRows:
    """What the index holds of the services that change: row id by listing id, and the keys to remove it by."""

    rid_of: dict[str, int] = field(default_factory=dict)
    needs: list[tuple[str, int]] = field(default_factory=list)
    areas: list[tuple[str, int]] = field(default_factory=list)


class EmbeddedWriter:
    """A `ListingWriter` on an open connection. Never opens or ends a transaction."""

    def __init__(self, connection: sqlite3.Connection, analyzer: Analyzer) -> None:
        self._connection = connection
        self._analyzer = analyzer

    def replace_service(self, service_id: str, listings: Sequence[Listing]) -> None:
        """Make these the only listings of the service; an empty sequence removes it."""
        self._replace({service_id: self._prepared(listings)})

    def replace_services(self, changes: Iterable[tuple[str, Sequence[Listing]]]) -> None:
        """`replace_service` for many; of two changes to one service the later holds."""
        self.replace_prepared((service_id, self._prepared(listings)) for service_id, listings in changes)

    def replace_prepared(self, changes: Iterable[tuple[str, Sequence[PreparedListing]]]) -> None:
        """`replace_services` for listings whose rows were made before, perhaps by another process."""
        remaining = iter(changes)
        while batch := dict(islice(remaining, SERVICES_AT_ONCE)):
            self._replace(batch)

    def clear(self) -> None:
        """Remove every listing."""
        self._connection.execute("INSERT INTO listing_words (listing_words) VALUES ('delete-all')")
        for statement in (
            "DELETE FROM listing_token",
            "DELETE FROM listing_area",
            "DELETE FROM listing_need",
            "DELETE FROM listing",
            "DELETE FROM listing_source",
            "DELETE FROM listing_form",
        ):
            self._connection.execute(statement)

    def _prepared(self, listings: Sequence[Listing]) -> list[PreparedListing]:
        return prepare(listings, self._analyzer)

    def _replace(self, changes: dict[str, Sequence[PreparedListing]]) -> None:
        listings = {listing.id: listing for several in changes.values() for listing in several}
        old = self._old_rows(list(changes), list(listings))
        celled = [(_cell(listing), listing) for listing in listings.values()]
        rids = _RowIds(self._connection, old.rid_of, {cell for cell, _ in celled})
        placed = [(rids.of(cell, listing.id), listing) for cell, listing in celled]
        self._remove(old)
        self._insert(placed)

    def _old_rows(self, service_ids: list[str], listing_ids: list[str]) -> _OldRows:
        old = _OldRows()
        asked = {"services": json.dumps(service_ids), "ids": json.dumps(listing_ids)}
        for rid, listing_id, codes, areas in self._connection.execute(_OLD_ROWS, asked):
            old.rid_of[listing_id] = rid
            old.needs.extend((code, rid) for code in codes.split("\n"))
            old.areas.extend((key, rid) for key in areas.split("\n"))
        return old

    def _remove(self, old: _OldRows) -> None:
        if not old.rid_of:
            return
        rids = list(old.rid_of.values())
        self._connection.execute(_FORGET_WORDS, (json.dumps(rids),))
        one_each = [(rid,) for rid in rids]
        self._connection.executemany("DELETE FROM listing_token WHERE rid = ?", one_each)
        self._connection.executemany("DELETE FROM listing WHERE rid = ?", one_each)
        self._connection.executemany("DELETE FROM listing_need WHERE code = ? AND rid = ?", old.needs)
        self._connection.executemany("DELETE FROM listing_area WHERE key = ? AND rid = ?", old.areas)

    def _insert(self, placed: list[tuple[int, PreparedListing]]) -> None:
        sources = self._source_numbers({listing.source for _, listing in placed})
        rows = IndexRows()
        for rid, listing in sorted(placed, key=_by_rid):
            rows.place(rid, listing, sources[listing.source])
        self._connection.executemany(_INSERT_LISTING, rows.listings)
        self._connection.executemany(_INSERT_NEED, sorted(rows.needs))
        self._connection.executemany("INSERT INTO listing_area VALUES (?, ?)", sorted(rows.areas))
        self._connection.executemany(_INSERT_TOKENS, rows.tokens)
        self._connection.executemany(_INSERT_WORDS, rows.tokens)
        self._connection.executemany(_INSERT_FORM, [(word,) for word in sorted(rows.forms)])

    def _source_numbers(self, names: set[str]) -> dict[str, int]:
        self._connection.executemany(
            "INSERT OR IGNORE INTO listing_source (name) VALUES (?)", [(name,) for name in sorted(names)]
        )
        return {name: number for number, name in self._connection.execute("SELECT number, name FROM listing_source")}


def _by_rid(placed: tuple[int, PreparedListing]) -> int:
    return placed[0]


class _RowIds:
    """Gives out row ids: the old one while the listing stays in its cell, else the next of the cell."""

    def __init__(self, connection: sqlite3.Connection, old: dict[str, int], cells: set[RowRange]) -> None:
        """`cells`: all that will be asked of, so that their last row ids are found by one statement."""
        self._old = old
        found = connection.execute(_LAST_OF_CELLS, (json.dumps(sorted(cells)),))
        self._last: dict[int, int] = dict(found.fetchall())

    def of(self, cell: RowRange, listing_id: str) -> int:
        old = self._old.get(listing_id)
        if old is not None and cell[0] <= old <= cell[1]:
            return old
        return self._next(cell)

    def _next(self, cell: RowRange) -> int:
        first, last = cell
        self._last[first] += 1
        if self._last[first] > last:
            raise StoreUnusable("A cell of the search index is full: rebuild it with `wraparound reindex`.")
        return self._last[first]


def _cell(listing: PreparedListing) -> RowRange:
    if listing.point is None:
        return FIRST_PLACELESS, AFTER_LAST - 1
    return cell_of(*listing.point)
