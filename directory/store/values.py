"""What goes into the store and what comes out. Values only.

Not for: the HSDS shape (`directory.hsds`) or SQL (`records.py`). The decision a reader would ask about: a draft is
what a *source* says of a record, a stored record is what we hold; they differ where a partner has edited.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

Document = dict[str, Any]  # one HSDS record as JSON values; `Any` because a publisher's extension fields are kept


class RecordType(StrEnum):
    """The top-level HSDS records, each stored as one row. Everything else is nested in them."""

    ORGANIZATION = "organization"
    SERVICE = "service"
    LOCATION = "location"
    SERVICE_AT_LOCATION = "service_at_location"
    TAXONOMY = "taxonomy"
    TAXONOMY_TERM = "taxonomy_term"


class PutOutcome(StrEnum):
    """What a draft did to the store."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDraft:
    """One record as its source gives it.

    `document` is the whole validated HSDS record with its UUID under `id`. `source_key` is the source's own id of the
    row. `field_sources` names the source of those top-level fields that come from elsewhere than `source`.
    """

    record_type: RecordType
    document: Document
    source: str
    source_key: str
    assured_date: date | None = None
    field_sources: Mapping[str, str] = field(default_factory=dict)


class EncodedDraft(NamedTuple):
    """A draft as its row will hold it: ids, columns and the document as text. `documents.encoded` makes it.

    Making it takes longer than storing it, so it can be made in another process; plain values that travel cheaply.
    """

    record_type: RecordType
    id: str
    source: str
    source_key: str
    assured_date: date | None
    organization_id: str | None
    service_id: str | None
    location_id: str | None
    name: str
    text: str
    field_sources: str
    content_hash: str

    @property
    def key(self) -> tuple[RecordType, str]:
        """What names the record among all."""
        return self.record_type, self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRecord:
    """One record as we hold it, with where it comes from and when it changed. Moments are in UTC.

    `change_seq` grows with every change to any record. `changed_by` and `change_reason` tell of the change that made
    this version. `field_sources` names, for each top-level field that does not come from `source`, the source or the
    partner who gave it. `deleted_at` is set on a tombstone.
    """

    record_type: RecordType
    id: str
    document: Document
    source: str
    source_key: str
    version: int
    change_seq: int
    name: str
    organization_id: str | None
    service_id: str | None
    location_id: str | None
    first_seen: datetime
    last_seen: datetime
    last_changed: datetime
    assured_date: date | None
    deleted_at: datetime | None
    changed_by: str
    change_reason: str
    field_sources: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordVersion:
    """One version of a record: what it said, who made it so, when and why. A retired version has `deleted_at`."""

    version: int
    document: Document
    source: str
    changed_by: str
    change_reason: str
    changed_at: datetime
    deleted_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFilter:
    """Conditions that every listed record meets; None asks nothing.

    `modified_after` is exclusive. `mentions` is an id that stands anywhere in the document (a taxonomy term, say).
    """

    modified_after: datetime | None = None
    source: str | None = None
    organization_id: str | None = None
    service_id: str | None = None
    location_id: str | None = None
    mentions: str | None = None


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One page of records in the order of their ids. `total` counts all records that meet the filter."""

    records: tuple[StoredRecord, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A partner's change of one record: the whole new document, and the version that the partner had read."""

    record_type: RecordType
    id: str
    document: Document
    expected_version: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxMessage:
    """Something that must happen because a record changed. `attempts` counts the tries, this one included."""

    id: int
    topic: str
    key: str
    payload: Document
    created_at: datetime
    available_at: datetime
    attempts: int
    buried_at: datetime | None
    last_error: str


@dataclass(frozen=True, slots=True)
class Backoff:
    """How long to wait between tries, and after how many to give up: 30 s, 1 min, 2 min … up to 6 h; 12 tries take 14 hours."""

    first_seconds: float = 30.0
    factor: float = 2.0
    longest_seconds: float = 6 * 3600.0
    tries: int = 12

    def delay_seconds(self, attempts: int) -> float:
        """The wait after so many tries."""
        return min(self.first_seconds * self.factor ** max(attempts - 1, 0), self.longest_seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRun:
    """One run of an import. `finished` is None while it runs, or when it was killed."""

    id: str
    source: str
    started: datetime
    finished: datetime | None
    report: Document
