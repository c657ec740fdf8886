"""The judged scenarios of a real listing set, from import to ranking: what a coach would be shown.

Not for: tuning to that set. The floors are those of the requirement; other cities are judged apart.
"""

from __future__ import annotations

import runpy
from collections.abc import Mapping
from pathlib import Path
from statistics import mean

import pytest
from click.testing import CliRunner

from api.cli import commands
from tests.shared_data import shared_path

Scores = Mapping[str, float]


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> Scores:
    """Means over the scenarios, after a plain import into an empty database."""
    folder = tmp_path_factory.mktemp("dc-211")
    judged, listings = shared_path("relevance", "dc-211"), shared_path("data", "real", "dc-211-icarol")
    environment = {"WRAPAROUND_DATABASE_URL": f"sqlite:///{folder}/dc.sqlite", "WRAPAROUND_VAR_DIR": str(folder)}
    run = folder / "run.tsv"
    _invoke(["import", str(listings), "--source", "dc211"], environment)
    _invoke(["relevance", "--scenarios", str(judged / "scenarios.json"), "--out", str(run)], environment)
    return _evaluated(judged / "qrels.tsv", run)


def _invoke(arguments: list[str], environment: dict[str, str]) -> None:
    result = CliRunner().invoke(commands, arguments, env=environment, catch_exceptions=False)
    assert result.exit_code == 0, result.output


def _evaluated(qrels: Path, run: Path) -> Scores:
    tool = runpy.run_path(str(shared_path("tools", "relevance_eval.py")))
    rows = tool["score"](*tool["read_qrels"](str(qrels)), tool["read_run"](str(run)))
    return {name: mean(row[name] for row in rows) for name in rows[0] if name != "scenario"}


def test_the_services_to_call_first_rank_high(scores: Scores) -> None:
    assert scores["ndcg@10"] >= 0.66


def test_one_of_the_first_three_is_nearly_always_a_service_to_call_first(scores: Scores) -> None:
    assert scores["success@3"] >= 0.85


def test_services_that_would_turn_the_client_away_are_rare_among_the_first_ten(scores: Scores) -> None:
    assert scores["harm@10"] <= 0.6


def test_few_services_to_call_first_are_missed_altogether(scores: Scores) -> None:
    assert scores["recall3@50"] >= 0.9
