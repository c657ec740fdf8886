"""Import synthetic listings, ask the index, PostgreSQL + PostGIS and the HTTP server the same, print a table."""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from api.settings import read_settings
from api.wiring import Services
from directory.search.listing import Listing, encode_listing
from directory.search.query import ListingQuery
from importers.importing import run_import
from importers.request import ImportRequest
from tools.bench.measuring import Timing, resident_megabytes, time_calls
from tools.bench.postgis import PostgisListings, running_server, server_folder
from tools.bench.queries import QueryClass, make_classes
from tools.bench.serving import time_matches
from tools.bench.settings import settings_of
from tools.bench.synthetic import write_services

PAGE = 1000  # listings read at a time when they are copied to the other engine
HEADINGS = f"{'milliseconds':<34}{'p50':>9}{'p95':>9}{'hits':>10}"
OTHER_HEADINGS = f"{'PostGIS p50':>11}{'p95':>9}{'hits':>10}{'ratio':>9}"


def main() -> None:
    """Measure, and print as it goes."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="wraparound-bench-") as folder:
        services = _services(Path(folder))
        _import(services, Path(folder), arguments.listings, arguments.jobs)
        print(f"resident memory of this process after the import: {resident_megabytes():.0f} MB\n")
        listings = list(_all_listings(services))
        classes = make_classes(_points(listings), list(_codes(services)), arguments.queries)
        own = [_ask(services, each) for each in classes]
        other = _ask_postgis(listings, classes, _codes(services))
        print(HEADINGS + (OTHER_HEADINGS if other else ""))
        for number, timing in enumerate(own):
            print(timing.line(other[number] if other else None))
        if not other:
            print("PostgreSQL with PostGIS is not installed here; nothing to compare with.")
        services.close()
        time_matches(Path(folder), _points(listings), arguments.queries)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--listings", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=300, help="of each class")
    parser.add_argument("--jobs", type=int, default=2, help="processes that clean rows while importing")
    return parser.parse_args()


def _services(folder: Path) -> Services:
    services = Services(read_settings(settings_of(folder)))
    services.migrate()
    return services


def _import(services: Services, folder: Path, count: int, jobs: int) -> None:
    path = folder / "services.ndjson"
    write_services(path, count)
    started = time.perf_counter()
    request = ImportRequest(path=path, source="bench", jobs=jobs)
    boundaries = services.settings.data_dir / "boundaries"
    report = run_import(request, services.database, boundaries=boundaries, gazetteer=services.gazetteer)
    seconds = time.perf_counter() - started
    stored = services.index.count()
    size = (folder / "bench.sqlite").stat().st_size / 1_000_000
    print(f"import: {report.rows} rows, {stored} listings in {seconds:.1f} s = {stored / seconds:.0f} listings/s")
    print(f"database with records, history and index: {size:.0f} MB, {size * 1000 / stored:.1f} kB a listing")


def _all_listings(services: Services) -> Iterator[Listing]:
    """Every listing, in a memory that only the benchmark needs."""
    offset = 0
    while page := services.index.search(ListingQuery(limit=PAGE, offset=offset)).hits:
        yield from (hit.listing for hit in page)
        offset += PAGE


def _points(listings: list[Listing]) -> list[tuple[float, float]]:
    placed = [(listing.point.latitude, listing.point.longitude) for listing in listings if listing.point]
    return random.Random(1).sample(placed, min(2000, len(placed)))  # noqa: S311 – repeatable on purpose


def _codes(services: Services) -> dict[str, int]:
    return {need.code: number for number, need in enumerate(services.catalogue.all())}


def _ask(services: Services, each: QueryClass) -> Timing:
    if "map" in each.name:
        return time_calls(
            each.name, lambda query: len(services.index.pins(query.within, query, query.limit)), each.queries
        )
    return time_calls(each.name, lambda query: services.index.search(query).total, each.queries)


def _ask_postgis(listings: list[Listing], classes: list[QueryClass], codes: dict[str, int]) -> list[Timing]:
    folder = server_folder()
    if folder is None:
        return []
    with running_server(folder) as connection:
        other = PostgisListings(connection, codes)
        other.load(listings, map(encode_listing, listings))
        return [time_calls(each.name, other.count_hits, each.queries) for each in classes]
