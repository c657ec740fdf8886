"""Weekly hours as one line."""

from __future__ import annotations

import pytest

from api.v1.hours_line import hours_line
from directory.facts.values import Hours, OpenPeriod


def week(*days: int, opens: int = 540, closes: int = 1020) -> tuple[OpenPeriod, ...]:
    return tuple(OpenPeriod(day, opens, closes) for day in days)


@pytest.mark.parametrize(
    ("hours", "line"),
    [
        (None, ""),
        (Hours(), ""),
        (Hours(by_appointment=True), "by appointment"),
        (Hours(always_open=True), "always open"),
        (Hours(week(0, 1, 2, 3, 4)), "MO-FR 09:00-17:00"),
        (Hours(week(0, 1, 4)), "MO,TU,FR 09:00-17:00"),
        (Hours(week(5, opens=1200, closes=1560)), "SA 20:00-02:00"),
        (Hours(week(6, opens=0, closes=1440)), "SU 00:00-24:00"),
        (Hours(week(0, closes=720) + week(0, opens=780)), "MO 09:00-12:00, 13:00-17:00"),
        (Hours((OpenPeriod(5, 540, 720, (1, 3)),)), "SA 09:00-12:00 (week 1, 3 of the month)"),
    ],
)
def test_hours_are_one_line(hours: Hours | None, line: str) -> None:
    assert hours_line(hours) == line
