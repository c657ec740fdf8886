"""The directory as HSDS 3.2.3 publishes it: public, read-only, the same paths and pages as the standard's openapi.json.

Not for: our own search (`api.v1.listings`). The decision a reader would ask about: no listing is ever locked in here: what
was imported can be read back in full by anybody.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Response

from api.auth.guard import public
from api.errors import OK
from api.hsds import assembling
from api.hsds.finding import records_asked
from api.hsds.paging import (
    OneOrganizationQuery,
    OrganizationPage,
    OrganizationQuery,
    PageAsked,
    PageQuery,
    ServiceAtLocationPage,
    ServiceAtLocationQuery,
    ServicePage,
    ServiceQuery,
    TaxonomyPage,
    TaxonomyTermPage,
    TaxonomyTermQuery,
    envelope,
)
from api.request_scope import reply, services
from api.smorest import Blueprint
from api.v1.preconditions import etag_of
from api.v1.service_documents import service_document
from directory.hsds.documents import dump
from directory.hsds.schemas.service import FullOrganizationSchema, FullServiceAtLocationSchema, ServiceSchema
from directory.hsds.schemas.taxonomy import TaxonomySchema, TaxonomyTermSchema
from directory.store.record_reading import RecordReader
from directory.store.values import Document, RecordType, StoredRecord

blueprint = Blueprint("hsds", __name__, url_prefix="/hsds", description="The directory as HSDS 3.2.3.")

HSDS_VERSION = "3.2.3"
PROFILE = "https://docs.openreferral.org/en/3.2/hsds/"

Show = Callable[[RecordReader, StoredRecord], Document]

_METADATA = {
    "type": "object",
    "required": ["version", "profile", "openapi_url"],
    "properties": {
        "version": {"type": "string"},
        "profile": {"type": "string", "format": "uri"},
        "openapi_url": {"type": "string", "format": "uri"},
        "description": {"type": "string"},
    },
}


@blueprint.route("/")
@blueprint.response(OK, _METADATA)
@public
def show_metadata() -> Response:
    """What this interface is"""
    public_url = services().settings.public_url.rstrip("/")
    return reply(
        {
            "version": HSDS_VERSION,
            "profile": PROFILE,
            "openapi_url": f"{public_url}/openapi.json",
            "description": "A directory of supportive services, published by Wraparound.",
        }
    )


@blueprint.route("/services")
@blueprint.arguments(ServiceQuery, location="query")
@blueprint.response(OK, ServicePage)
@public
def list_services(asked: PageAsked) -> Response:
    """List services"""
    if asked.minimal:
        return _page(RecordType.SERVICE, asked, lambda _, record: assembling.minimal_service(record))
    return _page(RecordType.SERVICE, asked, assembling.full_service if asked.full else assembling.plain_service)


@blueprint.route("/services/<uuid:service_id>")
@blueprint.response(OK, ServiceSchema)
@public
def show_service(service_id: UUID) -> Response:
    """Show one service, fully nested"""
    with services().database.read() as view:
        found = service_document(view.records, str(service_id))
        return reply(found.document, headers={"ETag": etag_of(found.etag)})


@blueprint.route("/organizations")
@blueprint.arguments(OrganizationQuery, location="query")
@blueprint.response(OK, OrganizationPage)
@public
def list_organizations(asked: PageAsked) -> Response:
    """List organizations"""

    def show(records: RecordReader, record: StoredRecord) -> Document:
        if asked.full or asked.full_service:
            return assembling.full_organization(records, record, full_services=asked.full_service)
        return assembling.plain_organization(record)

    return _page(RecordType.ORGANIZATION, asked, show)


@blueprint.route("/organizations/<uuid:organization_id>")
@blueprint.arguments(OneOrganizationQuery, location="query")
@blueprint.response(OK, FullOrganizationSchema)
@public
def show_organization(asked: dict[str, Any], organization_id: UUID) -> Response:
    """Show one organization with its locations and services"""
    return _record(
        RecordType.ORGANIZATION,
        organization_id,
        lambda records, found: assembling.full_organization(records, found, full_services=asked["full_service"]),
    )


@blueprint.route("/service_at_locations")
@blueprint.arguments(ServiceAtLocationQuery, location="query")
@blueprint.response(OK, ServiceAtLocationPage)
@public
def list_service_at_locations(asked: PageAsked) -> Response:
    """List services at locations"""
    show = assembling.full_service_at_location if asked.full else assembling.plain_service_at_location
    return _page(RecordType.SERVICE_AT_LOCATION, asked, show)


@blueprint.route("/service_at_locations/<uuid:place_id>")
@blueprint.response(OK, FullServiceAtLocationSchema)
@public
def show_service_at_location(place_id: UUID) -> Response:
    """Show one service at one location, fully nested"""
    return _record(RecordType.SERVICE_AT_LOCATION, place_id, assembling.full_service_at_location)


@blueprint.route("/taxonomies")
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(OK, TaxonomyPage)
@public
def list_taxonomies(asked: PageAsked) -> Response:
    """List taxonomies"""
    return _page(RecordType.TAXONOMY, asked, _taxonomy)


@blueprint.route("/taxonomies/<uuid:taxonomy_id>")
@blueprint.response(OK, TaxonomySchema)
@public
def show_taxonomy(taxonomy_id: UUID) -> Response:
    """Show one taxonomy"""
    return _record(RecordType.TAXONOMY, taxonomy_id, _taxonomy)


@blueprint.route("/taxonomy_terms")
@blueprint.arguments(TaxonomyTermQuery, location="query")
@blueprint.response(OK, TaxonomyTermPage)
@public
def list_taxonomy_terms(asked: PageAsked) -> Response:
    """List taxonomy terms"""
    return _page(RecordType.TAXONOMY_TERM, asked, assembling.taxonomy_term)


@blueprint.route("/taxonomy_terms/<uuid:term_id>")
@blueprint.response(OK, TaxonomyTermSchema)
@public
def show_taxonomy_term(term_id: UUID) -> Response:
    """Show one taxonomy term"""
    return _record(RecordType.TAXONOMY_TERM, term_id, assembling.taxonomy_term)


def _page(record_type: RecordType, asked: PageAsked, show: Show) -> Response:
    with services().database.read() as view:
        found = records_asked(view.records, services().index, record_type, asked)
        return reply(envelope([show(view.records, record) for record in found.records], found.total, asked))


def _record(record_type: RecordType, record_id: UUID, show: Show) -> Response:
    with services().database.read() as view:
        return reply(show(view.records, view.records.get(record_type, str(record_id))))


def _taxonomy(_records: RecordReader, record: StoredRecord) -> Document:
    return dump("taxonomy", record.document)
