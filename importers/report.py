"""What an import did, row by row.

Not for: showing it (the command line does). The decision a reader would ask about: the value keeps the counts and the
first problems only, while the file holds all of them, written straight from the staging file, because a source of a
million rows may have as many problems.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any

from importers.drafts import Outcome
from importers.ledger import RowLedger
from importers.scratch.staging import Staging

FIRST_PROBLEMS = 1000  # enough for a person; a program reads the file


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing about one row. `row` counts from 1 in `file`, header not counted; `outcome` is the row's own."""

    row: int
    file: str
    record: str
    field: str
    reason: str
    outcome: Outcome

    def as_document(self) -> dict[str, Any]:
        """As the report file holds it."""
        return {
            "row": self.row,
            "file": self.file,
            "record": self.record,
            "field": self.field,
            "reason": self.reason,
            "outcome": self.outcome.value,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What one import did. `rows` is the sum of `outcomes`. `retired` counts records, `problem_count` all problems.

    `not_retired_because` says why records that the files do not name were kept, "" when nothing kept them.
    """

    source: str
    started_at: datetime
    finished_at: datetime
    rows: int
    outcomes: Mapping[str, int]
    retired: int
    problem_count: int
    problems: tuple[Problem, ...]
    dry_run: bool = False
    not_retired_because: str = ""

    def as_document(self) -> dict[str, Any]:
        """Everything but the problems, in the form of the report file."""
        return {
            "source": self.source,
            "started_at": self.started_at.isoformat(),
            "finished_at": self.finished_at.isoformat(),
            "dry_run": self.dry_run,
            "rows": self.rows,
            "outcomes": dict(self.outcomes),
            "retired": self.retired,
            "not_retired_because": self.not_retired_because,
            "problem_count": self.problem_count,
        }


def problems_of(staging: Staging, ledger: RowLedger) -> Iterator[Problem]:
    """Every problem, in the order of the rows."""
    for row, note in staging.notes():
        place = ledger.place(row)
        outcome = ledger.outcome(row) or Outcome.REJECTED
        yield Problem(place.number, place.file, note.record, note.field, note.reason, outcome)


def first_problems(staging: Staging, ledger: RowLedger) -> tuple[int, tuple[Problem, ...]]:
    """How many there are, and the first of them, those of rejected rows before the others."""
    (count,) = staging.connection.execute("SELECT count(*) FROM note").fetchone()
    worst = islice((p for p in problems_of(staging, ledger) if p.outcome is Outcome.REJECTED), FIRST_PROBLEMS)
    found = list(worst)
    others = (p for p in problems_of(staging, ledger) if p.outcome is not Outcome.REJECTED)
    found.extend(islice(others, FIRST_PROBLEMS - len(found)))
    return int(count), tuple(found)


def write_report(path: Path, report: ImportReport, problems: Iterator[Problem]) -> None:
    """The whole report as one JSON object; the file appears only when it is complete."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.", delete=False) as stream:
        try:
            _write(stream, report, problems)
        except BaseException:
            os.unlink(stream.name)
            raise
    os.chmod(stream.name, 0o644)  # a temporary file is for its owner alone; a report is for whoever may read the folder
    os.replace(stream.name, path)


def _write(stream: IO[str], report: ImportReport, problems: Iterator[Problem]) -> None:
    head = json.dumps(report.as_document(), ensure_ascii=False, indent=2)
    stream.write(head.removesuffix("\n}"))
    stream.write(',\n  "problems": [')
    for number, problem in enumerate(problems):
        stream.write("," if number else "")
        stream.write("\n    " + json.dumps(problem.as_document(), ensure_ascii=False))
    stream.write("\n  ]\n}\n")
