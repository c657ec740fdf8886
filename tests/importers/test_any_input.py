"""Whatever stands in a row, the pipeline answers with records or a reason, never with an exception."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.hsds import load
from directory.hsds.shape import shape_of
from importers.drafts import Draft, RowFate
from importers.formats.icarol import read_icarol
from importers.formats.icarol_columns import PHONES, SERVICE_TEXTS
from importers.formats.reading import Reading
from importers.formats.source_files import SourceFile
from importers.pipeline import Cleaning, prepare
from tests.importers.world import PROGRAM, gazetteer

RECORD_TYPES = ("organization", "service", "location", "service_at_location", "taxonomy", "taxonomy_term")
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(
    ["", " ", "n/a", "-1", "20010", "US", "9-5 Mon-Fri", "x@y.org", "www.example.org", "<b>x</b>", "\\n", "202-555-0100 x9"]
)  # fmt: skip


def values(names: list[str]) -> st.SearchStrategy[Any]:
    keys = st.sampled_from(names) | st.text(max_size=6)
    return st.recursive(
        SCALARS, lambda below: st.lists(below, max_size=3) | st.dictionaries(keys, below, max_size=4), max_leaves=12
    )


def documents(record_type: str) -> st.SearchStrategy[dict[str, Any]]:
    shape = shape_of(record_type)
    inner = sorted({name for below in shape.nested.values() for name in below.names} | set(shape.names))
    fields = st.dictionaries(st.sampled_from(sorted(shape.names)), values(inner), max_size=8)
    sound = st.fixed_dictionaries({"id": st.just("1") | SCALARS, "name": st.just("Name") | SCALARS})
    return st.builds(lambda fixed, free: {**fixed, **free}, sound, fields)


@pytest.mark.parametrize("record_type", RECORD_TYPES)
def test_any_record_gives_valid_records_or_a_reason(record_type: str) -> None:
    cleaning = Cleaning("cast", gazetteer())

    @settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
    @given(documents(record_type))
    def check(document: dict[str, Any]) -> None:
        row = prepare(Draft(record_type, document, 0), cleaning)
        assert row.records or (row.outcome and row.notes)
        for record in row.records:
            load(record.record_type, record.document)

    check()


def test_any_row_of_an_export_gives_valid_records_or_a_reason(tmp_path: Path) -> None:
    cleaning = Cleaning("cast", gazetteer())
    columns = sorted({*PROGRAM, "Latitude", "Longitude", "DisabilitiesAccess", *SERVICE_TEXTS, *(p[0] for p in PHONES)})
    cells = st.text(max_size=30).map(lambda text: text.replace("\x00", "").encode("utf-8", "ignore").decode())

    @settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.dictionaries(st.sampled_from(columns), cells, max_size=10))
    def check(changed: dict[str, str]) -> None:
        stream = io.StringIO()
        row = {**PROGRAM, **changed}
        writer = csv.DictWriter(stream, list(row))
        writer.writeheader()
        writer.writerow(row)
        encoded = stream.getvalue().encode()
        reading = Reading(tmp_path)
        items = list(read_icarol([SourceFile("export.csv", len(encoded), lambda: io.BytesIO(encoded))], reading))
        assert len(items) == len(reading.ledger) == 1
        if isinstance(items[0], RowFate):
            assert items[0].note
        else:
            prepared = prepare(items[0], cleaning)
            assert prepared.records or prepared.notes

    check()
