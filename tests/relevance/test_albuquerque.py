"""Twelve clients over the bundled sample: a second place, so that what helps one city does not harm another.

`albuquerque.json` holds the scenarios in the fields of judged scenarios, with `call` (kinds of service of which one must
be among the first three) and `never` (kinds that would turn this client away or do not help). A kind is a service's name
behind its agency's. Not for: a score; the sample is small and even.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from api.cli import commands
from api.settings import read_settings
from api.wiring import Services
from directory.facts.values import AvailabilityStatus
from matching.match import Match
from matching.relevance import request_of_scenario

ROOT = Path(__file__).resolve().parents[2]
SCENARIOS: list[Mapping[str, Any]] = json.loads(
    (Path(__file__).parent / "albuquerque.json").read_text(encoding="utf-8")
)
SHOWN = 10
CALLED_FIRST = 3


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The wired parts over the sample alone."""
    folder = tmp_path_factory.mktemp("albuquerque")
    environment = {"WRAPAROUND_DATABASE_URL": f"sqlite:///{folder}/sample.sqlite", "WRAPAROUND_VAR_DIR": str(folder)}
    arguments = ["import", str(ROOT / "data" / "sample"), "--source", "sample"]
    result = CliRunner().invoke(commands, arguments, env=environment, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    with pytest.MonkeyPatch.context() as patch:
        for name, setting in environment.items():
            patch.setenv(name, setting)
        wired = Services(read_settings())
        yield wired
        wired.close()


def first_ten(services: Services, scenario: Mapping[str, Any]) -> tuple[Match, ...]:
    request = request_of_scenario(scenario, services.place_finder)
    return services.matcher.match(request).matches[:SHOWN]


def kinds(matches: tuple[Match, ...]) -> list[str]:
    """What each service is, behind its agency's name."""
    return [match.listing.name.rpartition(" – ")[2] for match in matches]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["id"])
def test_one_of_the_first_three_is_what_a_coach_would_call(services: Services, scenario: Mapping[str, Any]) -> None:
    found = kinds(first_ten(services, scenario))
    assert set(found[:CALLED_FIRST]) & set(scenario["call"]), found


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["id"])
def test_nothing_that_would_turn_the_client_away_is_shown(services: Services, scenario: Mapping[str, Any]) -> None:
    matches = first_ten(services, scenario)
    assert not set(kinds(matches)) & set(scenario["never"]), kinds(matches)
    assert {match.listing.availability.status for match in matches} == {AvailabilityStatus.OPEN}
