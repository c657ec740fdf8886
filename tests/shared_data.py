"""Where tests find the real data kept beside the checkout, in one place.

That folder (`../shared`) holds published data sets and the official HSDS schemas. It is not part of the project, so
a test that needs it is skipped with a sentence where it is absent, and nothing is ever copied out of it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared_path(*parts: str) -> Path:
    """The path of `parts` below `../shared`; skips the test (or the module being collected) where it does not exist."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"The real data is not beside this checkout: {path} does not exist.", allow_module_level=True)
    return path
