"""The short notation of the sample's hours ("Mo-Fr 8:00-17:00; 3rd Sa 9:00-11:00") as HSDS schedules."""

from __future__ import annotations

from typing import Any

from tools.sample.identifiers import make_id

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
SPANISH = {"MA": "TU", "JU": "TH", "LU": "MO", "MI": "WE", "VI": "FR", "DO": "SU"}
DAY_MINUTES = 24 * 60


def schedules_of(notation: str, service_id: str) -> list[dict[str, Any]]:
    """HSDS schedules of one service; times past 24:00 run over midnight and close on the next day."""
    if notation == "24/7":
        return [_schedule(service_id, 0, {"freq": "WEEKLY", "byday": ",".join(DAYS)}, "00:00", "23:59", notation)]
    made: list[dict[str, Any]] = []
    for part in notation.split(";"):
        days, times = _split_times(part.strip())
        for period in times.split(","):
            opens, closes = (_clock(each) for each in period.strip().split("-"))
            made.append(_schedule(service_id, len(made), _recurrence(days), opens, closes, part.strip()))
    return made


def _split_times(part: str) -> tuple[str, str]:
    """Days and times, where commas may stand in either: the times begin with the word that has the first colon."""
    start = part.rindex(" ", 0, part.index(":"))
    return part[:start], part[start + 1 :]


def _recurrence(days: str) -> dict[str, str]:
    ordinal, _, rest = days.partition(" ")
    if rest:
        return {"freq": "MONTHLY", "byday": ordinal[0] + _day(rest)}
    return {"freq": "WEEKLY", "byday": ",".join(_expand(days))}


def _expand(days: str) -> list[str]:
    if "-" in days:
        first, last = (DAYS.index(_day(day)) for day in days.split("-"))
        return list(DAYS[first : last + 1])
    return [_day(day) for day in days.split(",")]


def _day(text: str) -> str:
    name = text.strip().upper()
    return SPANISH.get(name, name)


def _clock(text: str) -> str:
    hour, minute = text.split(":")
    minutes = (int(hour) * 60 + int(minute)) % DAY_MINUTES
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _schedule(
    service_id: str, number: int, recurrence: dict[str, str], opens: str, closes: str, words: str
) -> dict[str, Any]:
    return {
        "id": make_id("schedule", f"{service_id}/{number}"),
        "service_id": service_id,
        **recurrence,
        "wkst": "MO",
        "opens_at": opens,
        "closes_at": closes,
        "description": words,
    }
