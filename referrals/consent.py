"""Consent: what a client agreed to share, with whom, until when. Pure.

Asked twice: before sending, and again at every read by the recipient, because a consent may end or be revoked between
the two. Nothing is shared by default; a class that no valid consent names stays hidden.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from dateutil.relativedelta import relativedelta

from referrals.errors import InvalidReferral
from referrals.model import Consent, ConsentMethod, DataClass, GivenBy, Purpose

DEFAULT_DURATION = relativedelta(months=12)
"""A year: what the field's release forms commonly say, and what 42 CFR 2.31 allows as a stated end."""

SENSITIVE_CLASS = {"part2": DataClass.HEALTH_RELATED, "vawa": DataClass.VIOLENCE_RELATED}
"""What a consent must name besides `needs` before a sensitive need may be read: 42 CFR Part 2, 34 U.S.C. 12291(b)(2)."""

DEFAULT_CLASSES = frozenset({DataClass.CONTACT, DataClass.NEEDS})


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentGiven:
    """A client's yes as the sender brings it. The recipient is always the referral's own; `ends_at` None: in 12 months."""

    given_by: GivenBy = GivenBy.CLIENT
    purpose: Purpose = Purpose.REFERRAL
    data_classes: frozenset[DataClass] = field(default=DEFAULT_CLASSES)
    method: ConsentMethod = ConsentMethod.VERBAL
    starts_at: datetime | None = None
    ends_at: datetime | None = None


def period_of(given: ConsentGiven, now: datetime) -> tuple[datetime, datetime]:
    """From when until just before when it holds. Refuses an empty period, one that is over, and one not begun."""
    starts_at = given.starts_at or now
    ends_at = given.ends_at or starts_at + DEFAULT_DURATION
    if not given.data_classes:
        raise InvalidReferral("consent.data_classes", "name at least one class of data that the client agreed to share")
    if starts_at > now:
        raise InvalidReferral("consent.starts_at", "lies in the future: nothing can be sent on it yet")
    if ends_at <= now:
        raise InvalidReferral("consent.ends_at", "is over already")
    return starts_at, ends_at


def is_valid_at(consent: Consent, now: datetime) -> bool:
    """Whether the consent holds at a moment."""
    revoked = consent.revoked_at is not None and consent.revoked_at <= now
    return consent.starts_at <= now < consent.ends_at and not revoked


def shared_with(organization_id: str, consents: Iterable[Consent], now: datetime) -> frozenset[DataClass]:
    """All classes that valid consents share with an organization now."""
    valid = (one for one in consents if one.organization_id == organization_id and is_valid_at(one, now))
    return frozenset(data_class for one in valid for data_class in one.data_classes)


def classes_of_need(sensitive: str) -> frozenset[DataClass]:
    """What must be shared for the recipient to read which need it is. An unknown mark counts as health-related."""
    if not sensitive:
        return frozenset({DataClass.NEEDS})
    return frozenset({DataClass.NEEDS, SENSITIVE_CLASS.get(sensitive, DataClass.HEALTH_RELATED)})


def says_the_same(consent: Consent, given: ConsentGiven) -> bool:
    """Whether a yes brought again is the one already recorded (a retried sending)."""
    facts = (consent.given_by, consent.purpose, consent.data_classes, consent.method)
    same_end = given.ends_at is None or given.ends_at == consent.ends_at
    return same_end and facts == (given.given_by, given.purpose, given.data_classes, given.method)
