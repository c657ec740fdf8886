"""Hints of whom a service is for that are no rules, and groups that newly bind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.facts.eligibility import EligibilityTexts, read_eligibility
from directory.facts.populations import GROUPS, named_populations, names_any
from directory.facts.values import Eligibility, Population
from directory.facts.wording import folded, has_any


def read(eligibility: str = "", name: str = "", description: str = "") -> Eligibility:
    return read_eligibility(EligibilityTexts(eligibility=eligibility, name=name, description=description, state="DC"))


def test_a_description_that_speaks_of_residents_is_a_hint_and_no_rule() -> None:
    found = read(description="Helps unemployed Maryland residents find work.")
    assert (found.residents_served, found.residence) == (("state:MD",), ())
    assert read(description="Open to those in and outside of Maryland, residents or not.").residents_served == ()


def test_a_rule_on_residence_stands_alone() -> None:
    found = read("Maryland residents", description="Helps residents of Virginia.")
    assert (found.residence, found.residents_served) == (("state:MD",), ())


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        ("Blinded Veterans Association", (Population.BLIND, Population.VETERAN)),
        ("Home for Homeless Pregnant Women", (Population.HOMELESS, Population.PREGNANT)),
        ("Homeless and pregnant women", ()),
        ("Veterans, homeless people", ()),
        ("Elderly handicapped transportation", ()),
        ("Homeless veterans and blind people", ()),
    ],
)
def test_two_groups_that_stand_together_are_meant_together(name: str, groups: tuple[Population, ...]) -> None:
    assert set(read(name=name).together) == set(groups)


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("Children from families that reside in transitional housing or shelters", Population.HOMELESS),
        ("Families living in a shelter", Population.HOMELESS),
        ("Must have a child ages 0-7", Population.PARENT),
        ("People with kidney disease", Population.ILLNESS),
        ("Federal employees", Population.MEMBERS),
        ("Soldiers and their families", Population.ACTIVE_MILITARY),
    ],
)
def test_a_group_binds_in_these_words_too(words: str, group: Population) -> None:
    assert group in read(words).required


@pytest.mark.parametrize(
    "words", ["Cancer screening", "Salvation Army clients", "Marine Corps Reserve Toys for Tots", "Navy Yard residents"]
)
def test_words_that_merely_look_like_a_group_name_none(words: str) -> None:
    found = read(name=words)
    assert not {Population.ILLNESS, Population.ACTIVE_MILITARY} & {*found.required, *found.focus}


def test_a_name_of_a_list_or_region_is_no_hint_of_residence() -> None:
    assert read(description="Serves residents of Maryland and the city of Dover.").residents_served == ()
    assert read(description="Helps Dover and Maryland residents.").residents_served == ()
    assert read(description="Serves residents of Maryland.").residents_served == ("state:MD",)


@pytest.mark.parametrize(
    ("words", "takes_none"),
    [
        ("Women 18 and older without children", True),
        ("Single men. Children are not allowed.", True),
        ("Mujeres sin hijos", True),
        ("Adults with or without children", False),
        ("Women without children; families with children", False),
        ("Women with children", False),
    ],
)
def test_a_place_for_people_without_children_is_read(words: str, takes_none: bool) -> None:
    assert read(words).without_children is takes_none


def test_a_group_told_by_who_is_one_with_the_other() -> None:
    found = read("Parents with low income who are unemployed")
    assert set(found.together) == {Population.PARENT, Population.UNEMPLOYED}


@pytest.mark.parametrize("words", ["Homeless men, must be veterans", "Homeless men. Must be veterans."])
def test_a_clause_that_says_must_is_no_other_way_in(words: str) -> None:
    assert read(words).also_required == ((Population.VETERAN,),)
    assert read("Homeless men or veterans").also_required == ()
    assert read("Must be a veteran").also_required == ()


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("Families with small children", Population.PARENT),
        ("Ex-felons on parole", Population.REENTRY),
        ("Adults without a home", Population.HOMELESS),
        ("Those who care for their aging parents", Population.CAREGIVER),
        ("Witnesses of a violent crime and their survivors", Population.CRIME_VICTIM),
        ("Children with special health care needs", Population.DISABILITY),
        ("Medicare recipients on public assistance", Population.BENEFIT_RECIPIENT),
    ],
)
def test_a_group_is_found_however_its_name_is_written(words: str, group: Population) -> None:
    assert group in named_populations(folded(words))


@given(st.data())
def test_whatever_names_a_group_has_one_of_the_stems_that_are_looked_for_first(data: st.DataObject) -> None:
    group = data.draw(st.sampled_from(GROUPS))
    found = group.pattern.search(data.draw(st.from_regex(group.pattern)))
    assert found is None or has_any(found[0], group.needed)


def test_what_the_name_denies_may_stand_in_the_next_text() -> None:
    assert names_any(("help desk", "serves veterans"))
    assert not names_any(("help for all but no", "veterans"))
    assert not names_any(("help desk", "serves anybody"))
