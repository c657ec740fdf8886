"""How sure it is that the service takes this client, by its own rules alone.

Not for: shutting out (`matching/rules`). The decision a reader would ask about: a fact of the client is looked at only
where the listing's own rule names it. A group that nothing hints at counts almost as a no; an age or income not yet told
counts half; a service made for the client's group counts fully.
"""

from __future__ import annotations

from math import prod

from directory.facts.values import Population, Tri
from matching.case import Case
from matching.coverage import covers, covers_only_neighborhoods, keyed_area_verdict
from matching.reading import Words
from matching.rules import age, gender, income, population, residence
from matching.sentences import say, spoken_populations

UNLIKELY = 0.0  # a required group that nothing about the client hints at
OUTSIDE = 0.2  # the publisher's coverage column names other areas
FOCUS_RULED_OUT = 0.2  # made for others, and the client is known not to be one
NOT_FOCUS = 0.6  # its name or description speaks of others, without shutting this client out
NOT_FOCUS_BY_RULE = 0.3  # its eligibility words speak of others
FOR_ORGANIZATIONS = 0.3  # its words speak of work for agencies or professionals, not for clients
TO_ASK = 0.5  # a stated rule whose answer about the client is not known
UNREAD = 0.6  # a condition in words that no rule reads ("must live in the target area")
PUBLIC_ELSEWHERE = 0.25  # an office of another state, county or city: their programmes are for those who live there
RESIDENTS_ELSEWHERE = 0.25  # its description speaks of residents of places that the client does not live in
NOT_ALL = 0.4  # made for those who belong to several groups at once, and the client is not known to
OTHER_COMMUNITY = 0.5  # its words say that it is for a community whose languages the client does not speak
NAMED_COMMUNITY = 0.8  # only its name does: many such agencies have long served all their neighbours
FAR_NEIGHBORHOOD = 0.6  # works in parts of a town by name, farther off than a neighbourhood is wide
NEIGHBORHOOD_MILES = 2.0
OTHER_STATE = 0.4  # in another state than the client, and silent on who may come: public programmes stop at the line
LOW_INCOME_PERCENT = (
    200.0  # "low income" in most programmes: twice the poverty level (7 CFR 273.2(j)(2) broad-based limit)
)
_FOCUS = {Tri.YES: 1.0, Tri.UNKNOWN: NOT_FOCUS, Tri.NO: FOCUS_RULED_OUT}
_FOCUS_BY_RULE = {Tri.YES: 1.0, Tri.UNKNOWN: NOT_FOCUS_BY_RULE, Tri.NO: UNLIKELY}
_ASKED = (age.RULE, gender.RULE, income.RULE, residence.RULE)


def value(case: Case) -> float | None:
    """0…1; None where the listing states nothing that bears on it."""
    eligibility, words, covered = case.listing.eligibility, case.words, covers(case)
    found = [
        _population(case) if eligibility.required else None,
        _focus(case) if eligibility.focus else None,
        _coverage(case, covered),
        _low_income(case) if eligibility.low_income is Tri.YES else None,
        UNREAD if eligibility.other else None,
        _public_body(case, covered) if words.public_body else None,
        _residents(case) if eligibility.residents_served else None,
        _community(case, words) if words.communities or words.named_communities else None,
        _neighborhood(case) if covered is Tri.UNKNOWN else None,
        _together(case) if eligibility.together else None,
        *[_of_verdict(rule.judge(case)) for rule in _ASKED if rule.states(case.listing)],
        FOR_ORGANIZATIONS if words.for_organizations else None,
    ]
    stated = [one for one in found if one is not None]
    if stated:
        return prod(stated)
    return 1.0 if eligibility.open_to_all else None


def sentence(case: Case, found: float | None) -> str:
    """The strongest thing that can be said."""
    eligibility = case.listing.eligibility
    if found is None:
        return say("eligibility.silent")
    if found == OUTSIDE == _coverage(case, covers(case)):
        return say("eligibility.outside")
    if found < TO_ASK:
        return say("eligibility.unlikely", groups=spoken_populations(eligibility.required or eligibility.focus))
    if found < 1.0:
        return say("eligibility.asks")
    mine = [
        group for group in (*eligibility.required, *eligibility.focus) if population.belongs(case, group) is Tri.YES
    ]
    if mine:
        return say("eligibility.made_for", groups=spoken_populations(mine))
    return say("eligibility.open" if eligibility.open_to_all else "eligibility.yes")


def _of_verdict(verdict: Tri) -> float:
    return 1.0 if verdict is Tri.YES else TO_ASK


def _population(case: Case) -> float:
    return 1.0 if population.judge(case) is Tri.YES else UNLIKELY


def _focus(case: Case) -> float:
    """Groups that it is made for. Half by the best group ("seniors or disabled people"), half by all ("blind veterans"):
    words seldom say which of the two is meant.
    """
    focus: tuple[Population, ...] = case.listing.eligibility.focus
    told = [evidence.field for evidence in case.listing.eligibility.evidence if evidence.fact == "focus"]
    by_rule = "eligib" in [field[:6] for field in told]
    values = _FOCUS_BY_RULE if by_rule else _FOCUS
    found = [values[population.belongs(case, group)] for group in focus]
    return (max(found) + sum(found) / len(found)) / 2


def _coverage(case: Case, covered: Tri) -> float | None:
    """Only a no counts: being inside the coverage is what everybody found near by has in common."""
    if covered is Tri.NO:
        return OUTSIDE
    listing, place = case.listing, case.person.client.place
    silent = covered is Tri.UNKNOWN and not listing.eligibility.residence
    return OTHER_STATE if silent and place and place.state and listing.state not in ("", place.state) else None


def _public_body(case: Case, covered: Tri) -> float | None:
    """A strong hint that residents of its own state, county or city are meant, never a rule."""
    listing, place = case.listing, case.person.client.place
    if place is None or listing.eligibility.residence:
        return None
    elsewhere = bool(place.state and listing.state and place.state != listing.state)
    if covered is Tri.UNKNOWN and "county" in f"{listing.name} {listing.organization_name}".casefold():
        elsewhere |= bool(place.county_fips and listing.county_fips and place.county_fips != listing.county_fips)
    return PUBLIC_ELSEWHERE if elsewhere or covered is Tri.NO else None


def _residents(case: Case) -> float | None:
    served, place = case.listing.eligibility.residents_served, case.person.client.place
    if place is None:
        return None
    return RESIDENTS_ELSEWHERE if keyed_area_verdict(served, place) is Tri.NO else None


def _together(case: Case) -> float | None:
    for group in case.listing.eligibility.together:
        if population.belongs(case, group) is not Tri.YES:
            return NOT_ALL
    return None


def _community(case: Case, words: Words) -> float | None:
    """By the languages that the client speaks, so that nobody's origin has to be known."""
    spoken = case.person.client.languages
    if words.communities and not words.communities.intersection(spoken):
        return OTHER_COMMUNITY
    return NAMED_COMMUNITY if words.named_communities and not words.named_communities.intersection(spoken) else None


def _neighborhood(case: Case) -> float | None:
    if case.distance_miles is None:
        return None
    far = case.distance_miles - case.uncertainty_miles > NEIGHBORHOOD_MILES
    return FAR_NEIGHBORHOOD if far and covers_only_neighborhoods(case) else None


def _low_income(case: Case) -> float | None:
    eligibility, percent = case.listing.eligibility, case.person.client.income_percent_fpl
    if eligibility.income_limit_percent_fpl is not None:
        return None
    return 1.0 if percent is not None and percent <= LOW_INCOME_PERCENT else TO_ASK
