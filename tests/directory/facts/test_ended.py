"""Sentences that say a programme is over, and those that only sound like it."""

from __future__ import annotations

import pytest

from directory.facts.availability import AvailabilityTexts, read_availability
from directory.facts.values import AvailabilityStatus


def status(sentence: str) -> AvailabilityStatus:
    return read_availability(AvailabilityTexts(description=f"Offers help. {sentence}")).status


@pytest.mark.parametrize(
    "sentence",
    [
        "This program is no longer accepting applications.",
        "The program closed on June 30, 2019.",
        "This agency has merged with Hope House.",
        "Program is no longer funded.",
        "THIS PROGRAM HAS BEEN CANCELLED.",
        "Este programa ya no acepta solicitudes.",
    ],
)
def test_a_programme_that_says_it_is_over_has_ended(sentence: str) -> None:
    assert status(sentence) is AvailabilityStatus.ENDED


@pytest.mark.parametrize(
    "sentence",
    [
        "Due to lack of funding, this program is not operating.",
        "Program was suspended due to lack of funding.",
        "Program inactive as of July.",
    ],
)
def test_a_programme_that_stands_still_is_closed_for_now(sentence: str) -> None:
    assert status(sentence) is AvailabilityStatus.TEMPORARILY_CLOSED


@pytest.mark.parametrize(
    "sentence",
    [
        "The program is closed in August.",
        "The center is closed on Thanksgiving.",
        "The program is not accepting new clients at this time.",
        "Funds for this program are exhausted.",
        "Helps workers whose plant has closed.",
        "Program was suspended during July.",
        "The office is closed on Fridays in the summer of 2024.",
    ],
)
def test_a_pause_a_full_list_or_another_subject_ends_nothing(sentence: str) -> None:
    assert status(sentence) is AvailabilityStatus.OPEN


@pytest.mark.parametrize(
    "happened",
    [
        "cancelled",
        "canceled",
        "abolished",
        "shuttered",
        "disbanded",
        "terminated",
        "dissolved",
        "discontinued",
        "eliminated",
    ],
)
def test_every_word_for_an_end_is_noticed_wherever_it_stands(happened: str) -> None:
    told = ("It ran for years.", f"This program has been {happened}.", "Offers help.")
    for first in range(3):
        words = " ".join((*told[first:], *told[:first]))
        assert read_availability(AvailabilityTexts(description=words)).status is AvailabilityStatus.ENDED


@pytest.mark.parametrize(
    "words",
    ["Temporarily closed.", "CLOSED UNTIL FURTHER NOTICE", "Cerrado temporalmente.", "The clinic is on hiatus."],
)
def test_every_word_for_a_pause_is_noticed(words: str) -> None:
    assert status(words) is AvailabilityStatus.TEMPORARILY_CLOSED
