"""What may be imported where: the fences of the design."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, imported_names, is_migration, modules

# top-level distribution → the folders that may import it
FENCES = {
    "flask": ("api",),
    "flask_smorest": ("api",),
    "flask_login": ("api",),
    "flask_wtf": ("api",),
    "werkzeug": ("api",),
    "click": ("api/cli",),
    "sqlalchemy": ("directory/store", "referrals/store", "api/store"),
    "alembic": ("directory/store", "referrals/store", "api/store"),
    "elasticsearch": ("directory/search/elastic",),
    "geopy": ("directory/geography",),
    "shapely": ("directory/geography", "tools"),
    "marshmallow": ("directory/hsds", "api"),
    "sqlite3": ("directory/search/embedded", "directory/store", "importers/scratch"),
}


def stands_in(path: Path, folders: tuple[str, ...]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)


@pytest.mark.parametrize("library", sorted(FENCES))
def test_library_is_imported_only_behind_its_fence(library: str) -> None:
    outside = [
        str(path)
        for path, tree in modules()
        if any(name.split(".")[0] == library for name in imported_names(tree))
        and not stands_in(path, FENCES[library])
        and not path.is_relative_to("tools/bench")
    ]
    assert outside == []


def test_only_the_settings_read_the_environment() -> None:
    readers = [
        str(path)
        for path, _ in modules()
        if not is_migration(path)
        and not path.is_relative_to("tools")
        and any(word in (ROOT / path).read_text(encoding="utf-8") for word in ("os.environ", "os.getenv", "getenv("))
    ]
    assert readers in ([], ["api/settings.py"])


def test_no_module_catches_everything_without_a_reason() -> None:
    bare = [
        f"{path}:{number}"
        for path, _ in modules()
        for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), 1)
        if "except Exception" in line and "#" not in line
    ]
    assert bare == []


def test_floors_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [str(linter), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert run.returncode == 0, run.stdout + run.stderr
