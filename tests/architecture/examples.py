"""The examples of the documents: ```console blocks, with what was printed. Not for: running them (`tests/api/cli`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

GAP = "…"
"""Stands for any words within a line; a line of its own stands for any lines."""

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Example:
    """One command as it is typed, and the lines that it is said to print."""

    command: str
    output: tuple[str, ...]


def examples_of(page: Path) -> list[Example]:
    """Every example of the page, in its order. A command that ends in a backslash goes on in the next line."""
    found: list[Example] = []
    for block in _BLOCK.findall(page.read_text(encoding="utf-8").replace("\\\n", "")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *output = part.splitlines()
            found.append(Example(" ".join(command.split()), tuple(output)))
    return found


def is_printed(expected: tuple[str, ...], printed: str) -> bool:
    """Whether the text is what the example shows; blanks at the ends of lines do not count."""
    pattern = "".join(
        r"(?:[^\n]*\n)*?" if line.strip() == GAP else _line_pattern(line) for line in expected if line.strip()
    )
    lines = "".join(f"{line.strip()}\n" for line in printed.splitlines() if line.strip())
    return re.fullmatch(pattern, lines) is not None


def _line_pattern(line: str) -> str:
    return ".*?".join(re.escape(part) for part in line.strip().split(GAP)) + "\n"
