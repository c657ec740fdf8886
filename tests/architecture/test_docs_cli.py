"""Every command and option is in the page of commands, every decision that is listed exists, every link leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from api.cli import COMMANDS, commands
from tests.architecture.source import ROOT

PAGE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
DECISIONS = ROOT / "docs" / "decisions"
PAGES = sorted(
    path for path in ROOT.rglob("*.md") if not {".venv", "var", "node_modules"} & set(path.relative_to(ROOT).parts)
)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def every_command(
    group: click.Command = commands, path: tuple[str, ...] = ("wraparound",)
) -> Iterator[tuple[str, click.Command]]:
    """Each command with the words that call it."""
    yield " ".join(path), group
    if isinstance(group, click.Group):
        context = click.Context(group)
        for name in group.list_commands(context):
            inner = group.get_command(context, name)
            assert inner is not None
            yield from every_command(inner, (*path, name))


EVERY_COMMAND = dict(every_command())


def section_of(path: str) -> str:
    """What the page says under the command's own heading."""
    found = re.split(rf"^#+ `{re.escape(path)}`$", PAGE, maxsplit=1, flags=re.MULTILINE)
    assert len(found) == 2, f"docs/cli.md has no heading for {path}"
    return re.split(r"^#+ `wraparound", found[1], maxsplit=1, flags=re.MULTILINE)[0]


@pytest.mark.parametrize("path", [path for path in EVERY_COMMAND if path != "wraparound"])
def test_command_and_its_options_are_in_the_page(path: str) -> None:
    section = section_of(path)
    options = [each for each in EVERY_COMMAND[path].params if isinstance(each, click.Option)]
    absent = [name for each in options for name in (*each.opts, *each.secondary_opts) if f"`{name}`" not in section]
    assert absent == []


def test_page_names_no_command_that_is_not_there() -> None:
    headings = re.findall(r"^#+ `(wraparound [^`]+)`$", PAGE, re.MULTILINE)
    assert [each for each in headings if each not in EVERY_COMMAND] == []


@pytest.mark.parametrize("path", EVERY_COMMAND)
def test_command_says_what_it_and_each_option_is_for(path: str) -> None:
    command = EVERY_COMMAND[path]
    assert command.help
    assert [each.name for each in command.params if isinstance(each, click.Option) and not each.help] == []


def test_list_of_commands_says_something_of_each() -> None:
    assert all(sentence.endswith(".") for _, sentence in COMMANDS.values())


def test_decisions_that_are_listed_are_those_there_are() -> None:
    listed = _LINK.findall((DECISIONS / "README.md").read_text(encoding="utf-8"))
    assert sorted(listed) == sorted(path.name for path in DECISIONS.glob("[0-9]*.md"))


def test_every_page_of_the_documentation_is_in_its_index() -> None:
    listed = set(_LINK.findall((ROOT / "docs" / "README.md").read_text(encoding="utf-8")))
    assert {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"} <= listed


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    text = _CODE.sub("", page.read_text(encoding="utf-8"))
    targets = [link.partition("#")[0] for link in _LINK.findall(text) if not re.match(r"[a-z]+:|#", link)]
    assert [link for link in targets if not (page.parent / link).exists()] == []
