"""What shuts a client out, what does not, and which change is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

from directory.facts.values import AgeRange, AgesOf, Delivery, Evidence, Gender, Languages, Population, Tri
from directory.geography.place import Place
from directory.geography.service_area import AreaKind, ServiceArea
from directory.search.listing import Listing
from matching.client import Client, HouseholdMember
from matching.match import Answer
from tests.matching.cast import ANA, HOME, IRVING_STREET, ask, match, names, near_names, service, taking

MARCUS = replace(ANA, gender="male", age=41, household=(), veteran=False, disability=False, situation=(), available=())
RUTH = replace(MARCUS, gender="female", age=66)


def is_offered(listing: Listing, client: Client, *needs: str) -> bool:
    asked = needs or tuple(fit.code for fit in listing.needs)
    return names(match([listing], ask(*asked, client=client))) == [listing.name]


def change_for(listing: Listing, client: Client) -> str:
    (near,) = match([listing], ask(listing.needs[0].code, client=client)).near_misses
    return near.change


def answer_on(fact: str, listing: Listing, client: Client) -> Answer:
    (found,) = match([listing], ask(listing.needs[0].code, client=client)).matches
    return next(answer for answer in found.answers if answer.fact == fact)


FIVE_TO_FOURTEEN = taking(ages=(AgeRange(5, 14),))


def test_ages_of_after_school_care_are_held_against_the_child_not_the_mother() -> None:
    listing = service("Homework Club", "after_school", eligibility=FIVE_TO_FOURTEEN)
    assert is_offered(listing, replace(ANA, household=(HouseholdMember(8),)))
    assert not is_offered(listing, replace(ANA, household=(HouseholdMember(2),)))


def test_ages_of_a_job_service_are_held_against_the_client_though_a_child_would_fit() -> None:
    listing = service("Youth Jobs", "job_search", eligibility=taking(ages=(AgeRange(16, 24),)))
    assert not is_offered(listing, replace(MARCUS, household=(HouseholdMember(17),)))


def test_a_shelter_that_says_childrens_ages_is_held_against_the_children() -> None:
    ages = taking(ages=(AgeRange(12, 20),), ages_of=AgesOf.CHILD)
    listing = service("Teen Shelter", "housing_shelter", eligibility=ages)
    assert not is_offered(listing, replace(ANA, household=(HouseholdMember(1), HouseholdMember(4))))


def test_a_range_that_starts_in_the_teens_may_mean_the_parent() -> None:
    listing = service("Teen Parents", "childcare", eligibility=taking(ages=(AgeRange(14, 21),)))
    assert is_offered(listing, replace(ANA, age=17, household=(HouseholdMember(0),)))


def test_a_baby_of_whole_zero_years_may_be_six_weeks_old() -> None:
    listing = service("Infant Room", "childcare", eligibility=taking(ages=(AgeRange(6 * 7 / 365.25, 3),)))
    assert is_offered(listing, replace(ANA, household=(HouseholdMember(0),)))


def test_an_age_that_is_not_known_shuts_nobody_out_and_is_asked_for() -> None:
    listing = service("Elders", "food", eligibility=taking(ages=(AgeRange(60, None),)))
    assert is_offered(listing, replace(MARCUS, age=None))
    assert answer_on("age", listing, replace(MARCUS, age=None)).question == "How old is the person this is for?"


def test_the_nearest_age_that_would_be_taken_is_told() -> None:
    assert change_for(service("Elders", "food", eligibility=taking(ages=(AgeRange(60, None),))), MARCUS) == (
        "It would take somebody aged 60."
    )


def test_women_only_shuts_out_a_man_and_nobody_whose_gender_is_not_said() -> None:
    listing = service("Womens House", "housing_shelter", eligibility=taking(gender=Gender.FEMALE))
    assert not is_offered(listing, MARCUS)
    assert is_offered(listing, RUTH)
    assert is_offered(listing, replace(MARCUS, gender=None))
    assert is_offered(listing, replace(MARCUS, gender="nonbinary"))


@pytest.mark.parametrize(
    ("population", "client", "offered"),
    [
        (Population.VETERAN, replace(MARCUS, veteran=True), True),
        (Population.VETERAN, replace(MARCUS, veteran=None), True),
        (Population.VETERAN, MARCUS, False),
        (Population.DISABILITY, MARCUS, False),
        (Population.DISABILITY, replace(MARCUS, disability=None, wheelchair=True), True),
        (Population.HOMELESS, MARCUS, True),
        (Population.PARENT, MARCUS, False),
        (Population.PARENT, replace(MARCUS, household=None), True),
        (Population.PARENT, replace(MARCUS, situation=("noncustodial_parent",)), True),
        (Population.SENIOR, RUTH, True),
        (Population.SENIOR, MARCUS, False),
        (Population.SENIOR, replace(MARCUS, age=57), True),
        (Population.YOUTH, MARCUS, False),
        (Population.PREGNANT, MARCUS, False),
        (Population.PREGNANT, RUTH, True),
    ],
)
def test_a_group_shuts_out_only_where_a_field_of_the_client_says_no(
    population: Population, client: Client, offered: bool
) -> None:
    assert is_offered(service("Group", "food", eligibility=taking(required=(population,))), client) is offered


def test_one_of_several_groups_is_enough() -> None:
    either = taking(required=(Population.VETERAN, Population.HOMELESS))
    assert is_offered(service("Either", "food", eligibility=either), replace(MARCUS, situation=("homeless",)))


def test_a_group_that_nothing_hints_at_ranks_below_a_service_without_rules() -> None:
    members = service("Members", "food", miles=0.2, eligibility=taking(required=(Population.MEMBERS,)))
    plain = service("Plain", "food", miles=1.5)
    assert names(match([members, plain], ask("food", client=MARCUS))) == ["Plain", "Members"]


def test_youth_is_said_of_the_child_where_a_childs_need_is_asked() -> None:
    listing = service("Kids Club", "youth_programs", eligibility=taking(required=(Population.YOUTH,)))
    assert is_offered(listing, replace(MARCUS, household=(HouseholdMember(11),)))


def test_residents_of_another_state_only_is_a_no_with_the_records_own_words() -> None:
    words = (Evidence("residence", "eligibility_description", "Maryland residents"),)
    listing = service("Over There", "food", eligibility=taking(residence=("state:MD",), evidence=words))
    (near,) = match([listing], ask("food")).near_misses
    assert (near.rule, near.words) == ("residence", "Maryland residents")
    assert near.change == "It would take this client with an address in MD."


@pytest.mark.parametrize(("ward", "offered"), [("ward 1", True), ("ward 7", False), ("shaw", True)])
def test_a_ward_shuts_out_another_ward_but_a_neighbourhood_name_settles_nothing(ward: str, offered: bool) -> None:
    assert is_offered(service("Local", "food", eligibility=taking(residence_names=(ward,))), ANA) is offered


def test_a_place_without_a_county_is_not_shut_out_by_a_county() -> None:
    unknown_county = replace(ANA, place=Place(IRVING_STREET, postal_code="20010"))
    assert is_offered(service("County", "food", eligibility=taking(residence=("county:24031",))), unknown_county)


def test_coverage_elsewhere_shuts_out_a_phone_line_but_only_lowers_a_door() -> None:
    maryland = (ServiceArea(AreaKind.STATE, "Maryland", ("state:MD",)),)
    door = service("Door", "food", miles=0.5, service_areas=maryland)
    line = service("Line", "food", point=None, delivery=(Delivery.PHONE,), service_areas=maryland)
    here = service("Here", "food", miles=1.5)
    result = match([door, line, here], ask("food"))
    assert names(result) == ["Here", "Door"]
    assert near_names(result) == []


def test_an_income_at_the_limit_is_taken_and_one_above_is_told_the_limit() -> None:
    listing = service("Limit", "food", eligibility=taking(income_limit_percent_fpl=150))
    assert is_offered(listing, replace(MARCUS, income_percent_fpl=150))
    assert change_for(listing, replace(MARCUS, income_percent_fpl=151)) == (
        "It would take this client with an income at or below 150% of the poverty level."
    )


def test_a_language_shuts_out_only_when_interpreters_are_ruled_out() -> None:
    amharic = replace(MARCUS, languages=("am",))
    listing = service("Spanish Only", "food", languages=Languages(("es",), Tri.NO))
    assert not is_offered(listing, amharic)
    assert is_offered(structs.replace(listing, languages=Languages(("es",))), amharic)


def test_office_hours_never_shut_out_but_rank_below_an_evening_door() -> None:
    from tests.matching.cast import weekdays

    office = service("Office", "legal_aid", hours=weekdays(9, 17))
    clinic = service("Clinic", "legal_aid", miles=1.5, hours=weekdays(17, 21))
    assert names(match([office, clinic], ask("legal_aid"))) == ["Clinic", "Office"]
    assert answer_on("time", office, ANA).verdict is Tri.UNKNOWN


def test_a_service_that_is_shut_out_by_two_rules_is_no_near_miss() -> None:
    both = service("Both", "food", eligibility=taking(ages=(AgeRange(60, None),), gender=Gender.MALE))
    result = match([both], ask("food"))
    assert (names(result), near_names(result)) == ([], [])


def test_near_misses_that_a_client_can_act_on_come_first() -> None:
    far = service("Far", "food", miles=7.6)
    elders = service("Elders", "food", eligibility=taking(ages=(AgeRange(60, None),)))
    assert near_names(match([elders, far], ask("food"))) == ["Far", "Elders"]


def test_where_the_listing_is_silent_the_answer_is_unknown_and_asks_nothing() -> None:
    answer = answer_on("age", service("Silent", "food"), ANA)
    assert (answer.verdict, answer.sentence, answer.question) == (Tri.UNKNOWN, "No age limit is stated.", "")


def test_the_home_of_the_cast_is_in_the_district() -> None:
    assert "state:DC" in HOME.area_keys
