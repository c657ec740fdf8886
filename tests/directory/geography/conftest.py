"""One gazetteer for the whole room: its answers are remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from directory.geography.places import Gazetteer

BOUNDARIES = Path(__file__).resolve().parents[3] / "data" / "boundaries"


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer(BOUNDARIES)
