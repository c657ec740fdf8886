"""Which listings are looked at, and how often the index is asked for them."""

from __future__ import annotations

from matching.candidates import LIMIT_PER_NEED, Wanted, find_candidates
from tests.fakes.in_memory_index import InMemoryIndex
from tests.matching.cast import ANA, service

FOOD_LINE = service("Food Line", "food", point=None)


def test_what_has_no_place_is_asked_for_once_however_far_the_circle_grows() -> None:
    index = InMemoryIndex([FOOD_LINE, service("Far Pantry", "food", miles=80.0)])
    found = find_candidates(index, ANA, Wanted(("food",)))
    assert {hit.listing.name for hit in found.hits} == {"Food Line", "Far Pantry"}
    assert len(index.queries) > 2
    assert [bool(query.area_keys) for query in index.queries] == [True] + [False] * (len(index.queries) - 1)


def test_what_has_no_place_is_asked_for_apart_where_a_full_page_would_cut_it_off() -> None:
    pantries = [service(f"Pantry {number}", "food") for number in range(LIMIT_PER_NEED)]
    found = find_candidates(InMemoryIndex([*pantries, FOOD_LINE]), ANA, Wanted(("food",)))
    assert "Food Line" in {hit.listing.name for hit in found.hits}
