"""Hard rule: a service without a place, which works only in areas that the client is not in.

Not for: services that one goes to; there a coverage column outside the client's area only costs rank
(`factors/eligibility.py`), since publishers fill it with their own county and agencies often take anyone who comes.
The decision a reader would ask about is that difference.
"""

from __future__ import annotations

from directory.facts.values import Tri
from directory.search.listing import Listing
from matching.case import Case
from matching.match import Answer
from matching.rules.residence import keyed_area_verdict, named_area_verdict
from matching.rules.rule import Rule
from matching.sentences import say


def states(listing: Listing) -> bool:
    """It has no place and says where it works."""
    return listing.point is None and bool(listing.service_areas)


def judge(case: Case) -> Tri:
    """Whether one of its areas holds the client's place."""
    return covers(case)


def covers(case: Case) -> Tri:
    """Whether the coverage of the listing, with or without a place of its own, holds the client's place."""
    place = case.person.client.place
    areas = case.listing.service_areas
    if place is None or not areas:
        return Tri.UNKNOWN
    verdicts = {
        keyed_area_verdict(area.keys, place) if area.keys else named_area_verdict((area.name,), place) for area in areas
    }
    if Tri.YES in verdicts:
        return Tri.YES
    return Tri.UNKNOWN if Tri.UNKNOWN in verdicts else Tri.NO


def answer(case: Case, verdict: Tri) -> Answer:
    """Where it works."""
    names = ", ".join(area.name for area in case.listing.service_areas[:4])
    question = say("area.question", areas=names) if verdict is Tri.UNKNOWN else ""
    return Answer("area", verdict, say(f"area.{verdict}", areas=names), names, question)


def change(_case: Case) -> None:
    """Nothing: a phone line of another county is not a near miss."""
    return


RULE = Rule("area", states, judge, answer, change)
