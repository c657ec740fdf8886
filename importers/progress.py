"""How far an import is: the role of whoever watches it, and two watchers.

Not for: deciding anything. The decision a reader would ask about: reading counts bytes, because nobody knows how many
rows a file has before its end, and storing counts records; both therefore have a total, a rate and a time left.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NoReturn, Protocol, TextIO

from tqdm import tqdm


class Phase(StrEnum):
    """What the import is doing; the value is what a person reads."""

    READING = "Reading"
    STORING = "Storing"


class ImportObserver(Protocol):
    """Told how far an import is."""

    def begin(self, phase: Phase, total: int) -> None:
        """A phase begins; `total` in bytes for READING, in records for STORING."""
        ...

    def advance(self, count: int) -> None:
        """So many more bytes or records are done."""
        ...

    def end(self) -> None:
        """The phase ended, well or not."""
        ...


class Unwatched:
    """Watches nothing."""

    def begin(self, phase: Phase, total: int) -> None:
        """Nothing."""

    def advance(self, count: int) -> None:
        """Nothing."""

    def end(self) -> None:
        """Nothing."""


class ProgressBar:
    """A bar on a terminal, with rate and time left."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._bar: tqdm[NoReturn] | None = None

    def begin(self, phase: Phase, total: int) -> None:
        """Start the bar of a phase."""
        in_bytes = phase is Phase.READING
        self._bar = tqdm(
            total=total,
            desc=phase.value,
            unit="B" if in_bytes else " records",
            unit_scale=in_bytes,
            file=self._stream,
            mininterval=0.2,
        )

    def advance(self, count: int) -> None:
        """Move it."""
        if self._bar is not None:
            self._bar.update(count)

    def end(self) -> None:
        """Leave it standing and go to the next line."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None
