"""Whatever a publisher writes, every reader answers: no text raises, and none takes long."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.facts.accessibility import read_wheelchair_access
from directory.facts.availability import AvailabilityTexts, read_availability
from directory.facts.capacity import read_capacity
from directory.facts.cost import CostTexts, read_cost
from directory.facts.coverage import read_service_areas
from directory.facts.delivery import DeliveryTexts, read_delivery
from directory.facts.eligibility import EligibilityTexts, read_eligibility
from directory.facts.hours import read_hours
from directory.facts.intake import IntakeTexts, read_intake
from directory.facts.languages import read_languages
from directory.facts.values import Hours

READERS: dict[str, Callable[[str], object]] = {
    "eligibility": lambda text: read_eligibility(EligibilityTexts(text, text, text, state="DC")),
    "description": lambda text: read_eligibility(EligibilityTexts("", text, text)),
    "hours": read_hours,
    "cost": lambda text: read_cost(CostTexts(text, ((text, text, text),), text)),
    "languages": read_languages,
    "intake": lambda text: read_intake(IntakeTexts(text, text, text)),
    "coverage": lambda text: read_service_areas([text], "DC"),
    "availability": lambda text: read_availability(AvailabilityTexts("", text, text, text)),
    "capacity": lambda text: read_capacity((), [text]),
    "access": lambda text: read_wheelchair_access([text]),
    "delivery": lambda text: read_delivery(DeliveryTexts(text, text)),
}

WORDS = [
    "18",
    "5-14",
    "9am",
    "5pm",
    "9-5",
    "mon",
    "fri",
    "-",
    "to",
    ",",
    ".",
    ";",
    ":",
    "(",
    ")",
    "$",
    "%",
    "&",
    "closed",
    "every",
    "2nd",
    "and",
    "or",
    "no",
    "not",
    "women",
    "men",
    "veterans",
    "residents",
    "of",
    "DC",
    "income",
    "below",
    "200%",
    "poverty",
    "open",
    "all",
    "with",
    "children",
    "under",
    "old",
    "years",
    "fee",
    "free",
    "interpreter",
    "no",
    "longer",
    "available",
    "waiting",
    "list",
]


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)))
def test_no_text_makes_a_reader_raise(text: str) -> None:
    for read in READERS.values():
        read(text)


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_hours_are_always_well_formed(text: str) -> None:
    hours = read_hours(text) or Hours()
    for period in hours.periods:
        assert 0 <= period.day <= 6
        assert 0 <= period.opens < period.closes <= period.opens + 1440


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("piece", ["must be a ", "the program ", "(", "with children ", "9-5 ", "a, ", "referred to "])
def test_long_repetitive_texts_are_read_in_the_end(name: str, piece: str) -> None:
    READERS[name](piece * (12_000 // len(piece)))
