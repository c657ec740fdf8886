"""Questions about weekly hours: open at a moment, for how long, when next, and in words.

Not for: time zones; every moment here is already local to the service (`directory.geography` knows the zone). The
decision a reader would ask about: hours by appointment only, outside their validity or unknown answer UNKNOWN, never NO.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from directory.facts.clock_times import DAY_MINUTES
from directory.facts.values import Hours, OpenPeriod, Tri

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEK_WORDS = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 5: "5th", -1: "last"}
# Five weeks show every nth weekday of a month at least once.
_DAYS_TO_LOOK_AHEAD = 35


def _applies(period: OpenPeriod, day: date) -> bool:
    if period.day != day.weekday():
        return False
    if not period.weeks_of_month:
        return True
    last = (day + timedelta(days=7)).month != day.month
    return (day.day - 1) // 7 + 1 in period.weeks_of_month or (last and -1 in period.weeks_of_month)


def _is_known(hours: Hours | None, day: date) -> bool:
    if hours is None or not (hours.periods or hours.always_open):
        return False
    started = hours.valid_from is None or hours.valid_from <= day
    return started and (hours.valid_to is None or day <= hours.valid_to)


def periods_on(hours: Hours, day: date) -> tuple[tuple[int, int], ...]:
    """(opens, closes) in minutes after midnight of that date; `closes` passes 1440 over midnight."""
    if day in hours.closed_on:
        return ()
    if hours.always_open:
        return ((0, DAY_MINUTES),)
    return tuple(sorted((each.opens, each.closes) for each in hours.periods if _applies(each, day)))


def is_open_at(hours: Hours | None, at: datetime) -> Tri:
    """Whether it is open at this moment, local to the service."""
    if hours is None or not _is_known(hours, at.date()):
        return Tri.UNKNOWN
    minute = at.hour * 60 + at.minute
    today = any(opens <= minute < closes for opens, closes in periods_on(hours, at.date()))
    late = any(minute + DAY_MINUTES < closes for _, closes in periods_on(hours, at.date() - timedelta(days=1)))
    return Tri.YES if today or late else Tri.NO


def open_minutes_within(hours: Hours | None, day: int, start: int, until: int) -> int | None:
    """Minutes open on a weekday (Monday 0 … Sunday 6) between `start` and `until`, minutes after midnight.

    `until` may pass 1440. Periods of some weeks of the month count as open. None when the hours are unknown.
    """
    if hours is None or not (hours.periods or hours.always_open):
        return None
    if hours.always_open:
        return max(0, until - start)
    covered = 0
    reached = start
    for opens, closes in sorted(_spans_around(hours, day)):
        begin, end = max(opens, reached), min(closes, until)
        if end > begin:
            covered += end - begin
            reached = end
    return covered


def _spans_around(hours: Hours, day: int) -> Iterator[tuple[int, int]]:
    """Periods of the day, of the night before and of the day after, in minutes after the day's midnight."""
    for period in hours.periods:
        for shift in (-1, 0, 1):
            if period.day == (day + shift) % 7:
                yield period.opens + shift * DAY_MINUTES, period.closes + shift * DAY_MINUTES


def next_opening(hours: Hours | None, after: datetime) -> datetime | None:
    """The first moment after `after` when it opens, local to the service; None when unknown, or when it never closes.

    Looks five weeks ahead, which finds every nth weekday of a month.
    """
    if hours is None or hours.always_open or not hours.periods:
        return None
    for days in range(_DAYS_TO_LOOK_AHEAD + 1):
        day = after.date() + timedelta(days=days)
        if not _is_known(hours, day):
            continue
        midnight = datetime.combine(day, time(), after.tzinfo)
        for opens, _ in periods_on(hours, day):
            moment = midnight + timedelta(minutes=opens)
            if moment > after:
                return moment
    return None


def clock_words(minutes: int) -> str:
    """ "9 am", "5:30 pm", "noon", "midnight"; minutes past 1440 are of the next day."""
    minutes %= DAY_MINUTES
    if minutes in (0, 720):
        return "midnight" if minutes == 0 else "noon"
    hour, minute = minutes // 60, minutes % 60
    shown = f"{hour % 12 or 12}:{minute:02d}" if minute else f"{hour % 12 or 12}"
    return f"{shown} {'am' if hour < 12 else 'pm'}"


def describe_hours(hours: Hours | None) -> tuple[str, ...]:
    """One line for each day, Monday first: "Monday: 9 am to 5 pm", "Sunday: closed". Empty when unknown."""
    if hours is None:
        return ()
    if hours.always_open:
        return ("Open 24 hours, every day",)
    if not hours.periods:
        return ("By appointment only",) if hours.by_appointment else ()
    lines = tuple(f"{DAY_NAMES[day]}: {_describe_day(hours, day)}" for day in range(7))
    return (*lines, "By appointment only") if hours.by_appointment else lines


def _describe_day(hours: Hours, day: int) -> str:
    spans = [_describe_period(period) for period in hours.periods if period.day == day]
    return ", ".join(spans) or "closed"


def _describe_period(period: OpenPeriod) -> str:
    if (period.opens, period.closes) == (0, DAY_MINUTES):
        span = "24 hours"
    else:
        span = f"{clock_words(period.opens)} to {clock_words(period.closes)}"
    if not period.weeks_of_month:
        return span
    return f"{span} ({', '.join(_WEEK_WORDS[week] for week in period.weeks_of_month)} of the month)"


def describe_opening(hours: Hours | None, at: datetime) -> str:
    """Whether it is open now, in words: "open until 9 pm", "closed, opens Tuesday at 9 am", or empty when unknown."""
    state = is_open_at(hours, at)
    if hours is None or state is Tri.UNKNOWN:
        return ""
    if state is Tri.YES:
        return "open 24 hours" if hours.always_open else f"open until {clock_words(_closing_after(hours, at))}"
    opening = next_opening(hours, at)
    if opening is None:
        return "closed"
    day = "today" if opening.date() == at.date() else DAY_NAMES[opening.weekday()]
    return f"closed, opens {day} at {clock_words(opening.hour * 60 + opening.minute)}"


def _closing_after(hours: Hours, at: datetime) -> int:
    minute = at.hour * 60 + at.minute
    today = [closes for opens, closes in periods_on(hours, at.date()) if opens <= minute < closes]
    night = [closes for _, closes in periods_on(hours, at.date() - timedelta(days=1)) if minute + DAY_MINUTES < closes]
    return max(today or night)
