"""Many rows of the records' tables in and out at once: on SQLite as plain tuples through the driver.

Not for: single records or pages (`record_reading.py`). The decision a reader would ask about: SQLAlchemy takes longer to
bind 500 rows of `record`, or to write 500 ids into a statement, than SQLite takes to store or find them. So on SQLite the
ids of a batch travel as one JSON text, and values pass through the types of their columns a column at a time: what lies
in the file is what SQLAlchemy would write. Other databases have their statements from SQLAlchemy as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from itertools import repeat
from types import MappingProxyType
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, insert, select

from directory.store.batches import batches
from directory.store.tables import record
from directory.store.values import RecordType

_Column = Iterable[Any]  # the values of one column, a row at a time
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_encoder = msgspec.json.Encoder()


def insert_rows(
    connection: Connection,
    table: Table,
    names: Sequence[str],
    rows: Sequence[Sequence[Any]],
    shared: Mapping[str, Any] = _NOTHING,
) -> None:
    """Insert rows that have those columns, in this order, and all of them the `shared` ones besides."""
    if not rows:
        return
    if connection.dialect.name != "sqlite":
        connection.execute(insert(table), [{**dict(zip(names, row, strict=True)), **shared} for row in rows])
        return
    columns = [
        _bound(connection, table, name, values) for name, values in zip(names, zip(*rows, strict=True), strict=True)
    ]
    columns += [repeat(value) for name in shared for value in _bound(connection, table, name, (shared[name],))]
    connection.exec_driver_sql(_insertion(table, (*names, *shared)), list(zip(*columns, strict=False)))


def rows_by(
    connection: Connection,
    names: tuple[str, ...],
    record_type: RecordType,
    key: str,
    ids: Iterable[str],
    *,
    table: Table = record,
    only_live: bool = False,
) -> list[tuple[Any, ...]]:
    """Those columns of the rows of that type whose `key` is one of the ids, in no order."""
    if connection.dialect.name != "sqlite":
        return _rows_of_batches(connection, names, record_type, key, ids, table, only_live)
    statement = _selection(table, names, key, only_live)
    found = connection.exec_driver_sql(statement, (record_type.value, _encoder.encode(list(ids)).decode())).all()
    if not found:
        return []
    columns = [
        _through(table.c[name].type.dialect_impl(connection.dialect).result_processor(connection.dialect, None), values)
        for name, values in zip(names, zip(*found, strict=True), strict=True)
    ]
    return list(zip(*columns, strict=True))


def _bound(connection: Connection, table: Table, name: str, values: tuple[Any, ...]) -> _Column:
    """The values of one column as the driver takes them."""
    process = table.c[name].type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    return _through(process, _plain(values))


def _through(process: Callable[[Any], Any] | None, values: _Column) -> _Column:
    return values if process is None else map(process, values)


def _plain(values: tuple[Any, ...]) -> _Column:
    """Members of an enumeration as mere text: the driver takes 2 µs to look for somebody who can adapt one."""
    return map(str, values) if isinstance(values[0], StrEnum) else values


@cache
def _insertion(table: Table, names: tuple[str, ...]) -> str:
    return f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608 - our own names


@cache
def _selection(table: Table, names: tuple[str, ...], key: str, only_live: bool) -> str:
    live = " AND deleted_at IS NULL" if only_live else ""
    return (
        f"SELECT {', '.join(names)} FROM {table.name} WHERE record_type = ?"  # noqa: S608 - our own names
        f" AND {key} IN (SELECT value FROM json_each(?)){live}"
    )


def _rows_of_batches(
    connection: Connection,
    names: tuple[str, ...],
    record_type: RecordType,
    key: str,
    ids: Iterable[str],
    table: Table,
    only_live: bool,
) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for batch in batches(ids):
        asked = select(*(table.c[name] for name in names)).where(
            table.c.record_type == record_type, table.c[key].in_(batch)
        )
        if only_live:
            asked = asked.where(table.c.deleted_at.is_(None))
        found.extend(map(tuple, connection.execute(asked)))
    return found
