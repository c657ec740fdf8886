"""The five published sets import whole: every row is accounted for, and a second import changes nothing."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from directory.hsds import load
from directory.store.values import RecordType
from importers.report import ImportReport
from tests.importers.world import World, counts, new_world
from tests.shared_data import shared_path

SETS = [
    "dc-211-icarol",
    "miami-211-hsds1",
    "illinois-legal-aid-hsds1",
    "detroit-313-hsds32",
    "hsds-official-examples-3.2.3",
]


@dataclass(frozen=True, slots=True)
class Imported:
    """One set, imported twice into an empty directory."""

    path: Path
    world: World
    first: ImportReport
    second: ImportReport
    before: list[Any]


@pytest.fixture(scope="module", params=SETS)
def imported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Imported]:
    path = shared_path("data", "real", request.param)
    with contextmanager(partial(new_world, tmp_path_factory.mktemp("real")))() as world:
        first = world.bring(path, request.param)
        before = world.state()
        yield Imported(path, world, first, world.bring(path, request.param), before)


def data_rows(path: Path) -> int:
    with path.open(newline="", encoding="utf-8-sig") as stream:
        return sum(1 for row in csv.reader(stream) if row) - 1


def test_every_row_has_one_outcome(imported: Imported) -> None:
    assert sum(imported.first.outcomes.values()) == imported.first.rows == imported.second.rows
    tables = list(imported.path.rglob("*.csv"))
    if tables and not list(imported.path.glob("service_list.json")):
        assert imported.first.rows == sum(map(data_rows, tables))


def test_second_import_changes_nothing(imported: Imported) -> None:
    second = imported.second
    assert (second.outcomes["created"], second.outcomes["updated"], second.retired) == (0, 0, 0)
    assert imported.world.state() == imported.before


def test_all_that_is_stored_is_valid_hsds(imported: Imported) -> None:
    for record_type in RecordType:
        for record in imported.world.records(record_type):
            load(record_type, record.document)


def test_what_is_known_of_the_set_is_found(imported: Imported) -> None:
    check = {"dc-211-icarol": washington, "miami-211-hsds1": miami, "illinois-legal-aid-hsds1": illinois}
    found = check.get(imported.path.name, small)
    found(imported)


def washington(imported: Imported) -> None:
    assert counts(imported.first) == {"created": 1978, "rejected": 1}  # one program has no name
    services = imported.world.services()
    assert len(services) == 1525
    assert sum(1 for service in services.values() if service.get("x_availability")) == 10
    places = imported.world.locations().values()
    shared = [p for p in places if (p.get("latitude"), p.get("longitude")) == (38.908569, -77.017972)]
    assert len(shared) > 200
    assert {place["x_point_precision"] for place in shared} == {"postal_code"}


def miami(imported: Imported) -> None:
    services = imported.world.services()
    assert len(services) == 4089
    assert imported.first.outcomes["rejected"] == 2244  # the eligibility rows that name no service
    assert sum(1 for service in services.values() if service.get("schedules")) > 2200
    assert sum(len(service.get("attributes", ())) for service in services.values()) == 26259
    assert all(
        "latitude" in place
        for place in imported.world.locations().values()
        if place.get("addresses")
        and not place.get("x_confidential")
        and place["addresses"][0]["postal_code"] == "33136"
    )


def illinois(imported: Imported) -> None:
    assert len(imported.world.services()) == 429
    unlinked = [p for p in imported.first.problems if p.file == "service_at_location.csv" and p.outcome == "rejected"]
    assert len(unlinked) == 185


def small(imported: Imported) -> None:
    assert imported.first.outcomes["created"] >= 6
