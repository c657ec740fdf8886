"""Consent: from when, until when, for whom, and for what."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from referrals.consent import ConsentGiven, classes_of_need, is_valid_at, period_of, shared_with
from referrals.errors import InvalidReferral
from referrals.model import Consent, ConsentMethod, DataClass, GivenBy, Purpose
from tests.referrals.cast import NOON

YEAR = Consent(
    id="k",
    client_id="c",
    given_by=GivenBy.CLIENT,
    purpose=Purpose.REFERRAL,
    organization_id="agency",
    data_classes=frozenset({DataClass.CONTACT}),
    method=ConsentMethod.WRITTEN,
    starts_at=NOON,
    ends_at=NOON + timedelta(days=365),
    recorded_by="person:coach",
    recorded_at=NOON,
)


def test_consent_holds_for_twelve_months_unless_it_says_otherwise() -> None:
    leap_day = datetime(2028, 2, 29, 9, 0, tzinfo=UTC)
    assert period_of(ConsentGiven(), leap_day) == (leap_day, datetime(2029, 2, 28, 9, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (ConsentGiven(data_classes=frozenset()), "data_classes"),
        (ConsentGiven(starts_at=NOON + timedelta(seconds=1)), "starts_at"),
        (ConsentGiven(ends_at=NOON), "ends_at"),
        (ConsentGiven(starts_at=NOON - timedelta(days=400)), "ends_at"),
    ],
)
def test_a_consent_that_allows_nothing_now_is_refused(given: ConsentGiven, field: str) -> None:
    with pytest.raises(InvalidReferral, match=field):
        period_of(given, NOON)


def test_consent_ends_to_the_second() -> None:
    assert is_valid_at(YEAR, NOON)
    assert not is_valid_at(YEAR, NOON - timedelta(seconds=1))
    assert is_valid_at(YEAR, YEAR.ends_at - timedelta(seconds=1))
    assert not is_valid_at(YEAR, YEAR.ends_at)


def test_revoked_consent_shares_nothing_at_once() -> None:
    revoked = replace(YEAR, revoked_at=NOON + timedelta(days=1))
    assert shared_with("agency", [revoked], NOON) == {DataClass.CONTACT}
    assert shared_with("agency", [revoked], NOON + timedelta(days=1)) == frozenset()


def test_consent_for_one_agency_shares_nothing_with_another() -> None:
    assert shared_with("another", [YEAR], NOON) == frozenset()


def test_several_consents_share_what_any_of_them_shares() -> None:
    more = replace(YEAR, data_classes=frozenset({DataClass.NEEDS}))
    assert shared_with("agency", [YEAR, more], NOON) == {DataClass.CONTACT, DataClass.NEEDS}


def test_a_sensitive_need_asks_for_its_own_class() -> None:
    assert classes_of_need("") == {DataClass.NEEDS}
    assert classes_of_need("part2") == {DataClass.NEEDS, DataClass.HEALTH_RELATED}
    assert classes_of_need("vawa") == {DataClass.NEEDS, DataClass.VIOLENCE_RELATED}
    assert classes_of_need("a mark of tomorrow") > {DataClass.NEEDS}
