"""The use case: import one path as one source.

Not for: the command line. The decision a reader would ask about: the whole source is read and staged before the first
record is stored, so that a file which turns out to be broken at its last byte has changed nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from directory.geography.places import Gazetteer
from directory.store.database import Database
from importers.collecting import collecting_rarely
from importers.drafts import Draft, Outcome, ReaderItem, RowFate
from importers.errors import EmptyFile
from importers.formats.readers import read_all
from importers.formats.reading import Reading
from importers.formats.source_files import ReadMeter
from importers.ledger import RowLedger
from importers.merge import Merge
from importers.preparing import preparing_here, preparing_in, worker_pool
from importers.progress import ImportObserver, Phase, Unwatched
from importers.reconcile import Reconciliation
from importers.report import ImportReport, first_problems, problems_of, write_report
from importers.request import ImportRequest
from importers.scratch.staging import Staging
from importers.steps.shared_points import mark_shared_points

_WORTH_SEVERAL_PROCESSES_BYTES = 4 * 1024 * 1024
_CHUNK_ROWS = 200  # rows prepared and staged at a time


def utc_now() -> datetime:
    """The moment, with its zone."""
    return datetime.now(UTC)


def run_import(
    request: ImportRequest,
    database: Database,
    *,
    boundaries: Path,
    gazetteer: Gazetteer | None = None,
    observer: ImportObserver | None = None,
    clock: Callable[[], datetime] = utc_now,
) -> ImportReport:
    """Import, and say what became of every row.

    `boundaries` is the folder `data/boundaries`; a `gazetteer` made from it saves a second to whoever has one.

    Raises `ImportingError` with nothing changed when the files cannot be read, and the directory's own errors.
    """
    started_at = clock()
    with TemporaryDirectory(prefix="wraparound-import-") as folder, ExitStack() as stack:
        places = gazetteer or Gazetteer(boundaries)
        stack.enter_context(collecting_rarely())
        run = _Run(request, database, observer or Unwatched(), Path(folder))
        staging = stack.enter_context(Staging.in_folder(Path(folder), run.ledger))
        run.read(staging, places, lambda: stack.enter_context(worker_pool(request, boundaries)))
        mark_shared_points(staging, places)
        return run.store(staging, started_at, clock)


class _Run:
    """One import from end to end."""

    def __init__(self, request: ImportRequest, database: Database, observer: ImportObserver, folder: Path) -> None:
        self._request = request
        self._format = request.checked_format()
        self._observer = observer
        self._reading = Reading(folder, encoding=request.encoding)
        self._merge = Merge(database, request.source, dry_run=request.dry_run)

    @property
    def ledger(self) -> RowLedger:
        return self._reading.ledger

    def read(self, staging: Staging, gazetteer: Gazetteer, open_pool: Callable[[], Executor]) -> None:
        """Read everything into the staging file. Raises the errors of the files."""
        meter = ReadMeter()
        with ExitStack() as stack:
            items, size_bytes = read_all(self._request, self._format, self._reading, meter, stack)
            self._observer.begin(Phase.READING, size_bytes)
            stack.callback(self._observer.end)
            meter.listener = self._observer.advance
            prepare = preparing_here(self._request, gazetteer)
            # A small source is read before another process has loaded its gazetteer.
            if self._request.jobs > 1 and size_bytes >= _WORTH_SEVERAL_PROCESSES_BYTES:
                pool = open_pool()
                prepare = preparing_in(pool, self._request)
                self._merge.prepare_ahead(pool)
            for rows in prepare(_chunks(self._drafts(items, staging))):
                staging.add(rows)
            staging.unite()
        if not len(self.ledger):
            raise EmptyFile(str(self._request.path))

    def store(self, staging: Staging, started_at: datetime, clock: Callable[[], datetime]) -> ImportReport:
        """Put it all into the directory and report."""
        # A whole source must name its own records; what it brought earlier and names no more is about to be retired.
        keeps_own = bool(self._reading.partial) or not self._request.retire
        is_stored = partial(self._merge.stored_ids, own=keeps_own)
        Reconciliation(staging, self.ledger, self._request.source, is_stored).run()
        run_id = str(uuid4())
        seen_from = self._merge.start(run_id)
        self._observer.begin(Phase.STORING, staging.count())
        try:
            known = self._merge.store(staging, self.ledger, self._observer)
        finally:
            self._observer.end()
        kept_because = self._kept_because(staging)
        retired = 0 if kept_because else self._merge.retire(staging, seen_from, known)
        return self._report(staging, run_id, started_at, clock(), retired, kept_because)

    def _drafts(self, items: Iterable[ReaderItem], staging: Staging) -> Iterator[Draft]:
        """The drafts; rows that ended in the reader are settled on the way."""
        for item in items:
            if isinstance(item, RowFate):
                self.ledger.settle_pending(item.row, item.outcome)
                if item.note is not None:
                    staging.note(item.row, [item.note])
            else:
                yield item

    def _kept_because(self, staging: Staging) -> str:
        if not self._request.retire:
            return "asked for"
        if self._reading.partial:
            return f"the files are only a part of the source: {self._reading.partial}"
        if staging.count() == 0:
            return "no row could be stored"
        if not staging.documents("type = 'service' LIMIT 1"):
            return "the files hold no service"
        return ""

    def _report(
        self, staging: Staging, run_id: str, started_at: datetime, finished_at: datetime, retired: int, kept: str
    ) -> ImportReport:
        for row in self.ledger.pending():
            self.ledger.settle(row, Outcome.MERGED)
        count, problems = first_problems(staging, self.ledger)
        report = ImportReport(
            source=self._request.source,
            started_at=started_at,
            finished_at=finished_at,
            rows=len(self.ledger),
            outcomes=self.ledger.counts(),
            retired=retired,
            problem_count=count,
            problems=problems,
            dry_run=self._request.dry_run,
            not_retired_because=kept,
        )
        if self._request.report_path is not None:
            write_report(self._request.report_path, report, problems_of(staging, self.ledger))
        self._merge.finish(run_id, report.as_document())
        return report


def _chunks(drafts: Iterable[Draft]) -> Iterator[list[Draft]]:
    chunk: list[Draft] = []
    for draft in drafts:
        chunk.append(draft)
        if len(chunk) == _CHUNK_ROWS:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
