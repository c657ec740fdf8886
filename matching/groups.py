"""To which groups of people the client belongs: yes, no or unknown.

Not for: what a listing requires (`rules/population.py`). The decision a reader would ask about: a situation tag that is
absent never says no, because coaches write down what matters to them, not everything. Only a field says no
(`veteran` false, a household without children, an age); what nothing hints at stays unknown and merely ranks low.
"""

from __future__ import annotations

from collections.abc import Mapping

from directory.facts.values import Population, Tri
from matching.client import Client

# A tag of `Client.situation` and the groups it says. Tags are free; these are the words that coaches use.
GROUPS_OF_TAG: Mapping[str, tuple[Population, ...]] = {
    "veteran": (Population.VETERAN,),
    "active_military": (Population.ACTIVE_MILITARY,),
    "military_family": (Population.ACTIVE_MILITARY,),
    "homeless": (Population.HOMELESS,),
    "unsheltered": (Population.HOMELESS,),
    "in_shelter": (Population.HOMELESS,),
    "doubled_up": (Population.HOMELESS,),
    "reentry": (Population.REENTRY,),
    "supervised_release": (Population.REENTRY,),
    "parole": (Population.REENTRY,),
    "probation": (Population.REENTRY,),
    "incarcerated": (Population.REENTRY,),
    "formerly_incarcerated": (Population.REENTRY,),
    "criminal_record": (Population.REENTRY,),
    "pregnant": (Population.PREGNANT,),
    "expecting": (Population.PREGNANT,),
    "parent": (Population.PARENT,),
    "single_parent": (Population.PARENT,),
    "teen_parent": (Population.PARENT,),
    "new_parent": (Population.PARENT,),
    "noncustodial_parent": (Population.PARENT,),
    "grandparent_raising_grandchildren": (Population.PARENT, Population.CAREGIVER),
    "disability": (Population.DISABILITY,),
    "physical_disability": (Population.DISABILITY,),
    "developmental_disability": (Population.DISABILITY, Population.DEVELOPMENTAL_DISABILITY),
    "intellectual_disability": (Population.DISABILITY, Population.DEVELOPMENTAL_DISABILITY),
    "autism": (Population.DISABILITY, Population.DEVELOPMENTAL_DISABILITY),
    "blind": (Population.DISABILITY, Population.BLIND),
    "low_vision": (Population.DISABILITY, Population.BLIND),
    "deaf": (Population.DISABILITY, Population.DEAF),
    "hard_of_hearing": (Population.DISABILITY, Population.DEAF),
    "mental_illness": (Population.MENTAL_ILLNESS,),
    "ptsd": (Population.MENTAL_ILLNESS,),
    "depression": (Population.MENTAL_ILLNESS,),
    "substance_use": (Population.SUBSTANCE_USE,),
    "in_recovery": (Population.SUBSTANCE_USE,),
    "hiv": (Population.HIV,),
    "domestic_violence": (Population.DOMESTIC_VIOLENCE, Population.CRIME_VICTIM),
    "sexual_assault": (Population.SEXUAL_ASSAULT, Population.CRIME_VICTIM),
    "crime_victim": (Population.CRIME_VICTIM,),
    "trafficking": (Population.CRIME_VICTIM,),
    "immigrant": (Population.IMMIGRANT,),
    "undocumented": (Population.IMMIGRANT,),
    "daca": (Population.IMMIGRANT,),
    "refugee": (Population.REFUGEE, Population.IMMIGRANT),
    "asylee": (Population.REFUGEE, Population.IMMIGRANT),
    "asylum_seeker": (Population.IMMIGRANT,),
    "student": (Population.STUDENT,),
    "in_school": (Population.STUDENT,),
    "in_training": (Population.STUDENT,),
    "unemployed": (Population.UNEMPLOYED,),
    "long_term_unemployed": (Population.UNEMPLOYED,),
    "laid_off": (Population.UNEMPLOYED, Population.DISLOCATED_WORKER),
    "dislocated_worker": (Population.UNEMPLOYED, Population.DISLOCATED_WORKER),
    "foster_care": (Population.FOSTER_CARE,),
    "aged_out_of_foster_care": (Population.FOSTER_CARE,),
    "caregiver": (Population.CAREGIVER,),
    "lgbtq": (Population.LGBTQ,),
    "snap": (Population.BENEFIT_RECIPIENT,),
    "tanf": (Population.BENEFIT_RECIPIENT,),
    "ssi": (Population.BENEFIT_RECIPIENT,),
    "medicaid": (Population.BENEFIT_RECIPIENT,),
    "public_benefits": (Population.BENEFIT_RECIPIENT,),
    "chronic_illness": (Population.ILLNESS,),
    "serious_illness": (Population.ILLNESS,),
    "illness": (Population.ILLNESS,),
    "cancer": (Population.ILLNESS,),
    "diabetes": (Population.ILLNESS,),
    "dialysis": (Population.ILLNESS,),
    "epilepsy": (Population.ILLNESS, Population.DISABILITY),
    "multiple_sclerosis": (Population.ILLNESS, Population.DISABILITY),
    "native_american": (Population.NATIVE_AMERICAN,),
}

