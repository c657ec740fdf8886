"""Stored records → the documents that HSDS publishes, fully nested or with one-to-one fields only.

Not for: finding records (`finding.py`). A list shows records without their lists unless `full` is asked for, as the HSDS
specification has it.
"""

from __future__ import annotations

from typing import Any

from api.v1.service_documents import service_document
from directory.hsds.assemble import (
    assemble_organization,
    assemble_service,
    assemble_service_at_location,
    assemble_taxonomy_term,
)
from directory.hsds.documents import dump
from directory.store.record_reading import RecordReader
from directory.store.values import Document, RecordType, StoredRecord


def full_service(records: RecordReader, service: StoredRecord) -> Document:
    """A service with its organization, its places and their locations."""
    return service_document(records, service.id).document


def plain_service(records: RecordReader, service: StoredRecord) -> Document:
    """A service and its organization, without lists."""
    organization = _one(records, RecordType.ORGANIZATION, service.organization_id)
    return dump("service", _plain(assemble_service(service.document, organization and _plain(organization))))


def minimal_service(service: StoredRecord) -> Document:
    """Id and the moment of the last change, with the two other fields without which a service is not valid HSDS."""
    status = service.document.get("status", "active")
    return {"id": service.id, "name": service.name, "status": status, "last_modified": service.last_changed}


def full_organization(records: RecordReader, organization: StoredRecord, *, full_services: bool) -> Document:
    """An organization with its locations and its services, these fully nested or by one-to-one fields."""
    locations = [found.document for found in records.of_organization(RecordType.LOCATION, organization.id)]
    services = [
        _without_organization(full_service(records, found)) if full_services else _plain(found.document)
        for found in records.of_organization(RecordType.SERVICE, organization.id)
    ]
    return dump("organization", assemble_organization(organization.document, services, locations))


def plain_organization(organization: StoredRecord) -> Document:
    """An organization without lists."""
    return dump("organization", _plain(organization.document))


def full_service_at_location(records: RecordReader, place: StoredRecord) -> Document:
    """One service at one place, with both and the organization."""
    location, service, organization = _around(records, place)
    return dump("service_at_location", assemble_service_at_location(place.document, location, service, organization))


def plain_service_at_location(records: RecordReader, place: StoredRecord) -> Document:
    """One service at one place, with both, without lists."""
    location, service, _ = _around(records, place)
    assembled = assemble_service_at_location(
        _plain(place.document), location and _plain(location), service and _plain(service)
    )
    return dump("service_at_location", assembled)


def taxonomy_term(records: RecordReader, term: StoredRecord) -> Document:
    """A taxonomy term with its taxonomy."""
    taxonomy = _one(records, RecordType.TAXONOMY, term.document.get("taxonomy_id"))
    return dump("taxonomy_term", assemble_taxonomy_term(term.document, taxonomy))


def _around(records: RecordReader, place: StoredRecord) -> tuple[Document | None, Document | None, Document | None]:
    location = _one(records, RecordType.LOCATION, place.location_id)
    service = _one(records, RecordType.SERVICE, place.service_id)
    organization_id = service.get("organization_id") if service else None
    return location, service, _one(records, RecordType.ORGANIZATION, organization_id)


def _one(records: RecordReader, record_type: RecordType, record_id: str | None) -> Document | None:
    found = records.get_many(record_type, (record_id,)) if record_id else ()
    return found[0].document if found else None


def _plain(document: Document) -> dict[str, Any]:
    return {name: value for name, value in document.items() if not isinstance(value, list)}


def _without_organization(document: Document) -> Document:
    return {name: value for name, value in document.items() if name != "organization"}
