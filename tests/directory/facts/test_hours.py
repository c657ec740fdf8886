"""Opening hours in words, English and Spanish, become periods of a week; what cannot be read stays unknown."""

from __future__ import annotations

import pytest

from directory.facts.hours import ASSUMED_WEEKDAYS, read_hours

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def week(text: str) -> str:
    """The periods in a short notation: "Mo-1 9:00-17:00" would be the first Monday of a month."""
    hours = read_hours(text)
    assert hours is not None, f"{text!r} was not read"
    spans: dict[str, list[str]] = {}
    for period in hours.periods:
        span = f"{period.opens // 60}:{period.opens % 60:02}-{period.closes // 60}:{period.closes % 60:02}"
        day = DAYS[period.day] + "".join(f"#{week}" for week in period.weeks_of_month)
        spans.setdefault(span, []).append(day)
    return "; ".join(f"{' '.join(days)} {span}" for span, days in spans.items())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7:30 am - 4:00 pm, Monday - Friday", "Mo Tu We Th Fr 7:30-16:00"),
        ("Monday-Friday. 8:30am-5:00pm", "Mo Tu We Th Fr 8:30-17:00"),
        ("M-F 8:30a-5p, 2nd Sat 9-12", "Mo Tu We Th Fr 8:30-17:00; Sa#2 9:00-12:00"),
        ("Mon, Wed 9am-noon; Tues 1-8pm", "Mo We 9:00-12:00; Tu 13:00-20:00"),
        ("Mon. - Fri. 9am - 5pm. Sat. 10-2", "Mo Tu We Th Fr 9:00-17:00; Sa 10:00-14:00"),
        ("8am-6pm, M; 8am-9pm, T-W; 8am-7pm, Th", "Mo 8:00-18:00; Tu We 8:00-21:00; Th 8:00-19:00"),
        ("MWF 10-2", "Mo We Fr 10:00-14:00"),
        ("MTF 9:30am - Noon; WTh 2pm - 7:30pm", "Mo Tu Fr 9:30-12:00; We Th 14:00-19:30"),
        ("Monday: 9 am to 7 pm Tuesday through Friday: 9 am to 5 pm", "Mo 9:00-19:00; Tu We Th Fr 9:00-17:00"),
        ("Monday: 9 - 12 noon; 1 - 5 pm  Tuesday: 9 - 12 noon", "Mo Tu 9:00-12:00; Mo 13:00-17:00"),
        ("8:00am-12:00pm / 1:00pm-6:00pm, Mon, Tue", "Mo Tu 8:00-12:00; Mo Tu 13:00-18:00"),
        ("10:00 - 3:00 pm, Tuesday", "Tu 10:00-15:00"),
        ("815 am - 4:45 pm, Saturday and Sunday", "Sa Su 8:15-16:45"),
        ("9:00-17:00 Thursdays", "Th 9:00-17:00"),
        ("first and third Tuesdays, 10:00-11:30 am", "Tu#1#3 10:00-11:30"),
        ("Last Friday of the month 5 to 8 pm", "Fr#-1 17:00-20:00"),
        ("Weekdays 9am-5pm, weekends 10am-2pm", "Mo Tu We Th Fr 9:00-17:00; Sa Su 10:00-14:00"),
        ("12:00 pm (noon) to 7:00 pm, Saturdays", "Sa 12:00-19:00"),
        ("24 hours, Sat, Sun", "Sa Su 0:00-24:00"),
        ("8pm-6am daily", "Mo Tu We Th Fr Sa Su 20:00-30:00"),
        ("9am - midnight, Friday", "Fr 9:00-24:00"),
        ("Every Monday 8:45 AM 11:00 AM \\n Every Tuesday 1:00 PM 3:00 PM", "Mo 8:45-11:00; Tu 13:00-15:00"),
        ("3rd Thursday only Thursday 3:00 PM 6:00 PM", "Th#3 15:00-18:00"),
        (
            "<table><tr><td>Monday</td><td>Closed</td></tr><tr><td>Tuesday</td><td><time>2:00 PM - 7:00 PM</time></td></tr></table>",
            "Tu 14:00-19:00",
        ),
        ("Monday - Friday, 9am to 5pmSaturday, 10am to 2pm", "Mo Tu We Th Fr 9:00-17:00; Sa 10:00-14:00"),
    ],
)
def test_english_hours_become_periods(text: str, expected: str) -> None:
    assert week(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lunes a viernes 9-5", "Mo Tu We Th Fr 9:00-17:00"),
        ("lunes a viernes de 9:00 a 17:00", "Mo Tu We Th Fr 9:00-17:00"),
        ("Sábados y domingos de 10 am hasta mediodía", "Sa Su 10:00-12:00"),
        ("Miércoles 1:30 pm - 4 pm", "We 13:30-16:00"),
        ("todos los días 8am-8pm", "Mo Tu We Th Fr Sa Su 8:00-20:00"),
        ("primer jueves del mes 3 a 5 pm", "Th#1 15:00-17:00"),
        ("2do sábado de cada mes 9am-11am", "Sa#2 9:00-11:00"),
        ("L-V 9-5", "Mo Tu We Th Fr 9:00-17:00"),
        ("De 9 a 5 de lunes a miércoles, cerrado de 12 a 1", "Mo Tu We 9:00-12:00; Mo Tu We 13:00-17:00"),
    ],
)
def test_spanish_hours_become_periods(text: str, expected: str) -> None:
    assert week(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mon-Fri 9-5 (closed 12-1 for lunch)", "Mo Tu We Th Fr 9:00-12:00; Mo Tu We Th Fr 13:00-17:00"),
        ("12pm-7pm daily (closed Wednesdays)", "Mo Tu Th Fr Sa Su 12:00-19:00"),
        ("Monday: Closed Tuesday: 9am-5pm", "Tu 9:00-17:00"),
        ("9-5 Mon, Tue; closed Sunday", "Mo Tu 9:00-17:00"),
        ("9-5 Mon, Tue, closed Sun, 10-2 Sat", "Mo Tu 9:00-17:00; Sa 10:00-14:00"),
        ("9-5 Mon, Tue, closed 1:30-5 the 3rd Tuesday", "Mo Tu 9:00-17:00"),
        ("Mon-Tue 9-5; closed 9:30-1 pm Tuesdays", "Mo 9:00-17:00; Tu 9:00-9:30; Tu 13:00-17:00"),
    ],
)
def test_closings_are_taken_out(text: str, expected: str) -> None:
    assert week(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Office: 9am-5pm, Mon-Fri\nEvening classes: 6pm-9pm, Mon, Wed", "Mo We 18:00-21:00"),
        ("9 am - 5 pm, Monday - Friday (Administrative)", "Mo Tu We Th Fr 9:00-17:00"),
        ("10am-6pm, Tuesday; visiting hours 11am to 8pm, Sunday", "Tu 10:00-18:00"),
        ("3pm-6pm, Mon-Fri; Summer: 8am-6pm, Mon-Fri", "Mo Tu We Th Fr 15:00-18:00"),
        ("9:00am-5:00pm, Mon-Fri; 24-hour emergency phone line", "Mo Tu We Th Fr 9:00-17:00"),
    ],
)
def test_the_hours_of_the_programme_win_over_those_of_its_office(text: str, expected: str) -> None:
    assert week(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "24 hours",
        "24/7",
        "Open 24 hours, 7 days a week",
        "24 horas al día",
        "9-5 Mon-Fri (Administration); 24-hours (Shelter)",
    ],
)
def test_around_the_clock_is_always_open(text: str) -> None:
    hours = read_hours(text)
    assert hours is not None
    assert hours.always_open


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Please inquire",
        "Varies",
        "Every other Friday 9-11am",
        "Twice per month Monday 12:30PM 2:00PM",
        "Saturday 10:00pm - 12:00pm",
        "9:00 pm - 5:00 pm, Monday - Friday",
        "Grades 2 to 5 after school",
        "Give 24 hours notice",
        "June 27 - August 5, 9:00am - 4:00pm",
        "visiting hours 9:00 am - 9:00 pm daily",
        "3rd Thursday each month",
        "Call 202-555-0143",
    ],
)
def test_what_cannot_be_read_is_unknown(text: str) -> None:
    assert read_hours(text) is None


def test_times_without_days_are_weekdays_and_say_so() -> None:
    hours = read_hours("7:00 am - 10:00 pm")
    assert hours is not None
    assert {period.day for period in hours.periods} == {0, 1, 2, 3, 4}
    assert hours.words.endswith(ASSUMED_WEEKDAYS)


def test_times_without_days_beside_other_words_are_unknown() -> None:
    assert read_hours("6:00 pm - 7:00 am when it freezes") is None


def test_only_by_appointment_is_kept_and_other_appointments_are_not() -> None:
    alone = read_hours("By appointment")
    beside = read_hours("8:30 am - 5:00 pm, Monday - Friday (other hours available by appointment)")
    assert alone is not None
    assert beside is not None
    assert alone.by_appointment
    assert not alone.periods
    assert not beside.by_appointment


def test_the_words_are_kept() -> None:
    hours = read_hours(" Mon&nbsp;9–5 ")
    assert hours is not None
    assert hours.words == "Mon 9-5"
