"""What a referral is made of: client, need, request, attempt, event. Values only.

A *need* outlives any referral; a *request* is the wish to have one need met; an *attempt* asks one recipient and is what
people call "the referral"; *events* are the only truth, and everything else about an attempt is a projection of them
(`transitions.replay`). Who the client is lives apart, in `Identity`: nothing else here may hold a name or a contact.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from referrals.actor import Actor


class State(StrEnum):
    """Where an attempt stands."""

    DRAFT = "draft"
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class Action(StrEnum):
    """What can be done to an attempt."""

    CREATE = "create"
    SEND = "send"
    ACCEPT = "accept"
    DECLINE = "decline"
    COMPLETE = "complete"
    CANCEL = "cancel"


class DeclineReason(StrEnum):
    """Why a recipient says no. `OTHER` needs words."""

    NO_CAPACITY = "no_capacity"
    WAITLIST_CLOSED = "waitlist_closed"
    NOT_ELIGIBLE = "not_eligible"
    OUT_OF_AREA = "out_of_area"
    SERVICE_NOT_OFFERED = "service_not_offered"
    MISSING_DOCUMENTS = "missing_documents"
    LANGUAGE_NOT_AVAILABLE = "language_not_available"
    ACCESSIBILITY_NOT_AVAILABLE = "accessibility_not_available"
    DUPLICATE = "duplicate"
    ALREADY_SERVED = "already_served"
    CONFLICT_OR_SAFETY = "conflict_or_safety"
    OTHER = "other"


class Outcome(StrEnum):
    """What came of an accepted referral."""

    GOT_HELP_FULL = "got_help_full"
    GOT_HELP_PARTIAL = "got_help_partial"
    ENROLLED = "enrolled"
    REFERRED_ELSEWHERE = "referred_elsewhere"
    INFORMATION_GIVEN = "information_given"
    ALREADY_RESOLVED = "already_resolved"
    COULD_NOT_HELP = "could_not_help"


class CancelReason(StrEnum):
    """Why a sender takes a referral back. `OTHER` needs words."""

    CLIENT_WITHDREW = "client_withdrew"
    NEED_RESOLVED = "need_resolved"
    CLIENT_MOVED = "client_moved"
    ISSUED_WRONG_SERVICE = "issued_wrong_service"
    CONSENT_REVOKED = "consent_revoked"
    FILLED_ELSEWHERE = "filled_elsewhere"
    OTHER = "other"


class NeedState(StrEnum):
    """Whether a client's need still waits. Only an outcome changes it."""

    OPEN = "open"
    MET = "met"
    PARTLY_MET = "partly_met"


class DataClass(StrEnum):
    """What a consent may share. `CONTACT` is name and contact, `NEEDS` the need itself."""

    CONTACT = "contact"
    NEEDS = "needs"
    FACTS = "facts"
    NOTES_SUMMARY = "notes_summary"
    HEALTH_RELATED = "health_related"
    EDUCATION_RELATED = "education_related"
    VIOLENCE_RELATED = "violence_related"


class GivenBy(StrEnum):
    """Who said yes. A closed set, so that no guardian's name is ever written where the consent is."""

    CLIENT = "client"
    GUARDIAN = "guardian"
    REPRESENTATIVE = "representative"


class Purpose(StrEnum):
    """What the shared data may be used for."""

    REFERRAL = "referral"
    COORDINATION = "coordination"


class ConsentMethod(StrEnum):
    """How the client said yes."""

    WRITTEN = "written"
    VERBAL = "verbal"
    ELECTRONIC = "electronic"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the client is. Personal: stored apart, shown only to the owner and by consent, left out of `repr`."""

    display_name: str
    email: str = ""
    phone: str = ""

    def __repr__(self) -> str:
        return "Identity(…)"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose client or referral it is: the coach or system that made it, and their organization if they have one."""

    reference: str
    organization_id: str | None = None

    def is_actor(self, actor: Actor) -> bool:
        """True for the same caller, or for another of the same organization."""
        same_organization = self.organization_id is not None and self.organization_id == actor.organization_id
        return same_organization or self.reference == actor.reference


@dataclass(frozen=True, slots=True)
class Client:
    """A client as referrals know them: an id and an owner. `external_id` is the owner's own id, "" where there is none."""

    id: str
    owner: Owner
    external_id: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Need:
    """One need of one client. `code` is of `data/needs/needs.csv`."""

    id: str
    client_id: str
    code: str
    state: NeedState
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Request:
    """The wish to have one need met. It outlives its attempts."""

    id: str
    need_id: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is asked: ids of HSDS records. `location_id` is None for a service without a place."""

    organization_id: str
    service_id: str
    location_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One recipient asked to meet one request. `version` is the number of its events and the value of `If-Match`.

    `need_sensitive` is the need's mark in the catalogue: empty, "part2" (42 CFR Part 2) or "vawa".
    """

    id: str
    request_id: str
    client_id: str
    need_code: str
    need_sensitive: str = ""
    attempt_no: int
    recipient: Recipient
    sender: Owner
    state: State
    version: int
    created_at: datetime
    changed_at: datetime
    sent_at: datetime | None = None
    reason_code: str = ""
    reason_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened to an attempt. Never changed, never deleted. `seq` counts from 1.

    `reason_code` is a `DeclineReason`, `CancelReason` or `Outcome`. `organization_id` is the actor's at that moment.
    `occurred_at` is when it happened in the world, `recorded_at` when we learned of it.
    """

    attempt_id: str
    seq: int
    action: Action
    from_state: State | None
    to_state: State
    actor: str
    organization_id: str | None
    occurred_at: datetime
    recorded_at: datetime
    reason_code: str = ""
    reason_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """That a client agreed. Covers `organization_id` from `starts_at` until just before `ends_at`, unless revoked before."""

    id: str
    client_id: str
    given_by: GivenBy
    purpose: Purpose
    organization_id: str
    data_classes: frozenset[DataClass]
    method: ConsentMethod
    starts_at: datetime
    ends_at: datetime
    recorded_by: str
    recorded_at: datetime
    revoked_at: datetime | None = None
