"""A service as one document: read from its records, and changed record by record from the document as it should be.

The document is the HSDS service with its places and their locations inside, as `/hsds/services/{id}` publishes it. Its ETag
covers the versions of all these records. Not for: HTTP. The decision a reader would ask about: who changes what. A service
and its places belong to the service's organization; a location is changed here only if no other organization gives a service
there, because its address is theirs too. Places are changed, not added or removed: a new place needs its own record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from api.errors import ChangedInBetween, InvalidInput, NotPermitted
from directory.errors import FieldProblem
from directory.hsds.assemble import assemble_service
from directory.hsds.documents import dump, load
from directory.hsds.split import Part, split
from directory.store.record_reading import RecordReader
from directory.store.records import RecordRepository
from directory.store.values import Document, Edit, RecordType, StoredRecord

_TAG_BYTES = 8  # a tag tells versions of one service apart; 64 bits are plenty

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ServiceDocument:
    """A service with the records that its document is made of."""

    service: StoredRecord
    organization: StoredRecord | None
    places: tuple[StoredRecord, ...]
    locations: tuple[StoredRecord, ...]

    @property
    def etag(self) -> str:
        """Changes whenever the service, one of its places or their locations change."""
        told = ";".join(f"{record.id}:{record.version}" for record in self._own_records())
        return blake2b(told.encode(), digest_size=_TAG_BYTES).hexdigest()

    @property
    def document(self) -> Document:
        """The document as HSDS publishes it."""
        return dump("service", self._assembled())

    def stored(self) -> dict[Key, StoredRecord]:
        """Every record of the document by type and id."""
        records = [*self._own_records(), *([self.organization] if self.organization else [])]
        return {(record.record_type.value, record.id): record for record in records}

    def _own_records(self) -> tuple[StoredRecord, ...]:
        return (self.service, *self.places, *self.locations)

    def _assembled(self) -> dict[str, Any]:
        return assemble_service(
            self.service.document,
            self.organization.document if self.organization else None,
            [place.document for place in self.places],
            [location.document for location in self.locations],
        )


def service_document(records: RecordReader, service_id: str) -> ServiceDocument:
    """The service of that id. Raises `RecordNotFound`."""
    service = records.get(RecordType.SERVICE, service_id)
    organization_ids = [service.organization_id] if service.organization_id else []
    organizations = records.get_many(RecordType.ORGANIZATION, organization_ids)
    places = records.service_at_locations(service_id=service_id)
    location_ids = sorted({place.location_id for place in places if place.location_id})
    locations = records.get_many(RecordType.LOCATION, location_ids)
    return ServiceDocument(service, organizations[0] if organizations else None, places, locations)


def change_service(records: RecordRepository, before: ServiceDocument, wanted: Document, expected_etag: str) -> None:
    """Store every record that the wanted document changes, in the open unit of work.

    Raises ChangedInBetween, `InvalidRecord` for what is not HSDS, NotPermitted for a shared location, InvalidInput for
    records that do not belong to this service.
    """
    if before.etag != expected_etag:
        raise ChangedInBetween
    loaded = load("service", wanted).document
    if loaded["id"] != before.service.id:
        raise InvalidInput([FieldProblem("id", "cannot be changed")])
    for stored, document in _changes(before, split("service", loaded)):
        _check_may_change(records, before, stored)
        edit = Edit(
            record_type=stored.record_type,
            id=stored.id,
            document=document,
            expected_version=stored.version,
            reason="changed by the partner",
        )
        records.edit(edit)


def _changes(before: ServiceDocument, parts: list[Part]) -> Iterator[tuple[StoredRecord, Document]]:
    """The records that differ from what is stored, with what they are to say."""
    stored = before.stored()
    wanted: dict[Key, Document] = {(part.record_type, part.document["id"]): part.document for part in parts}
    _check_same_records(before, stored, wanted)
    for key, document in wanted.items():
        if document != stored[key].document:
            yield stored[key], document


def _check_same_records(before: ServiceDocument, stored: dict[Key, StoredRecord], wanted: dict[Key, Document]) -> None:
    """No record may come or go; the organization may be left out, being no part of the service."""
    if any(record_type not in _FIELD_OF for record_type, _ in wanted):
        raise InvalidInput([FieldProblem("(whole record)", "holds a record that is no part of a service")])
    left_out = {key for key in stored.keys() - wanted.keys() if key[0] != RecordType.ORGANIZATION}
    foreign = wanted.keys() - stored.keys()
    problems = [
        FieldProblem(_FIELD_OF[record_type], f"{record_id} belongs to the service and must stay")
        for record_type, record_id in sorted(left_out)
    ]
    problems += [
        FieldProblem(_FIELD_OF[record_type], f"{record_id} is not part of this service")
        for record_type, record_id in sorted(foreign)
    ]
    organization_id = wanted.get(("service", before.service.id), {}).get("organization_id")
    if organization_id != before.service.organization_id:
        problems.append(FieldProblem("organization_id", "cannot be changed: the service would belong to somebody else"))
    if problems:
        raise InvalidInput(problems)


_FIELD_OF = {
    "organization": "organization",
    "service": "(whole record)",
    "service_at_location": "service_at_locations",
    "location": "service_at_locations.location",
}


def _check_may_change(records: RecordReader, before: ServiceDocument, stored: StoredRecord) -> None:
    if stored.record_type is RecordType.ORGANIZATION:
        raise InvalidInput([FieldProblem("organization", "is a record of its own and cannot be changed here")])
    if stored.record_type is RecordType.LOCATION and _is_shared(records, before, stored.id):
        raise NotPermitted(f"The location {stored.id} is used by other organizations too and cannot be changed here.")


def _is_shared(records: RecordReader, before: ServiceDocument, location_id: str) -> bool:
    there = records.service_at_locations(location_id=location_id)
    services = records.get_many(RecordType.SERVICE, sorted({place.service_id for place in there if place.service_id}))
    return any(service.organization_id != before.service.organization_id for service in services)
