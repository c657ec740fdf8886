"""One change of the directory, whole or not at all: records, history, listings, outbox and import run in one commit.

Not for: opening databases (`database.py`). The decision a reader would ask about: leaving without `commit()` undoes
everything, so an exception anywhere needs no handler; and a unit of work commits once, because a batch that is
continued after its commit would hide what belongs together.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from directory.store.import_runs import ImportRuns
from directory.store.outbox import Outbox
from directory.store.record_reading import RecordReader
from directory.store.records import RecordRepository
from directory.store.touched import Touched


class ReadView:
    """One moment of the database, to read from. `connection` serves repositories of other rooms."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self.connection = connection
        self.now = now
        self.records = RecordReader(connection)
        self.outbox = Outbox(connection, now)
        self.imports = ImportRuns(connection, now)


class UnitOfWork:
    """One transaction that may write, as one actor at one moment.

    `connection` serves repositories of other rooms, so that a referral's event and its outbox row share the commit.
    """

    def __init__(
        self, connection: Connection, actor: str, now: datetime, index: Callable[[Connection, Touched], None]
    ) -> None:
        self.connection = connection
        self.actor = actor
        self.now = now
        self.records = RecordRepository(connection, actor, now)
        self.outbox = Outbox(connection, now)
        self.imports = ImportRuns(connection, now)
        self.committed = False
        self._index = index

    def commit(self) -> None:
        """Bring the listings of all changed services up to date, then make everything last."""
        self._index(self.connection, self.records.touched)
        self.connection.commit()
        self.committed = True
