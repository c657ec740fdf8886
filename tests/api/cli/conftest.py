"""A terminal with the sample imported, made once and copied; and one with nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.api.cli.terminal import Terminal, terminal_in


@pytest.fixture(scope="session")
def imported_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `var` folder after the sample was imported."""
    folder = tmp_path_factory.mktemp("sample")
    with pytest.MonkeyPatch.context() as patch:
        terminal = terminal_in(folder, patch)
        assert terminal("wraparound import data/sample --source sample --jobs 1").status == 0
    return folder / "var"


@pytest.fixture
def empty_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in a new folder."""
    return terminal_in(tmp_path, monkeypatch)


@pytest.fixture
def terminal(empty_terminal: Terminal, imported_sample: Path) -> Terminal:
    """A terminal where the sample is imported."""
    shutil.copytree(imported_sample, empty_terminal.folder / "var")
    return empty_terminal
