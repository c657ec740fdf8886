"""Which imports ran, when, and what each reported.

Not for: making the report (`importers.report`). The decision a reader would ask about: a run that was killed stays
without an end, which is how an operator sees it; the next run of the source is a new one.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from directory.store.documents import encode
from directory.store.rows import import_run as run_of_row
from directory.store.tables import import_run
from directory.store.values import Document, ImportRun


class ImportRuns:
    """The imports of one database, at one moment."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now

    def start(self, run_id: str, source: str) -> None:
        """Note that a run began now."""
        row = {"id": run_id, "source": source, "started": self._now, "report": "{}"}
        self._connection.execute(insert(import_run).values(row))

    def finish(self, run_id: str, report: Document) -> None:
        """Note that the run ended now, and what it reports."""
        ended = update(import_run).where(import_run.c.id == run_id)
        self._connection.execute(ended.values(finished=self._now, report=encode(report)))

    def latest(self, source: str | None = None, limit: int = 20) -> tuple[ImportRun, ...]:
        """The latest runs of one source or of all, newest first."""
        newest = select(import_run).order_by(import_run.c.started.desc(), import_run.c.id).limit(limit)
        if source is not None:
            newest = newest.where(import_run.c.source == source)
        return tuple(map(run_of_row, self._connection.execute(newest)))
