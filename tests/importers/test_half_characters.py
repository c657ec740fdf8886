"""Half an emoji in one text of one record costs nothing but that half."""

from __future__ import annotations

import json
from typing import Any

import pytest

from importers.formats.half_characters import mend_halves
from tests.importers.world import SERVICE_ID, World, counts, other_pantry, pantry

HALF = "\ud83d"


def cut_feed() -> list[dict[str, Any]]:
    cut = pantry(name=f"Pantry {HALF}", phones=[{"id": f"phone {HALF}", "number": "+1 555-555-0101"}])
    return [cut, other_pantry(2)]


@pytest.mark.parametrize("kind", ["array", "lines", "page"])
def test_a_record_with_half_a_character_is_kept_and_reported(world: World, kind: str) -> None:
    records = cut_feed()
    path = {
        "array": lambda: world.json("feed.json", records),
        "lines": lambda: world.text("feed.ndjson", "".join(json.dumps(each) + "\n" for each in records)),
        "page": lambda: world.json("feed.json", {"page_number": 1, "total_pages": 1, "contents": records}),
    }[kind]()
    report = world.bring(path)
    assert counts(report) == {"created": 2}
    assert world.services()[SERVICE_ID]["name"] == "Pantry \ufffd"
    told = {problem.field for problem in report.problems if "half a character" in problem.reason}
    assert told == {"name", "phones.id"}


def test_a_name_of_a_field_may_be_cut_too() -> None:
    mended, fields = mend_halves({"phones": [{f"x_{HALF}": HALF}]})
    assert mended == {"phones": [{"x_\ufffd": "\ufffd"}]}
    assert fields == ("phones.x_\ufffd",)


def test_a_number_that_no_database_holds_hides_no_half_character() -> None:
    assert mend_halves({"number": 2**80, "name": HALF}) == ({"number": 2**80, "name": "\ufffd"}, ("name",))


@pytest.mark.parametrize("kind", ["array", "lines"])
def test_half_a_character_deep_below_rejects_its_record_alone(world: World, kind: str) -> None:
    deep: Any = HALF
    for _ in range(600):
        deep = {"x": deep}
    records = [pantry(x_deep=deep), other_pantry(2)]
    told = [json.dumps(each) for each in records]
    path = (
        world.text("feed.json", f"[{', '.join(told)}]") if kind == "array" else world.text("f.ndjson", "\n".join(told))
    )
    assert counts(world.bring(path)) == {"created": 1, "rejected": 1}


def test_what_no_json_encoder_takes_but_is_whole_is_left_alone() -> None:
    value = {"number": 2**80}
    assert mend_halves(value) == (value, ())
