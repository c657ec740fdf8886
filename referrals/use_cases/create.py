"""Make a draft: a client, a need, a request for it and an attempt at one recipient. Nobody but the sender sees it yet.

A need that still waits keeps its request, so the second agency asked for the same need is attempt 2 of one request. The
client's row is locked first: two callers who create for the same client take turns, and a double is found, not made.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from directory.needs.values import Need as CatalogueNeed
from referrals.actor import WRITE
from referrals.errors import ActionForbidden, ClientNotFound, DuplicateReferral, InvalidReferral
from referrals.model import Action, Attempt, Client, Event, Identity, Need, NeedState, Owner, Request, State
from referrals.recipients import recipient_at
from referrals.use_cases.acting import seen
from referrals.views import ReferralView
from referrals.words import check_text, is_uuid
from referrals.work import Work

LONGEST_NAME = 200
LONGEST_EMAIL = 254  # RFC 5321
LONGEST_PHONE = 64
LONGEST_EXTERNAL_ID = 200


@dataclass(frozen=True, slots=True)
class KnownClient:
    """A client that an earlier referral of the same owner made."""

    id: str


@dataclass(frozen=True, slots=True)
class NewClient:
    """A client by name. With an `external_id` (the caller's own id) that is known already, the known client is meant."""

    identity: Identity
    external_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a new referral says. `need` is the catalogue's; `location_id` None: the service without a place, or any."""

    client: KnownClient | NewClient
    need: CatalogueNeed
    service_id: str
    location_id: str | None = None


def create(work: Work, draft: Draft) -> ReferralView:
    """Make the draft. Raises ActionForbidden, ClientNotFound, RecipientNotFound, InvalidReferral, DuplicateReferral."""
    if not work.actor.has(WRITE):
        raise ActionForbidden(Action.CREATE, f"it needs the scope {WRITE}")
    recipient = recipient_at(work.directory, draft.service_id, draft.location_id)
    client = _client(work, draft.client)
    existing = work.referrals.open_attempt(client.id, draft.need.code, draft.service_id)
    if existing is not None:
        raise DuplicateReferral(existing.id)
    request = _request(work, client.id, draft.need.code)
    attempt = Attempt(
        id=str(uuid.uuid4()),
        request_id=request.id,
        client_id=client.id,
        need_code=draft.need.code,
        need_sensitive=draft.need.sensitive,
        attempt_no=work.referrals.attempts_of(request.id) + 1,
        recipient=recipient,
        sender=_owner(work),
        state=State.DRAFT,
        version=1,
        created_at=work.now,
        changed_at=work.now,
    )
    work.record(attempt, _created(work, attempt))
    return seen(work, attempt)


def _owner(work: Work) -> Owner:
    return Owner(work.actor.reference, work.actor.organization_id)


def _client(work: Work, given: KnownClient | NewClient) -> Client:
    if isinstance(given, KnownClient):
        client = work.referrals.client(given.id) if is_uuid(given.id) else None
        if client is None or not client.owner.is_actor(work.actor):
            raise ClientNotFound(given.id)
        return client
    _check_new_client(given)
    known = work.referrals.client_known_as(_owner(work), given.external_id) if given.external_id else None
    return known or _new_client(work, given)


def _check_new_client(given: NewClient) -> None:
    if not given.identity.display_name.strip():
        raise InvalidReferral("client.display_name", "is required for a new client")
    for field, text, longest in (
        ("display_name", given.identity.display_name, LONGEST_NAME),
        ("email", given.identity.email, LONGEST_EMAIL),
        ("phone", given.identity.phone, LONGEST_PHONE),
        ("external_id", given.external_id, LONGEST_EXTERNAL_ID),
    ):
        check_text(f"client.{field}", text, longest)


def _new_client(work: Work, given: NewClient) -> Client:
    client = Client(str(uuid.uuid4()), _owner(work), given.external_id, work.now)
    return work.referrals.add_client(client, given.identity)


def _request(work: Work, client_id: str, code: str) -> Request:
    need = work.referrals.open_need(client_id, code)
    if need is None:
        need = Need(str(uuid.uuid4()), client_id, code, NeedState.OPEN, work.now)
        work.referrals.add_need(need)
    request = work.referrals.request_for(need.id)
    if request is None:
        request = Request(str(uuid.uuid4()), need.id, work.now)
        work.referrals.add_request(request)
    return request


def _created(work: Work, attempt: Attempt) -> Event:
    return Event(
        attempt_id=attempt.id,
        seq=1,
        action=Action.CREATE,
        from_state=None,
        to_state=State.DRAFT,
        actor=work.actor.reference,
        organization_id=work.actor.organization_id,
        occurred_at=work.now,
        recorded_at=work.now,
    )
