"""docs/hsds.md says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from directory.hsds.schemas import SCHEMAS

PAGE = Path(__file__).resolve().parents[3] / "docs" / "hsds.md"


def test_the_page_lists_every_record_type_and_no_other() -> None:
    table = PAGE.read_text("utf-8").split("## Record types", 1)[1].split("##", 1)[0]
    assert sorted(re.findall(r"`(\w+)`", table)) == sorted(SCHEMAS)
