"""A file that cannot be read stops with one clear sentence and changes nothing."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from importers.errors import (
    BrokenFile,
    EmptyFile,
    ImportingError,
    InvalidImportRequest,
    SourceFileNotFound,
    TruncatedFile,
    UnknownFormat,
    WrongEncoding,
)
from tests.importers.world import AGENCY, PROGRAM, World, other_pantry, pantry

MANY = [other_pantry(number) for number in range(300)]


def zipped(path: Path, text: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("services.json", text)
    return path


def broken_file(world: World, kind: str) -> Path:
    text = json.dumps(MANY)
    export = world.csv("export.csv", [AGENCY, PROGRAM]).read_text()
    whole_zip = zipped(world.folder / "whole.zip", text).read_bytes()
    hurt_zip = bytearray(whole_zip)
    hurt_zip[len(hurt_zip) // 2] ^= 0xFF
    return {
        "missing": lambda: world.folder / "nowhere.json",
        "empty": lambda: world.text("empty.json", ""),
        "empty list": lambda: world.text("none.json", "[]"),
        "empty folder": lambda: world.folder / "void",
        "header only": lambda: world.text("services.csv", "id,organization_id,name,status\n"),
        "cut array": lambda: world.text("cut.json", text[: len(text) * 2 // 3]),
        "cut between records": lambda: world.text("cut.json", text[: text.rindex(', {"id"')]),
        "cut last line": lambda: world.text("cut.ndjson", "\n".join(map(json.dumps, MANY))[:-20]),
        "not json": lambda: world.text("not.json", text.replace(', {"id"', ", {oops", 1)),
        "two values": lambda: world.text("two.json", text + "[]"),
        "pdf": lambda: world.text("listing.pdf", b"%PDF-1.7 ..."),
        "latin-1 json": lambda: world.text("latin.json", json.dumps([pantry(name="Jos\u00e9")], ensure_ascii=False).encode("latin-1")),
        "latin-1 csv": lambda: world.text("latin.csv", export.replace("Groceries", "Jos\u00e9").encode("latin-1")),
        "utf-16": lambda: world.text("wide.csv", export.encode("utf-16")),
        "cut csv": lambda: world.text("cut.csv", export[: export.rindex("Groceries")]),
        "open quote": lambda: world.text("quote.csv", export.rstrip() + '\n300,"Open'),
        "column twice": lambda: world.text("twice.csv", export.replace("PublicName", "PublicName,PublicName", 1)),
        "cut zip": lambda: world.text("cut.zip", whole_zip[: len(whole_zip) // 2]),
        "hurt zip": lambda: world.text("hurt.zip", bytes(hurt_zip)),
        "spreadsheet": lambda: world.csv("people.csv", [{"first": "a", "last": "b"}]),
    }[kind]()  # fmt: skip


@pytest.mark.parametrize(("kind", "error"), [
    ("missing", SourceFileNotFound),
    ("empty", EmptyFile),
    ("empty list", EmptyFile),
    ("empty folder", EmptyFile),
    ("header only", EmptyFile),
    ("cut array", TruncatedFile),
    ("cut between records", TruncatedFile),
    ("cut last line", TruncatedFile),
    ("not json", BrokenFile),
    ("two values", BrokenFile),
    ("pdf", UnknownFormat),
    ("latin-1 json", WrongEncoding),
    ("latin-1 csv", WrongEncoding),
    ("utf-16", WrongEncoding),
    ("cut csv", TruncatedFile),
    ("open quote", TruncatedFile),
    ("column twice", BrokenFile),
    ("cut zip", TruncatedFile),
    ("hurt zip", BrokenFile),
    ("spreadsheet", UnknownFormat),
])  # fmt: skip
def test_broken_file_says_so_and_changes_nothing(world: World, kind: str, error: type[ImportingError]) -> None:
    (world.folder / "void").mkdir()
    world.bring(world.json("good.json", [pantry(), *MANY[:5]]))
    before = world.state()
    path = broken_file(world, kind)
    with pytest.raises(error) as caught:
        world.bring(path)
    assert world.state() == before
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


def test_file_of_another_format_than_asked_for_is_refused(world: World) -> None:
    path = world.json("services.json", [pantry()])
    with pytest.raises(UnknownFormat, match="is not in the format icarol"):
        world.bring(path, format="icarol")


def test_unknown_format_names_those_that_can_be_read(world: World) -> None:
    with pytest.raises(UnknownFormat, match="hsds-json, hsds-tabular, icarol"):
        world.bring(world.json("services.json", [pantry()]), format="excel")


@pytest.mark.parametrize("source", ["", "a\nb", "/etc", "x" * 100])
def test_source_needs_a_name_that_can_be_kept(world: World, source: str) -> None:
    with pytest.raises(InvalidImportRequest):
        world.bring(world.json("services.json", [pantry()]), source)


def test_text_in_a_named_encoding_is_read(world: World) -> None:
    path = world.text("latin.json", json.dumps([pantry(name="Jos\u00e9")], ensure_ascii=False).encode("latin-1"))
    world.bring(path, encoding="latin-1")
    assert [service["name"] for service in world.services().values()] == ["Jos\u00e9"]


def test_stray_quote_costs_one_row(world: World) -> None:
    export = world.csv("export.csv", [AGENCY, PROGRAM]).read_text().splitlines()
    lines = [export[0], export[1].replace("Open Table", '"Open" Table'), export[2]]
    report = world.bring(world.text("export.csv", "\n".join(lines) + "\n"))
    assert (report.rows, report.outcomes["rejected"]) == (2, 1)
