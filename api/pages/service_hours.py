"""Weekly hours as seven lines of a form, and back to HSDS schedules.

Not for: reading schedules (`directory.facts.schedules`). The decision a reader would ask about: a day has room for two spans,
which covers a midday break; hours that need more (the first Monday of a month, three spans) are shown in words and stay
untouched until somebody types into a line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from werkzeug.datastructures import MultiDict

from api.pages.wording import day_name
from directory.errors import FieldProblem
from directory.facts.clock_times import DAY_MINUTES
from directory.facts.schedules import hours_of_schedules, schedules_of_hours
from directory.facts.values import Hours, OpenPeriod

SPANS = 2
WEEK = range(7)
_CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)")

Span = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FormHours:
    """Seven days of two spans of "HH:MM" texts. `cannot_show`: the stored hours are more than the form has room for."""

    days: tuple[tuple[Span, ...], ...]
    cannot_show: bool = False

    def problems(self) -> tuple[FieldProblem, ...]:
        """Spans that cannot be read or are half empty."""
        return tuple(
            FieldProblem(f"opens-{day}-{place}", f"{day_name(day)}: type both times, such as 09:00 and 17:00.")
            for day, spans in enumerate(self.days)
            for place, span in enumerate(spans)
            if any(span) and not all(_CLOCK.fullmatch(text) for text in span)
        )

    def write_to(self, document: MutableMapping[str, Any]) -> None:
        """Make these the schedules of whichever record of the document holds them."""
        holder = _holder(document)
        if holder is None:
            return
        owner = "service_id" if holder is document else "service_at_location_id"
        made = schedules_of_hours(Hours(tuple(self._periods())))
        schedules = [{"id": str(uuid4()), owner: holder["id"], **each} for each in made]
        holder.pop("schedules", None)
        if schedules:
            holder["schedules"] = schedules

    def _periods(self) -> list[OpenPeriod]:
        periods = []
        for day, spans in enumerate(self.days):
            for opens, closes in (span for span in spans if all(span)):
                start, until = _minutes(opens), _minutes(closes)
                periods.append(OpenPeriod(day, start, until if until > start else until + DAY_MINUTES))
        return periods


def read_form_hours(form: MultiDict[str, str]) -> FormHours:
    """The hours as typed."""
    days = tuple(
        tuple(
            (form.get(f"opens-{day}-{n}", "").strip(), form.get(f"closes-{day}-{n}", "").strip()) for n in range(SPANS)
        )
        for day in WEEK
    )
    return FormHours(days, form.get("cannot_show") == "yes")


def hours_document(document: Mapping[str, Any]) -> FormHours:
    """The hours of a document, as far as the form can show them."""
    holder = _holder(document)
    hours = hours_of_schedules(holder.get("schedules", ())) if holder is not None else None
    periods = hours.periods if hours else ()
    by_day = [[period for period in periods if period.day == day] for day in WEEK]
    if holder is None or any(len(day) > SPANS or any(p.weeks_of_month for p in day) for day in by_day):
        return FormHours(tuple((("", ""),) * SPANS for _ in WEEK), cannot_show=True)
    return FormHours(tuple(_spans(day) for day in by_day))


def _holder(document: Mapping[str, Any]) -> Any:
    """The record whose schedules count: the one place that has its own, else the service; None where several places do."""
    holding = [at for at in document.get("service_at_locations", ()) if at.get("schedules")]
    if not holding:
        return document
    return holding[0] if len(holding) == 1 and len(document["service_at_locations"]) == 1 else None


def _spans(periods: list[OpenPeriod]) -> tuple[Span, ...]:
    spans = [(_clock(period.opens), _clock(period.closes)) for period in periods]
    return (*spans, *((("", ""),) * (SPANS - len(spans))))


def _clock(minutes: int) -> str:
    minutes %= DAY_MINUTES
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _minutes(text: str) -> int:
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)
