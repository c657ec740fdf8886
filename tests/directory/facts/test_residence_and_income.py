"""Where a client must live and what they may earn, read from invented texts."""

from __future__ import annotations

import pytest

from directory.facts.eligibility import EligibilityTexts, read_eligibility
from directory.facts.values import Eligibility, Tri
from tests.directory.facts.readings import read


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("DC residents", ("state:DC",)),
        ("Ages 60 and older, DC residents", ("state:DC",)),
        ("Low-income residents of the District of Columbia", ("state:DC",)),
        ("Must be a resident of Lake County or Hill County", ("county:99001", "county:99002")),
        ("Must live in Lake County and be 18 or older", ("county:99001",)),
        ("Must reside in Port Haven", ("city:MD:port haven",)),
        ("District residents", ("state:DC",)),
        ("All US residents", ("us",)),
        ("Residentes de Maryland", ("state:MD",)),
    ],
)
def test_residence_is_resolved_to_areas(text: str, keys: tuple[str, ...]) -> None:
    assert read(text).residence == keys


@pytest.mark.parametrize("text", ["Residents of Ward 7", "Ward 7 residents", "Must live in Ward 7"])
def test_unknown_names_of_areas_are_kept_as_names(text: str) -> None:
    eligibility = read(text)
    assert eligibility.residence == ()
    assert eligibility.residence_names == ("Ward 7",)


@pytest.mark.parametrize(
    "text",
    [
        "No residency requirement",
        "DC residents and the general public",
        "Regardless of where you live; DC residents too",
        "Residents of the shelter",
        "Must live in a house",
        "Preference given to DC residents",
        "Live or work in DC",
        "Lawful permanent resident of the United States",
    ],
)
def test_no_residence_is_read_where_none_is_asked(text: str) -> None:
    eligibility = read(text)
    assert eligibility.residence == ()
    assert eligibility.residence_names == ()


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("Income at or below 200% of the Federal Poverty Level", 200),
        ("Below 125 percent of poverty", 125),
        ("100% FPL for adults; 185% FPL for children", 185),
        ("Below the federal poverty line", 100),
        ("Ingresos menores del 150% del nivel federal de pobreza", 150),
    ],
)
def test_poverty_limits_are_read(text: str, limit: float) -> None:
    eligibility = read(text)
    assert eligibility.income_limit_percent_fpl == limit
    assert eligibility.low_income is Tri.YES


@pytest.mark.parametrize(
    "text",
    [
        "Low-income families",
        "Income eligible",
        "Meets income guidelines",
        "Personas de bajos ingresos",
        "Low to moderate income",
    ],
)
def test_low_income_is_asked_for(text: str) -> None:
    assert read(text).low_income is Tri.YES


def test_regardless_of_income_asks_for_none() -> None:
    assert read("All ages, regardless of income").low_income is Tri.NO


def test_a_text_without_a_place_reads_the_same_in_every_state_and_one_with_a_place_by_its_state() -> None:
    def read_in(state: str, words: str) -> Eligibility:
        return read_eligibility(EligibilityTexts(eligibility=words, state=state))

    assert read_in("DC", "Adults 60 and over") == read_in("MD", "Adults 60 and over")
    assert read_in("DC", "Must live in the District").residence == ("state:DC",)
    assert read_in("MD", "Must live in the District").residence == ()
