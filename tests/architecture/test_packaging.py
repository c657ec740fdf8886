"""The packaging: an application with generic top-level names must not collide, and must list what it has."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import packages_distributions

from tests.architecture.source import PACKAGES, ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_no_other_distribution_claims_one_of_our_top_level_names() -> None:
    owners = packages_distributions()
    claimed = {
        name: owners[name] for name in (*PACKAGES, "tests", "tools") if set(owners.get(name, ())) - {"wraparound"}
    }
    assert claimed == {}


def test_every_package_is_listed_explicitly() -> None:
    present = {
        ".".join(init.parent.relative_to(ROOT).parts)
        for name in PACKAGES
        for init in (ROOT / name).rglob("__init__.py")
    }
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == present


def test_project_cannot_be_uploaded_by_accident() -> None:
    assert "Private :: Do Not Upload" in PROJECT["project"]["classifiers"]


def test_every_locked_package_has_hashes_and_no_address() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        text = lock.read_text(encoding="utf-8")
        pinned = re.findall(r"^[A-Za-z0-9_.\-\[\]]+==", text, flags=re.MULTILINE)
        assert pinned, lock.name
        assert text.count("--hash=sha256:") >= len(pinned), lock.name
        assert not re.search(r"https?://", text), lock.name


def test_every_ignored_lint_rule_gives_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text.split("\nignore = [\n", 1)[1].split("\n]", 1)[0]
    without = [line for line in block.splitlines() if "#" not in line]
    assert without == []
