"""Searches the embedded index. Implements `ListingIndex`.

Not for: changing it (`writer.py`). One instance serves all threads of a process.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from directory.errors import InvalidQuery
from directory.geography.point import Box, Circle
from directory.search.analysis import Analyzer, QueryTerm
from directory.search.checks import check_box, check_query
from directory.search.embedded.candidates import Row, fact_rows, ranked_rows
from directory.search.embedded.conditions import Scan, scans_of
from directory.search.embedded.connections import Connections
from directory.search.embedded.facets import facets_of
from directory.search.embedded.ordering import Scored, head_of, miles_of, page_of
from directory.search.embedded.shelf import Shelf
from directory.search.embedded.vocabulary import IndexSpelling
from directory.search.listing import Listing
from directory.search.query import Hit, ListingQuery, Page, Pin, Sort

_IDS = "SELECT rid, id FROM listing WHERE rid IN (SELECT value FROM json_each(?))"
_NAMES = "SELECT rid, sort_name FROM listing WHERE rid IN (SELECT value FROM json_each(?))"
_PINS = """SELECT l.id, l.name, n.latitude, n.longitude FROM listing l JOIN listing_need n ON n.code = '' AND n.rid = l.rid
    WHERE l.rid IN (SELECT value FROM json_each(?)) ORDER BY l.id"""


@dataclass(frozen=True, slots=True)
class _Sought:
    """A checked query, analysed."""

    query: ListingQuery
    terms: tuple[QueryTerm, ...]
    scans: tuple[Scan, ...]


class EmbeddedIndex:
    """The listings of one SQLite file."""

    def __init__(self, path: Path, analyzer: Analyzer) -> None:
        self._connections = Connections(path)
        self._analyzer = analyzer
        self._shelf = Shelf()
        self._spelling = IndexSpelling()

    def close(self) -> None:
        """Close the file. A later search opens it again."""
        self._connections.close()

    def search(self, query: ListingQuery) -> Page:
        """The hits of one page, their total, and the facets that were asked for."""
        sought = self._sought(query)
        with self._connections.reading() as connection:
            page = self._page(connection, sought)
            if page.total or not sought.terms:
                return page
            return self._page_of_corrected(connection, sought) or page

    def get(self, listing_ids: Sequence[str]) -> tuple[Listing, ...]:
        """The listings of these ids, in that order; ids that are not there are left out."""
        statement = "SELECT id, rid FROM listing WHERE id IN (SELECT value FROM json_each(?))"
        with self._connections.reading() as connection:
            rid_of = dict(connection.execute(statement, (json.dumps(list(listing_ids)),)))
            held = self._shelf.listings(connection, list(rid_of.values()))
        return tuple(held[rid_of[listing_id]] for listing_id in listing_ids if listing_id in rid_of)

    def of_service(self, service_id: str) -> tuple[Listing, ...]:
        """All listings of one service, by id."""
        with self._connections.reading() as connection:
            rows = connection.execute("SELECT rid FROM listing WHERE service_id = ? ORDER BY id", (service_id,))
            rids = [rid for (rid,) in rows]
            held = self._shelf.listings(connection, rids)
        return tuple(held[rid] for rid in rids)

    def pins(self, box: Box, query: ListingQuery, limit: int = 500) -> tuple[Pin, ...]:
        """Points inside the box that meet the query's words, needs and filter, by id. Of too many, an even sample."""
        check_box(box)
        sought = self._sought(replace(query, within=box, area_keys=(), sort=Sort.RELEVANCE))
        with self._connections.reading() as connection:
            rows = ranked_rows(connection, sought.scans, query.needs, sought.terms)
            rows.sort(key=_by_id_prefix)
            return tuple(Pin(*pin) for pin in connection.execute(_PINS, (_json_rids(rows[:limit]),)))

    def count(self) -> int:
        """How many listings there are."""
        with self._connections.reading() as connection:
            return int(connection.execute("SELECT count(*) FROM listing").fetchone()[0])

    def _sought(self, query: ListingQuery) -> _Sought:
        check_query(query)
        if query.sort is Sort.DISTANCE and not isinstance(query.within, Circle):
            raise InvalidQuery("sort", "distance needs a place to measure from")
        terms = self._analyzer.query_terms(query.words)
        if not terms:
            query = replace(query, words="")
        return _Sought(query, terms, tuple(scans_of(query.within, query.area_keys, query.filter)))

    def _page(self, connection: sqlite3.Connection, sought: _Sought) -> Page:
        query = sought.query
        rows = ranked_rows(connection, sought.scans, query.needs, sought.terms)
        names = dict(connection.execute(_NAMES, (_json_rids(rows),))) if query.sort is Sort.NAME else {}
        head = head_of(rows, query, names)
        ids = dict(connection.execute(_IDS, (json.dumps([item[1] for item in head]),)))
        hits = self._hits(connection, page_of(head, ids, query))
        facts = fact_rows(connection, sought.scans, query.needs, sought.terms) if query.facets else []
        return Page(hits, len(rows), facets_of(connection, query.facets, facts))

    def _page_of_corrected(self, connection: sqlite3.Connection, sought: _Sought) -> Page | None:
        """The page for the words as they were probably meant; None where nothing better is found."""
        corrected = self._spelling.corrected(connection, sought.query.words, sought.terms)
        if not corrected:
            return None
        page = self._page(connection, self._sought(replace(sought.query, words=corrected)))
        return replace(page, corrected_words=corrected) if page.total else None

    def _hits(self, connection: sqlite3.Connection, page: list[Scored]) -> tuple[Hit, ...]:
        held = self._shelf.listings(connection, [rid for _, rid, _, _ in page])
        return tuple(
            Hit(held[rid], None if row.chord is None else miles_of(row.chord), relevance)
            for _, rid, row, relevance in page
        )


def _by_id_prefix(row: Row) -> int:
    return row.id_prefix


def _json_rids(rows: Sequence[Row]) -> str:
    return json.dumps([row.rid for row in rows])
