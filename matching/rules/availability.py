"""Hard rule: what is inactive, closed, ended or not to be referred to is never offered, nor shown as a near miss.

Not for: today's opening hours (`time.py`). The decision a reader would ask about: there is no change that would admit,
because nothing about the client could open a closed door; a coach who wants to see such a record finds it by search.
"""

from __future__ import annotations

from directory.facts.values import AvailabilityStatus, Tri
from directory.search.listing import Listing
from matching.case import Case
from matching.match import Answer
from matching.person import Person
from matching.rules.rule import Rule
from matching.sentences import say


def states(_listing: Listing) -> bool:
    """Every listing has a status."""
    return True


def may_refuse(_person: Person) -> bool:
    """What is closed is closed for everybody."""
    return True


def judge(case: Case) -> Tri:
    """Yes only when open."""
    return Tri.YES if case.listing.availability.status is AvailabilityStatus.OPEN else Tri.NO


def answer(case: Case, verdict: Tri) -> Answer:
    """The status and the words that say so."""
    evidence = case.listing.availability.evidence
    sentence = say(f"availability.{verdict}", status=case.listing.availability.status.replace("_", " "))
    return Answer("availability", verdict, sentence, evidence[0].words if evidence else "")


def change(_case: Case) -> None:
    """Nothing about the client would open it."""
    return


RULE = Rule("availability", states, judge, answer, change, may_refuse)
