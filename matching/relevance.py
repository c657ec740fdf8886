"""Judged scenarios → requests, and the run file that an evaluation reads.

Not for: scoring a run. The decision a reader would ask about: a record is named by the source's own id of its service row,
and a service with several places counts once, at the best, as the matcher already answers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from directory.errors import PlaceNotFound
from directory.geography.finding import PlaceFinder
from directory.geography.place import Place
from directory.geography.point import Point, Precision
from matching.client import AvailableTime, Client, HouseholdMember, MatchRequest, TravelMode
from matching.errors import ScenarioUnusable
from matching.matcher import Matcher

DEEP = 50
DAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}


def read_scenarios(file: Path) -> list[Mapping[str, Any]]:
    """The scenarios of a JSON file. Raises `ScenarioUnusable` when it is not a list of objects with ids."""
    try:
        scenarios = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as problem:
        raise ScenarioUnusable(file.name, "file", f"is not JSON: {problem}") from problem
    if not isinstance(scenarios, list) or not all(isinstance(one, dict) and one.get("id") for one in scenarios):
        raise ScenarioUnusable(file.name, "file", "must be a list of objects, each with an id")
    return scenarios


def request_of_scenario(scenario: Mapping[str, Any], place_finder: PlaceFinder) -> MatchRequest:
    """The request that a scenario describes, 50 deep. Raises `ScenarioUnusable` naming scenario and field."""
    name = str(scenario.get("id", "without id"))
    try:
        return MatchRequest(
            client=_client(scenario.get("client") or {}, place_finder),
            needs=tuple(scenario.get("needs") or ()),
            words=str(scenario.get("text") or ""),
            at=datetime.fromisoformat(scenario["at"]),
            limit=DEEP,
        )
    except (KeyError, TypeError, ValueError) as problem:
        raise ScenarioUnusable(name, "client", f"{type(problem).__name__}: {problem}") from problem


def run_lines(
    matcher: Matcher, scenarios: Iterable[Mapping[str, Any]], place_finder: PlaceFinder, source: str | None = None
) -> Iterator[str]:
    """Lines `scenario_id<TAB>record_id<TAB>rank`; with a source, only its records, ranked among themselves."""
    for scenario in scenarios:
        request = request_of_scenario(scenario, place_finder)
        deep = request if source is None else replace(request, limit=4 * DEEP)
        matches = matcher.match(deep).matches
        keys = [match.listing.source_key for match in matches if source in (None, match.listing.source)]
        for rank, key in enumerate(list(dict.fromkeys(keys))[:DEEP], start=1):
            yield f"{scenario['id']}\t{key}\t{rank}"


def _client(known: Mapping[str, Any], place_finder: PlaceFinder) -> Client:
    household, income, miles = known.get("household"), known.get("income_percent_fpl"), known.get("max_miles")
    return Client(
        place=_place(known, place_finder),
        age=known.get("age"),
        gender=known.get("gender"),
        household=None if household is None else tuple(HouseholdMember(int(member["age"])) for member in household),
        languages=tuple(known.get("languages") or ()),
        veteran=known.get("veteran"),
        disability=known.get("disability"),
        wheelchair=known.get("wheelchair"),
        income_percent_fpl=None if income is None else float(income),
        travel=TravelMode(known["travel"]) if known.get("travel") else None,
        max_miles=None if miles is None else float(miles),
        available=tuple(_window(window) for window in known.get("available") or ()),
        situation=tuple(known.get("situation") or ()),
    )


def _place(known: Mapping[str, Any], place_finder: PlaceFinder) -> Place | None:
    """The place of the ZIP code with the finer point, and the ward or neighbourhood where the address names one."""
    postal_code, address = known.get("postal_code"), str(known.get("address") or "")
    try:
        place = place_finder.find(str(postal_code or address))
    except PlaceNotFound:
        place = None
    if known.get("latitude") is not None and known.get("longitude") is not None:
        point = Point(float(known["latitude"]), float(known["longitude"]), Precision.ADDRESS)
        place = replace(place, point=point) if place else Place(point)
    return _with_neighborhood(place, address) if place else None


def _with_neighborhood(place: Place, address: str) -> Place:
    """The last part of an address such as "H Street NE, Ward 6" when it is a ward or district with its number."""
    last = address.rpartition(",")[2].strip().casefold()
    kind, _, number = last.partition(" ")
    named = kind in {"ward", "district"} and number.isdigit()
    return replace(place, neighborhood=last) if named else place


def _window(window: Mapping[str, Any]) -> AvailableTime:
    start, until = _minutes(window["from"]), _minutes(window["to"])
    return AvailableTime(tuple(DAYS[day] for day in window["days"]), start, until if until > start else until + 1440)


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return 60 * int(hours) + int(minutes or 0)
