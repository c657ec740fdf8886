"""Limits that have another way in, name no place, or follow one another: the readings that judged matches tripped over."""

from __future__ import annotations

import pytest

from directory.facts.availability import AvailabilityTexts, read_availability
from directory.facts.eligibility import EligibilityTexts, read_eligibility
from directory.facts.values import AgesOf, AvailabilityStatus, Eligibility, Population


def read(words: str) -> Eligibility:
    return read_eligibility(EligibilityTexts(eligibility=words, state="OH"))


def ages(words: str) -> list[tuple[float | None, float | None]]:
    return [(limits.minimum, limits.maximum) for limits in read(words).ages]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Children ages 3 1/2 - 6 years old (before and after school care ages 5-11)", [(3.5, 6), (5, 11)]),
        ("Youth between the ages 12 and 18", [(12, 18)]),
        ("Boys between the ages of 9 and 15", [(9, 15)]),
        ("ages 5-11, 12-17", [(5, 11), (12, 17)]),
        ("ages 14-17 (youth program) or 18-30 (adult program)", [(14, 17), (18, 30)]),
    ],
)
def test_every_range_of_a_statement_is_read(words: str, expected: list[tuple[float, float]]) -> None:
    assert ages(words) == expected


def test_a_range_for_adults_beside_one_for_youth_is_the_clients_own() -> None:
    assert read("ages 14-17 (youth program) or 18-30 (adult program)").ages_of is AgesOf.CLIENT


def test_an_age_limits_nobody_where_all_others_have_another_way_in() -> None:
    assert ages("Must be 60 or older with hearing loss. All others must have a physical disability.") == []


@pytest.mark.parametrize("words", ["Live within target area", "Must reside in the service area"])
def test_an_area_without_a_name_is_asked_for(words: str) -> None:
    assert read(words).residence_names == ("its service area",)
    assert read(words).residence == ()


@pytest.mark.parametrize("words", ["Serves the target area", "No service area requirement", "Ohio residents"])
def test_an_area_that_nobody_has_to_live_in_is_not_asked_for(words: str) -> None:
    assert "its service area" not in read(words).residence_names


@pytest.mark.parametrize(
    "words",
    [
        "Ohio residents currently registered with the county board",
        "Restricted to adults with pending charges",
        "Adults fluent in Spanish",
    ],
)
def test_a_condition_that_no_reader_understands_is_kept_in_words(words: str) -> None:
    assert read(words).other == (words,)


def test_blinded_people_are_blind_people() -> None:
    assert Population.BLIND in (*read("Blinded veterans").required, *read("Blinded veterans").focus)


def test_a_description_that_opens_with_no_longer_has_ended() -> None:
    ended = read_availability(AvailabilityTexts("Active", "Training", "No longer provides job training."))
    assert ended.status is AvailabilityStatus.ENDED
    one_of_many = read_availability(AvailabilityTexts("Active", "Pantry", "Gives food. No longer provides clothing."))
    assert one_of_many.status is AvailabilityStatus.OPEN
