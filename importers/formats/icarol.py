"""Reads resource exports of iCarol, the call-centre software of many 211 services: one CSV row for each resource.

Agency → organization; Program → service, with its own address as a location; Site → location; ProgramAtSite → service
at location. Not for: cleaning values (`importers.steps`). The decision a reader would ask about: a program carries a
mention of its agency by number and name, so that a program whose agency is not in the file still has an organization,
and one whose agency is there simply agrees with it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from importers.drafts import Document, Draft, ReaderItem, ReaderItems
from importers.formats.csv_rows import csv_rows
from importers.formats.icarol_columns import (
    EXCLUSIONS,
    LEVEL,
    NOTHING,
    NUMBER,
    ORGANIZATION_TEXTS,
    SERVICE_TEXTS,
)
from importers.formats.icarol_parts import (
    Cells,
    attributes_of,
    availability_of,
    categories_of,
    coverage_of,
    date_of,
    hours_of,
    languages_of,
    location_of,
    phones_of,
    says_yes,
    status_of,
    texts_of,
)
from importers.formats.reading import Reading, rejected
from importers.formats.source_files import SourceFile


def read_icarol(files: Sequence[SourceFile], reading: Reading) -> ReaderItems:
    """A draft for each resource, and the fate of every other row. Raises the errors of the files."""
    for source in files:
        reading.ledger.begin_file(source.name)
        columns: list[str] = []
        for row in csv_rows(source, reading.encoding):
            number = reading.ledger.open_row()
            if row.broken:
                yield rejected(number, f"row {row.number}", "", row.broken)
                continue
            columns = columns or [column.lower() for column in row.cells]  # the same in every row of a file
            yield _item(dict(zip(columns, map(str.strip, row.cells.values()), strict=True)), number)


def _item(cells: Cells, row: int) -> ReaderItem:
    level = cells.get(LEVEL, "").lower().replace(" ", "")
    label = f"{level or 'row'} {cells.get(NUMBER) or 'without number'}"
    make = _LEVELS.get(level)
    if make is None:
        words = f"{cells.get(LEVEL, '')!r} is none of Agency, Program, Site, ProgramAtSite"
        return rejected(row, label, "TaxonomyLevelName", words)
    if not cells.get(NUMBER):
        return rejected(
            row, label, "ResourceAgencyNum", "has no number, so that a second import could not find it again"
        )
    draft = make(cells, row)
    if isinstance(draft, Draft) and any(says_yes(cells.get(column, "")) for column in EXCLUSIONS):
        draft.document["x_excluded"] = "yes"
    return draft


def _organization(cells: Cells, row: int) -> ReaderItem:
    document: Document = {"id": cells[NUMBER], **texts_of(cells, ORGANIZATION_TEXTS)}
    document["phones"] = phones_of(cells)
    location = location_of(cells)
    if location is not None:
        document["locations"] = [location]
    return Draft("organization", document, row)


def _service(cells: Cells, row: int) -> ReaderItem:
    document: Document = {
        "id": cells[NUMBER],
        **texts_of(cells, SERVICE_TEXTS),
        "organization": _agency_of(cells),
        "phones": phones_of(cells),
        "languages": languages_of(cells),
        "attributes": attributes_of(cells),
        "x_categories": categories_of(cells),
        **status_of(cells),
        **availability_of(cells),
        **coverage_of(cells),
        **hours_of(cells),
    }
    if documents := cells.get("documentsrequired", ""):
        document["required_documents"] = [{"document": documents}]
    if verified := date_of(cells.get("lastverifiedon", "")):
        document["assured_date"] = verified
    if updated := date_of(cells.get("updatedon", "")):
        document["x_updated_on"] = updated
    location = location_of(cells)
    if location is not None:
        document["service_at_locations"] = [{"id": cells[NUMBER], "location": location}]
    return Draft("service", {name: value for name, value in document.items() if value != []}, row)


def _site(cells: Cells, row: int) -> ReaderItem:
    location = location_of(cells) or {"id": cells[NUMBER]}
    location["name"] = cells.get("publicname") or location.get("name", "")
    location["phones"] = phones_of(cells)
    if _has_agency(cells):
        location["organization_id"] = cells["parentagencynum"]
    return Draft("location", {**location, **hours_of(cells)}, row)


def _program_at_site(cells: Cells, row: int) -> ReaderItem:
    service, location = cells.get("connectstoprogramnum", ""), cells.get("connectstositenum", "")
    label = f"programatsite {cells[NUMBER]}"
    for key, column in ((service, "ConnectsToProgramNum"), (location, "ConnectsToSiteNum")):
        if key in {"", "0"}:
            return rejected(row, label, column, "does not say what it connects")
    document: Document = {
        "id": cells[NUMBER],
        "service_id": service,
        "location_id": location,
        "phones": phones_of(cells),
    }
    return Draft("service_at_location", {**document, **hours_of(cells)}, row)


def _has_agency(cells: Cells) -> bool:
    return cells.get("parentagencynum", "").lower() not in NOTHING | {"", "0"}


def _agency_of(cells: Cells) -> Document:
    """A mention of the agency; a program without one is its own agency."""
    if _has_agency(cells):
        return {"id": cells["parentagencynum"], "name": cells.get("parentagency") or cells.get("publicname", "")}
    return {"id": cells[NUMBER], "name": cells.get("parentagency") or cells.get("publicname", "")}


_LEVELS: dict[str, Callable[[Cells, int], ReaderItem]] = {
    "agency": _organization,
    "program": _service,
    "site": _site,
    "programatsite": _program_at_site,
}
