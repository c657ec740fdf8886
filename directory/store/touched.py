"""Which services must be projected again because a record changed.

Not for: projecting them (`indexing.py`). The decision a reader would ask about: where a service at a location was
moved to another service, the *former* service is reached too, by the history; a follower that only sees present rows
would otherwise leave its old listing behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlalchemy import Connection, Select, select

from directory.store.batches import batches
from directory.store.tables import record, record_history
from directory.store.values import RecordType


class Touched:
    """The ids of changed records, by type."""

    def __init__(self) -> None:
        self._ids: dict[RecordType, set[str]] = {}

    def add(self, record_type: RecordType, record_id: str) -> None:
        """Note one."""
        self._ids.setdefault(record_type, set()).add(record_id)

    def __bool__(self) -> bool:
        """Whether any record changed."""
        return bool(self._ids)

    def services(self, connection: Connection) -> tuple[str, ...]:
        """The ids of all services that the changes reach, in order, retired ones included."""
        found = set(self._ids.get(RecordType.SERVICE, ()))
        found |= _ids(connection, self._of(RecordType.SERVICE_AT_LOCATION), _services_of_places)
        found |= _ids(connection, self._of(RecordType.SERVICE_AT_LOCATION), _former_services_of_places)
        found |= _ids(connection, self._of(RecordType.LOCATION), _services_at_locations)
        found |= _ids(connection, self._of(RecordType.ORGANIZATION), _services_of_organizations)
        return tuple(sorted(found))

    def _of(self, record_type: RecordType) -> Iterable[str]:
        return sorted(self._ids.get(record_type, ()))


def _ids(
    connection: Connection, record_ids: Iterable[str], query: Callable[[tuple[str, ...]], Select[str]]
) -> set[str]:
    found: set[str] = set()
    for batch in batches(record_ids):
        found.update(connection.execute(query(batch)).scalars().all())
    return found


def _services_of_places(ids: tuple[str, ...]) -> Select[str]:
    return select(record.c.service_id).where(
        record.c.record_type == RecordType.SERVICE_AT_LOCATION, record.c.id.in_(ids), record.c.service_id.is_not(None)
    )


def _former_services_of_places(ids: tuple[str, ...]) -> Select[str]:
    return (
        select(record_history.c.service_id)
        .distinct()
        .where(
            record_history.c.record_type == RecordType.SERVICE_AT_LOCATION,
            record_history.c.id.in_(ids),
            record_history.c.service_id.is_not(None),
        )
    )


def _services_at_locations(ids: tuple[str, ...]) -> Select[str]:
    return select(record.c.service_id).where(
        record.c.record_type == RecordType.SERVICE_AT_LOCATION,
        record.c.location_id.in_(ids),
        record.c.service_id.is_not(None),
    )


def _services_of_organizations(ids: tuple[str, ...]) -> Select[str]:
    return select(record.c.id).where(record.c.record_type == RecordType.SERVICE, record.c.organization_id.in_(ids))
