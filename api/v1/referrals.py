"""Referrals over HTTP: make, send, answer, look.

Not for: rules (`referrals.use_cases`). The decision a reader would ask about: the key of a repeated request, the referral
and its event share one commit, and under the key only the referral's id is kept, so a repeat shows what holds now.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import msgspec
from flask import Response, request

from api.auth.callers import known_caller
from api.auth.guard import requires
from api.auth.scopes import Scope
from api.errors import CREATED, OK
from api.request_scope import reply, services
from api.smorest import Blueprint
from api.store.idempotency import Answer, KeyedRequest, answer_once, request_digest
from api.v1.preconditions import (
    IDEMPOTENCY_PARAMETER,
    IF_MATCH_PARAMETER,
    etag_of,
    given_version,
    idempotency_key,
)
from api.v1.referral_input import (
    CREATE_EXAMPLE,
    SEND_EXAMPLE,
    AcceptBody,
    ActionFacts,
    CancelBody,
    CompleteBody,
    CreateBody,
    DeclineBody,
    ReferralQuery,
    SendBody,
)
from api.v1.referral_shapes import referral_list, referral_shape
from directory.store.unit_of_work import UnitOfWork
from referrals.actor import Actor
from referrals.store.records import PageOf
from referrals.use_cases.accept import accept
from referrals.use_cases.acting import Step
from referrals.use_cases.cancel import cancel
from referrals.use_cases.complete import complete
from referrals.use_cases.create import Draft, create
from referrals.use_cases.decline import decline
from referrals.use_cases.list import list_referrals
from referrals.use_cases.send import send
from referrals.use_cases.show import show
from referrals.views import ReferralView
from referrals.work import Work, work_of

blueprint = Blueprint("referrals", __name__, url_prefix="/v1/referrals", description="From a draft to an outcome.")

_TO_LOOK = requires(Scope.REFERRALS_READ, Scope.REFERRALS_WRITE, Scope.REFERRALS_ANSWER)


@blueprint.route("", methods=["POST"])
@blueprint.arguments(CreateBody, example=CREATE_EXAMPLE)
@blueprint.response(CREATED, "ReferralShape")
@blueprint.doc(parameters=[IDEMPOTENCY_PARAMETER])
@requires(Scope.REFERRALS_WRITE)
def create_referral(draft: Draft) -> Response:
    """Make a referral, as a draft

    Nobody but the sender sees it before it is sent. The recipient is the organization that the directory names for the service.
    """
    actor = known_caller()
    key = idempotency_key(actor)
    with services().database.unit_of_work(actor=actor.reference) as unit:
        view = _created_once(unit, actor, draft, key) if key is not None else create(work_of(unit, actor), draft)
        unit.commit()
    return _answer(view, CREATED)


def _created_once(unit: UnitOfWork, actor: Actor, draft: Draft, key: str) -> ReferralView:
    # The same values in another order or layout are the same request.
    body = msgspec.json.encode(request.get_json(), order="deterministic")
    keyed = KeyedRequest(actor.reference, key, request_digest(request.method, request.path, body))
    work = work_of(unit, actor)
    answer = answer_once(unit.connection, keyed, unit.now, lambda: Answer(CREATED, create(work, draft).id))
    return show(work, answer.body)


@blueprint.route("")
@blueprint.arguments(ReferralQuery, location="query")
@blueprint.response(OK, "ReferralList")
@_TO_LOOK
def show_referrals(asked: PageOf) -> Response:
    """List referrals

    Those that the caller sent or received, newest change first, without their histories.
    """
    actor = known_caller()
    with services().database.read() as view:
        return reply(referral_list(list_referrals(work_of(view, actor), asked)))


@blueprint.route("/<uuid:referral_id>")
@blueprint.response(OK, "ReferralShape")
@_TO_LOOK
def show_referral(referral_id: UUID) -> Response:
    """Show one referral with its history"""
    actor = known_caller()
    with services().database.read() as view:
        return _answer(show(work_of(view, actor), str(referral_id)))


@blueprint.route("/<uuid:referral_id>/send", methods=["POST"])
@blueprint.arguments(SendBody, required=False, example=SEND_EXAMPLE)
@blueprint.response(OK, "ReferralShape")
@blueprint.doc(parameters=[IF_MATCH_PARAMETER])
@requires(Scope.REFERRALS_WRITE)
def send_referral(facts: ActionFacts, referral_id: UUID) -> Response:
    """Send a draft to its recipient, with the client's consent"""
    return _act(lambda work, step: send(work, step, facts.consent), referral_id, facts)


@blueprint.route("/<uuid:referral_id>/accept", methods=["POST"])
@blueprint.arguments(AcceptBody, required=False)
@blueprint.response(OK, "ReferralShape")
@blueprint.doc(parameters=[IF_MATCH_PARAMETER])
@requires(Scope.REFERRALS_ANSWER)
def accept_referral(facts: ActionFacts, referral_id: UUID) -> Response:
    """Accept a referral that was sent to one's own organization"""
    return _act(accept, referral_id, facts)


@blueprint.route("/<uuid:referral_id>/decline", methods=["POST"])
@blueprint.arguments(DeclineBody, example={"reason": "no_capacity"})
@blueprint.response(OK, "ReferralShape")
@blueprint.doc(parameters=[IF_MATCH_PARAMETER])
@requires(Scope.REFERRALS_ANSWER)
def decline_referral(facts: ActionFacts, referral_id: UUID) -> Response:
    """Decline a referral, with a reason"""
    return _act(decline, referral_id, facts)


@blueprint.route("/<uuid:referral_id>/complete", methods=["POST"])
@blueprint.arguments(CompleteBody, example={"outcome": "got_help_full"})
@blueprint.response(OK, "ReferralShape")
@blueprint.doc(parameters=[IF_MATCH_PARAMETER])
@requires(Scope.REFERRALS_ANSWER)
def complete_referral(facts: ActionFacts, referral_id: UUID) -> Response:
    """Complete an accepted referral, with what came of it"""
    return _act(complete, referral_id, facts)


@blueprint.route("/<uuid:referral_id>/cancel", methods=["POST"])
@blueprint.arguments(CancelBody, example={"reason": "client_withdrew"})
@blueprint.response(OK, "ReferralShape")
@blueprint.doc(parameters=[IF_MATCH_PARAMETER])
@requires(Scope.REFERRALS_WRITE)
def cancel_referral(facts: ActionFacts, referral_id: UUID) -> Response:
    """Take a referral back"""
    return _act(cancel, referral_id, facts)


def _act(use_case: Callable[[Work, Step], ReferralView], referral_id: UUID, facts: ActionFacts) -> Response:
    """One action in one commit. A repeat gives the same answer, so these routes need no Idempotency-Key."""
    actor = known_caller()
    step = Step(
        referral_id=str(referral_id),
        expected_version=given_version(),
        reason_code=facts.reason_code,
        reason_text=facts.reason_text,
        occurred_at=facts.occurred_at,
    )
    with services().database.unit_of_work(actor=actor.reference) as unit:
        view = use_case(work_of(unit, actor), step)
        unit.commit()
    return _answer(view)


def _answer(view: ReferralView, status: int = OK) -> Response:
    headers = {"ETag": etag_of(view.version)}
    if status == CREATED:
        headers["Location"] = f"/v1/referrals/{view.id}"
    return reply(referral_shape(view), status, headers)
