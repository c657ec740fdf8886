"""Packed drafts come back as they were put in, in any order."""

from __future__ import annotations

from pathlib import Path

from importers.scratch.packed_drafts import PackedDrafts


def test_drafts_come_back_in_any_order_from_several_calls(tmp_path: Path) -> None:
    told = [b"Harbor Pantry", b"", b"Door 42 Shelter" * 1000, b"Legal Aid"]
    with PackedDrafts.in_folder(tmp_path) as drafts:
        places = drafts.add(told[:3]) + drafts.add([]) + drafts.add(told[3:])
        assert [drafts.read(*place) for place in reversed(places)] == told[::-1]


def test_what_is_read_in_between_does_not_move_the_end(tmp_path: Path) -> None:
    with PackedDrafts.in_folder(tmp_path) as drafts:
        (first,) = drafts.add([b"Harbor Pantry"])
        drafts.read(*first)
        (second,) = drafts.add([b"Harbor Pantry, now open on Mondays"])
        assert (drafts.read(*first), drafts.read(*second)) == (b"Harbor Pantry", b"Harbor Pantry, now open on Mondays")
