"""The closed list of needs is readable, complete and refuses what is not usable."""

from __future__ import annotations

from pathlib import Path

import pytest

from directory.errors import InvalidReferenceData
from directory.needs.catalogue import NeedCatalogue

NEEDS = Path(__file__).resolve().parents[3] / "data" / "needs"
HEADER = "code,name,parent,sensitive,gravity,open_eligibility,wioa_supportive_service\n"


@pytest.fixture(scope="module")
def catalogue() -> NeedCatalogue:
    return NeedCatalogue.read(NEEDS / "needs.csv")


def test_every_need_has_a_name_and_a_group(catalogue: NeedCatalogue) -> None:
    assert len(catalogue.all()) == 44
    assert all(need.name and need.parent for need in catalogue.all())


def test_a_need_is_found_by_its_code(catalogue: NeedCatalogue) -> None:
    food = catalogue.get("food")
    assert food is not None
    assert (food.name, food.parent, food.open_eligibility[0]) == ("Food", "basics", "Food")
    assert catalogue.get("unicorns") is None


def test_groups_hold_their_needs(catalogue: NeedCatalogue) -> None:
    assert "care" in catalogue.parents()
    assert "childcare" in {need.code for need in catalogue.children("care")}


def test_needs_under_part_2_and_vawa_are_sensitive(catalogue: NeedCatalogue) -> None:
    sensitive = {need.code for need in catalogue.all() if catalogue.is_sensitive(need.code)}
    assert sensitive == {"substance_use", "domestic_violence", "elder_safety"}


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ("food,Food,basics,,,,\nfood,Food,basics,,,,\n", "line 3: the code 'food' is there twice"),
        ("food,,basics,,,,\n", "line 2: code, name and parent must not be empty"),
        ("food,Food,basics,secret,,,\n", "line 2: sensitive is 'secret'"),
        ("food,Food\n", "line 2: the row has too few cells"),
    ],
)
def test_an_unusable_row_is_named(tmp_path: Path, rows: str, reason: str) -> None:
    path = tmp_path / "needs.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    with pytest.raises(InvalidReferenceData, match=reason):
        NeedCatalogue.read(path)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = tmp_path / "needs.csv"
    path.write_text("code,name\nfood,Food\n", encoding="utf-8")
    with pytest.raises(InvalidReferenceData, match="'parent' is missing"):
        NeedCatalogue.read(path)
