"""Turns a source's own ids into UUIDs, the same ones at every import.

Not for: making up keys of records without ids (`importers.splitting`). The decision a reader would ask about: a UUID
stays as it is (in lower case), anything else becomes UUIDv5 of (source, table, key), so that links between tables hold
without a look-up; nested rows without an id are named by their owner and their place in its list.
"""

from __future__ import annotations

from directory.hsds.formats import is_plain_uuid
from directory.hsds.ids import source_id
from importers.drafts import Document, FlatRecord

_LINK_TABLES = {
    "organization_id": "organization",
    "parent_organization_id": "organization",
    "program_id": "program",
    "service_id": "service",
    "location_id": "location",
    "service_at_location_id": "service_at_location",
    "contact_id": "contact",
    "phone_id": "phone",
    "taxonomy_id": "taxonomy",
    "taxonomy_term_id": "taxonomy_term",
    "parent_id": "taxonomy_term",
    "unit_id": "unit",
}

NESTED_TABLES = {
    "phones": "phone",
    "contacts": "contact",
    "schedules": "schedule",
    "languages": "language",
    "addresses": "address",
    "accessibility": "accessibility",
    "service_areas": "service_area",
    "cost_options": "cost_option",
    "funding": "funding",
    "required_documents": "required_document",
    "capacities": "service_capacity",
    "organization_identifiers": "organization_identifier",
    "programs": "program",
    "program": "program",
    "additional_websites": "url",
    "additional_urls": "url",
    "attributes": "attribute",
    "metadata": "metadata",
    "taxonomy_term": "taxonomy_term",
    "taxonomy_detail": "taxonomy",
    "unit": "unit",
}
"""Fields that hold nested records, and the table that each belongs to."""

_HOLDS_AN_ID = frozenset({*_LINK_TABLES, *NESTED_TABLES, "link_id"})
_holds_none = _HOLDS_AN_ID.isdisjoint

GIVEN_IDS = frozenset({*_LINK_TABLES, "link_id", "id"})
"""Fields in which every text is a UUID once `give_ids` has been over a record: nobody need look at it again."""


def give_ids(record: FlatRecord, source: str) -> None:
    """UUIDs everywhere in the record."""
    if record.key:
        record.document["id"] = uuid_of(source, record.record_type, record.key)
    _identify_within(record.document, record.key, source)


def uuid_of(source: str, table: str, key: object) -> str:
    """The UUID that a source's id stands for."""
    if isinstance(key, str) and is_plain_uuid(key):
        return key.lower()
    text = str(key).strip()
    return text.lower() if is_plain_uuid(text) else source_id(source, table, text)


def _identify_within(document: Document, key: str, source: str) -> None:
    """All but the object's own id, which its owner gives it."""
    for name in _HOLDS_AN_ID.intersection(document):
        value = document[name]
        if name in NESTED_TABLES:
            _identify_nested(value, name, key, source)
        elif name == "link_id":
            if isinstance(value, str | int):
                _identify_link(document, value, source)
        elif isinstance(value, str):
            if value.strip():
                document[name] = uuid_of(source, _LINK_TABLES[name], value)
            else:
                del document[name]
        elif value is None:
            del document[name]
        elif isinstance(value, int):
            document[name] = uuid_of(source, _LINK_TABLES[name], value)


def _identify_link(document: Document, value: str | int, source: str) -> None:
    """`link_id` points into the table that `link_entity` names."""
    entity = str(document.get("link_entity") or "").replace("\n", " ")  # no table has a line break in its name
    if is_plain_uuid(str(value)) or entity:
        document["link_id"] = uuid_of(source, entity, value)
    else:
        del document["link_id"]


def _identify_nested(value: object, name: str, owner_key: str, source: str) -> None:
    table = NESTED_TABLES[name]
    seen: set[str] = set()
    for number, item in enumerate(value if isinstance(value, list) else (value,)):
        if not isinstance(item, dict):
            continue
        own = item.get("id")
        if isinstance(own, str) and own not in seen and is_plain_uuid(own):  # what `uuid_of` would find, without it
            key, item["id"] = own, own.lower()
        else:
            own = str(own or "").strip()
            # Old packages repeat a row's service id as the id of each of its languages.
            key = own if own and own not in seen else f"{owner_key}/{name}/{own or number}/{number}"
            item["id"] = uuid_of(source, table, key)
        seen.add(own)
        if not _holds_none(item):  # most objects are leaves
            _identify_within(item, key, source)
