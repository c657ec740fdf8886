"""Runs the scans of a query and fetches the rows that meet it, each in the form in which rows are compared.

Not for: cutting pages (`ordering.py`). The decisions a reader would ask about: words are matched by one statement over the
strip of row ids that the place spans, joined to the covering rows, so that `bm25` counts its phrases once and ranks only
what survives the filters. And SQLite works out the sort key: a row that Python only compares costs a third.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from directory.search.analysis import QueryTerm
from directory.search.embedded.begun import begun_word, whole_words
from directory.search.embedded.conditions import Conditions, Parameters, Scan
from directory.search.embedded.rows import EVERY_LISTING
from directory.search.query import Sort

# Weights of name, topic, organization, body, forms: a word in the name says what a listing is, one in the body may be
# said in passing. `forms` repeats the other columns.
_BM25 = "(-bm25(listing_words, 6.0, 4.0, 2.0, 1.0, 0.0))"

# What only begins with the last word comes after all that has it. `bm25` would also count every listing in the index
# that has any word with this beginning, which took two thirds of the time of a search.
_BEGINS = "0.000001"

Row = tuple[Any, ...]
"""(sort key, squared chord, id prefix, row id, relevance), and where facets are asked (flags, source, languages, needs).

Smaller comes first. The relevance is None where the key is its negative.
"""

KEY, AWAY, ID_PREFIX, RID, RELEVANCE, FLAGS, SOURCE, LANGUAGES, NEEDS = range(9)
_FACTS = ", n.flags, n.source, n.languages, n.needs"


@dataclass(frozen=True, slots=True)
class Sought:
    """What to look for and where. `codes` are needs, or `EVERY_LISTING` alone."""

    codes: tuple[str, ...]
    terms: tuple[QueryTerm, ...]
    scans: tuple[Scan, ...]
    sort: Sort
    with_facts: bool = False


def codes_of(needs: tuple[str, ...]) -> tuple[str, ...]:
    """The codes under which the covering table is read for these needs, each once."""
    return tuple(dict.fromkeys(needs)) or (EVERY_LISTING,)


def rows_of(connection: sqlite3.Connection, sought: Sought) -> list[Row]:
    """The rows that meet it, unsorted; a listing comes once for each of the codes that it has."""
    rows: list[Row] = []
    for scan in sought.scans:
        rows += _word_rows(connection, scan, sought) if sought.terms else _code_rows(connection, scan, sought)
    return rows


def _columns(conditions: Conditions, sought: Sought, text: str) -> str:
    """The columns of a `Row`; `text` is the expression of how well the words fit."""
    relevance = f"({text} * n.strength * {conditions.closeness})"
    away = conditions.away
    facts = _FACTS if sought.with_facts else ""
    if sought.sort is Sort.RELEVANCE:
        return f"-{relevance}, {away}, n.id_prefix, n.rid, NULL{facts}"
    # The distance comes behind the key, and is costly to work out twice.
    key = "0" if sought.sort is Sort.DISTANCE else "(SELECT sort_name FROM listing WHERE listing.rid = n.rid)"
    return f"{key}, {away}, n.id_prefix, n.rid, {relevance}{facts}"


def _code_rows(connection: sqlite3.Connection, scan: Scan, sought: Sought) -> list[Row]:
    """One statement a code and range: each is one seek and one run of neighbouring rows."""
    statement = f"""SELECT {_columns(scan.conditions, sought, "1.0")} FROM listing_need n
        WHERE n.code = :code AND n.rid BETWEEN :first AND :last{scan.conditions.where()}"""  # noqa: S608 - values are bound
    parameters: Parameters = dict(scan.conditions.parameters)
    rows: list[Row] = []
    for parameters["code"] in sought.codes:
        for parameters["first"], parameters["last"] in scan.ranges:
            rows += connection.execute(statement, parameters).fetchall()
    return rows


def _word_rows(connection: sqlite3.Connection, scan: Scan, sought: Sought) -> list[Row]:
    """What has every word, then what has another word that begins with the last."""
    rows = _matching(connection, scan, sought, (whole_words(sought.terms), _BM25))
    if match := begun_word(connection, sought.terms):
        known = {row[RID] for row in rows}
        begun = _matching(connection, scan, sought, (match, _BEGINS))
        rows += [row for row in begun if row[RID] not in known]
    return rows


def _matching(connection: sqlite3.Connection, scan: Scan, sought: Sought, words: tuple[str, str]) -> list[Row]:
    """`words`: the expression that FTS5 matches, and the one that says how well."""
    match, text = words
    codes = {f"code{number}": code for number, code in enumerate(sought.codes)}
    statement = f"""SELECT {_columns(scan.conditions, sought, text)} FROM listing_words CROSS JOIN listing_need n
        WHERE listing_words MATCH :match AND listing_words.rowid BETWEEN :first AND :last
        AND n.code IN ({", ".join(f":{name}" for name in codes)}) AND n.rid = listing_words.rowid
        {scan.conditions.where()}"""  # noqa: S608 - values are bound
    strip = {"match": match, "first": scan.ranges[0][0], "last": scan.ranges[-1][1]}
    return connection.execute(statement, {**scan.conditions.parameters, **codes, **strip}).fetchall()
