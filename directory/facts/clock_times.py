"""Two times of day as people write them ("9-5", "10:00 - 3:00 pm", "9pm-1am") to minutes after midnight.

Not for: finding them in a text (`hour_tokens.py`). The decision a reader would ask about: a range that runs backwards
is taken over midnight only when it starts in the afternoon and ends before noon; otherwise it is a slip and is not read.
"""

from __future__ import annotations

from dataclasses import dataclass

DAY_MINUTES = 1440
NOON = 720
# "9-5" without am or pm: services open from 7 in the morning; 1 to 6 are afternoons.
_EARLIEST_MORNING_HOUR = 7


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time as written. `meridiem` is "a", "p", or empty; `certain` when the 24-hour clock or a word left no doubt."""

    hour: int
    minute: int
    meridiem: str = ""
    certain: bool = False

    @property
    def minutes(self) -> int:
        """Minutes after midnight, am where nothing else is said."""
        if self.certain:
            return self.hour * 60 + self.minute
        return (self.hour % 12 + (12 if self.meridiem == "p" else 0)) * 60 + self.minute


def clock_time(hour: int, minute: int, meridiem: str, leading_zero: bool = False) -> ClockTime | None:
    """The time written so, or None for what no clock shows."""
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    if hour > 12 or hour == 0:
        return ClockTime(hour, minute, certain=True)
    if leading_zero and not meridiem:
        return ClockTime(hour, minute, certain=True)
    return ClockTime(hour, minute, meridiem)


def _said(time: ClockTime) -> bool:
    return time.certain or bool(time.meridiem)


def _opening(start: ClockTime, end: ClockTime) -> int:
    """Minutes of a start that may lack am or pm."""
    if _said(start):
        return start.minutes
    if end.meridiem:
        same = ClockTime(start.hour, start.minute, end.meridiem).minutes
        return same if same < end.minutes or end.minutes == 0 else start.minutes
    if end.certain and start.hour != 12:
        return start.minutes
    morning = start.hour != 12 and start.hour >= _EARLIEST_MORNING_HOUR
    return start.minutes if morning else start.minutes + NOON


def minutes_open(start: ClockTime, end: ClockTime) -> tuple[int, int] | None:
    """(opens, closes) in minutes after midnight; `closes` passes 1440 over midnight. None when it makes no sense."""
    opens = _opening(start, end)
    if _said(end):
        closes = end.minutes
    else:
        closes = end.minutes if end.minutes > opens else end.minutes + NOON
        if closes <= opens:
            return None
    if closes == 0 or (closes == opens == 0):
        closes = DAY_MINUTES
    if closes > opens:
        return opens, closes
    if opens >= NOON > closes:
        return opens, closes + DAY_MINUTES
    return None
