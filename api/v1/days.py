"""Days of the week as HSDS and iCalendar write them (RFC 5545 BYDAY), and as our values count them."""

from __future__ import annotations

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def day_number(day: str) -> int:
    """Monday 0 … Sunday 6. Raises `ValueError` for anything else."""
    return DAYS.index(day)
