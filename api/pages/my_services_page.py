"""An agency's own services: the list, a plain form, and "still right".

Not for: what may change in a document (`api.v1.service_documents`, the same as for programs). The decision a reader would ask
about: the form carries the version that was read. Where somebody was faster, everything typed stays, the fields that they
changed are named, and saving once more replaces them knowingly.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from api.auth.callers import known_caller
from api.auth.guard import requires
from api.auth.scopes import Scope
from api.errors import ChangedInBetween, InvalidInput, answer_of
from api.pages.cards import checked_of, opening_of
from api.pages.local_time import local_to
from api.pages.rendering import shown_again
from api.pages.service_form import STATUSES, ServiceFields, changed_document, fields_of, problems_of, read_fields
from api.request_scope import services
from api.v1.service_documents import ServiceDocument, change_service, service_document
from api.v1.services import check_owner
from directory.errors import FieldProblem, InvalidRecord
from directory.search.listing import Listing
from directory.store.values import Document, RecordType

blueprint = Blueprint("my_services_page", __name__, url_prefix="/my/services")

_OWNERS = requires(Scope.SERVICES_WRITE, Scope.DIRECTORY_WRITE)
FIELD_LABELS = {
    "name": "name", "description": "description", "status": "status", "eligibility_description": "who it is for",
    "minimum_age": "youngest age", "maximum_age": "oldest age", "application_process": "how to apply",
    "fees_description": "cost", "alert": "notice", "email": "e-mail", "url": "web address", "phones": "phones",
    "languages": "languages",
}  # fmt: skip


@blueprint.get("")
@_OWNERS
def show_services() -> str:
    """The organization's services, those that were checked longest ago first."""
    actor = known_caller()
    with services().database.read() as view:
        owned = view.records.of_organization(RecordType.SERVICE, actor.organization_id or "")
    now = services().clock()
    rows = []
    for record in sorted(owned, key=lambda one: (one.assured_date is not None, one.assured_date, one.name)):
        listing = next(iter(services().index.of_service(record.id)), None)
        opening = opening_of(listing, local_to(listing, now)) if listing else None
        checked = checked_of(listing, local_to(listing, now).date()) if listing else None
        status = STATUSES.get(str(record.document.get("status")), "")
        rows.append({"record": record, "status": status, "opening": opening, "checked": checked, "listing": listing})
    return render_template("my_services.html", rows=rows, done=request.args.get("done", ""))


@blueprint.get("/<uuid:service_id>")
@_OWNERS
def show_form(service_id: UUID) -> str:
    """The form. Raises RecordNotFound, NotPermitted."""
    found = _read(str(service_id))
    return render_template("service_form.html", **_page(found, fields_of(found.document), found.etag))


@blueprint.post("/<uuid:service_id>")
@_OWNERS
def save(service_id: UUID) -> Response:
    """Save the form, or show it again with what is wrong."""
    fields, etag = read_fields(request.form), request.form.get("version", "")
    before = _read(str(service_id))
    problems = problems_of(fields)
    if problems:
        return shown_again("service_form.html", **_page(before, fields, etag), problems=problems)
    try:
        _change(str(service_id), changed_document(before.document, fields) | {"assured_date": _today(before)}, etag)
    except ChangedInBetween as error:
        page = _page(before, fields, before.etag) | {"in_between": _differences(before, fields)}
        return make_response(render_template("service_form.html", **page), answer_of(error).status)
    except (InvalidRecord, InvalidInput) as error:
        page = _page(before, fields, etag)
        return shown_again("service_form.html", **page, problems=_as_form_problems(error.problems))
    return redirect("/my/services?done=saved")


@blueprint.post("/<uuid:service_id>/assure")
@_OWNERS
def assure(service_id: UUID) -> Response:
    """Say that everything is still right: sets the date of the last check to today."""
    before = _read(str(service_id))
    try:
        _change(str(service_id), before.document | {"assured_date": _today(before)}, before.etag)
    except InvalidRecord as error:
        page = _page(before, fields_of(before.document), before.etag)
        return shown_again("service_form.html", **page, problems=_as_form_problems(error.problems))
    return redirect("/my/services?done=assured")


def _read(service_id: str) -> ServiceDocument:
    with services().database.read() as view:
        found = service_document(view.records, service_id)
    check_owner(known_caller(), found.service)
    return found


def _change(service_id: str, wanted: Document, etag: str) -> None:
    actor = known_caller()
    with services().database.unit_of_work(actor=actor.reference) as unit:
        before = service_document(unit.records, service_id)
        check_owner(actor, before.service)
        change_service(unit.records, before, wanted, etag)
        unit.commit()


def _today(found: ServiceDocument) -> str:
    listing = _listing_of(found)
    now = services().clock()
    return (local_to(listing, now) if listing else now).date().isoformat()


def _listing_of(found: ServiceDocument) -> Listing | None:
    return next(iter(services().index.of_service(found.service.id)), None)


def _page(found: ServiceDocument, fields: ServiceFields, etag: str) -> dict[str, Any]:
    return {
        "service": found.service,
        "organization": found.organization,
        "fields": fields,
        "version": etag,
        "statuses": STATUSES.items(),
        "listing": _listing_of(found),
        "labels": FIELD_LABELS,
        "places": len(found.places),
    }


def _differences(now: ServiceDocument, typed: ServiceFields) -> list[tuple[str, str]]:
    """What stands there now in fields where something else was typed."""
    stands = fields_of(now.document)
    found = [(label, stands[name] or "empty") for name, label in FIELD_LABELS.items() if stands[name] != typed[name]]
    return found + ([("hours", "other hours")] if stands.hours != typed.hours else [])


def _as_form_problems(problems: Sequence[FieldProblem]) -> tuple[FieldProblem, ...]:
    """HSDS paths → fields of the form; what the form does not have is told at the top by its path."""
    return tuple(
        FieldProblem(
            name if (name := problem.field.partition(".")[0]) in FIELD_LABELS else problem.field, problem.reason
        )
        for problem in problems
    )
