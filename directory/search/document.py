"""HSDS records → listings: one for each place of a service, or one without a place.

Not for: storing or finding them. The decision a reader would ask about: whatever is read from words (who is taken, when,
at what cost) is read here, at each indexing, and not stored with the record: a better reading needs `wraparound
reindex`, not a new import, and an edit is read by the same code as a publisher's row.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from directory.facts.values import Delivery
from directory.facts.wording import without_misplaced_field
from directory.geography.area_names import AreaNames
from directory.geography.place import NATIONWIDE_KEY
from directory.geography.places import Gazetteer
from directory.needs.catalogue import NeedCatalogue
from directory.needs.crosswalk import Crosswalk
from directory.search.document_categories import categories_of, names_of, need_source
from directory.search.document_facts import FactReader, facts_of_service
from directory.search.document_fields import Document, Words, day, first_text, phones, text, words_of
from directory.search.document_place import PlaceReader
from directory.search.listing import Listing

_REMOTE = frozenset({Delivery.PHONE, Delivery.ONLINE})

PlaceOfService = tuple[Document, Document | None]
"""A service_at_location and its location; the location may be missing."""


class SourcedDocument(Struct, frozen=True):
    """An HSDS document and where it comes from; `source_key` is the source's own id of the row."""

    document: Document
    source: str
    source_key: str
    assured_date: date | None = None


class ServiceRecords(Struct, frozen=True):
    """All records that the listings of one service are made from."""

    service: SourcedDocument
    organization: Document | None
    places: Sequence[PlaceOfService] = ()


class Projector:
    """Makes listings. Remembers places and readings; safe to share between threads."""

    def __init__(self, catalogue: NeedCatalogue, crosswalk: Crosswalk, gazetteer: Gazetteer) -> None:
        self._codes = catalogue.codes()
        self._crosswalk = crosswalk
        self._places = PlaceReader(gazetteer)
        self._facts = FactReader(AreaNames(gazetteer))

    def project(self, records: ServiceRecords) -> list[Listing]:
        """The listings of the service, in the order of its places."""
        told = words_of(records.service.document)
        shared = self._shared(records, told)
        places: Sequence[PlaceOfService] = records.places or [({}, None)]
        return [self._listing(records, told, shared, at, location) for at, location in places]

    def _shared(self, records: ServiceRecords, told: Words) -> dict[str, Any]:
        """What all listings of the service have in common."""
        service, organization = records.service.document, records.organization or {}
        agency, categories = text(organization, "name"), categories_of(service)
        source = need_source(service, told, categories, organization=agency)
        return {
            "service_id": str(service["id"]),
            "organization_id": told["organization_id"] or text(organization, "id"),
            "source": records.service.source,
            "source_key": records.service.source_key,
            "name": told["name"],
            "alternate_name": told["alternate_name"],
            "organization_name": agency,
            "description": without_misplaced_field(told["description"]),
            "categories": names_of(categories),
            "needs": tuple([fit for fit in self._crosswalk.needs_of(source) if fit.code in self._codes]),
            "email": first_text((service, organization), "email"),
            "url": told["url"] or text(organization, "website"),
            "assured_date": records.service.assured_date or day(told["assured_date"]),
            **facts_of_service(service, told),
        }

    def _listing(
        self, records: ServiceRecords, told: Words, shared: dict[str, Any], at: Document, location: Document | None
    ) -> Listing:
        service = records.service.document
        place = self._places.place_of(location, (service, at))
        owners = (at, service, location or {}, records.organization or {})
        facts = self._facts.facts_at(service, told, at, location or {}, place)
        point = None if _is_found_anywhere(facts) else place.point
        return Listing(
            id=str(at.get("id") or service["id"]),
            location_id=text(at, "location_id") or (text(location, "id") if location else "") or None,
            phones=phones(owners),
            point=point,
            street=place.street,
            city=place.city,
            state=place.state,
            postal_code=place.postal_code,
            county_fips=place.county_fips,
            time_zone=place.time_zone,
            confidential=place.confidential,
            **shared,
            **facts,
        )


def _is_found_anywhere(facts: dict[str, Any]) -> bool:
    """A line or site for a whole state or the nation: its office is no place to go to, however near or far."""
    delivery: Sequence[Delivery] = facts["delivery"]
    if not delivery or not _REMOTE.issuperset(delivery):
        return False
    keys = [key for area in facts["service_areas"] for key in area.keys]
    return any(key == NATIONWIDE_KEY or key.startswith("state:") for key in keys)
