"""Builds every listing anew.

Not for: everyday changes (`indexing.py`). The decision a reader would ask about: services are taken in the order of
their places on the ground, because the index keeps neighbours together and fills twice as fast when they come so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, select

from directory.store.index_state import IndexState, drop_tables, write_state
from directory.store.indexing import Indexing, index_services
from directory.store.record_reading import RecordReader
from directory.store.tables import record
from directory.store.values import RecordType

_BAND_DEGREES = 0.18  # the width of the embedded index's bands


class _Coordinates(msgspec.Struct):
    """What of a location says where it is."""

    latitude: float | None = None
    longitude: float | None = None


_decoder = msgspec.json.Decoder(_Coordinates, strict=False)


def rebuild(connection: Connection, index: sqlite3.Connection, indexing: Indexing) -> int:
    """Make the index anew from the records, within the caller's transactions; how many services."""
    drop_tables(index)
    indexing.create_tables(index)
    service_ids = services_in_order_of_place(connection)
    index_services(connection, service_ids, indexing.prepare, indexing.writer_on(index))
    write_state(index, IndexState(indexing.version, RecordReader(connection).last_change_seq()))
    return len(service_ids)


def services_in_order_of_place(connection: Connection) -> list[str]:
    """The ids of all services, by latitude band, then from west to east; those without a place come last."""
    spots = dict(_spots(connection))
    placed: dict[str, tuple[float, float]] = {}
    at_places = select(record.c.service_id, record.c.location_id).where(
        record.c.record_type == RecordType.SERVICE_AT_LOCATION, record.c.deleted_at.is_(None)
    )
    for service_id, location_id in connection.execute(at_places):
        if location_id in spots:
            placed[service_id] = min(placed.get(service_id, _NOWHERE), spots[location_id])
    services = select(record.c.id).where(record.c.record_type == RecordType.SERVICE, record.c.deleted_at.is_(None))
    found = connection.execute(services).scalars()
    return sorted(found, key=lambda service_id: (placed.get(service_id, _NOWHERE), service_id))


_NOWHERE = (float("inf"), float("inf"))


def _spots(connection: Connection) -> Iterator[tuple[str, tuple[float, float]]]:
    """Each location that has coordinates: its id, and its band and longitude."""
    locations = select(record.c.id, record.c.document).where(
        record.c.record_type == RecordType.LOCATION, record.c.deleted_at.is_(None)
    )
    for location_id, document in connection.execute(locations):
        spot = _decoder.decode(document)
        if spot.latitude is not None and spot.longitude is not None:
            yield location_id, (spot.latitude // _BAND_DEGREES, spot.longitude)
