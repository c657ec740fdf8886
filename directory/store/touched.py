"""Which services must be projected again because a record changed.

Not for: projecting them (`indexing.py`). The decision a reader would ask about: where a service at a location was
moved to another service, the *former* service is reached too, by the history; a follower that only sees present rows
would otherwise leave its old listing behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, Table

from directory.store.live import JustCreated
from directory.store.plain_rows import rows_by
from directory.store.tables import record, record_history
from directory.store.values import EncodedDraft, RecordType


class Touched:
    """The ids of changed records, by type."""

    def __init__(self) -> None:
        self._ids: dict[RecordType, set[str]] = {}
        self._services: set[str] = set()
        self.created = JustCreated()

    def add_created(self, drafts: Mapping[tuple[RecordType, str], EncodedDraft]) -> None:
        """Note records that this transaction has created, by type and id."""
        self.created.add(drafts)
        for (record_type, record_id), draft in drafts.items():
            if record_type is RecordType.SERVICE_AT_LOCATION:
                # It never was another service's, so nothing need be looked up.
                if draft.service_id is not None:
                    self._services.add(draft.service_id)
            else:
                self._ids.setdefault(record_type, set()).add(record_id)

    def add(self, record_type: RecordType, record_id: str) -> None:
        """Note one."""
        self.created.discard((record_type, record_id))
        self._ids.setdefault(record_type, set()).add(record_id)

    def add_all(self, keys: Iterable[tuple[RecordType, str]]) -> None:
        """Note many."""
        for record_type, record_id in keys:
            self.add(record_type, record_id)

    def __bool__(self) -> bool:
        """Whether any record changed."""
        return bool(self._ids or self._services)

    def services(self, connection: Connection) -> tuple[str, ...]:
        """The ids of all services that the changes reach, in order, retired ones included."""
        found = self._services | self._ids.get(RecordType.SERVICE, set())
        places = self._of(RecordType.SERVICE_AT_LOCATION)
        for table in (record, record_history):
            found |= _services_of_places(connection, "id", places, table)
        found |= _services_of_places(connection, "location_id", self._of(RecordType.LOCATION), record)
        organizations = self._of(RecordType.ORGANIZATION)
        if organizations:
            of_them = rows_by(connection, ("id",), RecordType.SERVICE, "organization_id", organizations)
            found.update(service_id for (service_id,) in of_them)
        return tuple(sorted(found))

    def _of(self, record_type: RecordType) -> list[str]:
        return sorted(self._ids.get(record_type, ()))


def _services_of_places(connection: Connection, key: str, ids: list[str], table: Table) -> set[str]:
    """The services of those places, the ones of a table of history the former ones."""
    if not ids:
        return set()
    found = rows_by(connection, ("service_id",), RecordType.SERVICE_AT_LOCATION, key, ids, table=table)
    return {service_id for (service_id,) in found if service_id is not None}
