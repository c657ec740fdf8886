"""`POST /v1/matches`: what fits a client, and why."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.cast import CLOSED_CARE, EVENING_CARE, EVENING_CARE_AT_MESA
from tests.api.world import World

MOTHER = {
    "place": {"postal_code": "87102"},
    "age": 31,
    "household": [{"age": 4}],
    "languages": ["es"],
    "available": [{"days": ["MO", "TU"], "from": "17:00", "to": "21:00"}],
}


def matched(world: World, body: dict[str, Any]) -> dict[str, Any]:
    answer = world.post("/v1/matches", body, world.platform)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    page: dict[str, Any] = answer.json
    return page


def test_evening_childcare_fits_the_mother_with_reasons(world: World) -> None:
    page = matched(world, {"client": MOTHER, "needs": ["childcare"]})
    best = page["matches"][0]
    assert best["listing"]["service_id"] == EVENING_CARE
    assert best["reasons"]
    assert best["distance_miles"] < 5


def test_contributions_add_up_to_the_score(world: World) -> None:
    for match in matched(world, {"client": MOTHER, "words": "evening childcare and food"})["matches"]:
        assert abs(sum(each["points"] for each in match["contributions"]) - match["score"]) < 1e-9


def test_a_service_stands_once_with_its_other_places_beside(world: World) -> None:
    page = matched(world, {"client": MOTHER, "needs": ["childcare"]})
    assert [match["listing"]["service_id"] for match in page["matches"]] == [EVENING_CARE]
    assert page["total"] == 1
    ids = {page["matches"][0]["listing"]["id"], *page["matches"][0]["other_listing_ids"]}
    assert EVENING_CARE_AT_MESA in ids


def test_words_are_understood_and_shown(world: World) -> None:
    needs = matched(world, {"words": "my landlord wants to evict me"})["needs"]
    assert needs[0]["from"] == "words"
    assert needs[0]["words"]


def test_a_child_too_old_is_a_near_miss_with_the_change_that_would_admit(world: World) -> None:
    page = matched(world, {"client": MOTHER | {"household": [{"age": 15}]}, "needs": ["childcare"]})
    shown = {match["listing"]["service_id"] for match in page["matches"]}
    missed = [miss for miss in page["near_misses"] if miss["listing"]["service_id"] == EVENING_CARE]
    assert EVENING_CARE in shown or missed[0]["change"]


def test_closed_service_is_never_offered(world: World) -> None:
    page = matched(world, {"words": "childcare", "limit": 100})
    assert CLOSED_CARE not in str(page)


@pytest.mark.parametrize(
    "place",
    [{"postal_code": "87102"}, {"address": "Albuquerque, NM"}, {"latitude": 35.08, "longitude": -106.65}],
    ids=["zip", "words", "point"],
)
def test_a_place_may_be_said_in_three_ways(world: World, place: dict[str, Any]) -> None:
    page = matched(world, {"client": {"place": place}, "needs": ["childcare"]})
    assert page["matches"][0]["distance_miles"] is not None


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "nothing_to_match"),
        ({"needs": ["happiness"]}, "unknown_need"),
        ({"needs": ["food"], "client": {"place": {"postal_code": "00000"}}}, "place_not_found"),
        ({"needs": ["food"], "client": {"name": "Ana"}}, "invalid_input"),
        ({"needs": ["food"], "client": {"place": {}}}, "invalid_input"),
        ({"needs": ["food"], "client": {"age": "old"}}, "invalid_input"),
        ({"needs": ["food"], "limit": 0}, "invalid_input"),
        ({"needs": ["food"], "at": "0001-01-01T00:00:00+14:00"}, "invalid_input"),
        ({"needs": ["food"], "client": {"available": [{"days": ["XX"], "from": "1", "to": "2"}]}}, "invalid_input"),
        ([1, 2], "invalid_input"),
    ],
)
def test_what_cannot_be_matched_is_refused_with_a_code(world: World, body: Any, code: str) -> None:
    answer = world.post("/v1/matches", body, world.platform)
    assert (answer.status_code, answer.json["code"]) == (422, code)


def test_a_wrong_field_is_named_by_its_path_and_not_by_its_value(world: World) -> None:
    answer = world.post("/v1/matches", {"client": {"place": {"postal_code": "Ana Secret"}}}, world.platform)
    assert answer.json["errors"][0]["field"] == "client.place.postal_code"
    assert "Secret" not in answer.get_data(as_text=True)


def test_an_unknown_place_is_not_repeated_in_the_answer(world: World) -> None:
    body = {"needs": ["food"], "client": {"place": {"address": "Ana Secret's house"}}}
    assert "Secret" not in world.post("/v1/matches", body, world.platform).get_data(as_text=True)
