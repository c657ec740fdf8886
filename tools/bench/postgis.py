"""The same listings and the same questions on PostgreSQL + PostGIS, as one would write them there by hand.

Not for: the application, which never asks this of PostgreSQL. Runs only where the server and PostGIS are installed (on Debian:
`apt-get install postgresql postgresql-15-postgis-3`), in a cluster of its own under the temporary folder. The decision a reader would
ask about: both engines give the page *and* the exact total, because that is what a results page shows.
"""

from __future__ import annotations

import glob
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from directory.facts.values import CostKind
from directory.geography.point import Box, Circle
from directory.search.listing import Listing
from directory.search.query import ListingQuery, Sort

METERS_PER_MILE = 1609.344
SCHEMA = """
CREATE EXTENSION postgis;
CREATE EXTENSION btree_gist;
CREATE TABLE listing (
  rid int PRIMARY KEY, id text, name text, place geography(Point), free boolean, languages text[], days int[],
  words tsvector, document bytea);
CREATE TABLE need (code int, rid int, place geography(Point), free boolean, languages text[]);
"""
INDEXES = """
CREATE INDEX ON listing USING gist (place);
CREATE INDEX ON listing USING gin (words);
CREATE INDEX ON need USING gist (code, place);
CREATE INDEX ON need (rid);
ANALYZE;
"""


def server_folder() -> Path | None:
    """Where `initdb` and `postgres` are, if PostGIS is there as well."""
    folders = [Path(path).parent for path in sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))]
    has_postgis = glob.glob("/usr/share/postgresql/*/extension/postgis.control")
    return folders[-1] if folders and has_postgis else None


