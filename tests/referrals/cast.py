"""The named cast of these tests and the small world they act in: one database, one clock, one agency with a service."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Concatenate, ParamSpec, TypeVar

from directory.needs.values import Need
from directory.store.database import Database
from directory.store.values import RecordDraft, RecordType
from referrals.actor import ANSWER, READ, WRITE, Actor, ActorKind
from referrals.consent import ConsentGiven
from referrals.model import Identity
from referrals.use_cases.accept import accept
from referrals.use_cases.acting import Step
from referrals.use_cases.create import Draft, KnownClient, NewClient, create
from referrals.use_cases.send import send
from referrals.views import ReferralView
from referrals.work import Work, work_of

P = ParamSpec("P")
R = TypeVar("R")

CHILDCARE = Need("childcare", "Child care", "care")
SHELTER_FROM_VIOLENCE = Need("domestic_violence", "Safety from violence at home", "safety", sensitive="vawa")
MARIA = Identity("Maria Quintanilla-Osei", "maria.q@example.org", "+1 202 555 0143")
SENDER_SCOPES = frozenset({READ, WRITE})
RECIPIENT_SCOPES = frozenset({READ, ANSWER})
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class Clock:
    """A clock that stands until it is told to go on."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> None:
        self.now += timedelta(**span)


def person(organization_id: str | None, scopes: frozenset[str]) -> Actor:
    return Actor(ActorKind.PERSON, str(uuid.uuid4()), organization_id, scopes)


def system(organization_id: str | None, scopes: frozenset[str] = SENDER_SCOPES) -> Actor:
    return Actor(ActorKind.SYSTEM, str(uuid.uuid4()), organization_id, scopes)


def _new_id() -> str:
    return str(uuid.uuid4())


@dataclass
class World:
    """One database with one agency's service in it. Ids are fresh, so tests share a database and do not meet."""

    database: Database
    clock: Clock
    agency_id: str = field(default_factory=_new_id)
    service_id: str = field(default_factory=_new_id)
    location_id: str = field(default_factory=_new_id)

    def __post_init__(self) -> None:
        self.coach = person(None, SENDER_SCOPES)
        self.other_coach = person(None, SENDER_SCOPES)
        self.agency = person(self.agency_id, RECIPIENT_SCOPES)
        self.other_agency = person(_new_id(), RECIPIENT_SCOPES)
        self.platform = system(_new_id())
        self.add_service(self.service_id)

    def add_service(self, service_id: str, status: str = "active") -> str:
        service = {"id": service_id, "organization_id": self.agency_id, "name": "Evening care", "status": status}
        place = {"id": _new_id(), "service_id": service_id, "location_id": self.location_id}
        drafts = [
            RecordDraft(record_type=kind, document=document, source="test", source_key=document["id"])
            for kind, document in ((RecordType.SERVICE, service), (RecordType.SERVICE_AT_LOCATION, place))
        ]
        with self.database.unit_of_work(actor="test") as unit:
            unit.records.put_many(drafts)
            unit.commit()
        return service_id

    def do(self, actor: Actor, use_case: Callable[Concatenate[Work, P], R], /, *args: P.args, **more: P.kwargs) -> R:
        with self.database.unit_of_work(actor=actor.reference) as unit:
            answer = use_case(work_of(unit, actor), *args, **more)
            unit.commit()
        return answer

    def draft(self, client: KnownClient | NewClient | None = None, need: Need = CHILDCARE) -> Draft:
        return Draft(client=client or NewClient(MARIA), need=need, service_id=self.service_id)

    def created(self, need: Need = CHILDCARE) -> ReferralView:
        return self.do(self.coach, create, self.draft(need=need))

    def sent(self, given: ConsentGiven | None = None, need: Need = CHILDCARE) -> ReferralView:
        made = self.created(need)
        return self.do(self.coach, send, Step(referral_id=made.id), given or ConsentGiven())

    def accepted(self) -> ReferralView:
        return self.do(self.agency, accept, Step(referral_id=self.sent().id))
