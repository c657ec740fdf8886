"""The examples of README and of the page of commands print what they are said to print."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.api.cli.terminal import PASSWORD, Terminal, terminal_in
from tests.architecture.examples import Example, examples_of, is_printed
from tests.architecture.source import ROOT

PAGES = ("README.md", "docs/cli.md", "docs/operations.md")


def answers_to(command: str) -> str:
    """What the person of the example types when asked."""
    if " users add " in command:
        return f"{PASSWORD}\n{PASSWORD}\n"
    return f"{PASSWORD}\nSomebody\n\n" if " refer " in command else ""


def run(terminal: Terminal, example: Example) -> str:
    terminal.answers = answers_to(example.command)
    printed = terminal(example.command)
    assert printed.status == 0, f"{example.command}: {printed.error}"
    return printed.output + printed.error


@pytest.mark.parametrize("page", PAGES)
def test_examples_print_what_the_page_shows(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_in(tmp_path, monkeypatch)
    examples = examples_of(ROOT / page)
    assert examples, page
    for example in examples:
        printed = run(terminal, example)
        assert is_printed(example.output, printed), f"{page}: $ {example.command}\n{printed}"
