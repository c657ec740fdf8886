"""docs/referrals.md says what the code does."""

from __future__ import annotations

from pathlib import Path

import pytest

from referrals import errors
from referrals.consent import SENSITIVE_CLASS
from referrals.model import CancelReason, DataClass, DeclineReason, Outcome
from referrals.transitions import TRANSITIONS

DOCS = (Path(__file__).parents[2] / "docs" / "referrals.md").read_text(encoding="utf-8")


def rows_under(header: str) -> list[list[str]]:
    lines = DOCS.split(header, 1)[1].splitlines()[2:]
    table = lines[: next(n for n, line in enumerate(lines) if not line.startswith("|"))]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in table]


def test_the_table_in_the_docs_is_the_table_in_the_code() -> None:
    code = [[row.from_state or "", row.action, row.to_state, row.who, row.needs] for row in TRANSITIONS]
    assert rows_under("| from | action | to | who | needs |") == code


def test_every_error_code_is_explained_and_no_other() -> None:
    classes = [
        each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, errors.ReferralsError)
    ]
    codes = {each.code for each in classes if each is not errors.ReferralsError}
    assert {row[0] for row in rows_under("| code | when |")} == codes


@pytest.mark.parametrize("code", [*DeclineReason, *CancelReason, *Outcome, *DataClass, *SENSITIVE_CLASS])
def test_every_closed_set_is_listed(code: str) -> None:
    assert f"`{code}`" in DOCS
