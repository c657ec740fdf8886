"""Makes the listings of changed services and hands them to the index.

Not for: what a listing says (`directory.search.document`) or how it is found (`directory.search.embedded`). The
decision a reader would ask about: the unit of work calls this right before it commits, on its own connection, so that
a record and its listings become visible together; the index is never behind and never ahead.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection, RowMapping, select

from directory.search.analysis import Analyzer
from directory.search.document import ServiceRecords, SourcedDocument
from directory.search.embedded import INDEX_VERSION, EmbeddedWriter, create_tables
from directory.search.listing import Listing
from directory.search.protocol import ListingWriter
from directory.store.batches import batches
from directory.store.documents import decode
from directory.store.tables import record
from directory.store.values import Document, RecordType

_COLUMNS = record.c[
    "id", "source", "source_key", "assured_date", "organization_id", "service_id", "location_id", "document"
]


class ListingProjector(Protocol):
    """Makes the listings of one service. `directory.search.document.Projector` is the real one."""

    def project(self, records: ServiceRecords) -> Sequence[Listing]:
        """One listing for each place, or one without a place."""
        ...


@dataclass(frozen=True, slots=True)
class Indexing:
    """How listings are made and written. `version` is that of the index's tables: another one means a rebuild."""

    projector: ListingProjector
    writer_on: Callable[[sqlite3.Connection], ListingWriter]
    create_tables: Callable[[sqlite3.Connection], None]
    version: int


def embedded_indexing(projector: ListingProjector, analyzer: Analyzer) -> Indexing:
    """Listings made by that projector, in the embedded index."""

    def writer_on(connection: sqlite3.Connection) -> ListingWriter:
        return EmbeddedWriter(connection, analyzer)

    return Indexing(projector, writer_on, create_tables, INDEX_VERSION)


def index_services(
    connection: Connection, service_ids: Iterable[str], projector: ListingProjector, writer: ListingWriter
) -> None:
    """Replace the listings of these services by what their records now say; retired ones lose theirs."""
    for batch in batches(service_ids):
        writer.replace_services(listings_of(connection, batch, projector))


def listings_of(
    connection: Connection, service_ids: Sequence[str], projector: ListingProjector
) -> Iterator[tuple[str, Sequence[Listing]]]:
    """Each service with its listings; none where the service is retired. One batch, a few statements."""
    services = _live(connection, RecordType.SERVICE, "id", service_ids)
    places = _live(connection, RecordType.SERVICE_AT_LOCATION, "service_id", service_ids)
    locations = _documents(connection, RecordType.LOCATION, {row["location_id"] for row in places})
    organizations = _documents(connection, RecordType.ORGANIZATION, {row["organization_id"] for row in services})
    places_of: dict[str, list[tuple[Document, Document | None]]] = {}
    for row in places:
        place = (decode(row["document"]), locations.get(row["location_id"]))
        places_of.setdefault(row["service_id"], []).append(place)
    for service_id in set(service_ids) - {row["id"] for row in services}:
        yield service_id, ()
    for row in services:
        organization = organizations.get(row["organization_id"])
        yield row["id"], projector.project(_records(row, organization, places_of.get(row["id"], ())))


def _records(
    row: RowMapping, organization: Document | None, places: Sequence[tuple[Document, Document | None]]
) -> ServiceRecords:
    service = SourcedDocument(
        document=decode(row["document"]),
        source=row["source"],
        source_key=row["source_key"],
        assured_date=row["assured_date"],
    )
    return ServiceRecords(service=service, organization=organization, places=places)


def _documents(connection: Connection, record_type: RecordType, ids: Iterable[str | None]) -> dict[str, Document]:
    wanted = sorted(id_ for id_ in ids if id_ is not None)
    found = (row for batch in batches(wanted) for row in _live(connection, record_type, "id", batch))
    return {row["id"]: decode(row["document"]) for row in found}


def _live(connection: Connection, record_type: RecordType, key: str, ids: Sequence[str]) -> Sequence[RowMapping]:
    found = select(*_COLUMNS).where(
        record.c.record_type == record_type, record.c[key].in_(ids), record.c.deleted_at.is_(None)
    )
    return connection.execute(found.order_by(record.c.id)).mappings().all()
