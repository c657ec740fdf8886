"""Every route says who may use it, in one place for all, and statuses stand in one file."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from flask import Flask

from api.app import create_app
from api.auth.guard import access_of
from api.settings import read_settings
from api.wiring import Services
from tests.architecture.source import modules

STATUS_NUMBERS = range(200, 600)
STATUS_WORDS = {"status", "status_code", "code", "abort"}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("routes")
    settings = {"WRAPAROUND_DATABASE_URL": f"sqlite:///{folder / 'x.sqlite'}", "WRAPAROUND_VAR_DIR": str(folder)}
    return create_app(Services(read_settings(settings)))


def test_every_route_declares_who_may_use_it(app: Flask) -> None:
    silent = [rule.rule for rule in app.url_map.iter_rules() if access_of(app.view_functions[rule.endpoint]) is None]
    assert silent == []


def test_every_write_but_fetching_a_token_and_signing_in_asks_for_a_caller(app: Flask) -> None:
    open_writes = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if (rule.methods or set()) & {"POST", "PUT", "PATCH", "DELETE"}
        and (access := access_of(app.view_functions[rule.endpoint])) is not None
        and not access.needs_caller
        and rule.rule.startswith(("/v1/", "/hsds", "/oauth"))
    }
    assert open_writes == {"/oauth/token"}


def test_status_numbers_stand_in_one_file() -> None:
    found = [
        f"{path}:{getattr(node, 'lineno', 0)}"
        for path, tree in modules()
        if path.is_relative_to("api") and path != Path("api/errors.py")
        for node in ast.walk(tree)
        if _is_status(node)
    ]
    assert found == []


def _is_status(node: ast.AST) -> bool:
    """A number given as a status: `status=404`, `abort(404)`, `"status": 404` or `return page, 404`."""
    if isinstance(node, ast.keyword):
        return node.arg in STATUS_WORDS and _is_number(node.value)
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return name in {"abort", "response", "alt_response", "errorhandler"} and any(map(_is_number, node.args))
    if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
        return any(map(_is_number, node.value.elts))
    return False


def _is_number(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int) and node.value in STATUS_NUMBERS
