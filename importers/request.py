"""What is asked of an import. Values only.

Not for: settings of the program (`api.settings`). The decision a reader would ask about: the source's name is part of
every id that is made from its keys, so it must be the same at every import of that source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from importers.errors import InvalidImportRequest, UnknownFormat
from importers.formats.detection import FORMAT_NAMES, Format

_SOURCE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._ -]{0,63}")
_MOST_JOBS = 64


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """Import `path` (a file, folder or zip) as everything that `source` publishes.

    `format` is one of `FORMAT_NAMES`. `dry_run` reports what would happen and changes nothing. `report_path` gets the
    whole report as JSON. `retire` False keeps records that the files no longer name. `jobs` is the number of processes
    that clean rows.
    """

    path: Path
    source: str
    format: str = Format.AUTO
    dry_run: bool = False
    report_path: Path | None = None
    retire: bool = True
    encoding: str = "utf-8"
    jobs: int = 1

    def checked_format(self) -> Format:
        """The format, after everything in the request was looked at. Raises `InvalidImportRequest`, `UnknownFormat`."""
        if not _SOURCE_NAME.fullmatch(self.source):
            sentence = f"{self.source!r} cannot name a source: use up to 64 letters, digits, dots, dashes, spaces."
            raise InvalidImportRequest(str(self.path), sentence)
        if not 1 <= self.jobs <= _MOST_JOBS:
            raise InvalidImportRequest(str(self.path), f"{self.jobs} jobs are out of range: give 1 to {_MOST_JOBS}.")
        try:
            "".encode(self.encoding)
        except LookupError:
            raise InvalidImportRequest(str(self.path), f"{self.encoding!r} is no text encoding.") from None
        try:
            return Format(self.format)
        except ValueError:
            raise UnknownFormat(str(self.path), f"was to be read as {self.format!r}", FORMAT_NAMES) from None
