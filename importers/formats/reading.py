"""What every reader is given: the account of rows, a folder for its scratch files, the encoding.

Not for: choosing a reader (`detection.py`). The decision a reader would ask about: readers never see the directory;
they turn files into drafts and nothing else, so that any of them can be tried on a file without a database.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from importers.drafts import Note, Outcome, RowFate
from importers.ledger import RowLedger


@dataclass(slots=True)
class Reading:
    """One run's reading. A reader sets `partial` with the reason when the files hold only a part of the source."""

    scratch: Path
    ledger: RowLedger = field(default_factory=RowLedger)
    encoding: str = "utf-8"
    partial: str = ""


def rejected(row: int, record: str, field_name: str, reason: str) -> RowFate:
    """The fate of a row that cannot be used."""
    return RowFate(row, Outcome.REJECTED, Note(record, field_name, reason))


def skipped(row: int, record: str, field_name: str, reason: str) -> RowFate:
    """The fate of a row that is left out on purpose."""
    return RowFate(row, Outcome.SKIPPED, Note(record, field_name, reason))
