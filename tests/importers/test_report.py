"""The report accounts for every row and says what was wrong with which."""

from __future__ import annotations

import io
import json
import stat

from importers.drafts import Outcome
from importers.errors import ImportingError
from importers.formats.detection import FORMAT_NAMES
from importers.importing import run_import
from importers.progress import Phase, ProgressBar
from importers.request import ImportRequest
from tests.importers.world import AGENCY, BOUNDARIES, PROGRAM, World, gazetteer, other_pantry, pantry, program


def test_report_file_has_the_promised_shape(world: World) -> None:
    target = world.folder / "reports" / "run.json"
    export = world.csv(
        "in/export.csv", [AGENCY, PROGRAM, program(201, PublicName=""), program(202, ExcludeFromWebsite="Yes")]
    )
    world.bring(export, "north", report_path=target)
    report = json.loads(target.read_text())
    assert report["source"] == "north"
    assert report["started_at"] <= report["finished_at"]
    assert report["rows"] == sum(report["outcomes"].values()) == 4
    assert report["outcomes"] == {"created": 2, "updated": 0, "unchanged": 0, "merged": 0, "skipped": 1, "rejected": 1}
    assert report["retired"] == 0
    assert all({"row", "record", "field", "reason", "outcome"} <= problem.keys() for problem in report["problems"])
    assert [(p["row"], p["field"]) for p in report["problems"] if p["outcome"] == "rejected"] == [(3, "name")]


def test_report_file_holds_every_problem_and_the_value_the_first(world: World) -> None:
    target = world.folder / "run.json"
    rows = [other_pantry(number, name=None) for number in range(1200)]
    report = world.bring(world.json("services.json", [pantry(), *rows]), report_path=target)
    assert report.problem_count == 1200
    assert len(report.problems) == 1000
    assert len(json.loads(target.read_text())["problems"]) == 1200


def test_report_can_be_read_by_whoever_reads_the_folder(world: World) -> None:
    target = world.folder / "run.json"
    world.bring(world.json("services.json", [pantry()]), report_path=target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o644
    assert [path.name for path in world.folder.iterdir() if path.name.startswith(".")] == []


def test_dry_run_writes_its_report_too(world: World) -> None:
    target = world.folder / "run.json"
    world.bring(world.json("services.json", [pantry()]), dry_run=True, report_path=target)
    assert json.loads(target.read_text())["dry_run"] is True


class Watching:
    """Keeps what it was told."""

    def __init__(self) -> None:
        self.totals: dict[Phase, int] = {}
        self.done: dict[Phase, int] = {}
        self.phase = Phase.READING

    def begin(self, phase: Phase, total: int) -> None:
        self.phase, self.totals[phase], self.done[phase] = phase, total, 0

    def advance(self, count: int) -> None:
        self.done[self.phase] += count

    def end(self) -> None:
        pass


def test_watcher_hears_of_every_byte_and_every_record(world: World) -> None:
    path = world.json("services.json", [pantry(), other_pantry(1)])
    watching = Watching()
    request = ImportRequest(path, "north")
    run_import(request, world.database, boundaries=BOUNDARIES, gazetteer=gazetteer(), observer=watching)
    assert watching.totals == {Phase.READING: path.stat().st_size, Phase.STORING: 7}
    assert watching.done == watching.totals


def test_progress_bar_shows_rate_and_time_left(world: World) -> None:
    stream = io.StringIO()
    bar = ProgressBar(stream)
    bar.begin(Phase.STORING, 10)
    bar.advance(5)
    bar.end()
    assert "Storing" in stream.getvalue()
    assert "5/10" in stream.getvalue()


def test_every_error_code_and_format_and_outcome_is_in_the_docs() -> None:
    text = (BOUNDARIES.parents[1] / "docs" / "importing.md").read_text()
    codes = {error.code for error in all_errors(ImportingError)}
    missing = [name for name in (*codes, *FORMAT_NAMES, *Outcome) if f"`{name}`" not in text]
    assert missing == []


def all_errors(error: type[ImportingError]) -> list[type[ImportingError]]:
    return [error, *(below for child in error.__subclasses__() for below in all_errors(child))]
