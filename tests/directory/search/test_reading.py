"""What a listing says in a search, and how the unknown behaves."""

from __future__ import annotations

import pytest

from directory.facts.values import AgeRange, AgesOf, Eligibility, Hours, OpenPeriod
from directory.geography.service_area import AreaKind, ServiceArea
from directory.search.checks import LARGEST_AGE
from directory.search.embedded.packing import age_bit, age_masks, id_prefix
from directory.search.reading import ANYWHERE, EVERY_DAY, admitted_ages, area_keys_of, open_days_of
from tests.contract.listing_cast import a_listing

MARYLAND = ServiceArea(AreaKind.STATE, "Maryland", ("state:MD",))
WARD_7 = ServiceArea(AreaKind.NAMED, "Ward 7")


@pytest.mark.parametrize(
    ("areas", "state", "keys"),
    [
        ((MARYLAND,), "DC", {"state:MD"}),
        ((MARYLAND, WARD_7), "", {"state:MD"}),
        ((WARD_7,), "", {ANYWHERE}),
        ((), "DC", {"state:DC"}),
        ((), "", {ANYWHERE}),
    ],
)
def test_a_listing_without_a_point_is_found_by_area_else_state_else_everywhere(
    areas: tuple[ServiceArea, ...], state: str, keys: set[str]
) -> None:
    assert area_keys_of(a_listing("line", service_areas=areas, state=state)) == keys


def test_always_open_is_open_on_every_day() -> None:
    assert open_days_of(a_listing("hotline", hours=Hours(always_open=True))) == EVERY_DAY
    assert open_days_of(a_listing("clinic", hours=Hours(periods=(OpenPeriod(5, 0, 60),)))) == {5}
    assert open_days_of(a_listing("unknown")) == frozenset()


def ages(*ranges: AgeRange, of: AgesOf = AgesOf.CLIENT) -> frozenset[int] | None:
    return admitted_ages(a_listing("x", eligibility=Eligibility(ages=ranges, ages_of=of)))


def test_a_gap_between_ages_stays_a_gap() -> None:
    admitted = ages(AgeRange(None, 5), AgeRange(60, None))
    assert admitted is not None
    assert {0, 5, 60, LARGEST_AGE} <= admitted
    assert not {6, 59} & admitted


def test_ages_include_the_whole_last_year_and_begin_within_the_first() -> None:
    assert ages(AgeRange(0.5, 2)) == frozenset({0, 1, 2})


def test_an_adult_may_ask_for_a_child() -> None:
    admitted = ages(AgeRange(0, 5), of=AgesOf.CHILD)
    assert admitted is not None
    assert 30 in admitted
    assert 10 not in admitted


def test_no_limits_admit_everybody() -> None:
    assert ages() is None
    masks = age_masks(a_listing("open"))
    assert all(masks[old] & bit for old, bit in map(age_bit, range(LARGEST_AGE + 1)))


def test_the_id_number_sorts_as_the_id_does() -> None:
    ids = ["", "a", "a0", "b", "0f3c", "ff00-1", "é", "zzzzzzzzz"]
    assert sorted(ids, key=id_prefix) == sorted(ids, key=str.encode)
