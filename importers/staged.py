"""From a cleaned document to the record that is staged: encoded as it will be stored, with what is compared later.

Not for: cleaning (`pipeline.py`) or comparing (`reconcile.py`, `steps.shared_points`). The decision a reader would ask
about: all that can be told from the document alone is told here, because this runs in the process that cleaned it; the
one process that stores then need not take the document apart again.
"""

from __future__ import annotations

import re
from datetime import date

from directory.store.documents import encoded_record
from directory.store.values import RecordType
from importers.drafts import Document, StagedRecord, pack
from importers.steps.privacy import speaks_of_hidden_shelter

_KINDS = {kind.value: kind for kind in RecordType}  # `RecordType(...)` costs ten times a look into a table
_OF_UNIT = r"(?:suite|ste|unit|apt|room|rm|floor|fl|bldg)\b"
_UNIT = re.compile(rf"[\s,#.]*{_OF_UNIT}.*$", re.IGNORECASE)
_MAY_BE_UNIT = re.compile(_OF_UNIT)
_ROWS_A_DEGREE, _COLUMNS_A_DEGREE = 5, 10
_COLUMNS = 360 * _COLUMNS_A_DEGREE + 1  # +180 degrees has one of its own
_WORD = re.compile(r"\w+")
_NOWHERE = (None, None, None)


def stage(source: str, record_type: str, key: str, document: Document, main: bool) -> StagedRecord:
    """One record of that source: `key` is the source's own id, `document` valid HSDS with its UUID."""
    kind = _KINDS[record_type]
    draft = encoded_record(kind, document, source, key, _date(document.get("assured_date")))
    spot, street, cell = _place_of(document) if kind is RecordType.LOCATION else _NOWHERE
    hidden = kind is RecordType.SERVICE and _is_hidden_shelter(document)
    links = (draft.organization_id, draft.service_id, draft.location_id)
    return StagedRecord(
        record_type, draft.id, key, main, *links, spot, street, cell, hidden, draft.content_hash, pack(draft)
    )


def restage(record: StagedRecord, document: Document) -> StagedRecord:
    """The same record with another document."""
    return stage(record.draft.source, record.record_type, record.key, document, record.main)


def _place_of(document: Document) -> tuple[str | None, str | None, int | None]:
    """Spot, street and cell of a location."""
    spot = _spot_of(document)
    return spot, _street_of(document) if spot else None, _cell_of(document)


def _spot_of(document: Document) -> str | None:
    """A location's published point to five digits, some three feet; None where there is none, or one known to be coarse."""
    north, east = document.get("latitude"), document.get("longitude")
    if north is None or east is None or document.get("x_point_precision") is not None:
        return None
    return f"{north:.5f},{east:.5f}"


def _cell_of(document: Document) -> int | None:
    """A number for some 14 by 5 miles around a location's point, the cells of a latitude from west to east."""
    north, east = document.get("latitude"), document.get("longitude")
    if north is None or east is None:
        return None
    return int((north + 90) * _ROWS_A_DEGREE) * _COLUMNS + int((east + 180) * _COLUMNS_A_DEGREE)


def _street_of(document: Document) -> str | None:
    """The first street as far as it tells buildings apart; None, which SQL does not count, where there is none."""
    addresses = document.get("addresses")
    words = addresses[0].get("address_1") if addresses else None
    if not words:
        return None
    lower = words.lower()
    if words.isascii() and not _MAY_BE_UNIT.search(lower):  # as most are: a third of the time
        return " ".join(_WORD.findall(lower))
    return " ".join(_WORD.findall(_UNIT.sub("", words))).lower()


def _is_hidden_shelter(document: Document) -> bool:
    return speaks_of_hidden_shelter(document.get("name"), document.get("description"))


def _date(words: object) -> date | None:
    if words is None:
        return None
    try:
        return date.fromisoformat(str(words)[:10])
    except ValueError:
        return None
