"""The closed list of needs, read from `data/needs/needs.csv`.

Not for: finding needs in words (`crosswalk.py`, `matching.words`). The decision a reader would ask about: a need's parent
is a plain group name ("care", "basics"), not a need, so a search for "care" is a search for its children.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from directory.errors import InvalidReferenceData
from directory.needs.values import Need

COLUMNS = ("code", "name", "parent", "sensitive", "gravity", "open_eligibility", "wioa_supportive_service")
_SENSITIVE = frozenset({"", "part2", "vawa"})


class NeedCatalogue:
    """All needs, in the order of the file."""

    def __init__(self, needs: Iterable[Need]) -> None:
        self._needs = {need.code: need for need in needs}

    @classmethod
    def read(cls, path: Path) -> NeedCatalogue:
        """Read the CSV at the path. Raises `InvalidReferenceData` for a row that is not usable, `OSError` for no file."""
        needs: dict[str, Need] = {}
        for line, row in rows_of(path, COLUMNS):
            need = _need_of(row)
            reason = _fault_of(need, needs)
            if reason:
                raise InvalidReferenceData(str(path), line, reason)
            needs[need.code] = need
        return cls(needs.values())

    def get(self, code: str) -> Need | None:
        """The need of that code, or None."""
        return self._needs.get(code)

    def all(self) -> tuple[Need, ...]:
        """Every need."""
        return tuple(self._needs.values())

    def codes(self) -> frozenset[str]:
        """Every code."""
        return frozenset(self._needs)

    def parents(self) -> tuple[str, ...]:
        """The groups, in the order of the file."""
        return tuple(dict.fromkeys(need.parent for need in self._needs.values()))

    def children(self, parent: str) -> tuple[Need, ...]:
        """The needs of one group."""
        return tuple(need for need in self._needs.values() if need.parent == parent)

    def is_sensitive(self, code: str) -> bool:
        """Whether the need falls under 42 CFR Part 2 or VAWA, so that naming it needs the client's written consent."""
        need = self._needs.get(code)
        return bool(need and need.sensitive)


def rows_of(path: Path, columns: tuple[str, ...]) -> Iterable[tuple[int, dict[str, str]]]:
    """Line number and stripped cells of each row. Raises `InvalidReferenceData` when a column is missing or a row is short."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = [column for column in columns if column not in (reader.fieldnames or ())]
        if missing:
            raise InvalidReferenceData(str(path), 1, f"the column {missing[0]!r} is missing")
        for row in reader:
            if any(row[column] is None for column in columns):
                raise InvalidReferenceData(str(path), reader.line_num, "the row has too few cells")
            yield reader.line_num, {column: row[column].strip() for column in columns}


def _need_of(row: dict[str, str]) -> Need:
    return Need(
        code=row["code"],
        name=row["name"],
        parent=row["parent"],
        sensitive=row["sensitive"],
        gravity=tuple(filter(None, row["gravity"].split(";"))),
        open_eligibility=tuple(filter(None, row["open_eligibility"].split("|"))),
        wioa_supportive_service=row["wioa_supportive_service"],
    )


def _fault_of(need: Need, known: dict[str, Need]) -> str | None:
    if not need.code or not need.name or not need.parent:
        return "code, name and parent must not be empty"
    if need.code in known:
        return f"the code {need.code!r} is there twice"
    if need.sensitive not in _SENSITIVE:
        return f"sensitive is {need.sensitive!r}, not empty, part2 or vawa"
    return None
