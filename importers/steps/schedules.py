"""Hours into HSDS 3 schedules: the weekday rows of old packages, clock times of any kind, and free text.

Not for: reading free text (`directory.facts.hours`). The decision a reader would ask about: the words stay in
`description` whatever could be read from them, so that a better reading later needs no new import.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from directory.facts.hours import read_hours
from directory.facts.schedules import schedules_of_hours
from importers.drafts import Document, FlatRecord
from importers.steps.nested import children

HOURS_TEXT = "x_hours_text"
"""Where readers put hours that are free text."""

_DAY_CODES = {"mo": "MO", "tu": "TU", "we": "WE", "th": "TH", "fr": "FR", "sa": "SA", "su": "SU"}
_DAY_NUMBERS = {"1": "MO", "2": "TU", "3": "WE", "4": "TH", "5": "FR", "6": "SA", "7": "SU"}
_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_CLOCK = re.compile(r"(\d{1,2})(?::(\d{2}))?(?::\d{2})?\s*([ap])\.?m\.?", re.IGNORECASE)
_SHORT_CLOCK = re.compile(r"(\d):(\d{2})(:\d{2})?")
_MOST_TEXTS = 4096  # directories repeat the same few hundred texts
_MOST_TIMES = 4096  # the minutes of a day, in the spellings of one source


def set_schedules(record: FlatRecord) -> None:
    """All schedules of a service, location or service at location."""
    document = record.document
    if "schedules" not in document and HOURS_TEXT not in document:
        return
    found = children(document, "schedules")
    by_weekday = False
    for schedule in found:
        for name in ("opens_at", "closes_at"):
            if isinstance(schedule.get(name), str):
                schedule[name] = clock_time(schedule[name])
        if "weekday" in schedule:
            _set_byday(record, schedule)
        by_weekday = by_weekday or "x_weekday" in schedule
    if by_weekday:
        found = _combined(found)
    words = document.pop(HOURS_TEXT, None)
    if isinstance(words, str) and words:
        found.extend(dict(schedule) for schedule in _schedules_of_text(words))
    if found:
        document["schedules"] = found


@lru_cache(maxsize=_MOST_TIMES)
def clock_time(words: str) -> str:
    """`8:00am` as `08:00`; what is no such time stays."""
    match = _CLOCK.fullmatch(words.strip())
    if match:
        hour = int(match[1]) % 12 + (12 if match[3].lower() == "p" else 0)
        return f"{hour:02d}:{match[2] or '00'}" if int(match[1]) <= 12 else words
    short = _SHORT_CLOCK.fullmatch(words.strip())
    return f"0{words.strip()}" if short else words


def _set_byday(record: FlatRecord, schedule: Document) -> None:
    """The `weekday` of HSDS 1.x, a name or a number from Monday 1, as `byday`."""
    weekday = schedule.pop("weekday", None)
    if weekday is None:
        return
    text = str(weekday).strip().lower()
    code = _DAY_NUMBERS.get(text) or _DAY_CODES.get(text[:2])
    if code is None:
        record.note("schedules", f"{weekday!r} is no day of the week")
        schedule["x_weekday_words"] = weekday
        return
    schedule.setdefault("freq", "WEEKLY")
    schedule.setdefault("byday", code)
    schedule["x_weekday"] = code


def _combined(schedules: list[Document]) -> list[Document]:
    """One schedule for all days with the same times and words, as 3.x writes it."""
    kept: list[Document] = []
    days: dict[tuple[Any, ...], list[str]] = {}
    for schedule in schedules:
        code = schedule.pop("x_weekday", None)
        if code is None:
            kept.append(schedule)
            continue
        key = (schedule.get("opens_at"), schedule.get("closes_at"), schedule.get("description"), len(schedule))
        if key not in days:
            kept.append(schedule)
            days[key] = []
            schedule["byday"] = days[key]
        days[key].append(code)
    for schedule in kept:
        if isinstance(schedule.get("byday"), list):
            schedule["byday"] = ",".join(sorted(dict.fromkeys(schedule["byday"]), key=_WEEK.index))
    return kept


@lru_cache(maxsize=_MOST_TEXTS)
def _schedules_of_text(words: str) -> tuple[Document, ...]:
    """HSDS schedules without ids; one with nothing but the words where they cannot be read."""
    hours = read_hours(words)
    found = schedules_of_hours(hours) if hours is not None else []
    for schedule in found:
        schedule["description"] = words
    return tuple(found) or ({"description": words},)
