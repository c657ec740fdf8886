"""The whole walk: who is offered, in which order, and with which words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

from directory.facts.values import AgeRange, Availability, AvailabilityStatus, Cost, CostKind, Delivery, Hours
from matching.errors import NothingToMatch, UnknownNeed
from matching.match import UnderstoodFrom
from tests.matching.cast import (
    ANA,
    NOBODY_KNOWN,
    ask,
    match,
    matcher_over,
    miles_north,
    names,
    near_names,
    service,
    taking,
    weekdays,
)

EVENING_CARE = service("Evening Care", "childcare", hours=weekdays(6, 22))
DAY_CARE = service("Day Care", "childcare", hours=weekdays(7, 18))
OFFICE_CARE = service("Morning Care", "childcare", hours=weekdays(7, 12))


def test_care_that_covers_the_evenings_asked_for_comes_before_care_that_closes_at_six() -> None:
    result = match([DAY_CARE, EVENING_CARE], ask("childcare"))
    assert names(result) == ["Evening Care", "Day Care"]


def test_care_that_is_never_open_in_the_evening_is_a_near_miss_that_says_when_it_would_fit() -> None:
    result = match([EVENING_CARE, OFFICE_CARE], ask("childcare"))
    assert names(result) == ["Evening Care"]
    (near,) = result.near_misses
    assert (near.rule, near.change) == ("time", "It would fit Mondays from 7 am until noon.")


@pytest.mark.parametrize("status", [status for status in AvailabilityStatus if status is not AvailabilityStatus.OPEN])
def test_closed_service_is_never_offered_nor_shown_as_a_near_miss(status: AvailabilityStatus) -> None:
    result = match([structs.replace(EVENING_CARE, availability=Availability(status))], ask("childcare"))
    assert (names(result), near_names(result), result.total) == ([], [], 0)


def test_reasons_are_plain_sentences_about_what_moved_it_up() -> None:
    free = structs.replace(
        EVENING_CARE, cost=Cost((CostKind.FREE,)), eligibility=taking(ages=(AgeRange(14 / 365.25, 5),))
    )
    (found,) = match([free], ask("childcare")).matches
    assert "Takes children from 2 weeks to 5 years." in found.reasons
    assert 2 <= len(found.reasons) <= 3


def test_contributions_add_up_to_the_score() -> None:
    for found in match([EVENING_CARE, DAY_CARE], ask("childcare")).matches:
        assert sum(one.points for one in found.contributions) == pytest.approx(found.score, abs=1e-9)


def test_a_service_at_two_places_is_listed_once_at_the_nearer_one() -> None:
    near = structs.replace(EVENING_CARE, id="near", point=miles_north(0.5))
    far = structs.replace(EVENING_CARE, id="far", point=miles_north(3))
    (found,) = match([far, near], ask("childcare")).matches
    assert (found.listing.id, found.other_listing_ids) == ("near", ("far",))


def test_a_phone_line_stands_beside_places_and_needs_no_journey() -> None:
    line = service("Care Line", "childcare", point=None, delivery=(Delivery.PHONE,))
    (found,) = match([line], ask("childcare")).matches
    assert found.distance_miles is None
    assert "Help comes by phone, online or to the home." in found.reasons


def test_equal_services_are_ordered_by_distance_then_id() -> None:
    twins = [structs.replace(EVENING_CARE, id=one, service_id=one) for one in ("b", "a", "c")]
    assert [found.listing.id for found in match(twins, ask("childcare")).matches] == ["a", "b", "c"]


def test_pages_follow_one_another_without_gap_or_repeat() -> None:
    many = [structs.replace(EVENING_CARE, id=f"{number:02}", service_id=f"{number:02}") for number in range(7)]
    matcher = matcher_over(*many)
    pages = [matcher.match(ask("childcare", limit=3, offset=offset)) for offset in (0, 3, 6)]
    shown = [found.listing.id for page in pages for found in page.matches]
    assert shown == [f"{number:02}" for number in range(7)]
    assert {page.total for page in pages} == {7}


def test_needs_are_understood_from_the_coachs_words() -> None:
    result = match([EVENING_CARE], ask(words="She needs a daycare for her son"))
    assert [(need.code, need.source) for need in result.needs] == [("childcare", UnderstoodFrom.WORDS)]
    assert names(result) == ["Evening Care"]


def test_words_without_a_need_search_by_the_words_and_say_so() -> None:
    result = match([service("Zebra House", "food")], ask(words="zebra"))
    assert names(result) == ["Zebra House"]
    assert result.notices[0].startswith("No need was recognised")


def test_nothing_asked_is_refused() -> None:
    with pytest.raises(NothingToMatch):
        match([EVENING_CARE], ask())


def test_an_unknown_need_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownNeed, match="childcare"):
        match([EVENING_CARE], ask("child_minding"))


def test_a_client_of_whom_nothing_is_known_is_still_answered() -> None:
    strict = service("Strict", "food", eligibility=taking(ages=(AgeRange(60, None),)))
    result = match([strict], ask("food", client=NOBODY_KNOWN))
    assert names(result) == ["Strict"]
    assert result.matches[0].question == "How old is the person this is for?"
    assert result.notices[0].startswith("The client's place is not known")


def test_the_search_widens_when_little_is_near() -> None:
    far = service("Far Pantry", "food", miles=30)
    result = match([far], ask("food", client=replace(ANA, max_miles=None)))
    assert names(result) == ["Far Pantry"]
    assert any("miles" in notice for notice in result.notices)


def test_too_far_is_a_near_miss_that_says_how_far_the_client_would_have_to_go() -> None:
    far = service("Far Pantry", "food", miles=7.6)
    result = match([far], ask("food"))
    assert names(result) == []
    assert result.near_misses[0].change == "It would fit if the client could go 8 miles."


def test_a_distance_within_the_uncertainty_of_a_zip_centroid_shuts_nobody_out() -> None:
    vague = service("Vague Pantry", "food", point=miles_north(7.6, radius_miles=2))
    assert names(match([vague], ask("food"))) == ["Vague Pantry"]


def test_unknown_hours_shut_nobody_out_and_rank_below_hours_that_fit() -> None:
    unknown = service("Unknown Hours", "childcare", hours=Hours(words="call"))
    assert names(match([unknown, EVENING_CARE], ask("childcare"))) == ["Evening Care", "Unknown Hours"]
