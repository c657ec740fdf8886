"""Searches the embedded index. Implements `ListingIndex`.

Not for: changing it (`writer.py`). One instance serves all threads of a process.
"""

from __future__ import annotations

import heapq
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from directory.errors import InvalidQuery
from directory.geography.point import Box, Circle
from directory.search.analysis import Analyzer
from directory.search.checks import check_box, check_query
from directory.search.embedded.candidates import ID_PREFIX, RID, Row, Sought, codes_of, rows_of
from directory.search.embedded.conditions import scans_of
from directory.search.embedded.connections import Connections
from directory.search.embedded.facets import facets_of
from directory.search.embedded.ordering import head_of, miles_of, page_of, relevance_of, total_of
from directory.search.embedded.shelf import Shelf
from directory.search.embedded.vocabulary import IndexSpelling
from directory.search.listing import Listing
from directory.search.query import Hit, ListingQuery, Page, Pin, Sort

_IDS = "SELECT rid, id, version FROM listing WHERE rid IN (SELECT value FROM json_each(?))"
_PINS = """SELECT l.id, l.name, n.latitude, n.longitude FROM listing l JOIN listing_need n ON n.code = '' AND n.rid = l.rid
    WHERE l.rid IN (SELECT value FROM json_each(?)) ORDER BY l.id"""


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
            page = self._page(connection, query, sought)
            if page.total or not sought.terms:
                return page
            return self._page_of_corrected(connection, query, sought) or page

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
        sought = self._sought(replace(query, within=box, area_keys=(), sort=Sort.RELEVANCE, facets=()))
        with self._connections.reading() as connection:
            # Ids are spread evenly over the ground, so the first of them are an even sample.
            sample = heapq.nsmallest(limit, {(row[ID_PREFIX], row[RID]) for row in rows_of(connection, sought)})
            rids = json.dumps([rid for _, rid in sample])
            return tuple(Pin(*pin) for pin in connection.execute(_PINS, (rids,)))

    def count(self) -> int:
        """How many listings there are."""
        with self._connections.reading() as connection:
            return int(connection.execute("SELECT count(*) FROM listing").fetchone()[0])

    def _sought(self, query: ListingQuery) -> Sought:
        check_query(query)
        if query.sort is Sort.DISTANCE and not isinstance(query.within, Circle):
            raise InvalidQuery("sort", "distance needs a place to measure from")
        scans = tuple(scans_of(query.within, query.area_keys, query.filter))
        terms = self._analyzer.query_terms(query.words)
        return Sought(codes_of(query.needs), terms, scans, query.sort, bool(query.facets))

    def _page(self, connection: sqlite3.Connection, query: ListingQuery, sought: Sought) -> Page:
        rows = rows_of(connection, sought)
        times = len(sought.codes)
        head = head_of(rows, query.offset + query.limit, times)
        hits = self._hits(connection, head, query) if head else ()
        return Page(hits, total_of(rows, times), facets_of(connection, query.facets, rows))

    def _page_of_corrected(self, connection: sqlite3.Connection, query: ListingQuery, sought: Sought) -> Page | None:
        """The page for the words as they were probably meant; None where nothing better is found."""
        corrected = self._spelling.corrected(connection, query.words, sought.terms)
        if not corrected:
            return None
        page = self._page(connection, query, self._sought(replace(query, words=corrected)))
        return replace(page, corrected_words=corrected) if page.total else None

    def _hits(self, connection: sqlite3.Connection, head: list[Row], query: ListingQuery) -> tuple[Hit, ...]:
        known = connection.execute(_IDS, (json.dumps([row[RID] for row in head]),)).fetchall()
        page = page_of(head, {rid: listing_id for rid, listing_id, _ in known}, query.offset, query.limit)
        versions = {rid: version for rid, _, version in known}
        held = self._shelf.of_versions(connection, {row[RID]: versions[row[RID]] for row in page})
        return tuple([Hit(held[row[RID]], miles_of(row), relevance_of(row)) for row in page])
