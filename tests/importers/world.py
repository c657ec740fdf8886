"""A directory to import into, and small invented files to import."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from directory.geography.places import Gazetteer
from directory.store.database import Database
from directory.store.values import RecordFilter, RecordType, StoredRecord
from importers.drafts import Outcome
from importers.importing import run_import
from importers.report import ImportReport
from importers.request import ImportRequest

BOUNDARIES = Path(__file__).resolve().parents[2] / "data" / "boundaries"
Row = Mapping[str, object]


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer(BOUNDARIES)


@cache
def _empty_database() -> Path:
    path = Path(mkdtemp(prefix="wraparound-tests-")) / "empty.db"
    database = Database(f"sqlite:///{path}")
    database.migrate()
    database.close()
    return path


@dataclass(frozen=True, slots=True)
class World:
    """A folder for files and an empty directory."""

    folder: Path
    database: Database

    def bring(self, path: Path, source: str = "cast", **settings: Any) -> ImportReport:
        request = ImportRequest(path, source, **settings)
        return run_import(request, self.database, boundaries=BOUNDARIES, gazetteer=gazetteer())

    def records(self, record_type: RecordType, **where: Any) -> list[StoredRecord]:
        with self.database.read() as view:
            return list(view.records.stream(record_type, RecordFilter(**where)))

    def services(self) -> dict[str, dict[str, Any]]:
        return {record.source_key: record.document for record in self.records(RecordType.SERVICE)}

    def locations(self) -> dict[str, dict[str, Any]]:
        return {record.source_key: record.document for record in self.records(RecordType.LOCATION)}

    def organizations(self) -> dict[str, dict[str, Any]]:
        return {record.source_key: record.document for record in self.records(RecordType.ORGANIZATION)}

    def state(self) -> list[tuple[str, str, str, int, bool, dict[str, Any]]]:
        """Everything that an import decides, tombstones included, in one order."""
        with self.database.read() as view:
            changes = view.records.changes_since(0, limit=1_000_000)
        return sorted(
            (r.record_type.value, r.id, r.source_key, r.version, r.deleted_at is not None, r.document) for r in changes
        )

    def text(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def json(self, name: str, value: object) -> Path:
        return self.text(name, json.dumps(value))

    def csv(self, name: str, rows: Sequence[Row]) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with path.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.DictWriter(stream, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)
        return path


def new_world(folder: Path) -> Iterator[World]:
    files = folder / "files"
    files.mkdir()
    shutil.copy(_empty_database(), folder / "directory.db")
    database = Database(f"sqlite:///{folder / 'directory.db'}")
    yield World(files, database)
    database.close()


def counts(report: ImportReport) -> dict[str, int]:
    """The outcomes that happened."""
    assert sum(report.outcomes.values()) == report.rows
    return {outcome.value: report.outcomes[outcome] for outcome in Outcome if report.outcomes[outcome]}


ORGANIZATION_ID = "11111111-1111-4111-8111-111111111111"
SERVICE_ID = "22222222-2222-4222-8222-222222222222"
LINK_ID = "33333333-3333-4333-8333-333333333333"
LOCATION_ID = "44444444-4444-4444-8444-444444444444"


def pantry(**changes: object) -> dict[str, Any]:
    """A whole service as HSDS 3 JSON."""
    service: dict[str, Any] = {
        "id": SERVICE_ID,
        "name": "Tuesday pantry",
        "status": "active",
        "organization": {"id": ORGANIZATION_ID, "name": "Open Table", "description": "Feeds people."},
        "service_at_locations": [
            {
                "id": LINK_ID,
                "location": {
                    "id": LOCATION_ID,
                    "name": "Hall",
                    "location_type": "physical",
                    "latitude": 38.93,
                    "longitude": -77.03,
                },
            }
        ],
    }
    return {name: value for name, value in {**service, **changes}.items() if value is not None}


def other_pantry(number: int, **changes: object) -> dict[str, Any]:
    """Another service of the same organization at a place of its own."""
    place = {"id": _numbered("5", number), "name": f"Room {number}", "location_type": "physical"}
    link = {"id": _numbered("6", number), "location": place}
    own: dict[str, object] = {"id": _numbered("7", number), "name": f"Pantry {number}", "service_at_locations": [link]}
    return pantry(**{**own, **changes})


def _numbered(digit: str, number: int) -> str:
    return f"{digit * 8}-1111-4111-8111-{number:012d}"


AGENCY: Row = {
    "ResourceAgencyNum": "100",
    "PublicName": "Open Table",
    "TaxonomyLevelName": "Agency",
    "ParentAgencyNum": "0",
    "AgencyStatus": "Active",
    "AgencyDescription": "Feeds people.",
}
PROGRAM: Row = {
    "ResourceAgencyNum": "200",
    "PublicName": "Open Table - Pantry",
    "TaxonomyLevelName": "Program",
    "ParentAgency": "Open Table",
    "ParentAgencyNum": "100",
    "AgencyStatus": "Active",
    "AgencyDescription": "Groceries every week.",
    "PhysicalAddress1": "10 Invented Street, NW   ",
    "PhysicalCity": "Washington",
    "PhysicalStateProvince": "DC",
    "PhysicalPostalCode": "20010",
    "PhysicalCountry": "United States",
    "HoursOfOperation": "9:00 am - 5:00 pm, Monday - Friday",
    "Phone1Number": "(202) 555-0100",
    "Phone1Name": "Intake Number",
    "LanguagesOffered": "English; Spanish",
    "TaxonomyCodes": "BD-1800.2000; BD-5000",
    "Categories": "Food Pantries; Seniors;",
    "CoverageArea": "District of Columbia",
    "Eligibility": "Ages 18 and up",
    "FeeStructureSource": "No fee",
    "DocumentsRequired": "Picture ID",
    "LastVerifiedOn": "4/18/12 9:46",
    "ExcludeFromWebsite": "No",
}


def program(number: int, **changes: object) -> Row:
    return {**PROGRAM, "ResourceAgencyNum": str(number), **changes}
