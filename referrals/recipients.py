"""Who a referral goes to, read from the directory and never taken from the caller's word.

The recipient's organization decides who will read about the client, so it is the one that the service record names.
Not for: finding a service (directory/search) or judging whether it fits (matching).
"""

from __future__ import annotations

from typing import Protocol

from directory.errors import RecordNotFound
from directory.store.values import RecordType, StoredRecord
from referrals.errors import RecipientNotFound
from referrals.model import Recipient
from referrals.words import is_uuid


class ServiceRecords(Protocol):
    """The two questions we ask of the stored directory."""

    def get(self, record_type: RecordType, record_id: str) -> StoredRecord:
        """The record, or `RecordNotFound`."""

    def service_at_locations(
        self, *, service_id: str | None = None, location_id: str | None = None
    ) -> tuple[StoredRecord, ...]:
        """Where a service is given."""


def recipient_at(records: ServiceRecords, service_id: str, location_id: str | None) -> Recipient:
    """The recipient for a service, at one of its places if one is named. Raises RecipientNotFound."""
    if not is_uuid(service_id) or not is_uuid(location_id or service_id):
        raise RecipientNotFound(service_id, "ids of services and locations are UUIDs")
    try:
        service = records.get(RecordType.SERVICE, service_id)
    except RecordNotFound as error:
        raise RecipientNotFound(service_id, "the directory has no such service") from error
    if service.organization_id is None:
        raise RecipientNotFound(service_id, "it names no organization")
    status = service.document.get("status") or "active"
    if status != "active":
        raise RecipientNotFound(service_id, f"it is {status}")
    if location_id is not None and not records.service_at_locations(service_id=service_id, location_id=location_id):
        raise RecipientNotFound(service_id, f"it is not given at the location {location_id}")
    return Recipient(service.organization_id, service_id, location_id)
