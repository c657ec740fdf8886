"""The records that listings are made from: read by the batch, or remembered by the transaction that has just made them.

Not for: listings (`indexing.py`) or records that somebody looks at (`record_reading.py`). The decision a reader would ask
about: an import creates records by the thousand and indexes them in the same transaction; reading back what was written
a moment ago was a tenth of its writing process. Only created records are remembered: they cannot hold a partner's edits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import Connection

from directory.store.plain_rows import rows_by
from directory.store.values import EncodedDraft, RecordType

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


_of_draft = itemgetter(*(EncodedDraft._fields.index(name) for name in (*LiveRecord._fields[:-1], "text")))


class JustCreated:
    """Records that one transaction has created and not changed since."""

    def __init__(self) -> None:
        self._drafts: dict[tuple[RecordType, str], EncodedDraft] = {}

    def add(self, drafts: Mapping[tuple[RecordType, str], EncodedDraft]) -> None:
        """Remember what these were made from, by type and id, as far as there is room."""
        if len(self._drafts) + len(drafts) <= _MOST_REMEMBERED:
            self._drafts.update(drafts)

    def discard(self, key: tuple[RecordType, str]) -> None:
        """This record has been changed."""
        self._drafts.pop(key, None)

    def find(self, record_type: RecordType, ids: Iterable[str]) -> tuple[list[LiveRecord], list[str]]:
        """Those of the ids that are remembered, and the ids of the others."""
        found, others = [], []
        for id_ in ids:
            draft = self._drafts.get((record_type, id_))
            if draft is None:
                others.append(id_)
            else:
                found.append(LiveRecord._make(_of_draft(draft)))
        return found, others


def live_by_id(
    connection: Connection, created: JustCreated, record_type: RecordType, ids: Sequence[str]
) -> list[LiveRecord]:
    """The live records of that type among the ids, in no order."""
    found, others = created.find(record_type, ids)
    return found + _read(connection, record_type, "id", others) if others else found


def places_of_services(connection: Connection, created: JustCreated, service_ids: Sequence[str]) -> list[LiveRecord]:
    """The live services at locations of those services, in the order of their ids."""
    places = RecordType.SERVICE_AT_LOCATION
    rows = rows_by(connection, ("id",), places, "service_id", service_ids, only_live=True)
    return sorted(live_by_id(connection, created, places, [place_id for (place_id,) in rows]))


def _read(connection: Connection, record_type: RecordType, key: str, ids: Sequence[str]) -> list[LiveRecord]:
    rows = rows_by(connection, LiveRecord._fields, record_type, key, ids, only_live=True)
    return list(map(LiveRecord._make, rows))
