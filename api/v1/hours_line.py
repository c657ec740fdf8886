"""Weekly hours as one line, for listings whose source gave schedules and no words: "MO-FR 09:00-17:00, SA 09:00-12:00".

Not for: pages, which say it in sentences. Days that share all their hours stand together; a run of three or more has a dash.
"""

from __future__ import annotations

from functools import lru_cache

from api.v1.days import DAYS
from directory.facts.values import Hours, OpenPeriod

MINUTES_OF_DAY = 24 * 60


@lru_cache(maxsize=2048)  # some 2 MB; of published hours 38 to 74 % come again within a source
def hours_line(hours: Hours | None) -> str:
    """The line; empty where no hours are known."""
    if hours is None:
        return ""
    if hours.always_open:
        return "always open"
    days_of: dict[str, list[int]] = {}
    for day in range(len(DAYS)):
        spans = ", ".join(dict.fromkeys(_span(period) for period in hours.periods if period.day == day))
        if spans:
            days_of.setdefault(spans, []).append(day)
    lines = [f"{_days(days)} {spans}" for spans, days in days_of.items()]
    return "; ".join(lines) or ("by appointment" if hours.by_appointment else "")


def _span(period: OpenPeriod) -> str:
    weeks = f" (week {', '.join(map(str, period.weeks_of_month))} of the month)" if period.weeks_of_month else ""
    return f"{_time(period.opens)}-{_time(period.closes)}{weeks}"


def _time(minutes: int) -> str:
    of_day = minutes if minutes == MINUTES_OF_DAY else minutes % MINUTES_OF_DAY
    return f"{of_day // 60:02}:{of_day % 60:02}"


def _days(days: list[int]) -> str:
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(_run(run) for run in runs)


def _run(run: list[int]) -> str:
    names = [DAYS[day] for day in run]
    return f"{names[0]}-{names[-1]}" if len(names) > 2 else ",".join(names)
