"""Hard rule: the listing's age limits, held against whoever the asked need concerns.

Not for: groups named by age words ("seniors", "youth": `population.py`). The decision a reader would ask about: the same
words "5-14" speak of the child when after-school care is asked for and of the client when a job is. A range that starts
at 12 or later may also mean the parent ("teen parents 14-21"), so either admits.
"""

from __future__ import annotations

from dataclasses import replace

from directory.facts.values import AgeRange, AgesOf, Population, Tri
from directory.search.listing import Listing
from matching.case import Case, evidence_words
from matching.client import HouseholdMember
from matching.groups import ADULT_AGE
from matching.match import Answer
from matching.person import CHILD_NEEDS, Person
from matching.rules.rule import Change, Rule
from matching.sentences import say, spoken_range

PARENT_MAY_BE_MEANT_FROM = 12  # no range for small children starts this late; ranges for teen parents do
EITHER_NEED = "prenatal_parenting"  # concerns the mother as much as the child


def states(listing: Listing) -> bool:
    """Some limit is given."""
    return bool(listing.eligibility.ages)


def may_refuse(person: Person) -> bool:
    """Somebody's age is known, or that there is nobody else."""
    return person.client.age is not None or person.client.household is not None


def judge(case: Case) -> Tri:
    """Yes when one concerned person is inside one range; unknown when the age that would decide is not known."""
    subjects = _subjects(case)
    if subjects is None:
        return Tri.UNKNOWN
    for limits in case.listing.eligibility.ages:
        for age in subjects:
            if _admits(limits, age):
                return Tri.YES
    return _parent_verdict(case)


def answer(case: Case, verdict: Tri) -> Answer:
    """The limits, and the question that would settle an unknown."""
    limits = " or ".join(spoken_range(limits) for limits in case.listing.eligibility.ages)
    question = say("age.question") if verdict is Tri.UNKNOWN else ""
    return Answer("age", verdict, say(f"age.{verdict}", limits=limits), evidence_words(case, "ages", "age"), question)


def change(case: Case) -> Change:
    """The nearest age that would be taken, of the child where a child can have it, else of the client."""
    client, oldest = case.person.client, _oldest_child(case)
    if _concerns_child(case):
        ages = _subjects(case) or (0,)
        wanted = [age for age in _nearest_ages(case, ages) if age <= oldest]
        if wanted:
            changed = replace(client, household=(*(client.household or ()), HouseholdMember(wanted[0])))
            return Change(say("age.change_child", age=wanted[0]), changed)
    nearest = _nearest_ages(case, (client.age or 0,))[0]
    return Change(say("age.change", age=nearest), replace(client, age=nearest))


def _nearest_ages(case: Case, ages: tuple[int, ...]) -> list[int]:
    """For each range the whole-year age in it that is closest to one of these, the closest first."""
    pairs = [
        (abs(found - age), found)
        for limits in case.listing.eligibility.ages
        for age in ages
        for found in [_nearest_age(limits, age)]
    ]
    return [found for _, found in sorted(pairs)]


def _oldest_child(case: Case) -> int:
    """The highest age at which somebody still counts as the child of the needs that are met."""
    return max((CHILD_NEEDS.get(fit.code, ADULT_AGE - 1) for fit in case.fits), default=ADULT_AGE - 1)


def _admits(limits: AgeRange, age: int) -> bool:
    """An age in whole years is any age until the next birthday, so a baby of 0 may be six weeks old."""
    if limits.minimum is not None and age + 1 <= limits.minimum:
        return False
    return limits.maximum is None or age <= limits.maximum


def _parent_verdict(case: Case) -> Tri:
    """The client themselves, where a child was meant but a range may speak of the parent; no where none does."""
    ranges = [
        limits
        for limits in case.listing.eligibility.ages
        if limits.minimum is not None and limits.minimum >= PARENT_MAY_BE_MEANT_FROM
    ]
    if not ranges or not _concerns_child(case):
        return Tri.NO
    age = case.person.client.age
    if age is None:
        return Tri.UNKNOWN
    return Tri.YES if any(_admits(limits, age) for limits in ranges) else Tri.NO


def _concerns_child(case: Case) -> bool:
    """Whether the limits speak of a child: the record says so, or only needs of a child are met."""
    if case.listing.eligibility.ages_of is AgesOf.CHILD:
        return True
    for fit in case.fits:
        if fit.code not in CHILD_NEEDS:
            return False
    return bool(case.fits)


def _subjects(case: Case) -> tuple[int, ...] | None:
    """Ages that the limits may speak of; None when none is known, empty when there is surely no such person."""
    person = case.person
    age = person.client.age
    own = () if age is None else (age,)
    needs = [fit.code for fit in case.fits]
    if EITHER_NEED in needs:
        return (*own, *person.minor_ages) or None
    children = tuple([age for need in needs for age in person.child_ages_for(need)])
    if not _concerns_child(case):
        return (*own, *children) or None
    if person.client.household is None or person.belongs_to(Population.PREGNANT) is Tri.YES:
        return person.minor_ages or None
    young_client = own if "youth_programs" in needs else ()
    return (*(children or person.minor_ages), *young_client)


def _nearest_age(limits: AgeRange, age: int) -> int:
    """The whole-year age inside the range that is closest."""
    if limits.minimum is not None and age + 1 <= limits.minimum:
        return int(-(-limits.minimum // 1))
    return age if limits.maximum is None else min(age, int(limits.maximum))


RULE = Rule("age", states, judge, answer, change, may_refuse)
