"""Hard rule: never open when the client can come.

Not for: how well the hours fit (`factors/open_when_needed.py`). The decision a reader would ask about: published hours
are usually office hours, and classes, shelters and hotlines keep others. So it says no only for care that must
cover the client's hours, where the hours are the service (an office that finds or pays for care is not); elsewhere no
shared hour is unknown, ranks low and is asked.
"""

from __future__ import annotations

from dataclasses import replace

from directory.facts.values import Tri
from directory.search.listing import Listing
from matching.case import REMOTE, Case
from matching.client import AvailableTime
from matching.match import Answer
from matching.opening import week_of_hours
from matching.person import COVER_NEEDS, Person
from matching.rules.rule import Change, Rule
from matching.sentences import say, spoken_period

OFFICE_SUBJECTS = frozenset({"finding care", "paying for care"})  # of `data/lexicon/subjects.csv`


def states(listing: Listing) -> bool:
    """Weekly hours are known and it must be visited then."""
    hours = listing.hours
    if hours is None or hours.by_appointment or not REMOTE.isdisjoint(listing.delivery):
        return False
    return bool(hours.periods) or hours.always_open


def may_refuse(person: Person) -> bool:
    """The client says when care has to cover them."""
    return bool(person.wanted) and not person.times_only_heard and not COVER_NEEDS.isdisjoint(person.needs)


def judge(case: Case) -> Tri:
    """Yes with a shared minute; a no only for care."""
    hours, wanted = case.listing.hours, case.person.wanted
    if hours is None or not wanted:
        return Tri.UNKNOWN
    if week_of_hours(hours) & wanted:
        return Tri.YES
    if case.person.times_only_heard:
        return Tri.UNKNOWN
    return Tri.NO if case.needs_cover and not OFFICE_SUBJECTS & case.words.subjects else Tri.UNKNOWN


def answer(case: Case, verdict: Tri) -> Answer:
    """The published hours."""
    question = say("time.question") if verdict is Tri.UNKNOWN and case.person.wanted else ""
    hours = case.listing.hours
    words = case.listing.hours_text or (hours.words if hours else "")
    sentence = say(f"time.{verdict}" if case.person.wanted else "time.not_asked")
    return Answer("time", verdict, sentence, words, question)


def change(case: Case) -> Change | None:
    """Coming in the longest opening of the week."""
    hours = case.listing.hours
    if hours is None or not hours.periods:
        return None
    longest = max(hours.periods, key=lambda period: period.closes - period.opens)
    window = AvailableTime((longest.day,), longest.opens, longest.closes)
    client = replace(case.person.client, available=(*case.person.client.available, window))
    return Change(say("time.change", period=spoken_period(longest)), client)


RULE = Rule("time", states, judge, answer, change, may_refuse)
