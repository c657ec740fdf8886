"""The documents hold what the code holds: every setting, error code and scope."""

from __future__ import annotations

import ast
import re

import pytest

from api.auth.scopes import Scope
from api.errors import every_code
from api.settings import SETTINGS
from tests.architecture.source import ROOT, modules

DOCS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")}


def table_under(page: str, header: str) -> list[list[str]]:
    """The cells of a table, without back-ticks."""
    lines = DOCS[page].split(header, 1)[1].splitlines()[2:]
    rows = lines[: next((n for n, line in enumerate(lines) if not line.startswith("|")), len(lines))]
    return [[cell.strip().replace("`", "") for cell in row.strip("|").split("|")] for row in rows]


def error_codes() -> set[str]:
    """The `code` of every class in an errors.py, the roots of the trees left out: nobody raises those."""
    codes: dict[str, list[str]] = {}
    for path, tree in modules():
        if path.name != "errors.py":
            continue
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and "Exception" not in {getattr(base, "id", "") for base in node.bases}:
                codes |= {code: [str(path)] for code in _codes_in(node)}
    return set(codes)


def _codes_in(node: ast.ClassDef) -> list[str]:
    return [
        str(line.value.value)
        for line in node.body
        if isinstance(line, ast.Assign)
        and isinstance(line.value, ast.Constant)
        and any(isinstance(target, ast.Name) and target.id == "code" for target in line.targets)
    ]


def test_every_code_that_http_answers_is_in_the_api_page_with_its_status() -> None:
    documented = {row[0]: int(row[1]) for row in table_under("api.md", "| code | status | when |")}
    assert documented == {code: status for code, (status, _) in every_code().items()}


@pytest.mark.parametrize("code", sorted(error_codes()))
def test_every_error_code_is_explained_somewhere(code: str) -> None:
    assert any(f"`{code}`" in page for page in DOCS.values())


def test_settings_page_is_the_table_of_settings() -> None:
    code = [[each.variable, _shown(each.default), each.meaning.replace("|", "\\|")] for each in SETTINGS]
    assert table_under("settings.md", "| variable | default | meaning |") == code


def test_the_example_of_an_environment_names_every_setting_once() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert re.findall(r"^#?(WRAPAROUND_\w+)=", example, re.MULTILINE) == [each.variable for each in SETTINGS]


def test_every_scope_is_explained() -> None:
    assert {row[0] for row in table_under("accounts.md", "| scope | lets |")} == set(Scope)


def _shown(default: str) -> str:
    return default.replace(f"{ROOT}/", "")
