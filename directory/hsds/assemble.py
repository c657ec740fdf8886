"""Putting stored records together into the nested documents that HSDS publishes; the way back from `split`.

Takes records, not a store: whoever calls has fetched them. Pass the outcome through `dump`, which orders the fields. The
link ids stay in place beside the nested record, since HSDS allows both and readers of the tabular form want them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Document = Mapping[str, Any]


def assemble_service(
    service: Document,
    organization: Document | None = None,
    service_at_locations: Iterable[Document] = (),
    locations: Iterable[Document] = (),
) -> dict[str, Any]:
    """A service with its organization, and each of its places with the location that its `location_id` names."""
    by_id = {location["id"]: location for location in locations}
    places = [
        assemble_service_at_location(place, by_id.get(place.get("location_id"))) for place in service_at_locations
    ]
    return _with(service, organization=organization, service_at_locations=places)


def assemble_service_at_location(
    service_at_location: Document,
    location: Document | None = None,
    service: Document | None = None,
    organization: Document | None = None,
) -> dict[str, Any]:
    """One service at one place, with the location, and the service with its organization."""
    inner = None if service is None else assemble_service(service, organization)
    return _with(service_at_location, location=location, service=inner)


def assemble_organization(
    organization: Document, services: Iterable[Document] = (), locations: Iterable[Document] = ()
) -> dict[str, Any]:
    """An organization with its locations and its services; give services from `assemble_service` to nest their places."""
    return _with(organization, locations=list(locations), services=list(services))


def assemble_taxonomy_term(term: Document, taxonomy: Document | None = None) -> dict[str, Any]:
    """A taxonomy term with its taxonomy."""
    return _with(term, taxonomy_detail=taxonomy)


def _with(document: Document, **nested: Any) -> dict[str, Any]:
    """A copy with the nested records that there are; nothing and the empty list are left out."""
    return {**document, **{name: dict(v) if isinstance(v, Mapping) else v for name, v in nested.items() if v}}
