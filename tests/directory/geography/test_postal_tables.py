"""The tables of ZIP codes and cities are what the tool makes of the locked package and the outlines."""

from __future__ import annotations

from pathlib import Path

import pytest

from directory.geography.boundaries import Boundaries
from directory.geography.postal import CITIES_FILE, POSTAL_CODES_FILE, PostalIndex
from tests.directory.geography.conftest import BOUNDARIES
from tools.make_postal_codes import SourceArea, Surroundings, city_lines, postal_code_lines, read_areas

ONE_IN = 50  # each takes a fifth of a millisecond


@pytest.fixture(scope="module")
def areas() -> list[SourceArea]:
    return read_areas()


def lines_of(name: str) -> list[str]:
    return (BOUNDARIES / name).read_text(encoding="utf-8").splitlines()


def test_the_table_of_cities_is_of_the_locked_package(areas: list[SourceArea]) -> None:
    assert list(city_lines(areas)) == lines_of(CITIES_FILE)


def test_the_table_of_zip_codes_is_of_the_locked_package_and_these_outlines(areas: list[SourceArea]) -> None:
    heading, *lines = lines_of(POSTAL_CODES_FILE)
    assert [line[:5] for line in lines] == [area.code for area in areas]
    around = Surroundings(areas, Boundaries(BOUNDARIES))
    assert list(postal_code_lines(areas[::ONE_IN], around)) == [heading, *lines[::ONE_IN]]


def test_every_city_has_zip_codes_that_exist() -> None:
    index = PostalIndex(BOUNDARIES)
    for line in lines_of(CITIES_FILE)[1::ONE_IN]:
        state, folded, *_ = line.split("\t")
        city = index.city(state, folded)
        assert city
        assert city.postal_codes
        assert all(index.get(code) for code in city.postal_codes)


def test_tables_that_are_missing_are_missed_at_the_first_question(tmp_path: Path) -> None:
    index = PostalIndex(tmp_path)
    with pytest.raises(OSError, match="us-postal-codes"):
        index.get("20010")
