"""Runs the scans of a query and yields the rows that meet it.

Not for: their order (`ordering.py`). The decision a reader would ask about: words are matched by one statement over the
strip of row ids that the place spans, joined to the covering rows, so that `bm25` counts its phrases once and ranks only
what survives the filters.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from directory.search.analysis import QueryTerm
from directory.search.embedded.conditions import Parameters, Scan, match_expression
from directory.search.embedded.rows import EVERY_LISTING

# Weights of name, topic, organization, body, forms: a word in the name says what a listing is, one in the body may be
# said in passing. `forms` repeats the other columns, so it only tells apart what nothing but a prefix has found.
_BM25 = "bm25(listing_words, 6.0, 4.0, 2.0, 1.0, 0.2)"


class Row(NamedTuple):
    """A listing that meets the query. `chord` is the squared chord to the centre, None without one; `text` is BM25."""

    rid: int
    chord: float | None
    strength: float
    id_prefix: int
    text: float


class FactRow(NamedTuple):
    """What facets count of a listing."""

    rid: int
    flags: int
    source: int
    languages: str
    needs: str


_RANK = "n.rid, {distance}, n.strength, n.id_prefix, {text}"
_FACTS = "n.rid, n.flags, n.source, n.languages, n.needs"


def ranked_rows(
    connection: sqlite3.Connection, scans: Sequence[Scan], needs: tuple[str, ...], terms: tuple[QueryTerm, ...]
) -> list[Row]:
    """Each listing that meets the query once, with its greatest strength in the needs."""
    text = _BM25 if terms else "0.0"
    rows: list[Row] = []
    for scan in scans:
        columns = _RANK.format(distance=scan.conditions.distance, text=text)
        rows.extend(Row._make(row) for row in _run(connection, scan, columns, needs, terms))
    return _strongest(rows) if len(needs) > 1 else rows


def fact_rows(
    connection: sqlite3.Connection, scans: Sequence[Scan], needs: tuple[str, ...], terms: tuple[QueryTerm, ...]
) -> list[FactRow]:
    """What facets count, of each listing that meets the query once."""
    rows = [FactRow._make(row) for scan in scans for row in _run(connection, scan, _FACTS, needs, terms)]
    return list({row.rid: row for row in rows}.values()) if len(needs) > 1 else rows


def _run(
    connection: sqlite3.Connection, scan: Scan, columns: str, needs: tuple[str, ...], terms: tuple[QueryTerm, ...]
) -> Iterator[tuple[object, ...]]:
    codes = tuple(dict.fromkeys(needs)) or (EVERY_LISTING,)
    if terms:
        return _run_words(connection, scan, columns, codes, match_expression(terms))
    return _run_codes(connection, scan, columns, codes)


def _run_codes(
    connection: sqlite3.Connection, scan: Scan, columns: str, codes: tuple[str, ...]
) -> Iterator[tuple[object, ...]]:
    """One statement a code and range: each is one seek and one run of neighbouring rows."""
    statement = f"""SELECT {columns} FROM listing_need n
        WHERE n.code = :code AND n.rid BETWEEN :first AND :last{scan.conditions.where()}"""  # noqa: S608 - values are bound
    parameters: Parameters = dict(scan.conditions.parameters)
    for code in codes:
        parameters["code"] = code
        for parameters["first"], parameters["last"] in scan.ranges:
            yield from connection.execute(statement, parameters)


def _run_words(
    connection: sqlite3.Connection, scan: Scan, columns: str, codes: tuple[str, ...], match: str
) -> Iterator[tuple[object, ...]]:
    several = ", ".join(f":code{number}" for number in range(len(codes)))
    statement = f"""SELECT {columns} FROM listing_words CROSS JOIN listing_need n
        WHERE listing_words MATCH :match AND listing_words.rowid BETWEEN :first AND :last
        AND n.code IN ({several}) AND n.rid = listing_words.rowid{scan.conditions.where()}"""  # noqa: S608 - values are bound
    parameters: Parameters = {
        **scan.conditions.parameters,
        **{f"code{number}": code for number, code in enumerate(codes)},
        "match": match,
        "first": scan.ranges[0][0],
        "last": scan.ranges[-1][1],
    }
    yield from connection.execute(statement, parameters)


def _strongest(rows: list[Row]) -> list[Row]:
    best: dict[int, Row] = {}
    for row in rows:
        held = best.get(row.rid)
        if held is None or held.strength < row.strength:
            best[row.rid] = row
    return list(best.values())
