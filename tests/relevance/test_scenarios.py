"""A judged scenario becomes the request that a coach would have made, and the run names each service once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from directory.errors import PlaceNotFound
from directory.geography.place import Place
from directory.geography.point import Precision
from matching.client import AvailableTime, HouseholdMember, TravelMode
from matching.errors import ScenarioUnusable
from matching.relevance import read_scenarios, request_of_scenario, run_lines
from tests.matching.cast import HOME, matcher_over, miles_north, service

SCENARIO: dict[str, Any] = {
    "id": "x-01",
    "text": "Needs evening childcare",
    "needs": ["childcare"],
    "client": {
        "postal_code": "20010",
        "latitude": 38.94,
        "longitude": -77.03,
        "address": "Irving Street NW, Ward 1",
        "age": 26,
        "household": [{"age": 2}],
        "languages": ["en"],
        "veteran": False,
        "income_percent_fpl": 120,
        "travel": "transit",
        "max_miles": 4,
        "available": [{"days": ["MO", "SU"], "from": "22:00", "to": "06:00"}],
        "situation": ["single_parent"],
    },
    "at": "2026-11-23T10:05:00",
}


class OneHome:
    """Knows one ZIP code."""

    def find(self, words: str) -> Place:
        if words != "20010":
            raise PlaceNotFound(words)
        return HOME


def scenario(**changes: Any) -> dict[str, Any]:
    return {**SCENARIO, "client": {**SCENARIO["client"], **changes}}


def test_what_is_known_of_the_client_is_taken_over() -> None:
    client = request_of_scenario(SCENARIO, OneHome()).client
    assert client.household == (HouseholdMember(2),)
    assert (client.travel, client.veteran, client.disability) == (TravelMode.TRANSIT, False, None)
    assert client.available == (AvailableTime((0, 6), 22 * 60, 30 * 60),)


def test_the_place_has_the_zips_areas_the_finer_point_and_the_ward() -> None:
    place = request_of_scenario(scenario(address="Ward 8"), OneHome()).client.place
    assert place is not None
    assert (place.state, place.neighborhood) == ("DC", "ward 8")
    assert (place.point.latitude, place.point.precision) == (38.94, Precision.ADDRESS)


def test_an_unknown_zip_still_has_its_point() -> None:
    place = request_of_scenario(scenario(postal_code="99999"), OneHome()).client.place
    assert place is not None
    assert (place.state, place.point.latitude) == (None, 38.94)


def test_a_field_that_is_absent_stays_unknown() -> None:
    bare = {"id": "x-02", "needs": ["food"], "client": {}, "at": "2026-11-23T10:05:00"}
    client = request_of_scenario(bare, OneHome()).client
    assert (client.place, client.household, client.max_miles) == (None, None, None)


def test_a_scenario_that_cannot_be_read_is_named() -> None:
    with pytest.raises(ScenarioUnusable, match="x-01"):
        request_of_scenario(scenario(travel="by balloon"), OneHome())


def test_a_file_that_is_no_list_of_scenarios_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "scenarios.json"
    file.write_text(json.dumps({"id": "x"}), encoding="utf-8")
    with pytest.raises(ScenarioUnusable, match="list of objects"):
        read_scenarios(file)


def test_the_run_names_each_service_once_at_its_best_place_and_ranks_from_one() -> None:
    near, other = service("Near", "childcare", miles=0.5), service("Other", "childcare", miles=2)
    second_place = replace(near, id="near-2", point=miles_north(1))
    lines = list(run_lines(matcher_over(near, second_place, other), [SCENARIO], OneHome()))
    assert lines == ["x-01\tnear\t1", "x-01\tother\t2"]


def test_a_source_is_ranked_among_its_own_records() -> None:
    ours = service("Ours", "childcare", miles=2)
    theirs = replace(service("Theirs", "childcare", miles=0.5), source="other")
    assert list(run_lines(matcher_over(ours, theirs), [SCENARIO], OneHome(), "cast")) == ["x-01\tours\t1"]
