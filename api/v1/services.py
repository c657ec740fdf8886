"""A partner's own listing: read it, change it, see what became of it.

Not for: what may be changed (`service_documents.py`) or the published directory (`api.hsds`).
"""

from __future__ import annotations

from uuid import UUID

from flask import Response, request

from api.auth.callers import known_caller
from api.auth.guard import public, requires
from api.auth.scopes import Scope
from api.errors import OK, InvalidInput, NotPermitted
from api.request_scope import reply, services
from api.smorest import WHOLE_BODY, Blueprint, json_body
from api.v1.merge_patch import CONTENT_TYPE, merged
from api.v1.preconditions import IF_MATCH_PARAMETER, etag_of, required_etag
from api.v1.service_documents import ServiceDocument, change_service, service_document
from api.v1.shapes import ServiceHistory, VersionShape
from directory.errors import FieldProblem
from directory.hsds.schemas.service import ServiceSchema
from directory.store.documents import changed_fields
from directory.store.values import RecordType, RecordVersion, StoredRecord
from referrals.actor import Actor

blueprint = Blueprint(
    "services", __name__, url_prefix="/v1/services", description="Partners keep their listings right."
)

EXAMPLE = {"fees_description": "Free", "alert": None, "wait_time": "About two weeks"}

_OWNERS = requires(Scope.SERVICES_WRITE, Scope.DIRECTORY_WRITE)
_PATCH_BODY = {
    "required": True,
    "content": {CONTENT_TYPE: {"schema": {"type": "object", "additionalProperties": True}, "example": EXAMPLE}},
}


@blueprint.route("/<uuid:service_id>")
@blueprint.response(OK, ServiceSchema)
@public
def show_service(service_id: UUID) -> Response:
    """Show one service as an HSDS document, with the ETag that a change needs"""
    with services().database.read() as view:
        return _answer(service_document(view.records, str(service_id)))


@blueprint.route("/<uuid:service_id>", methods=["PATCH"])
@blueprint.doc(requestBody=_PATCH_BODY, parameters=[IF_MATCH_PARAMETER | {"required": True}])
@blueprint.response(OK, ServiceSchema)
@_OWNERS
def change_one_service(service_id: UUID) -> Response:
    """Change a service of one's own organization

    A JSON merge patch (RFC 7396) on the document that GET shows: null removes a field, lists are replaced as a whole. Send
    `assured_date` with it when all the rest was looked at too: that day is shown as the day of the last check. Checked
    as HSDS, kept in the history, found by the next search. Later imports keep the fields that were changed here.
    """
    actor = known_caller()
    etag = required_etag()
    patch = json_body(request, CONTENT_TYPE)
    if not isinstance(patch, dict):
        raise InvalidInput([FieldProblem(WHOLE_BODY, "must be an object of the fields to change")])
    with services().database.unit_of_work(actor=actor.reference) as unit:
        before = service_document(unit.records, str(service_id))
        check_owner(actor, before.service)
        change_service(unit.records, before, merged(before.document, patch), etag)
        after = service_document(unit.records, str(service_id))
        unit.commit()
    return _answer(after)


@blueprint.route("/<uuid:service_id>/history")
@blueprint.response(OK, "ServiceHistory")
@_OWNERS
def show_history(service_id: UUID) -> Response:
    """Show every version of a service of one's own organization, newest first"""
    actor = known_caller()
    with services().database.read() as view:
        check_owner(actor, view.records.get(RecordType.SERVICE, str(service_id)))
        versions = view.records.history(RecordType.SERVICE, str(service_id))
    return reply(ServiceHistory(service_id=str(service_id), versions=_version_shapes(versions)))


def check_owner(actor: Actor, service: StoredRecord) -> None:
    """Raises NotPermitted unless the service is the caller's organization's, or they may change any listing."""
    owns = actor.organization_id is not None and actor.organization_id == service.organization_id
    if not (actor.has(Scope.DIRECTORY_WRITE) or (owns and actor.has(Scope.SERVICES_WRITE))):
        raise NotPermitted("Only the organization that offers this service may do this.")


def _answer(found: ServiceDocument) -> Response:
    return reply(found.document, headers={"ETag": etag_of(found.etag)})


def _version_shapes(versions: tuple[RecordVersion, ...]) -> list[VersionShape]:
    before: dict[str, object] = {}
    shapes = []
    for version in versions:
        shapes.append(
            VersionShape(
                version=version.version,
                changed_at=version.changed_at,
                changed_by=version.changed_by,
                reason=version.change_reason,
                changed_fields=list(changed_fields(before, version.document)),
                document=version.document,
            )
        )
        before = version.document
    return shapes[::-1]
