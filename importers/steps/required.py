"""Fills fields that HSDS requires and publishers leave out, each with a note, or leaves the record to be rejected.

Not for: checking (`directory.hsds.load` does). The decision a reader would ask about: only what can be said truthfully
is filled: a listing without a status was published as a listing, so it is active; a missing name is never made up,
except for a taxonomy term, whose code is its name where names may not be published.
"""

from __future__ import annotations

from directory.hsds.formats import is_plain_uuid
from importers.drafts import Document, FlatRecord
from importers.steps.nested import parts

_STATUSES = {
    "active": "active",
    "open": "active",
    "published": "active",
    "inactive": "inactive",
    "closed": "inactive",
    "deactivated": "inactive",
    "defunct": "defunct",
    "temporarily closed": "temporarily closed",
    "temporarily_closed": "temporarily closed",
    "suspended": "temporarily closed",
}
_ADDRESS = ("address_1", "city", "state_province", "postal_code")


def fill_required(record: FlatRecord) -> None:
    """Defaults for the record and what is nested in it."""
    if record.record_type == "service":
        _fill_status(record)
    elif record.record_type == "organization":
        _fill_description(record)
    elif record.record_type == "location":
        _fill_location_type(record)
    for table, found in parts(record):
        fill = _FILLED.get(table)
        if fill is not None:
            fill(found)


def _fill_status(record: FlatRecord) -> None:
    document = record.document
    words = document.get("status")
    if words is None:
        document["status"] = "active"
        record.note("status", "not given; a published listing is taken as active")
    elif isinstance(words, str) and words not in _STATUSES.values():
        known = _STATUSES.get(words.strip().lower())
        if known:
            document["status"] = known


def _fill_description(record: FlatRecord) -> None:
    name = record.document.get("name")
    if "description" not in record.document and isinstance(name, str):
        record.document["description"] = name
        if record.main:
            record.note("description", "not given; the name stands for it")


def _fill_location_type(record: FlatRecord) -> None:
    if "location_type" not in record.document:
        virtual = str(record.document.pop("virtual", "")).lower() in {"true", "1", "yes"}
        record.document["location_type"] = "virtual" if virtual else "physical"


def _fill_address(found: Document) -> None:
    """An address is required to have all its lines; an empty one says that we do not know it."""
    for name in _ADDRESS:
        found.setdefault(name, "")
    found.setdefault("country", "US")
    found.setdefault("address_type", "physical")


def _fill_program(found: Document) -> None:
    if "name" in found:
        found.setdefault("description", found["name"])


def _fill_term(found: Document) -> None:
    own = found.get("id")
    if "code" not in found and isinstance(own, str) and not is_plain_uuid(own):
        # Before 2.0 a term had no code of its own: its id was the code.
        found["code"] = own
    name = found.get("name") or found.get("code")
    if isinstance(name, str):
        found.setdefault("name", name)
        found.setdefault("description", found["name"])


_FILLED = {"address": _fill_address, "program": _fill_program, "taxonomy": _fill_term, "taxonomy_term": _fill_term}
"""Tables whose objects are filled wherever they are nested."""
