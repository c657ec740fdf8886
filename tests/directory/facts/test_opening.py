"""Questions about hours are answered yes, no or unknown, over midnight and by the week of the month."""

from __future__ import annotations

from datetime import date, datetime

from directory.facts.opening import describe_hours, describe_opening, is_open_at, next_opening, open_minutes_within
from directory.facts.values import Hours, OpenPeriod, Tri

OFFICE = Hours(periods=tuple(OpenPeriod(day, 540, 1020) for day in range(5)))
NIGHT_SHELTER = Hours(periods=(OpenPeriod(4, 1200, 1860),))
SECOND_SATURDAY = Hours(periods=(OpenPeriod(5, 600, 720, (2,)),))
MONDAY = date(2026, 6, 1)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of June 2026, whose first day is a Monday; local to the service."""
    return datetime(2026, 6, day, hour, minute)  # noqa: DTZ001 - local by contract


def test_open_from_the_first_minute_and_closed_at_the_last() -> None:
    assert is_open_at(OFFICE, at(1, 9)) is Tri.YES
    assert is_open_at(OFFICE, at(1, 17)) is Tri.NO
    assert is_open_at(OFFICE, at(6, 10)) is Tri.NO


def test_unknown_hours_are_neither_open_nor_closed() -> None:
    assert is_open_at(None, at(1, 9)) is Tri.UNKNOWN
    assert is_open_at(Hours(by_appointment=True), at(1, 9)) is Tri.UNKNOWN
    assert open_minutes_within(None, 0, 0, 1440) is None
    assert describe_hours(None) == ()
    assert describe_opening(None, at(1, 9)) == ""


def test_the_night_belongs_to_the_evening_before() -> None:
    assert is_open_at(NIGHT_SHELTER, at(5, 23)) is Tri.YES
    assert is_open_at(NIGHT_SHELTER, at(6, 6)) is Tri.YES
    assert is_open_at(NIGHT_SHELTER, at(6, 8)) is Tri.NO
    assert is_open_at(NIGHT_SHELTER, at(5, 6)) is Tri.NO


def test_second_saturday_is_not_the_first() -> None:
    assert is_open_at(SECOND_SATURDAY, at(13, 11)) is Tri.YES
    assert is_open_at(SECOND_SATURDAY, at(6, 11)) is Tri.NO


def test_outside_their_validity_hours_are_unknown() -> None:
    season = Hours(periods=OFFICE.periods, valid_to=date(2026, 5, 31))
    assert is_open_at(season, at(1, 10)) is Tri.UNKNOWN


def test_a_closed_day_is_closed() -> None:
    assert is_open_at(Hours(periods=OFFICE.periods, closed_on=(MONDAY,)), at(1, 10)) is Tri.NO


def test_minutes_open_are_those_that_overlap() -> None:
    assert open_minutes_within(OFFICE, 0, 960, 1200) == 60
    assert open_minutes_within(OFFICE, 6, 0, 1440) == 0
    assert open_minutes_within(NIGHT_SHELTER, 4, 1380, 1500) == 120
    assert open_minutes_within(NIGHT_SHELTER, 5, 0, 600) == 420
    assert open_minutes_within(Hours(always_open=True), 2, 100, 160) == 60


def test_next_opening_skips_closed_days_and_waits_for_its_week() -> None:
    assert next_opening(OFFICE, at(5, 18)) == at(8, 9)
    assert next_opening(SECOND_SATURDAY, at(13, 11)) == datetime(2026, 7, 11, 10)  # noqa: DTZ001 - local by contract
    assert next_opening(Hours(always_open=True), at(1, 9)) is None


def test_hours_are_described_day_by_day() -> None:
    lines = describe_hours(Hours(periods=(OpenPeriod(0, 540, 1020), OpenPeriod(5, 600, 720, (2,)))))
    assert lines[0] == "Monday: 9 am to 5 pm"
    assert lines[1] == "Tuesday: closed"
    assert lines[5] == "Saturday: 10 am to noon (2nd of the month)"


def test_opening_is_described_for_the_moment() -> None:
    assert describe_opening(OFFICE, at(1, 10)) == "open until 5 pm"
    assert describe_opening(OFFICE, at(1, 8)) == "closed, opens today at 9 am"
    assert describe_opening(OFFICE, at(6, 8)) == "closed, opens Monday at 9 am"
    assert describe_opening(NIGHT_SHELTER, at(6, 1)) == "open until 7 am"
