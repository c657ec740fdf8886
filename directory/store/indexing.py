"""Makes the listings of changed services and hands them to the index.

Not for: what a listing says (`directory.search.document`) or how it is found (`directory.search.embedded`). The
decision a reader would ask about: the unit of work calls this right before it commits, on its own connection, so that
a record and its listings become visible together; the index is never behind and never ahead.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from sqlalchemy import Connection

from directory.search.analysis import Analyzer
from directory.search.embedded import INDEX_VERSION, EmbeddedWriter, create_tables
from directory.search.embedded.rows import PreparedListing
from directory.search.protocol import ListingWriter
from directory.store.batches import batches
from directory.store.plain_rows import rows_by
from directory.store.preparing import ListingProjector, Prepare, Preparer, ReadPreparer, ServiceTexts
from directory.store.values import RecordType


class _Live(NamedTuple):
    """What listings are made from of one record that is no tombstone."""

    id: str
    source: str
    source_key: str
    assured_date: date | None
    organization_id: str | None
    service_id: str | None
    location_id: str | None
    document: str


class PreparedWriter(ListingWriter, Protocol):
    """A `ListingWriter` that also takes rows which were made elsewhere."""

    def replace_prepared(self, changes: Iterable[tuple[str, Sequence[PreparedListing]]]) -> None:
        """`replace_services` for prepared listings."""
        ...


@dataclass(frozen=True, slots=True)
class Indexing:
    """How listings are made and written. `version` is that of the index's tables: another one means a rebuild.

    `read_preparer` makes the same `prepare` in another process; None where it cannot be made there.
    """

    prepare: Prepare
    writer_on: Callable[[sqlite3.Connection], PreparedWriter]
    create_tables: Callable[[sqlite3.Connection], None]
    version: int
    read_preparer: ReadPreparer | None = None


def embedded_indexing(
    projector: ListingProjector, analyzer: Analyzer, read_preparer: ReadPreparer | None = None
) -> Indexing:
    """Listings made by that projector, in the embedded index. `read_preparer` must make the same."""

    def writer_on(connection: sqlite3.Connection) -> PreparedWriter:
        return EmbeddedWriter(connection, analyzer)

    return Indexing(Preparer(projector, analyzer), writer_on, create_tables, INDEX_VERSION, read_preparer)


def index_services(
    connection: Connection, service_ids: Iterable[str], prepare: Prepare, writer: PreparedWriter
) -> None:
    """Replace the listings of these services by what their records now say; retired ones lose theirs."""
    writer.replace_prepared(
        change for batch in batches(service_ids) for change in _listings_of(connection, batch, prepare)
    )


def _listings_of(
    connection: Connection, service_ids: Sequence[str], prepare: Prepare
) -> Iterator[tuple[str, Sequence[PreparedListing]]]:
    """Each service with its listings; none where the service is retired. One batch, a few statements."""
    services = _live(connection, RecordType.SERVICE, "id", service_ids)
    places = _live(connection, RecordType.SERVICE_AT_LOCATION, "service_id", service_ids)
    locations = _documents(connection, RecordType.LOCATION, {place.location_id for place in places})
    organizations = _documents(connection, RecordType.ORGANIZATION, {each.organization_id for each in services})
    places_of: dict[str | None, list[tuple[str, str | None]]] = {}
    for place in places:
        texts_of_place = (place.document, locations.get(place.location_id))
        places_of.setdefault(place.service_id, []).append(texts_of_place)
    for service_id in set(service_ids) - {each.id for each in services}:
        yield service_id, ()
    for each in services:
        texts = ServiceTexts(
            each.document,
            each.source,
            each.source_key,
            each.assured_date,
            organizations.get(each.organization_id),
            tuple(places_of.get(each.id, ())),
        )
        yield each.id, prepare(texts)


def _documents(connection: Connection, record_type: RecordType, ids: set[str | None]) -> dict[str | None, str]:
    wanted = sorted(id_ for id_ in ids if id_ is not None)
    return dict(rows_by(connection, ("id", "document"), record_type, "id", wanted, only_live=True))


def _live(connection: Connection, record_type: RecordType, key: str, ids: Sequence[str]) -> list[_Live]:
    """In the order of their ids."""
    return sorted(map(_Live._make, rows_by(connection, _Live._fields, record_type, key, ids, only_live=True)))
