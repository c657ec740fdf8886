"""Who a service takes, read from invented texts: limits where the words bind, focus where they lean, silence elsewhere."""

from __future__ import annotations

import pytest

from directory.facts.eligibility import EligibilityTexts, read_eligibility
from directory.facts.values import AgesOf, Gender, Population
from tests.directory.facts.readings import read

P = Population


def ages(text: str) -> list[tuple[float | None, float | None]]:
    return [(each.minimum, each.maximum) for each in read(text).ages]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18 and older", (18, None)),
        ("Must be 18 years of age or older", (18, None)),
        ("60+", (60, None)),
        ("Anyone over 55 years old", (55, None)),
        ("At least 21 years of age", (21, None)),
        ("Sixty-five years or older", (65, None)),
        ("ages 5-14", (5, 14)),
        ("Youth 16 to 24", (16, 24)),
        ("Between the ages of 9 and 18", (9, 18)),
        ("Accepts youth 16 and 17 years old", (16, 17)),
        ("under 21 years old", (None, 20)),
        ("Children 12 years old or younger", (None, 12)),
        ("6 weeks - 12 years", (0.12, 12)),
        ("18 months to 5 years old", (1.5, 5)),
        ("Birth to three years old", (0, 3)),
        ("2 1/2 - 5 years old", (2.5, 5)),
        ("Infants and toddlers", (0, 3)),
        ("K-5th grade", (5, 11)),
        ("9th - 12 grade", (14, 18)),
        ("Pre-K - K", (3, 6)),
        ("Adults only", (18, None)),
        ("Edades de 6 a 12 años", (6, 12)),
        ("Mayores de 18 años", (18, None)),
        ("Menores de 21 años", (None, 20)),
        ("60 años o más", (60, None)),
        ("A partir de 55 años", (55, None)),
        ("Recién nacidos hasta 3 años", (0, 3)),
        ("Adultos", (18, None)),
    ],
)
def test_ages_are_read(text: str, expected: tuple[float | None, float | None]) -> None:
    assert ages(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "All ages",
        "Adults and children",
        "Income at or below 200% of poverty",
        "Ward 7 and 8 residents",
        "60 days clean and sober",
        "Families of 4 or more",
        "At least 6 months of work experience",
        "Volunteers must be 18 years old or older",
        "Ages 60 and older, exceptions on a case by case basis",
        "Pregnant women (20+ weeks)",
        "Pregnant women and children up to five years old",
        "In the country for under five years",
        "Summer camp:\nChildren 5-12 years old\nParent classes:\nOpen to neighbors",
        "Individuals and families with children under 18",
        "Caregivers of people aged 60+",
    ],
)
def test_other_numbers_and_open_texts_give_no_age(text: str) -> None:
    assert ages(text) == []


def test_several_ranges_are_kept() -> None:
    assert ages("Juniors: ages 5-8\nBig league: ages 9-13") == [(5, 8), (9, 13)]


@pytest.mark.parametrize(
    "text",
    [
        "Children ages 5-14",
        "Parents of children ages 0-5",
        "Families with children under 18",
        "11-17 years old",
        "Girls 5-13",
    ],
)
def test_ages_of_children_are_the_childs(text: str) -> None:
    assert read(text).ages_of is AgesOf.CHILD


@pytest.mark.parametrize("text", ["Ages 16-24", "18 and older", "Women 18 and older with children under 5"])
def test_ages_of_grown_people_are_the_clients(text: str) -> None:
    assert read(text).ages_of is AgesOf.CLIENT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Women 18 and older", Gender.FEMALE),
        ("All applicants must be female", Gender.FEMALE),
        ("Single mothers", Gender.FEMALE),
        ("Women and children", Gender.FEMALE),
        ("Mujeres solamente", Gender.FEMALE),
        ("Homeless men", Gender.MALE),
        ("Hombres mayores de 18 años", Gender.MALE),
    ],
)
def test_one_sex_alone_is_a_limit(text: str, expected: Gender) -> None:
    assert read(text).gender is expected


@pytest.mark.parametrize(
    "text",
    [
        "Men and women",
        "Women and families",
        "Girls 5-13",
        "Pregnant women and infants",
        "Camp for girls",
        "All children. All women.",
        "Open to all, including women",
        "Boys and girls",
        "Individuals, women preferred",
    ],
)
def test_both_sexes_children_and_hints_are_no_limit(text: str) -> None:
    assert read(text).gender is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Must be veterans", (P.VETERAN,)),
        ("Veteranos", (P.VETERAN,)),
        ("Active duty military", (P.ACTIVE_MILITARY,)),
        ("Homeless adults", (P.HOMELESS,)),
        ("Returning citizens", (P.REENTRY,)),
        ("Senior citizens", (P.SENIOR,)),
        ("Survivors of domestic violence", (P.DOMESTIC_VIOLENCE, P.CRIME_VICTIM)),
        ("TANF recipients", (P.BENEFIT_RECIPIENT,)),
        ("Adults with developmental disabilities", (P.DEVELOPMENTAL_DISABILITY,)),
        ("Blind or visually impaired persons", (P.BLIND,)),
        ("Seniors or persons with disabilities", (P.SENIOR, P.DISABILITY)),
        ("Refugees and asylees", (P.REFUGEE,)),
        ("Must be a member of the club", (P.MEMBERS,)),
        ("Personas sin hogar", (P.HOMELESS,)),
    ],
)
def test_groups_that_a_text_asks_for_are_required(text: str, expected: tuple[Population, ...]) -> None:
    assert read(text).required == expected


