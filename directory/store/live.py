"""The records that listings are made from: read by the batch, or remembered by the transaction that has just made them.

Not for: listings (`indexing.py`) or records that somebody looks at (`record_reading.py`). The decision a reader would ask
about: an import creates records by the thousand and indexes them in the same transaction; reading back what was written
a moment ago was a tenth of its writing process. Only created records are remembered: they cannot hold a partner's edits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection

from directory.store.plain_rows import rows_by
from directory.store.values import RecordType

_MOST_REMEMBERED = 10_000  # a batch of an import is some 6,000; of more, some 20 MB, the rest is read back


class LiveRecord(NamedTuple):
    """What listings are made from of one record that is no tombstone."""

    id: str
    source: str
    source_key: str
    assured_date: date | None
    organization_id: str | None
    service_id: str | None
    location_id: str | None
    document: str


_of_row = itemgetter(*LiveRecord._fields)


class JustCreated:
    """Records that one transaction has created and not changed since."""

    def __init__(self) -> None:
        self._records: dict[tuple[RecordType, str], LiveRecord] = {}

    def add(self, rows: Mapping[tuple[RecordType, str], Mapping[str, Any]]) -> None:
        """Remember these rows of `record`, by type and id, as far as there is room."""
        if len(self._records) + len(rows) <= _MOST_REMEMBERED:
            self._records.update((key, LiveRecord._make(_of_row(row))) for key, row in rows.items())

    def discard(self, key: tuple[RecordType, str]) -> None:
        """This record has been changed."""
        self._records.pop(key, None)

    def find(self, record_type: RecordType, ids: Iterable[str]) -> tuple[list[LiveRecord], list[str]]:
        """Those of the ids that are remembered, and the ids of the others."""
        found, others = [], []
        for id_ in ids:
            record = self._records.get((record_type, id_))
            if record is None:
                others.append(id_)
            else:
                found.append(record)
        return found, others


def live_by_id(
    connection: Connection, created: JustCreated, record_type: RecordType, ids: Sequence[str]
) -> list[LiveRecord]:
    """The live records of that type among the ids, in no order."""
    found, others = created.find(record_type, ids)
    return found + _read(connection, record_type, "id", others) if others else found


def places_of_services(connection: Connection, service_ids: Sequence[str]) -> list[LiveRecord]:
    """The live services at locations of those services, in the order of their ids."""
    return sorted(_read(connection, RecordType.SERVICE_AT_LOCATION, "service_id", service_ids))


def _read(connection: Connection, record_type: RecordType, key: str, ids: Sequence[str]) -> list[LiveRecord]:
    rows = rows_by(connection, LiveRecord._fields, record_type, key, ids, only_live=True)
    return list(map(LiveRecord._make, rows))
