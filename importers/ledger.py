"""Which row is which, and what became of it: the account that makes `rows == sum(outcomes)` true.

Not for: writing the report (`report.py`). The decision a reader would ask about: one byte a row, because a file of
millions of rows must not fill the memory with its own account.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from importers.drafts import Outcome

_PENDING = 0
_CODES = {outcome: code for code, outcome in enumerate(Outcome, start=1)}
_OUTCOMES = {code: outcome for outcome, code in _CODES.items()}


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a row stands: the file, and its number there, from 1, header not counted."""

    file: str
    number: int


class RowLedger:
    """Numbers rows through all files of one run and keeps one outcome for each."""

    def __init__(self) -> None:
        self._codes = bytearray()
        self._starts: list[int] = []
        self._files: list[str] = []

    def __len__(self) -> int:
        return len(self._codes)

    def begin_file(self, name: str) -> None:
        """The next rows belong to this file."""
        self._starts.append(len(self._codes))
        self._files.append(name)

    def open_row(self) -> int:
        """The number of the next row, through all files."""
        self._codes.append(_PENDING)
        return len(self._codes) - 1

    def place(self, row: int) -> RowPlace:
        """The file and the number in it."""
        at = bisect_right(self._starts, row) - 1
        return RowPlace(self._files[at], row - self._starts[at] + 1)

    def settle(self, row: int, outcome: Outcome) -> None:
        """Give the row its outcome, whatever it had."""
        self._codes[row] = _CODES[outcome]

    def settle_pending(self, row: int, outcome: Outcome) -> None:
        """Give the row its outcome if it has none."""
        if self._codes[row] == _PENDING:
            self._codes[row] = _CODES[outcome]

    def outcome(self, row: int) -> Outcome | None:
        """What became of it so far."""
        return _OUTCOMES.get(self._codes[row])

    def pending(self) -> list[int]:
        """Rows without an outcome."""
        return [row for row, code in enumerate(self._codes) if code == _PENDING]

    def counts(self) -> dict[str, int]:
        """How many rows had each outcome, by its name."""
        return {outcome.value: self._codes.count(code) for outcome, code in _CODES.items()}
