"""HSDS 3.x schedule records to `Hours`, and back for importers.

Not for: free text (`hours.py`); it is called here only for a schedule that has a description and no times. The decision
a reader would ask about: `interval` above 1, `bymonthday` and `byyearday` name no day of a week and are left out rather
than shown as every week.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from msgspec import structs

from directory.facts.clock_times import DAY_MINUTES
from directory.facts.hours import may_ask_for_appointment, read_hours
from directory.facts.values import Hours, OpenPeriod

_LAST_MINUTE = DAY_MINUTES - 1  # 23:59 is how publishers write midnight where a day must not end on the next
_READ = (
    "description", "opens_at", "closes_at", "freq", "byday", "weekday", "interval", "bymonthday", "byyearday",
    "closed", "start_date", "valid_from", "valid_to",
)  # fmt: skip
"""The fields of a schedule that say anything here."""
_PLAIN = frozenset((str, type(None)))
_DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BYDAY = re.compile(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?\s*([ap]m)?", re.IGNORECASE)
_DAY_NAMES = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}


def hours_of_schedules(schedules: Iterable[Mapping[str, Any]]) -> Hours | None:
    """The hours that HSDS schedule objects give, or None when they give none.

    Times are local to the service, whatever suffix they carry (most publishers write none). A schedule without times is
    read by its `description`. Validity dates are kept only when all schedules agree.
    """
    told = tuple([tuple(map(record.get, _READ)) for record in schedules if record])
    for values in told:
        # Other values than words are rare, and some that differ compare equal.
        if not _PLAIN.issuperset(map(type, values)):
            return _hours_of(told)
    return _remembered(told)  # the same weeks come again and again


def _hours_of(told: tuple[tuple[Any, ...], ...]) -> Hours | None:
    """The hours of schedules that are told by their values of `_READ`."""
    records = [dict(zip(_READ, values, strict=True)) for values in told]
    periods = [period for record in records for period in _periods_of(record)]
    words = "; ".join(dict.fromkeys(str(record["description"]) for record in records if record.get("description")))
    closed_on = tuple(sorted(day for record in records for day in _closed_days(record)))
    # Words beside times are read only where they may say "by appointment", which is all that is taken from them.
    described = read_hours(words) if words and (not periods or may_ask_for_appointment(words)) else None
    if not periods:
        return structs.replace(described, closed_on=closed_on) if described else None
    return Hours(
        periods=tuple(sorted(set(periods), key=lambda each: (each.day, each.opens, each.closes, each.weeks_of_month))),
        always_open={(period.day, period.opens, period.closes) for period in periods if not period.weeks_of_month}
        >= {(day, 0, DAY_MINUTES) for day in range(7)},
        by_appointment=described.by_appointment if described else False,
        closed_on=closed_on,
        valid_from=_common_date(records, "valid_from"),
        valid_to=_common_date(records, "valid_to"),
        words=words,
    )


_remembered = lru_cache(maxsize=4096)(_hours_of)


def schedules_of_hours(hours: Hours) -> list[dict[str, Any]]:
    """HSDS schedule fields, without ids, one record for each time of day and week of the month.

    Hours that are only "by appointment" become one schedule with a description.
    """
    around_the_clock = tuple(OpenPeriod(day, 0, DAY_MINUTES) for day in range(7))
    periods = around_the_clock if hours.always_open else hours.periods
    groups: dict[tuple[int, int, bool], list[OpenPeriod]] = {}
    for period in periods:
        groups.setdefault((period.opens, period.closes, bool(period.weeks_of_month)), []).append(period)
    common = _common_fields(hours)
    if not groups:
        return [common] if "description" in common else []
    return [
        {
            "freq": "MONTHLY" if monthly else "WEEKLY",
            "byday": ",".join(code for period in group for code in _byday(period)),
            "opens_at": _clock(opens),
            "closes_at": _clock(closes),
            **common,
        }
        for (opens, closes, monthly), group in groups.items()
    ]


def _common_fields(hours: Hours) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if hours.words:
        fields["description"] = hours.words
    if hours.valid_from:
        fields["valid_from"] = hours.valid_from.isoformat()
    if hours.valid_to:
        fields["valid_to"] = hours.valid_to.isoformat()
    return fields


def _byday(period: OpenPeriod) -> list[str]:
    code = _DAY_CODES[period.day]
    return [f"{week}{code}" for week in period.weeks_of_month] or [code]


def _clock(minutes: int) -> str:
    """HH:MM on the clock; closing at midnight is 00:00, which `hours_of_schedules` reads as the end of the day."""
    minutes %= DAY_MINUTES
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _minutes(value: object) -> int | None:
    match = _TIME.match(str(value or "").strip())
    if not match:
        return None
    hour, minute, half = int(match[1]), int(match[2]), (match[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour * 60 + minute if hour * 60 + minute <= DAY_MINUTES else None


def _periods_of(record: Mapping[str, Any]) -> list[OpenPeriod]:
    opens, closes = _minutes(record.get("opens_at")), _minutes(record.get("closes_at"))
    if opens is None or closes is None or _skips_weeks(record):
        return []
    if closes in (0, _LAST_MINUTE):
        closes = DAY_MINUTES
    if closes <= opens:
        closes += DAY_MINUTES
    if closes - opens > DAY_MINUTES:
        return []
    return [OpenPeriod(day, opens, closes, weeks) for day, weeks in _days_of(record)]


def _skips_weeks(record: Mapping[str, Any]) -> bool:
    interval = record.get("interval")
    return (interval not in (None, "", 1, "1")) or bool(record.get("bymonthday") or record.get("byyearday"))


def _days_of(record: Mapping[str, Any]) -> list[tuple[int, tuple[int, ...]]]:
    """(day, weeks of the month) named by `byday`, or by the `weekday` of HSDS 1.x."""
    weeks: dict[int, list[int]] = {}
    monthly = str(record.get("freq") or "").upper() == "MONTHLY"
    for ordinal, code in _BYDAY.findall(str(record.get("byday") or "").upper()):
        named = weeks.setdefault(_DAY_CODES.index(code), [])
        if ordinal and monthly:
            named.append(int(ordinal))
    weekday = _DAY_NAMES.get(str(record.get("weekday") or "").strip().lower()[:3])
    if weekday is not None:
        weeks.setdefault(weekday, [])
    return [(day, tuple(named)) for day, named in weeks.items()]


def _closed_days(record: Mapping[str, Any]) -> list[date]:
    """The one day of an HSDS 1.x or 2.x holiday schedule that is marked closed."""
    if str(record.get("closed") or "").strip().lower() not in ("true", "1", "yes", "y"):
        return []
    day = _date(record.get("start_date"))
    return [day] if day else []


def _date(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _common_date(records: Sequence[Mapping[str, Any]], name: str) -> date | None:
    found = {_date(record.get(name)) for record in records}
    return found.pop() if len(found) == 1 else None