# Asking for this help says by itself that the client is in the group, as far as a first call is concerned.
GROUPS_OF_NEED: Mapping[str, tuple[Population, ...]] = {
    "veterans_services": (Population.VETERAN,),
    "expungement_reentry": (Population.REENTRY,),
    "domestic_violence": (Population.DOMESTIC_VIOLENCE, Population.CRIME_VICTIM),
    "substance_use": (Population.SUBSTANCE_USE,),
    "disability_services": (Population.DISABILITY,),
    "immigration_legal": (Population.IMMIGRANT,),
    "childcare": (Population.PARENT, Population.CAREGIVER),
    "after_school": (Population.PARENT, Population.CAREGIVER),
    "diapers_baby_supplies": (Population.PARENT, Population.CAREGIVER),
    "prenatal_parenting": (Population.PARENT,),
    "dependent_care": (Population.CAREGIVER,),
}

SENIOR_AGE = 60  # Older Americans Act, 42 USC 3002(40)
SENIOR_POSSIBLE_AGE = (
    55  # 20 CFR 641.500 (senior community service employment): the lowest age that "senior" is used for
)
YOUTH_UNTIL_AGE = 24  # WIOA out-of-school youth, 29 USC 3164(a)(1)(B)
ADULT_AGE = 18


def groups_of(client: Client, needs: tuple[str, ...]) -> Mapping[Population, Tri]:
    """What is known of the client's groups; a population that is not in the mapping is unknown."""
    known = _said_no(client)
    for tag in client.situation:
        for group in GROUPS_OF_TAG.get(tag.casefold(), ()):
            known[group] = Tri.YES
    for need in needs:
        for group in GROUPS_OF_NEED.get(need, ()):
            known.setdefault(group, Tri.YES)
    known.update(_said_yes(client))
    return known


def _said_yes(client: Client) -> dict[Population, Tri]:
    """Groups that a field says outright."""
    known: dict[Population, Tri] = {}
    if client.veteran:
        known[Population.VETERAN] = Tri.YES
    if client.disability or client.wheelchair:
        known[Population.DISABILITY] = Tri.YES
    if any(member.age < ADULT_AGE for member in client.household or ()):
        known[Population.PARENT] = Tri.YES
    if client.age is not None:
        known |= _groups_of_age(client.age)
    return known


def _groups_of_age(age: int) -> dict[Population, Tri]:
    senior = Tri.YES if age >= SENIOR_AGE else Tri.UNKNOWN if age >= SENIOR_POSSIBLE_AGE else Tri.NO
    return {Population.SENIOR: senior, Population.YOUTH: Tri.YES if age <= YOUTH_UNTIL_AGE else Tri.NO}


def _said_no(client: Client) -> dict[Population, Tri]:
    """Groups that a field rules out; a tag may still say otherwise."""
    known: dict[Population, Tri] = {}
    if client.veteran is False:
        known[Population.VETERAN] = Tri.NO
    if client.disability is False:
        disabilities = (Population.DISABILITY, Population.DEVELOPMENTAL_DISABILITY, Population.BLIND, Population.DEAF)
        known.update(dict.fromkeys(disabilities, Tri.NO))
    if client.household is not None and not any(member.age < ADULT_AGE for member in client.household):
        known[Population.PARENT] = Tri.NO
    if client.gender is not None and client.gender.casefold() == "male":
        known[Population.PREGNANT] = Tri.NO
    return known
