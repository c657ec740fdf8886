"""Hard rule: farther than the client can go, for help that one must go to.

Not for: how much nearness counts (`factors/distance.py`). The decision a reader would ask about: points are often ZIP
centroids and distances are straight lines, so it says no only beyond the limit by more than the uncertainty of both
points and half the limit again; in between it is unknown and ranks low.
"""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from directory.facts.values import Delivery, Tri
from directory.search.listing import Listing
from matching.case import Case
from matching.match import Answer
from matching.person import Person
from matching.rules.rule import Change, Rule
from matching.sentences import say, spoken_miles

GRACE = 1.5  # "about four miles" is how limits are given; a bus that goes there settles the rest


def states(listing: Listing) -> bool:
    """It has a point, and help does not come by phone, online or to the home."""
    by_wire = Delivery.PHONE in listing.delivery or Delivery.ONLINE in listing.delivery
    at_home_only = Delivery.AT_HOME in listing.delivery and Delivery.IN_PERSON not in listing.delivery
    return listing.point is not None and not by_wire and not at_home_only


def may_refuse(person: Person) -> bool:
    """The client says how far they can go."""
    return person.client.max_miles is not None


def judge(case: Case) -> Tri:
    """Yes within the limit, no when surely beyond it, unknown between."""
    limit, distance = case.person.client.max_miles, case.distance_miles
    if limit is None or distance is None:
        return Tri.UNKNOWN
    if distance <= limit:
        return Tri.YES
    return Tri.NO if distance - case.uncertainty_miles > limit * GRACE else Tri.UNKNOWN


def answer(case: Case, verdict: Tri) -> Answer:
    """The distance against the limit."""
    if case.distance_miles is None:
        return Answer("distance", Tri.UNKNOWN, say("distance.no_place"), "", say("distance.question_place"))
    miles = spoken_miles(case.distance_miles)
    limit = case.person.client.max_miles
    if limit is None:
        return Answer("distance", Tri.UNKNOWN, say("distance.only", miles=miles))
    sentence = say(f"distance.{verdict}", miles=miles, limit=f"{limit:g}")
    question = say("distance.question") if verdict is Tri.UNKNOWN else ""
    return Answer("distance", verdict, sentence, _address(case.listing), question)


def change(case: Case) -> Change | None:
    """Going a little farther."""
    if case.distance_miles is None:
        return None
    miles = ceil(case.distance_miles)
    return Change(say("distance.change", miles=miles), replace(case.person.client, max_miles=float(miles)))


def _address(listing: Listing) -> str:
    return ", ".join(part for part in (listing.street, listing.city) if part)


RULE = Rule("distance", states, judge, answer, change, may_refuse)
