"""Streaming JSON gives what a whole parse gives, and sees every cut."""

from __future__ import annotations

import io
import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.errors import BrokenFile, ImportingError, TruncatedFile
from importers.formats import source_files
from importers.formats.json_values import Envelope, JsonValue, json_values
from importers.formats.source_files import SourceFile

RECORDS: list[Any] = [
    {"id": "a", "n": 12.5, "t": True, "s": 'quo"te\\', "l": [1, {"x": None}]},
    {"id": "é\u2028"},
    1234,
    "text",
]


def read(content: bytes, name: str = "feed.json") -> list[Any]:
    source = SourceFile(name, len(content), lambda: io.BytesIO(content))
    return [found.value if isinstance(found, JsonValue) else found for found in json_values(source)]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("chunk_bytes", [1, 2, 3, 7, 64])
def test_records_are_whole_wherever_the_chunks_end(
    monkeypatch: pytest.MonkeyPatch, indent: int | None, chunk_bytes: int
) -> None:
    monkeypatch.setattr(source_files, "_TEXT_CHUNK_BYTES", chunk_bytes)
    assert read(json.dumps(RECORDS, indent=indent, ensure_ascii=False).encode()) == RECORDS


@pytest.mark.parametrize("chunk_bytes", [1, 5, 4096])
def test_every_cut_of_an_array_is_seen(monkeypatch: pytest.MonkeyPatch, chunk_bytes: int) -> None:
    monkeypatch.setattr(source_files, "_TEXT_CHUNK_BYTES", chunk_bytes)
    whole = json.dumps(RECORDS).encode()
    for end in range(1, len(whole)):
        with pytest.raises(TruncatedFile):
            read(whole[:end])


def test_every_cut_of_a_page_is_seen() -> None:
    whole = json.dumps({"total_pages": 1, "contents": RECORDS, "page_number": 1}).encode()
    for end in range(1, len(whole)):
        with pytest.raises(TruncatedFile):
            read(whole[:end])


def test_page_gives_its_records_and_what_stands_beside_them() -> None:
    found = read(json.dumps({"total_pages": 3, "contents": RECORDS, "page_number": 1}).encode())
    assert found == [*RECORDS, Envelope({"total_pages": 3, "page_number": 1})]


def test_fault_in_the_middle_is_told_from_a_cut() -> None:
    with pytest.raises(BrokenFile) as caught:
        read(b'[{"id": 1}, {oops: 2}, {"id": 3, "name": "a long enough rest of the file"}]')
    assert not isinstance(caught.value, TruncatedFile)
    assert "oops" in str(caught.value)


@pytest.mark.parametrize("name", ["feed.json", "feed.ndjson"])
def test_endless_number_is_refused(name: str) -> None:
    content = b'{"id": ' + b"9" * 5000 + b"}\n"
    with suppress(BrokenFile):
        assert read(content, name) == [None]


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(BrokenFile):
        read(b"[" + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"]")


@given(st.binary(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(ImportingError):
        read(content)


LINES = ["1e400", "-0", "12345678901234567890123", '"a\tb"', '{"a": 1, "a": 2}', "[1,]", "01", "{}", "NaN"]


@given(
    st.sampled_from(LINES)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda below: st.lists(below) | st.dictionaries(st.text(), below),
    ).map(json.dumps)
)
@settings(max_examples=300, deadline=None)
def test_a_line_is_read_as_the_standard_library_reads_it(line: str) -> None:
    try:
        told = repr(json.loads(line))
    except ValueError:
        told = "None"
    assert repr(read(b'{"first": 1}\n' + line.encode() + b"\n", "feed.ndjson")[1]) == told
