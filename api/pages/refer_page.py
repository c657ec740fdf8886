"""Referring somebody: consent first, then the person, then a look at it all, then it is sent.

Not for: the rules (`referrals.use_cases`). The decision a reader would ask about: one address and one form with a button for
each step; without consent the flow ends with the phone number to give the person, and nothing is stored.
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
from api.pages.cards import is_sensitive
from api.pages.kept import kept_searches
from api.pages.listing_page import listing_of
from api.pages.privacy import sensitive_codes
from api.pages.refer_form import (
    GIVEN_BY,
    METHODS,
    NEW_CLIENT,
    ReferAnswers,
    classes_offered,
    consent_problems,
    is_shared,
    person_problems,
    read_answers,
)
from api.pages.rendering import shown_again
from api.pages.search_state import read_state
from api.request_scope import services
from directory.errors import FieldProblem
from directory.needs.values import Need
from directory.search.listing import Listing
from referrals.actor import Actor
from referrals.errors import ClientNotFound, DuplicateReferral, InvalidReferral
from referrals.store.records import PageOf
from referrals.transitions import Party
from referrals.use_cases.acting import Step
from referrals.use_cases.create import create
from referrals.use_cases.list import list_referrals
from referrals.use_cases.send import send
from referrals.work import work_of

blueprint = Blueprint("refer_page", __name__)

MOST_KNOWN = 200
_FIELD_OF = {
    "client.display_name": "name",
    "client.email": "email",
    "client.phone": "phone",
    "client.external_id": "external_id",
}


@blueprint.get("/listings/<uuid:listing_id>/refer")
@requires(Scope.REFERRALS_WRITE)
def start(listing_id: UUID) -> str:
    """The first page: consent."""
    listing = listing_of(str(listing_id))
    asked = read_state(request.args, kept_searches()).needs
    needs = needs_of(listing)
    first = next((need for need in needs if need.code in asked), needs[0] if needs else None)
    answers = read_answers(request.form, first.code if first else "")
    return render_template("refer_consent.html", **_page(listing, answers))


@blueprint.post("/listings/<uuid:listing_id>/refer")
@requires(Scope.REFERRALS_WRITE)
def go_on(listing_id: UUID) -> Response:
    """The page that the pressed button leads to, or the same one with its problems."""
    listing = listing_of(str(listing_id))
    answers = read_answers(request.form, "")
    page = _page(listing, answers)
    going = request.form.get("go", "consent")
    if going == "consent":
        return make_response(render_template("refer_consent.html", **page))
    if problems := consent_problems(answers, page["need"]):
        return shown_again("refer_consent.html", **page, problems=problems)
    if answers["agreed"] == "no":
        return make_response(render_template("refer_stop.html", **page))
    if going == "person":
        return make_response(render_template("refer_person.html", **page))
    if problems := person_problems(answers):
        return shown_again("refer_person.html", **page, problems=problems)
    if going == "check":
        return make_response(render_template("refer_check.html", **page))
    return _send(listing, answers, page)


def _send(listing: Listing, answers: ReferAnswers, page: dict[str, Any]) -> Response:
    actor = known_caller()
    try:
        referral_id = send_referral(actor, listing, answers, page["need"])
    except DuplicateReferral as error:
        return redirect(f"/referrals/{error.existing_id}?again=1")
    except ClientNotFound:
        problem = FieldProblem("client", "This person is not known any more. Describe them as new.")
        return shown_again("refer_person.html", **page, problems=(problem,))
    except InvalidReferral as error:
        problem = FieldProblem(_FIELD_OF.get(error.field, error.field), f"This {error.reason}.")
        return shown_again("refer_person.html", **page, problems=(problem,))
    return redirect(f"/referrals/{referral_id}?new=1")


def send_referral(actor: Actor, listing: Listing, answers: ReferAnswers, need: Need) -> str:
    """Make the draft and send it with the consent, in one commit; the referral's id."""
    with services().database.unit_of_work(actor=actor.reference) as unit:
        work = work_of(unit, actor)
        draft = create(work, answers.draft(need, listing.service_id, listing.location_id))
        sent = send(work, Step(referral_id=draft.id), answers.consent())
        unit.commit()
    return sent.id


def needs_of(listing: Listing) -> tuple[Need, ...]:
    """What a referral to this listing may be for, its main purpose first; any need where it names none."""
    fits = sorted(listing.needs, key=lambda fit: (-fit.strength, fit.code))
    named = tuple(need for fit in fits if (need := services().catalogue.get(fit.code)))
    return named or services().catalogue.all()


def _page(listing: Listing, answers: ReferAnswers) -> dict[str, Any]:
    need = services().catalogue.get(answers["need"])
    known = _known_clients()
    return {
        "listing": listing,
        "answers": answers,
        "need": need,
        "needs": needs_of(listing),
        "needs_choices": [(each.code, each.name) for each in needs_of(listing)],
        "need_is_shared": bool(need and is_shared(need, answers)),
        "given_by_choices": [(each.value, label) for each, label in GIVEN_BY.items()],
        "method_choices": [(each.value, label) for each, label in METHODS.items()],
        "share_choices": classes_offered(need),
        "known_clients": known,
        "new_client": NEW_CLIENT,
        "client_name": dict(known).get(answers["client"], answers["name"]),
        "is_sensitive": is_sensitive(listing, sensitive_codes(services().catalogue)),
    }


def _known_clients() -> Sequence[tuple[str, str]]:
    """Ids and names of clients whom the coach referred before, by name."""
    actor = known_caller()
    with services().database.read() as view:
        page = list_referrals(work_of(view, actor), PageOf(limit=MOST_KNOWN))
    known = {
        one.client.id: one.client.display_name for one in page.referrals if one.client and one.side is Party.SENDER
    }
    return sorted(known.items(), key=lambda pair: pair[1].casefold())
