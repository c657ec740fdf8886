"""When a listing is open, held against when the client can come. Pure arithmetic on weekly minutes.

Not for: sentences, or whether it is open at one moment of a date with holidays. The decision a reader would ask about: a
week is a circle, so a Sunday night shift until Monday 2 am meets a Monday 1 am opening.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from directory.facts.values import Hours, OpenPeriod
from matching.client import AvailableTime

DAY = 1440
WEEK = 7 * DAY
Span = tuple[int, int]


def week_spans(hours: Hours) -> list[Span]:
    """Open spans in minutes after Monday midnight; a span may pass the end of the week."""
    if hours.always_open:
        return [(0, WEEK)]
    return [(period.day * DAY + period.opens, period.day * DAY + period.closes) for period in hours.periods]


def window_spans(windows: Sequence[AvailableTime]) -> list[Span]:
    """The client's windows in minutes after Monday midnight, one span a day."""
    return [(day * DAY + window.start, day * DAY + window.until) for window in windows for day in window.days]


def shared_minutes(open_spans: Iterable[Span], wanted: Sequence[Span]) -> int:
    """Minutes a week that lie in both. Wraps around the end of the week."""
    total = 0
    for opens, closes in open_spans:
        for start, until in wanted:
            for shift in (0, WEEK, -WEEK):
                total += max(0, min(closes, until + shift) - max(opens, start + shift))
    return total


def total_minutes(spans: Iterable[Span]) -> int:
    """The length of all spans together."""
    return sum(until - start for start, until in spans)


def longest_shared(hours: Hours, windows: Sequence[AvailableTime]) -> tuple[OpenPeriod, int] | None:
    """The period that gives the client most time, and the minutes; None when none is shared."""
    wanted = window_spans(windows)
    best: tuple[OpenPeriod, int] | None = None
    for period in hours.periods:
        span = (period.day * DAY + period.opens, period.day * DAY + period.closes)
        minutes = shared_minutes([span], wanted)
        if minutes > 0 and (best is None or minutes > best[1]):
            best = (period, minutes)
    return best