@contextmanager
def running_server(folder: Path) -> Iterator[psycopg.Connection[Any]]:
    """A server of its own on a free port, gone afterwards."""
    home = Path(tempfile.mkdtemp(prefix="wraparound-postgis-"))
    as_user = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(home, "postgres", "postgres")
    data, port = home / "data", _free_port()
    subprocess.run(
        [*as_user, folder / "initdb", "-D", data, "-U", "bench", "-A", "trust"], check=True, capture_output=True
    )
    options = [
        f"-cport={port}",
        f"-cunix_socket_directories={home}",
        "-clisten_addresses=127.0.0.1",
        "-cshared_buffers=512MB",
    ]
    server = subprocess.Popen([*as_user, folder / "postgres", "-D", data, *options], stderr=subprocess.DEVNULL)
    try:
        with _connect(port) as connection:
            yield connection
    finally:
        server.terminate()
        server.wait(timeout=30)
        shutil.rmtree(home, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _connect(port: int) -> psycopg.Connection[Any]:
    for _ in range(100):
        try:
            return psycopg.connect(f"host=127.0.0.1 port={port} user=bench dbname=postgres", autocommit=True)
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise SystemExit("The PostgreSQL server of the benchmark did not start within 10 s.")


class PostgisListings:
    """Listings in PostgreSQL, asked with the queries of `queries.py`."""

    def __init__(self, connection: psycopg.Connection[Any], codes: dict[str, int]) -> None:
        self._connection = connection
        self._codes = codes

    def load(self, listings: Iterable[Listing], documents: Iterable[bytes]) -> None:
        """Copy the listings in and build the indexes."""
        self._connection.execute(SCHEMA)
        needs: list[tuple[Any, ...]] = []
        with self._connection.cursor().copy(
            "COPY listing (rid,id,name,place,free,languages,days,document) FROM STDIN"
        ) as copy:
            for rid, (listing, document) in enumerate(zip(listings, documents, strict=True)):
                place, free, languages = (
                    _place(listing),
                    CostKind.FREE in listing.cost.kinds,
                    list(listing.languages.codes),
                )
                days = sorted({period.day for period in listing.hours.periods}) if listing.hours else []
                copy.write_row((rid, listing.id, listing.name, place, free, languages, days, document))
                needs += [(self._codes[fit.code], rid, place, free, languages) for fit in listing.needs]
        with self._connection.cursor().copy("COPY need FROM STDIN") as copy:
            for row in needs:
                copy.write_row(row)
        self._connection.execute(
            "UPDATE listing SET words = to_tsvector('english', name || ' ' || (convert_from(document, 'UTF8')::json ->> 'description'))"
        )
        for statement in INDEXES.strip().split(";\n"):
            self._connection.execute(statement)

    def count_hits(self, query: ListingQuery) -> int:
        """Ask one query, read its page, and say how many it found in all."""
        if isinstance(query.within, Box):
            return len(self._box(query.within, query.limit))
        if query.facets:
            return self._facets(query)
        rows = self._by_need(query) if query.needs else self._by_words(query)
        return int(rows[0][-1]) if rows else 0

    def _by_need(self, query: ListingQuery) -> list[tuple[Any, ...]]:
        point, meters = _circle(query)
        codes = [self._codes[code] for code in query.needs]
        wanted = " AND n.free AND n.languages @> %(languages)s" if query.filter.free else ""
        distinct = (
            "SELECT rid, min(n.place <-> %(point)s::geography) AS away FROM need n WHERE n.code = ANY(%(codes)s::int[]) "
            f"AND ST_DWithin(n.place, %(point)s::geography, %(meters)s){wanted} GROUP BY rid"
        )
        return self._connection.execute(
            f"SELECT l.document, f.away, f.total FROM (SELECT rid, away, count(*) OVER () AS total FROM ({distinct}) d "
            "ORDER BY away LIMIT %(limit)s) f JOIN listing l USING (rid) ORDER BY f.away",
            {"point": point, "meters": meters, "codes": codes, "languages": ["es"], "limit": query.limit},
        ).fetchall()

    def _by_words(self, query: ListingQuery) -> list[tuple[Any, ...]]:
        point, meters = _circle(query)
        assert query.sort is Sort.RELEVANCE
        return self._connection.execute(
            "SELECT document, rank, total FROM (SELECT document, count(*) OVER () AS total, ts_rank(words, q) "
            "/ (1 + (place <-> %(point)s::geography) / 16093.44) AS rank FROM listing, plainto_tsquery('english', %(words)s) q "
            "WHERE words @@ q AND ST_DWithin(place, %(point)s::geography, %(meters)s)) f ORDER BY rank DESC LIMIT %(limit)s",
            {"point": point, "meters": meters, "words": query.words, "limit": query.limit},
        ).fetchall()

    def _facets(self, query: ListingQuery) -> int:
        point, meters = _circle(query)
        values = {"point": point, "meters": meters}
        near = "ST_DWithin({}place, %(point)s::geography, %(meters)s)"
        for statement in (
            f"SELECT code, count(*) FROM need WHERE {near.format('')} GROUP BY code",
            f"SELECT code, count(*) FROM listing, unnest(languages) code WHERE {near.format('')} GROUP BY code",
            f"SELECT day, count(*) FROM listing, unnest(days) day WHERE {near.format('')} GROUP BY day",
        ):
            self._connection.execute(statement, values).fetchall()
        row = self._connection.execute(f"SELECT count(*) FROM listing WHERE {near.format('')}", values).fetchone()
        return int(row[0]) if row else 0

    def _box(self, box: Box, limit: int) -> list[tuple[Any, ...]]:
        return self._connection.execute(
            "SELECT id, name, ST_Y(place::geometry), ST_X(place::geometry) FROM listing "
            "WHERE place && ST_MakeEnvelope(%s, %s, %s, %s, 4326)::geography LIMIT %s",
            (box.west, box.south, box.east, box.north, limit),
        ).fetchall()


def _place(listing: Listing) -> str | None:
    return f"SRID=4326;POINT({listing.point.longitude} {listing.point.latitude})" if listing.point else None


def _circle(query: ListingQuery) -> tuple[str, float]:
    assert isinstance(query.within, Circle)
    circle = query.within
    return f"SRID=4326;POINT({circle.longitude} {circle.latitude})", circle.radius_miles * METERS_PER_MILE
