"""The cast of the store's tests: a few invented agencies and a clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from directory.store.values import RecordDraft, RecordType

SOURCE = "harbor-211"


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **amount: float) -> datetime:
        """Move on by hours=, seconds= …; the new moment."""
        self.now += timedelta(**amount)
        return self.now


def uuid_of(key: str) -> str:
    """Always the same UUID for the same words."""
    return str(uuid5(NAMESPACE_URL, key))


def draft(record_type: RecordType, key: str, **fields: Any) -> RecordDraft:
    """A record that `SOURCE` calls `key`."""
    document = {"id": uuid_of(key), "name": key, **fields}
    return RecordDraft(record_type=record_type, document=document, source=SOURCE, source_key=key)


def organization(key: str = "Harbor Families", **fields: Any) -> RecordDraft:
    """An agency."""
    return draft(RecordType.ORGANIZATION, key, description="Help for families", **fields)


def service(key: str = "Evening childcare", of: str = "Harbor Families", **fields: Any) -> RecordDraft:
    """What the agency does."""
    return draft(RecordType.SERVICE, key, organization_id=uuid_of(of), status="active", **fields)


def location(key: str = "Pier House", **fields: Any) -> RecordDraft:
    """Where it is."""
    return draft(RecordType.LOCATION, key, **{"latitude": 38.9, "longitude": -77.0, **fields})


def place(service_key: str = "Evening childcare", location_key: str = "Pier House", **fields: Any) -> RecordDraft:
    """A service at a location."""
    return draft(
        RecordType.SERVICE_AT_LOCATION,
        fields.pop("key", f"{service_key} at {location_key}"),
        service_id=uuid_of(service_key),
        location_id=uuid_of(location_key),
        **fields,
    )
