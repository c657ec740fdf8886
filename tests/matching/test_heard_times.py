"""Times that the coach only mentioned in words: they move the ranking and shut nobody out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.matching.cast import ANA, ask, match, names, near_names, service, weekdays

ANA_WITHOUT_TIMES = replace(ANA, available=())
DAY_CARE = service("Day Care", "childcare", miles=0.5, hours=weekdays(7, 17))
NIGHT_OWL = service("Night Owl", "childcare", miles=2.0, hours=weekdays(14, 23))


@pytest.mark.parametrize("words", ["evening childcare", "child care in the evenings", "guardería por la noche"])
def test_care_open_in_the_evening_comes_first_when_the_words_ask_for_evening(words: str) -> None:
    found = match([DAY_CARE, NIGHT_OWL], ask("childcare", client=ANA_WITHOUT_TIMES, words=words))
    assert names(found) == ["Night Owl", "Day Care"]


def test_without_such_words_the_nearer_comes_first() -> None:
    found = match([DAY_CARE, NIGHT_OWL], ask("childcare", client=ANA_WITHOUT_TIMES, words="childcare"))
    assert names(found) == ["Day Care", "Night Owl"]


def test_times_that_were_given_shut_out_and_those_only_heard_do_not() -> None:
    heard = match([DAY_CARE], ask("childcare", client=ANA_WITHOUT_TIMES, words="evening childcare"))
    given = match([DAY_CARE], ask("childcare", client=ANA, words="evening childcare"))
    assert names(heard) == ["Day Care"]
    assert names(given) == []
    assert near_names(given) == ["Day Care"]
