"""A terminal in a scratch folder: commands by their words, as `main` would run them, but within this process.

Not for: what only a process of its own shows (signals, ports); see `test_processes.py`.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from api.cli import commands
from api.cli.failures import exit_status_of, sentence_of

PASSWORD = "correct horse battery"
SAMPLE = Path(__file__).resolve().parents[3] / "data" / "sample"


@dataclass(frozen=True)
class Printed:
    """What a command left behind."""

    status: int
    output: str
    error: str


@dataclass
class Terminal:
    """Commands run in `folder`, where `var/` is then made."""

    folder: Path
    answers: str = field(default="")

    def __call__(self, line: str) -> Printed:
        """Run `wraparound …`, answering its questions with `answers`."""
        words = shlex.split(line)
        assert words[0] == "wraparound", line
        result = CliRunner().invoke(commands, words[1:], input=self.answers, prog_name="wraparound")
        failure = result.exception
        if failure is None or isinstance(failure, SystemExit | click.exceptions.Exit):
            return Printed(result.exit_code, result.stdout, result.stderr)
        assert isinstance(failure, Exception)
        status = exit_status_of(failure)
        if status is None:
            raise failure
        return Printed(status, result.stdout, f"{result.stderr}Error: {sentence_of(failure)}\n")


def terminal_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in that folder, with `data` where the documents say it is."""
    (folder / "data").symlink_to(SAMPLE.parent)
    monkeypatch.chdir(folder)
    return Terminal(folder)
