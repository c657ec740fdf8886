"""Hard rule: services that take only certain groups (veterans, homeless people, families, …).

Not for: groups that a service is made for without shutting others out (`factors/eligibility.py`). The decision a reader
would ask about: it says no only when every group named is one that a field of the client rules out. A group that nothing
hints at is unknown: it is never excluded, ranks low, and gives the question to ask.
"""

from __future__ import annotations

from dataclasses import replace

from directory.facts.values import Population, Tri
from directory.search.listing import Listing
from matching.case import Case, evidence_words
from matching.client import Client, HouseholdMember
from matching.groups import ADULT_AGE, SENIOR_AGE, YOUTH_UNTIL_AGE
from matching.match import Answer
from matching.person import CHILD_NEEDS, Person
from matching.rules.rule import Change, Rule
from matching.sentences import say, spoken_population, spoken_populations

WITHOUT_CHILDREN = "people who come without children"


def states(listing: Listing) -> bool:
    """The listing names groups that it is limited to."""
    return bool(listing.eligibility.required or listing.eligibility.without_children)


def may_refuse(person: Person) -> bool:
    """Some group is ruled out, or children come along."""
    return bool(person.minor_ages) or Tri.NO in person.groups.values()


def judge(case: Case) -> Tri:
    """Belonging to one of the groups is enough, save where one must belong to several at once."""
    eligibility = case.listing.eligibility
    if eligibility.without_children and case.person.minor_ages:
        return Tri.NO
    if not eligibility.required:
        return Tri.YES if case.person.client.household is not None else Tri.UNKNOWN
    if any(all(belongs(case, group) is Tri.NO for group in groups) for groups in _each_required(case)):
        return Tri.NO
    verdicts = {belongs(case, population) for population in case.listing.eligibility.required}
    if Tri.YES in verdicts:
        return Tri.YES
    return Tri.UNKNOWN if Tri.UNKNOWN in verdicts else Tri.NO


def _each_required(case: Case) -> list[tuple[Population, ...]]:
    """Groups of which one each is needed: those named together, and those of a further requirement."""
    eligibility = case.listing.eligibility
    binding = set(eligibility.together) <= set(eligibility.required)
    return [*((group,) for group in eligibility.together if binding), *eligibility.also_required]


def belongs(case: Case, population: Population) -> Tri:
    """Whether the person concerned belongs to it; for a child's need, the child may be the young one."""
    if population is Population.YOUTH and any(fit.code in CHILD_NEEDS for fit in case.fits):
        ages = [age for fit in case.fits for age in case.person.child_ages_for(fit.code)]
        if any(age <= YOUTH_UNTIL_AGE for age in ages):
            return Tri.YES
    return case.person.belongs_to(population)


def answer(case: Case, verdict: Tri) -> Answer:
    """The groups, and the question that would settle an unknown."""
    groups = _groups(case.listing)
    question = ""
    if verdict is Tri.UNKNOWN and case.listing.eligibility.required:
        open_ones = [one for one in case.listing.eligibility.required if belongs(case, one) is Tri.UNKNOWN]
        question = say("population.question", group=spoken_population(open_ones[0]))
    words = evidence_words(case, "required", "population", "populations")
    return Answer("population", verdict, say(f"population.{verdict}", groups=groups), words, question)


def change(case: Case) -> Change:
    """Belonging to the group that is denied, else the first named; or coming without children."""
    client = case.person.client
    if case.listing.eligibility.without_children and case.person.minor_ages:
        grown = tuple(member for member in client.household or () if member.age >= ADULT_AGE)
        return Change(say("population.change", group=WITHOUT_CHILDREN), replace(client, household=grown))
    missing = (each[0] for each in _each_required(case) if all(belongs(case, one) is Tri.NO for one in each))
    population = next(missing, case.listing.eligibility.required[0])
    sentence = say("population.change", group=spoken_population(population))
    return Change(sentence, _client_in(population, case.person.client))


def _groups(listing: Listing) -> str:
    spoken = [spoken_populations(listing.eligibility.required)] if listing.eligibility.required else []
    return " ".join([*spoken, *([WITHOUT_CHILDREN] if listing.eligibility.without_children else [])])


def _client_in(population: Population, client: Client) -> Client:
    """The client as a member of the group."""
    if population is Population.VETERAN:
        return replace(client, veteran=True)
    if population is Population.DISABILITY:
        return replace(client, disability=True)
    if population is Population.SENIOR:
        return replace(client, age=SENIOR_AGE)
    if population is Population.YOUTH:
        return replace(client, age=YOUTH_UNTIL_AGE)
    if population is Population.PARENT:
        return replace(client, household=(*(client.household or ()), HouseholdMember(5)))
    return replace(client, situation=(*client.situation, str(population)))


RULE = Rule("population", states, judge, answer, change, may_refuse)
