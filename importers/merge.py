"""Puts what was staged into the directory, batch by batch, each batch one unit of work.

Not for: preparing records (`pipeline.py`). The decision a reader would ask about: a run that is killed leaves whole
batches and nothing else; the next run compares every record with what is there and comes to the same end as one clean
run. Only when all batches are in are records retired that the files no longer name, in the same commit as the run's end.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from datetime import datetime
from itertools import groupby

from directory.store.ahead import Ahead
from directory.store.database import Database
from directory.store.unit_of_work import UnitOfWork
from directory.store.values import EncodedDraft, PutOutcome, RecordFilter, RecordType
from importers.drafts import Document, Outcome
from importers.ledger import RowLedger
from importers.progress import ImportObserver
from importers.scratch.staged_rows import Ordered
from importers.scratch.staging import Staging

BATCH_RECORDS = 6000
"""About 2,000 listings, a second's work: a killed run loses little and other writers wait little.

At a third of it an import of 100,000 listings took a fifth longer: ids are spread over every page of every index.
"""
_BATCHES_AHEAD = 2  # with one, the process that stores waited for the others a tenth of its time

_OUTCOMES = {
    PutOutcome.CREATED: Outcome.CREATED,
    PutOutcome.UPDATED: Outcome.UPDATED,
    PutOutcome.UNCHANGED: Outcome.UNCHANGED,
}


class Merge:
    """One run's way into the directory. With `dry_run` every unit of work is left without a commit."""

    def __init__(self, database: Database, source: str, *, dry_run: bool) -> None:
        self._ahead: Ahead | None = None
        self._database = database
        self._source = source
        self._actor = f"import:{source}"
        self._dry_run = dry_run
        self._mostly_changes = True

    def start(self, run_id: str) -> datetime:
        """Note that the run began; the moment from which its records count as seen."""
        with self._database.unit_of_work(actor=self._actor) as work:
            if not self._dry_run:
                work.imports.start(run_id, self._source)
                work.commit()
            return work.now

    def store(self, staging: Staging, ledger: RowLedger, observer: ImportObserver) -> dict[RecordType, int]:
        """Store everything and settle the rows; how many records of each type the directory had already."""
        changed_by_mention: set[int] = set()
        known = dict.fromkeys(RecordType, 0)
        for batch in self._expected(_batches(staging)):
            with self._database.unit_of_work(actor=self._actor, ahead=self._ahead) as work:
                outcomes = work.records.put_encoded(_drafts(batch))
                if not self._dry_run:
                    work.commit()
            if self._ahead is not None:
                self._ahead.forget(_drafts(batch))
            self._mostly_changes = outcomes.count(PutOutcome.UNCHANGED) * 2 < len(outcomes)
            for one, put in zip(batch, outcomes, strict=True):
                is_main = one.main
                if put is not PutOutcome.CREATED:
                    known[one.draft.record_type] += 1
                elif is_main:
                    ledger.settle(one.row, Outcome.CREATED)
                    continue
                if is_main:
                    _settle_stronger(ledger, one.row, _OUTCOMES[put])
                elif put is not PutOutcome.UNCHANGED:
                    changed_by_mention.add(one.row)
            observer.advance(len(batch))
        _settle_mentions(ledger, changed_by_mention)
        return known

    def prepare_ahead(self, executor: Executor) -> None:
        """From now on let other processes prepare listings of records that are about to be stored."""
        self._ahead = None if self._dry_run else self._database.ahead(executor)

    def _expected(self, batches: Iterator[list[Ordered]]) -> Iterator[list[Ordered]]:
        """The batches, each announced some batches before it comes, while most of what comes is new or changed."""
        waiting: deque[list[Ordered]] = deque()
        for batch in batches:
            if self._ahead is not None and self._mostly_changes:
                self._ahead.expect(_drafts(batch))
            waiting.append(batch)
            if len(waiting) > _BATCHES_AHEAD:
                yield waiting.popleft()
        yield from waiting

    def retire(self, staging: Staging, started: datetime, known: dict[RecordType, int]) -> int:
        """Make tombstones of the source's records that this run did not see; how many."""
        if self._dry_run:
            return self._would_retire(staging, known)
        with self._database.unit_of_work(actor=self._actor) as work:
            _keep_rejected(work, staging)
            retired = work.records.retire_unseen(self._source, tuple(RecordType), started)
            work.commit()
        return retired

    def finish(self, run_id: str, report: Document) -> None:
        """Note that the run ended."""
        if self._dry_run:
            return
        with self._database.unit_of_work(actor=self._actor) as work:
            work.imports.finish(run_id, report)
            work.commit()

    def _would_retire(self, staging: Staging, known: dict[RecordType, int]) -> int:
        with self._database.read() as view:
            held = {
                kind: view.records.list(kind, RecordFilter(source=self._source), limit=1).total for kind in RecordType
            }
        return sum(max(held[kind] - known[kind], 0) for kind in RecordType)

    def stored_ids(self, record_type: str, ids: Sequence[str], *, own: bool) -> set[str]:
        """Those of the ids that the directory has; `own` False leaves out what this source itself brought earlier."""
        with self._database.read() as view:
            found = view.records.get_many(RecordType(record_type), ids)
        return {record.id for record in found if own or record.source != self._source}


def _batches(staging: Staging) -> Iterator[list[Ordered]]:
    """Whole services with what belongs to them, up to the size of a batch and a little over."""
    batch: list[Ordered] = []
    last_place = None
    for place, one in staging.in_order():
        if len(batch) >= BATCH_RECORDS and place != last_place:
            yield batch
            batch = []
        batch.append(one)
        last_place = place
    if batch:
        yield batch


def _drafts(batch: Sequence[Ordered]) -> list[EncodedDraft]:
    return [one.draft for one in batch]


def _settle_stronger(ledger: RowLedger, row: int, outcome: Outcome) -> None:
    """A row that is several records has the outcome that changed most."""
    if ledger.outcome(row) is Outcome.CREATED or (ledger.outcome(row), outcome) == (Outcome.UPDATED, Outcome.UNCHANGED):
        return
    ledger.settle(row, outcome)


def _settle_mentions(ledger: RowLedger, rows: set[int]) -> None:
    """A row whose own record is unchanged but which brought or changed another one has updated something."""
    for row in rows:
        if ledger.outcome(row) in {Outcome.UNCHANGED, None}:
            ledger.settle(row, Outcome.UPDATED)


def _keep_rejected(work: UnitOfWork, staging: Staging) -> None:
    """A record whose row is broken this time is still in the source: it, and where it is given, are not retired."""
    found = staging.connection.execute("SELECT type, id FROM kept ORDER BY type, id").fetchall()
    for record_type, rows in groupby(found, key=lambda pair: pair[0]):
        ids = [id_ for _, id_ in rows]
        work.records.touch(RecordType(record_type), ids)
        if record_type == RecordType.SERVICE:
            for id_ in ids:
                links = work.records.service_at_locations(service_id=id_)
                work.records.touch(RecordType.SERVICE_AT_LOCATION, [link.id for link in links])
                work.records.touch(RecordType.LOCATION, [link.location_id for link in links if link.location_id])
