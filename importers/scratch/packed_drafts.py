"""The drafts of a run, packed, one after another in a file of their own.

Not for: what is asked of all records (`staging.py`), which finds where a draft lies. The decision a reader would ask about:
a draft is put in once and taken out once, whole, in another order. As a row of a database, either cost more than
twice what writing and reading the bare bytes does; and a draft that is replaced just leaves its old bytes behind.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO

Place = tuple[int, int]
"""Where a draft begins, and its length in bytes."""


class PackedDrafts:
    """The file, for one process."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._end = 0

    @classmethod
    @contextmanager
    def in_folder(cls, folder: Path) -> Iterator[PackedDrafts]:
        """An empty file in `folder` for the length of the block."""
        with (folder / "drafts").open("w+b") as file:
            yield cls(file)

    def add(self, several: Sequence[bytes]) -> list[Place]:
        """Keep these; where each lies."""
        self._file.write(b"".join(several))
        self._file.flush()
        lengths = list(map(len, several))
        *starts, self._end = accumulate(lengths, initial=self._end)
        return list(zip(starts, lengths, strict=True))

    def read(self, at: int, length: int) -> bytes:
        """One draft as it was kept."""
        return os.pread(self._file.fileno(), length, at)
