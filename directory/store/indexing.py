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

from sqlalchemy import Connection

from directory.search.analysis import Analyzer
from directory.search.embedded import INDEX_VERSION, EmbeddedWriter, create_tables
from directory.search.embedded.rows import PreparedListing
from directory.search.protocol import ListingWriter
from directory.store.batches import batches
from directory.store.live import JustCreated, live_by_id, places_of_services
from directory.store.preparing import ListingProjector, Prepare, Preparer, ReadPreparer, ServiceTexts
from directory.store.values import RecordType


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
    connection: Connection,
    service_ids: Iterable[str],
    prepare: Prepare,
    writer: PreparedWriter,
    created: JustCreated | None = None,
) -> None:
    """Replace the listings of these services by what their records now say; retired ones lose theirs.

    `created` are records that this transaction has created, which need not be read back.
    """
    known = created or JustCreated()
    writer.replace_prepared(
        change for batch in batches(service_ids) for change in _listings_of(connection, batch, prepare, known)
    )


def _listings_of(
    connection: Connection, service_ids: Sequence[str], prepare: Prepare, created: JustCreated
) -> Iterator[tuple[str, Sequence[PreparedListing]]]:
    """Each service with its listings; none where the service is retired. One batch, a few statements."""
    services = live_by_id(connection, created, RecordType.SERVICE, service_ids)
    places = places_of_services(connection, created, service_ids)
    locations = _texts(connection, created, RecordType.LOCATION, {place.location_id for place in places})
    organizations = _texts(connection, created, RecordType.ORGANIZATION, {each.organization_id for each in services})
    places_of: dict[str | None, list[tuple[str, str | None]]] = {}
    for place in places:
        texts_of_place = (place.document, locations.get(place.location_id))
        places_of.setdefault(place.service_id, []).append(texts_of_place)
    for service_id in set(service_ids) - {each.id for each in services}:
        yield service_id, ()
    ordered = sorted(services)
    told = [
        ServiceTexts(
            each.document,
            each.source,
            each.source_key,
            each.assured_date,
            organizations.get(each.organization_id),
            tuple(places_of.get(each.id, ())),
        )
        for each in ordered
    ]
    yield from zip([each.id for each in ordered], prepare(told), strict=True)


def _texts(
    connection: Connection, created: JustCreated, record_type: RecordType, ids: set[str | None]
) -> dict[str | None, str]:
    wanted = sorted(id_ for id_ in ids if id_ is not None)
    return {record.id: record.document for record in live_by_id(connection, created, record_type, wanted)}
