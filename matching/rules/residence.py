"""Hard rule: services whose own eligibility words ask for residents of some area.

Not for: the area that a publisher's coverage column names (`area.py`): that says where a service is known to work, and
cataloguers fill it from habit; only the record's eligibility words shut out. The decision a reader would ask about: a
no needs both sides known. An area that could not be resolved, or a place without that kind of area, stays unknown.
"""

from __future__ import annotations

from dataclasses import replace

from directory.facts.residence import UNNAMED_AREA
from directory.facts.values import Tri
from directory.geography.place import Place
from directory.search.listing import Listing
from matching.case import Case, evidence_words
from matching.coverage import covers, keyed_area_verdict, named_area_verdict
from matching.match import Answer
from matching.person import Person
from matching.rules.rule import Change, Rule
from matching.sentences import say, spoken_areas


def states(listing: Listing) -> bool:
    """Residents of somewhere are asked for."""
    return bool(listing.eligibility.residence or listing.eligibility.residence_names)


def may_refuse(person: Person) -> bool:
    """Where the client lives is known."""
    return person.client.place is not None


def judge(case: Case) -> Tri:
    """Living in one of the areas is enough."""
    place = case.person.client.place
    if place is None:
        return Tri.UNKNOWN
    eligibility = case.listing.eligibility
    if eligibility.residence_names == (UNNAMED_AREA,) and not eligibility.residence:
        # "Live within the target area", and the coverage column says which.
        return covers(case)
    named = named_area_verdict(eligibility.residence_names, place)
    keyed = keyed_area_verdict(eligibility.residence, place)
    if not (eligibility.residence and eligibility.residence_names):
        return named if eligibility.residence_names else keyed
    return _both(keyed, named)


def _both(keyed: Tri, named: Tri) -> Tri:
    """Areas that were resolved beside names that were not: inside the former, the names may narrow them ("DC residents,
    ward 7"); outside, a name may be another way in ("DC, Langley Park"), so only a known name says no.
    """
    return Tri.YES if keyed is Tri.NO and named is Tri.YES else named


def answer(case: Case, verdict: Tri) -> Answer:
    """Where one must live."""
    areas = _areas(case.listing)
    question = say("residence.question", areas=areas) if verdict is Tri.UNKNOWN else ""
    words = evidence_words(case, "residence")
    return Answer("residence", verdict, say(f"residence.{verdict}", areas=areas), words, question)


def change(case: Case) -> Change | None:
    """Living there: told, because the coach may know of an address that counts."""
    place, eligibility = case.person.client.place, case.listing.eligibility
    if place is None:
        return None
    moved = _moved(place, eligibility.residence[0]) if eligibility.residence else place
    if eligibility.residence_names:
        moved = replace(moved, neighborhood=eligibility.residence_names[0].casefold())
    sentence = say("residence.change", areas=_areas(case.listing))
    return Change(sentence, replace(case.person.client, place=moved))


def _areas(listing: Listing) -> str:
    return spoken_areas(listing.eligibility.residence, listing.eligibility.residence_names)


def _moved(place: Place, key: str) -> Place:
    """The place with the field that gives it this area key."""
    kind, _, rest = key.partition(":")
    if kind == "city":
        state, _, city = rest.partition(":")
        return replace(place, state=state, city=city)
    if kind == "state":
        return replace(place, state=rest)
    return replace(place, county_fips=rest) if kind == "county" else replace(place, postal_code=rest)


RULE = Rule("residence", states, judge, answer, change, may_refuse)
