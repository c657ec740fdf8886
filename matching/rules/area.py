"""Hard rule: a service without a place, which works only in areas that the client is not in.

Not for: services that one goes to; there a coverage column outside the client's area only costs rank
(`factors/eligibility.py`), since publishers fill it with their own county and agencies often take anyone who comes.
The decision a reader would ask about is that difference.
"""

from __future__ import annotations

from directory.facts.values import Tri
from directory.search.listing import Listing
from matching.case import Case
from matching.coverage import covers
from matching.match import Answer
from matching.person import Person
from matching.rules.rule import Rule
from matching.sentences import say


def states(listing: Listing) -> bool:
    """It has no place and says where it works."""
    return listing.point is None and bool(listing.service_areas)


def may_refuse(person: Person) -> bool:
    """Where the client lives is known."""
    return person.client.place is not None


def judge(case: Case) -> Tri:
    """Whether one of its areas holds the client's place."""
    return covers(case)


def answer(case: Case, verdict: Tri) -> Answer:
    """Where it works."""
    names = ", ".join(area.name for area in case.listing.service_areas[:4])
    question = say("area.question", areas=names) if verdict is Tri.UNKNOWN else ""
    return Answer("area", verdict, say(f"area.{verdict}", areas=names), names, question)


def change(_case: Case) -> None:
    """Nothing: a phone line of another county is not a near miss."""
    return


RULE = Rule("area", states, judge, answer, change, may_refuse)
