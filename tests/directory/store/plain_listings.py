"""Listings that need no reading of words, for tests of *when* the index is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from directory.geography.point import Point
from directory.search.analysis import Analyzer
from directory.search.document import ServiceRecords
from directory.search.lexicon import Lexicon
from directory.search.listing import Listing
from directory.store.indexing import Indexing, embedded_indexing


class PlainProjector:
    """Listings that say only names and places; the real projector has its own tests."""

    def project(self, services: Sequence[ServiceRecords]) -> list[tuple[Listing, ...]]:
        """Of each service one listing for each place, or one without a place."""
        return [self._listings(records) for records in services]

    def _listings(self, records: ServiceRecords) -> tuple[Listing, ...]:
        service_document = records.service.document
        organization_name = (records.organization or {}).get("name", "")
        if not records.places:
            return (self._listing(records, service_document["id"], organization_name),)
        return tuple(self._listing(records, at["id"], organization_name, found or {}) for at, found in records.places)

    @staticmethod
    def _listing(
        records: ServiceRecords, listing_id: str, organization_name: str, found: Mapping[str, Any] | None = None
    ) -> Listing:
        document = records.service.document
        return Listing(
            id=listing_id,
            service_id=document["id"],
            organization_id=document["organization_id"],
            location_id=(found or {}).get("id"),
            source=records.service.source,
            source_key=records.service.source_key,
            name=document["name"],
            organization_name=organization_name,
            street=(found or {}).get("name", ""),
            point=Point(found["latitude"], found["longitude"]) if found else None,
            assured_date=records.service.assured_date,
        )


ANALYZER = Analyzer(Lexicon(frozenset(), frozenset(), {}, {}))


def indexing() -> Indexing:
    """Plain listings in the embedded index."""
    return embedded_indexing(PlainProjector(), ANALYZER)
