"""Facts about who somebody is change nothing, unless a service's own rule names them. And other promises that hold for all."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from directory.facts.values import (
    AgeRange,
    Availability,
    AvailabilityStatus,
    Capacity,
    Cost,
    CostKind,
    Delivery,
    Gender,
    Hours,
    Languages,
    OpenPeriod,
    Population,
    Tri,
)
from directory.needs.values import NeedFit
from directory.search.listing import Listing
from matching.case import Case
from matching.cases import Reading, case_of
from matching.client import AvailableTime, Client, HouseholdMember, TravelMode
from matching.near_miss import as_changed, rules_against
from matching.offers import offers_of
from matching.person import person_of
from matching.ranking import FACTORS, Scoring, contributions_of
from matching.reading import ListingReader
from matching.rules.table import RULES
from tests.matching.cast import ANALYZER, HOME, LEXICON, LEXICON_FOLDER, MONDAY_MORNING, ask, match, service, taking

PROTECTED = {
    Population.VETERAN,
    Population.DISABILITY,
    Population.DEVELOPMENTAL_DISABILITY,
    Population.BLIND,
    Population.DEAF,
}
NEEDS = ("childcare", "food", "job_search", "prenatal_parenting", "youth_programs")

ages = st.builds(AgeRange, st.none() | st.integers(0, 60), st.none() | st.integers(60, 99))
hours = st.builds(
    lambda days, opens, length: Hours(tuple(OpenPeriod(day, opens, opens + length) for day in sorted(days))),
    st.sets(st.integers(0, 6)),
    st.integers(0, 1200),
    st.integers(30, 600),
)
windows = st.builds(
    lambda days, start, length: AvailableTime(tuple(sorted(days)), start, start + length),
    st.sets(st.integers(0, 6), min_size=1),
    st.integers(0, 1200),
    st.integers(30, 600),
)
clients = st.builds(
    Client,
    place=st.none() | st.just(HOME),
    age=st.none() | st.integers(14, 90),
    gender=st.sampled_from([None, "female", "male", "nonbinary"]),
    household=st.none() | st.lists(st.builds(HouseholdMember, st.integers(0, 70)), max_size=3).map(tuple),
    languages=st.sampled_from([(), ("en",), ("es",), ("am", "fr")]),
    veteran=st.sampled_from([None, True, False]),
    disability=st.sampled_from([None, True, False]),
    wheelchair=st.sampled_from([None, True, False]),
    income_percent_fpl=st.none() | st.floats(0, 500),
    travel=st.none() | st.sampled_from(list(TravelMode)),
    max_miles=st.none() | st.floats(0.5, 20),
    available=st.lists(windows, max_size=2).map(tuple),
    situation=st.lists(st.sampled_from(["reentry", "homeless", "pregnant", "laid_off"]), max_size=2).map(tuple),
)


def listings(populations: list[Population], genders: list[Gender | None]) -> st.SearchStrategy[Listing]:
    """Services of every kind, limited at most to these groups."""
    some = st.lists(st.sampled_from(populations), max_size=2).map(tuple)
    limits = st.builds(
        taking,
        ages=st.lists(ages, max_size=2).map(tuple),
        gender=st.sampled_from(genders),
        required=some,
        focus=some,
        residence=st.sampled_from([(), ("state:DC",), ("state:MD",), ("zip:20010",)]),
        residence_names=st.sampled_from([(), ("ward 1",), ("ward 7",)]),
        income_limit_percent_fpl=st.none() | st.floats(50, 300),
        low_income=st.sampled_from(list(Tri)),
    )
    return st.builds(
        lambda key, miles, needs, **facts: service(f"S{key}", *needs, miles=miles, **facts),
        st.integers(0, 10**9),
        st.floats(0.1, 12),
        st.lists(st.sampled_from(NEEDS), min_size=1, max_size=3, unique=True),
        eligibility=limits,
        hours=st.none() | hours,
        languages=st.builds(Languages, st.sampled_from([(), ("en",), ("es",)]), st.sampled_from(list(Tri))),
        cost=st.builds(Cost, st.lists(st.sampled_from(list(CostKind)), max_size=2).map(tuple)),
        delivery=st.sampled_from([(), (Delivery.IN_PERSON,), (Delivery.PHONE,)]),
        wheelchair_accessible=st.sampled_from(list(Tri)),
        capacity=st.builds(Capacity, st.sampled_from(list(Tri))),
    )


UNLIMITED = listings([one for one in Population if one not in PROTECTED], [None])
ANY = listings(list(Population), [None, *Gender])


def case_for(client: Client, listing: Listing) -> Case:
    person = person_of(client, dict.fromkeys(NEEDS, 1.0))
    fits: tuple[NeedFit, ...] = tuple(fit for fit in listing.needs if fit.code in NEEDS)
    miles = (
        None if client.place is None or listing.point is None else (listing.point.latitude - HOME.point.latitude) * 69.0
    )
    return case_of(person, listing, miles, fits, Reading(ListingReader(ANALYZER, LEXICON), MONDAY_MORNING.date()))


@settings(max_examples=150, deadline=None)
@given(
    client=clients,
    offered=st.lists(UNLIMITED, min_size=1, max_size=4, unique_by=lambda one: one.id),
    gender=st.sampled_from([None, "female", "male"]),
    veteran=st.sampled_from([None, True, False]),
    disability=st.sampled_from([None, True, False]),
)
def test_gender_veteran_and_disability_change_no_rank_where_no_rule_names_them(
    client: Client,
    offered: list[Listing],
    gender: str | None,
    veteran: bool | None,
    disability: bool | None,
) -> None:
    not_by_pregnancy = [
        one for one in offered if Population.PREGNANT not in (*one.eligibility.required, *one.eligibility.focus)
    ]
    other = replace(client, gender=gender, veteran=veteran, disability=disability)
    before, after = (match(not_by_pregnancy, ask(*NEEDS, client=one)) for one in (client, other))
    assert [(one.listing.id, one.score) for one in before.matches] == [
        (one.listing.id, one.score) for one in after.matches
    ]


@settings(max_examples=200, deadline=None)
@given(client=clients, listing=ANY)
def test_contributions_add_up_to_a_score_between_0_and_100(client: Client, listing: Listing) -> None:
    case = case_for(client, listing)
    score = Scoring(case).score_of(case)
    assert abs(sum(one.points for one in contributions_of(case)) - score) <= 1e-9
    assert -1e-9 <= score <= 100 + 1e-9


@settings(max_examples=100, deadline=None)
@given(
    client=clients,
    offered=st.lists(ANY, min_size=2, max_size=9, unique_by=lambda one: one.id),
    offset=st.integers(0, 3),
    services=st.integers(1, 4),
)
def test_a_page_is_the_same_as_if_every_case_had_been_scored(
    client: Client, offered: list[Listing], offset: int, services: int
) -> None:
    cases = [
        case_for(client, structs.replace(listing, service_id=f"service-{number % services}"))
        for number, listing in enumerate(offered)
    ]
    everything = offers_of(cases, 0, len(cases))
    page = offers_of(cases, offset, 1)
    assert page.page == everything.page[offset : offset + 1]
    assert (page.total, page.best_score) == (everything.total, everything.best_score)
    assert sum(1 + len(one.others) for one in everything.page) == len(cases)


@settings(max_examples=300, deadline=None)
@given(client=clients, listing=ANY)
def test_only_a_rule_that_may_refuse_the_client_says_no(client: Client, listing: Listing) -> None:
    case = case_for(client, listing)
    assert [rule.name for rule in rules_against(case) if not rule.may_refuse(case.person)] == []


@settings(max_examples=300, deadline=None)
@given(client=clients, listing=ANY)
def test_a_near_miss_is_admitted_once_its_change_is_applied(client: Client, listing: Listing) -> None:
    case = case_for(client, listing)
    against = rules_against(case)
    if len(against) != 1 or (change := against[0].change(case)) is None:
        return
    assert against[0] not in rules_against(as_changed(case, change))


@settings(max_examples=100, deadline=None)
@given(client=clients, listing=ANY, status=st.sampled_from([one for one in AvailabilityStatus if one != "open"]))
def test_whatever_the_client_a_closed_service_is_refused_without_a_change(
    client: Client, listing: Listing, status: AvailabilityStatus
) -> None:
    case = case_for(client, structs.replace(listing, availability=Availability(status)))
    assert next(rule.name for rule in rules_against(case)) == "availability"
    assert rules_against(case)[0].change(case) is None


@settings(max_examples=100, deadline=None)
@given(client=clients, listing=ANY)
def test_a_client_of_whom_nothing_is_known_is_shut_out_by_nothing_but_availability(
    client: Client, listing: Listing
) -> None:
    assert rules_against(case_for(Client(), listing)) == ()


def test_the_weights_of_the_table_add_up_to_100() -> None:
    assert sum(factor.weight for factor in FACTORS) == 100


def test_every_factor_and_rule_is_explained_in_the_docs() -> None:
    page = (LEXICON_FOLDER.parents[1] / "docs" / "matching.md").read_text(encoding="utf-8")
    named = [factor.name for factor in FACTORS] + [rule.name for rule in RULES]
    assert [name for name in named if f"`{name}`" not in page] == []
