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
from directory.needs.values import NeedFit
from directory.search.document_categories import categories_of, names_of, need_source
from directory.search.document_facts import FACTS_OF_SERVICE, FactReaders
from directory.search.document_fields import Document, day, first_text, phones, text, words_of
from directory.search.document_place import PlaceReader
from directory.search.document_views import PlaceView, ServiceView
from directory.search.listing import Listing
from directory.search.side_by_side import read_side_by_side

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
        self._of_service = {"needs": self._needs, **FACTS_OF_SERVICE}
        self._at_place = FactReaders(AreaNames(gazetteer)).by_field

    def project(self, services: Sequence[ServiceRecords]) -> list[list[Listing]]:
        """The listings of each service, in the order of its places. Some fifty at a time are the fastest."""
        views = [_view(records) for records in services]
        facts = read_side_by_side(self._of_service, views)
        shared = [
            {**_names(records, view), **found} for records, view, found in zip(services, views, facts, strict=True)
        ]
        spots = [
            (number, self._spot(views[number], at, location))
            for number, records in enumerate(services)
            for at, location in records.places or _WITHOUT_PLACE
        ]
        facts_there = read_side_by_side(self._at_place, [spot for _, spot in spots])
        listings: list[list[Listing]] = [[] for _ in services]
        for (number, spot), found in zip(spots, facts_there, strict=True):
            listings[number].append(_listing(spot, shared[number], found))
        return listings

    def _needs(self, service: ServiceView) -> tuple[NeedFit, ...]:
        return tuple([fit for fit in self._crosswalk.needs_of(need_source(service)) if fit.code in self._codes])

    def _spot(self, service: ServiceView, at: Document, location: Document | None) -> PlaceView:
        return PlaceView(service, at, location or {}, self._places.place_of(location, (service.document, at)))


_WITHOUT_PLACE: Sequence[PlaceOfService] = (({}, None),)


def _view(records: ServiceRecords) -> ServiceView:
    service = records.service.document
    return ServiceView(service, words_of(service), categories_of(service), records.organization or {})


def _names(records: ServiceRecords, view: ServiceView) -> dict[str, Any]:
    """What all listings of the service have in common, but for its facts."""
    service, told, organization = view.document, view.told, view.organization
    return {
        "service_id": str(service["id"]),
        "organization_id": told["organization_id"] or text(organization, "id"),
        "source": records.service.source,
        "source_key": records.service.source_key,
        "name": told["name"],
        "alternate_name": told["alternate_name"],
        "organization_name": text(organization, "name"),
        "description": without_misplaced_field(told["description"]),
        "categories": names_of(view.categories),
        "email": first_text((service, organization), "email"),
        "url": told["url"] or text(organization, "website"),
        "assured_date": records.service.assured_date or day(told["assured_date"]),
    }


def _listing(spot: PlaceView, shared: dict[str, Any], facts: dict[str, Any]) -> Listing:
    service, at, location, place = spot.service, spot.at, spot.location, spot.place
    return Listing(
        id=str(at.get("id") or service.document["id"]),
        location_id=text(at, "location_id") or text(location, "id") or None,
        phones=phones((at, service.document, location, service.organization)),
        point=None if _is_found_anywhere(facts) else place.point,
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
