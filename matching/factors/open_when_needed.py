"""Whether it is open when the client can come, or for the hours that care is needed.

Not for: shutting out (`matching/rules/time.py`). The decision a reader would ask about: care has to cover the hours asked
for and counts by the share it covers; anything else needs one good visit a week, so two shared hours are enough.
"""

from __future__ import annotations

from directory.facts.values import OpenPeriod
from matching.case import Case
from matching.opening import longest_shared, week_of_hours
from matching.person import Person
from matching.rules.time import OFFICE_SUBJECTS
from matching.sentences import say, spoken_clock, spoken_period

ENOUGH_MINUTES = 120  # one visit with some choice of when
NEVER = 0.1  # published hours miss the client's; a call may still find another time


def is_asked(person: Person) -> bool:
    """Whether it is known when the client can come."""
    return bool(person.wanted)


def value(case: Case) -> float | None:
    """0…1; 1 when the client's times were not asked for, None when the hours are unknown."""
    wanted, hours = case.person.wanted, case.listing.hours
    if not wanted:
        return 1.0
    if hours is None or not (hours.periods or hours.always_open):
        return None
    shared = (week_of_hours(hours) & wanted).bit_count()
    if case.needs_cover and not OFFICE_SUBJECTS & case.words.subjects:
        return shared / wanted.bit_count()
    return max(NEVER, min(1.0, shared / ENOUGH_MINUTES))


def sentence(case: Case, found: float | None) -> str:
    """The opening that gives the client most time."""
    hours = case.listing.hours
    if not case.person.wanted:
        return say("open.not_asked")
    if found is None or hours is None:
        return say("open.appointment" if hours and hours.by_appointment else "open.unknown")
    if hours.always_open:
        return say("open.always")
    longest = longest_shared(hours, case.person.wanted)
    if longest is None:
        return say("open.never")
    if case.needs_cover and not OFFICE_SUBJECTS & case.words.subjects:
        key = "open.cover" if found >= 1.0 else "open.cover_part"
        return say(key, closes=spoken_clock(longest.closes))
    same = [period.day for period in hours.periods if _same_hours(period, longest)]
    return say("open.period", period=spoken_period(longest, sorted(set(same))))


def _same_hours(one: OpenPeriod, other: OpenPeriod) -> bool:
    return (one.opens, one.closes, one.weeks_of_month) == (other.opens, other.closes, other.weeks_of_month)
