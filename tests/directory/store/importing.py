"""A small import to be killed: run as a program, it stops inside its third transaction and waits.

Not for: the real importers; it puts the same records in the same batches each time.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from directory.store.database import Database
from directory.store.values import RecordDraft
from tests.directory.store.cast import location, organization, place, service
from tests.directory.store.plain_listings import indexing

BATCHES = 5
SERVICES = 40
READY = "in the middle of a transaction"


def batch(number: int) -> list[RecordDraft]:
    """An agency with forty services at one place."""
    agency, house = f"Agency {number}", f"House {number}"
    services = [f"Service {number}.{each}" for each in range(SERVICES)]
    return [
        organization(agency),
        location(house),
        *(service(name, of=agency) for name in services),
        *(place(name, house) for name in services),
    ]


def run(database: Database, pause_in: int | None = None) -> None:
    """Put all batches, one transaction each."""
    for number in range(BATCHES):
        with database.unit_of_work(actor="import:harbor-211") as work:
            work.records.put_many(batch(number))
            work.outbox.add("imported", f"batch {number}", {})
            if number == pause_in:
                sys.stdout.write(READY + "\n")
                sys.stdout.flush()
                time.sleep(600)  # until it is killed
            work.commit()


if __name__ == "__main__":
    run(Database(sys.argv[1], index_path=Path(sys.argv[2]), indexing=indexing()), pause_in=2)
