"""An export that is imported into an empty directory gives the same listings and records."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from api.wiring import Services
from directory.search.listing import Listing
from directory.search.query import ListingQuery
from directory.store.values import RecordType
from tests.api.cli.terminal import Terminal
from tests.api.world import settings_in


def records_and_listings(var: Path) -> tuple[dict[str, Any], dict[str, Listing]]:
    services = Services(settings_in(var, WRAPAROUND_DATABASE_URL=f"sqlite:///{var / 'wraparound.sqlite'}"))
    with services.database.read() as view:
        records = {f"{kind} {one.id}": one.document for kind in RecordType for one in view.records.stream(kind)}
    hits = [hit for at in range(0, 1000, 100) for hit in services.index.search(ListingQuery(limit=100, offset=at)).hits]
    services.close()
    return records, {hit.listing.id: hit.listing for hit in hits}


def test_round_trip_loses_nothing(terminal: Terminal) -> None:
    var = terminal.folder / "var"
    records, listings = records_and_listings(var)
    assert len(listings) > 500
    assert terminal("wraparound export --out all.ndjson").status == 0
    shutil.rmtree(var)
    assert terminal("wraparound import all.ndjson --source sample --jobs 1").status == 0
    again = records_and_listings(var)
    assert again[0] == records
    assert again[1] == listings


def test_export_of_one_source_holds_nothing_of_others(terminal: Terminal) -> None:
    printed = terminal("wraparound export --source another")
    assert (printed.status, printed.output) == (0, "")