@pytest.mark.parametrize(
    "text",
    [
        "Open to the public, including veterans",
        "Also serves veterans",
        "Veterans preferred",
        "Preference given to veterans",
        "People in need such as seniors, veterans and the homeless",
        "Veterans and the general public",
        "Anyone, especially seniors",
        "Homeless or near homeless",
        "Insured, uninsured or homeless",
        "Primarily seniors",
        "At risk of homelessness",
        "Se da prioridad a veteranos",
        "Personas sin hogar o en riesgo",
        "Youth",
    ],
)
def test_hedged_groups_are_never_required(text: str) -> None:
    eligibility = read(text)
    assert eligibility.required == ()
    assert eligibility.focus


@pytest.mark.parametrize(
    "text",
    [
        "With or without disabilities",
        "Regardless of disability or immigration status",
        "Must not be pregnant",
        "No veterans accepted",
        "Must not have any of the following:\n* Addiction\n* Pregnancy",
        "Drug and alcohol free for 30 days",
        "As defined by the Americans with Disabilities Act",
        "Families and friends of people with addictions",
        "Referred by the Office of Refugee Resettlement",
        "Domestic abuse shelters",
        "Patients, survivors, caregivers",
        "Children must be accompanied by a caregiver",
    ],
)
def test_denied_groups_are_not_required(text: str) -> None:
    assert read(text).required == ()


def test_a_childs_disability_is_not_asked_of_the_parent() -> None:
    eligibility = read("Children 3-12 years old with disabilities")
    assert eligibility.required == ()
    assert P.DISABILITY in eligibility.focus


def test_families_of_a_group_are_noted_beside_it() -> None:
    eligibility = read("Active military and their families")
    assert eligibility.required == (P.ACTIVE_MILITARY,)
    assert eligibility.other == ("Active military and their families",)


def test_lines_below_one_of_the_following_are_ways_in() -> None:
    eligibility = read("DC residents receiving any of:\n* Food stamps\n* A veterans pension\n* Help with heating")
    assert eligibility.required == ()
    assert eligibility.residence == ("state:DC",)


def test_an_age_beside_another_way_in_limits_nobody_by_itself() -> None:
    eligibility = read("Persons over 62 years of age or persons with a disability")
    assert eligibility.ages == ()
    assert set(eligibility.required) == {P.SENIOR, P.DISABILITY}


@pytest.mark.parametrize(
    "text",
    [
        "None",
        "Open to all",
        "No restrictions",
        "Open to the public",
        "General public",
        "Anyone in need",
        "No eligibility requirements",
        "Abierto al público",
        "Para todas las edades",
        "No hay restricciones",
        "Open to the public, call for a calendar",
    ],
)
def test_open_texts_are_open_to_all(text: str) -> None:
    eligibility = read(text)
    assert eligibility.open_to_all
    assert eligibility.other == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Please inquire",
        "Call for details",
        "Varies",
        "N/A",
        "No residency requirement",
        "Open to all women",
        "None. However, must have a phone.",
    ],
)
def test_other_texts_are_not_open_to_all(text: str) -> None:
    assert not read(text).open_to_all


def test_unread_conditions_stay_in_words() -> None:
    assert read("Must be willing to work. 18 and older.").other == ("Must be willing to work",)


def test_hsds_ages_win_over_words() -> None:
    eligibility = read("18 and older", minimum_age=21.0)
    assert [(each.minimum, each.maximum) for each in eligibility.ages] == [(21.0, None)]


def test_hsds_ages_that_the_words_give_too_stay_whose_the_words_say() -> None:
    eligibility = read("Parents of children ages 14-25", minimum_age=14.0, maximum_age=25.0)
    assert eligibility.ages_of is AgesOf.CHILD


def test_a_name_gives_focus_and_never_a_limit() -> None:
    eligibility = read("", name="Veterans Resource Center")
    assert eligibility.focus == (P.VETERAN,)
    assert eligibility.required == ()


def test_a_description_limits_only_in_strict_words() -> None:
    strict = read("", description="Free classes. Must be 18 years of age or older.")
    loose = read("", description="Free classes for adults, seniors and children ages 5-12.")
    assert strict.ages
    assert loose.ages == ()


def test_every_fact_keeps_its_words() -> None:
    eligibility = read("Ages 60 and older; DC residents; low income")
    assert {(each.fact, each.words) for each in eligibility.evidence} == {
        ("ages", "Ages 60 and older"),
        ("residence", "DC residents"),
        ("income", "low income"),
    }


def test_without_a_gazetteer_states_are_still_known() -> None:
    assert read_eligibility(EligibilityTexts(eligibility="Residents of Maryland")).residence == ("state:MD",)
