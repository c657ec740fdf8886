"""Referrals: the list of one's own, one with its history, and the buttons that move it on.

Not for: what is allowed (`referrals.transitions` says so with every view, and only that is offered). The decision a reader
would ask about: a form carries the version that was read, so two people who answer at once are told, not overruled.
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
from api.errors import answer_of
from api.pages.local_time import local_to
from api.pages.referral_view import CHOICES, EVENT_WORDS, Names, reason_words, reference_of, row_of
from api.pages.rendering import shown_again
from api.request_scope import services
from directory.errors import FieldProblem
from directory.store.unit_of_work import ReadView
from directory.store.values import RecordType
from referrals.actor import Actor
from referrals.errors import ActionNotAllowed, InvalidReferral, StaleVersion
from referrals.model import Action, DataClass
from referrals.store.records import PageOf
from referrals.use_cases.accept import accept
from referrals.use_cases.acting import LONGEST_REASON, Step
from referrals.use_cases.cancel import cancel
from referrals.use_cases.complete import complete
from referrals.use_cases.decline import decline
from referrals.use_cases.list import list_referrals
from referrals.use_cases.show import show
from referrals.views import ReferralView
from referrals.work import work_of

blueprint = Blueprint("referrals_page", __name__)

PER_PAGE = 50
_ACTIONS = {Action.ACCEPT: accept, Action.DECLINE: decline, Action.COMPLETE: complete, Action.CANCEL: cancel}
_LOOKING = requires(Scope.REFERRALS_READ, Scope.REFERRALS_WRITE, Scope.REFERRALS_ANSWER)
SHARED_WORDS = {
    DataClass.CONTACT: "name, phone and e-mail",
    DataClass.NEEDS: "what help is asked for",
    DataClass.HEALTH_RELATED: "that it concerns recovery or health",
    DataClass.VIOLENCE_RELATED: "that it concerns safety from somebody",
}


@blueprint.get("/referrals")
@_LOOKING
def show_referrals() -> str:
    """Those that wait first, then those that are closed."""
    actor = known_caller()
    page = request.args.get("page", "1")
    number = max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 5 else 1
    with services().database.read() as view:
        listed = list_referrals(work_of(view, actor), PageOf(limit=PER_PAGE, offset=(number - 1) * PER_PAGE))
        names = names_of(view, listed.referrals)
    rows = [row_of(one, names, services().clock()) for one in listed.referrals]
    rows.sort(key=lambda row: (row.waiting_for != "You", not row.late))
    return render_template(
        "referrals.html",
        waiting=[row for row in rows if row.is_open],
        closed=[row for row in rows if not row.is_open],
        total=listed.total,
        number=number,
        has_more=number * PER_PAGE < listed.total,
        is_agency=actor.has(Scope.REFERRALS_ANSWER),
    )


@blueprint.get("/referrals/<uuid:referral_id>")
@_LOOKING
def show_referral(referral_id: UUID) -> str:
    """One with its history. Raises ReferralNotFound."""
    return render_template("referral.html", **_page(known_caller(), str(referral_id)))


@blueprint.post("/referrals/<uuid:referral_id>/<any(accept, decline, complete, cancel):action>")
@requires(Scope.REFERRALS_WRITE, Scope.REFERRALS_ANSWER)
def act(referral_id: UUID, action: str) -> Response:
    """One action, or the page again with what was wrong and what was typed."""
    actor, version = known_caller(), request.form.get("version", "")
    step = Step(
        referral_id=str(referral_id),
        expected_version=int(version) if version.isascii() and version.isdigit() and len(version) < 9 else None,
        reason_code=request.form.get("reason", ""),
        reason_text=request.form.get("reason_text", "").strip(),
    )
    try:
        with services().database.unit_of_work(actor=actor.reference) as unit:
            _ACTIONS[Action(action)](work_of(unit, actor), step)
            unit.commit()
    except InvalidReferral as error:
        return shown_again(
            "referral.html", **_page(actor, step.referral_id), typed=step, problems=(_problem(action, error),)
        )
    except (StaleVersion, ActionNotAllowed) as error:
        page = render_template("referral.html", **_page(actor, step.referral_id), typed=step, has_changed=True)
        return make_response(page, answer_of(error).status)
    return redirect(f"/referrals/{referral_id}")


def _problem(action: str, error: InvalidReferral) -> FieldProblem:
    if error.field in ("reason_code", "outcome"):
        return FieldProblem(f"{action}-reason", "Choose one.")
    if "name or contact" in error.reason:
        words = "Leave out the person's name, phone and e-mail: the history is kept for good."
    else:
        words = f"Say it in up to {LONGEST_REASON} characters. A reason “other” needs words."
    return FieldProblem(f"{action}-text", words)


def _page(actor: Actor, referral_id: str) -> dict[str, Any]:
    with services().database.read() as view:
        found = show(work_of(view, actor), referral_id)
        names = names_of(view, [found])
        listings = services().index.of_service(found.recipient.service_id)
    listing = next((one for one in listings if one.location_id == found.recipient.location_id), None) or next(
        iter(listings), None
    )
    need = services().catalogue.get(found.need_code) if found.need_code else None
    moment = local_to(listing, services().clock()) if listing else services().clock()
    return {
        "view": found,
        "row": row_of(found, names, services().clock()),
        "reference": reference_of(found),
        "need": need,
        "listing": listing,
        "zone": str(moment.tzinfo) if listing and listing.time_zone else "",
        "events": [(event, EVENT_WORDS[event.action], reason_words(event.reason_code)) for event in found.events],
        "actor_reference": actor.reference,
        "choices": {action.value: pairs for action, pairs in CHOICES.items()},
        "shared": [SHARED_WORDS[one] for one in SHARED_WORDS if one in found.shared],
        "is_sensitive": bool(need and need.sensitive),
        "is_new": "new" in request.args,
        "is_again": "again" in request.args,
    }


def names_of(view: ReadView, referrals: Sequence[ReferralView]) -> Names:
    """Names of the services and organizations that they speak of."""
    service_ids = sorted({one.recipient.service_id for one in referrals})
    organization_ids = sorted({one.recipient.organization_id for one in referrals})
    found = view.records.get_many(RecordType.SERVICE, service_ids)
    organizations = view.records.get_many(RecordType.ORGANIZATION, organization_ids)
    return Names({one.id: one.name for one in found}, {one.id: one.name for one in organizations})
