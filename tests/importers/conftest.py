"""Fixtures of the importers' tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.importers.world import World, new_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A folder for files and an empty directory."""
    yield from new_world(tmp_path)
