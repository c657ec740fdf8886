"""Functions and files stay small enough to be read."""

from __future__ import annotations

import ast
from statistics import median, quantiles

from tests.architecture.source import ROOT, functions, length, modules


def test_the_median_function_has_at_most_ten_lines() -> None:
    assert median(length(node) for _, node in functions()) <= 10


def test_nine_functions_in_ten_have_at_most_thirty_lines() -> None:
    assert quantiles((length(node) for _, node in functions()), n=10)[8] <= 30


def test_no_function_has_more_than_fifty_lines() -> None:
    long = [f"{path}:{node.lineno} {node.name}" for path, node in functions() if length(node) > 50]
    assert long == []


def test_no_file_has_more_than_four_hundred_lines() -> None:
    files = [path for path, _ in modules()]
    files += [path.relative_to(ROOT) for path in (ROOT / "tests").rglob("*.py")]
    long = [str(path) for path in files if len((ROOT / path).read_text(encoding="utf-8").splitlines()) > 400]
    assert long == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [str(path) for path, tree in modules() if not ast.get_docstring(tree)]
    assert silent == []
