"""HSDS schedules and our hours say the same thing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.facts.hours import read_hours
from directory.facts.schedules import hours_of_schedules, schedules_of_hours
from directory.facts.values import Hours, OpenPeriod


def test_weekly_schedule_opens_on_each_named_day() -> None:
    hours = hours_of_schedules([{"freq": "WEEKLY", "byday": "MO,WE", "opens_at": "09:00", "closes_at": "17:30"}])
    assert hours is not None
    assert hours.periods == (OpenPeriod(0, 540, 1050), OpenPeriod(2, 540, 1050))


def test_monthly_schedule_keeps_its_week() -> None:
    hours = hours_of_schedules([{"freq": "MONTHLY", "byday": "2SA,-1TU", "opens_at": "10:00", "closes_at": "12:00"}])
    assert hours is not None
    assert set(hours.periods) == {OpenPeriod(5, 600, 720, (2,)), OpenPeriod(1, 600, 720, (-1,))}


def test_weekday_names_of_older_versions_are_days() -> None:
    hours = hours_of_schedules([{"weekday": "Thursday", "opens_at": "8:00am", "closes_at": "5:00pm"}])
    assert hours is not None
    assert hours.periods == (OpenPeriod(3, 480, 1020),)


def test_closing_after_midnight_is_the_next_day() -> None:
    hours = hours_of_schedules([{"byday": "FR", "opens_at": "20:00", "closes_at": "02:00"}])
    assert hours is not None
    assert hours.periods == (OpenPeriod(4, 1200, 1560),)


@pytest.mark.parametrize("extra", [{"interval": 2}, {"bymonthday": "15"}])
def test_days_that_no_week_shows_are_unknown(extra: dict[str, object]) -> None:
    assert hours_of_schedules([{"byday": "MO", "opens_at": "09:00", "closes_at": "10:00", **extra}]) is None


def test_description_stands_in_for_missing_times() -> None:
    hours = hours_of_schedules([{"description": "Tuesdays 1-4 pm"}])
    assert hours is not None
    assert hours.periods == (OpenPeriod(1, 780, 960),)


def test_validity_is_kept_when_all_schedules_agree() -> None:
    season = {"opens_at": "09:00", "closes_at": "10:00", "valid_from": "2026-05-01", "valid_to": "2026-09-30"}
    hours = hours_of_schedules([{"byday": "MO", **season}, {"byday": "TU", **season}])
    assert hours is not None
    assert (hours.valid_from, hours.valid_to) == (date(2026, 5, 1), date(2026, 9, 30))


def test_no_schedules_are_unknown() -> None:
    assert hours_of_schedules([]) is None
    assert hours_of_schedules([{"notes": "none"}]) is None


def test_around_the_clock_survives_the_way_through_hsds() -> None:
    hours = hours_of_schedules(schedules_of_hours(Hours(always_open=True)))
    assert hours is not None
    assert hours.always_open


def test_appointment_only_survives_the_way_through_hsds() -> None:
    read = read_hours("By appointment only")
    assert read is not None
    assert hours_of_schedules(schedules_of_hours(read)) == read


def test_hours_for_which_one_needs_an_appointment_stay_so() -> None:
    read = read_hours("10:30am-7:00pm, Mon, Wed\nServices provided by appointment only")
    assert read is not None
    through = hours_of_schedules(schedules_of_hours(read))
    assert through is not None
    assert through.by_appointment
    assert set(through.periods) == set(read.periods)


periods = st.builds(
    lambda day, opens, length, weeks: OpenPeriod(day, opens, opens + length, weeks),
    st.integers(0, 6),
    st.integers(0, 1439),
    st.integers(1, 1000),
    st.sampled_from([(), (1,), (2, 4), (-1,)]),
).filter(lambda period: period.closes % 1440 != 1439)  # 23:59 is read as midnight


@given(st.sets(periods, max_size=5))
def test_any_week_survives_the_way_through_hsds(week: set[OpenPeriod]) -> None:
    through = hours_of_schedules(schedules_of_hours(Hours(periods=tuple(week))))
    kept = {
        (each.day, each.opens, each.closes, number)
        for each in (through.periods if through else ())
        for number in each.weeks_of_month or (0,)
    }
    asked = {(each.day, each.opens, each.closes, number) for each in week for number in each.weeks_of_month or (0,)}
    assert kept == asked


def test_a_minute_before_midnight_is_midnight() -> None:
    nightly = {"freq": "WEEKLY", "byday": "MO", "opens_at": "14:00", "closes_at": "23:59"}
    hours = hours_of_schedules([nightly])
    assert hours is not None
    assert [(period.opens, period.closes) for period in hours.periods] == [(14 * 60, 24 * 60)]


def test_every_day_until_a_minute_before_midnight_is_always_open() -> None:
    around = {"freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR,SA,SU", "opens_at": "00:00", "closes_at": "23:59"}
    hours = hours_of_schedules([around])
    assert hours is not None
    assert hours.always_open


@pytest.mark.parametrize(
    ("words", "asked"),
    [("9-5 Monday, by appointment only", True), ("Mon 9-5, solo con cita", True), ("9-5 Monday", False)],
)
def test_words_beside_times_say_only_whether_to_make_an_appointment(words: str, asked: bool) -> None:
    hours = hours_of_schedules([{"byday": "TU", "opens_at": "08:00", "closes_at": "12:00", "description": words}])
    assert hours is not None
    assert ([period.day for period in hours.periods], hours.by_appointment, hours.words) == ([1], asked, words)
