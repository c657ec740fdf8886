"""The tables of the embedded index, in the SQLite file that holds the records.

Not for: reading or changing them. The decision a reader would ask about: `listing_need` repeats every listing under each
of its needs and once under the empty code, with all that a filter and a distance need, and its primary key is (code, row
id): finding reads this one b-tree and nothing else. The words are kept as tokens (`listing_token`), because a full-text
row can only be removed by giving back the tokens it was made of, and the lexicon may have changed since. The documents
are not compressed: at half the size they took half as long again to read, which a match does by the hundred.

These tables are a projection; `INDEX_VERSION` tells a program that they must be rebuilt (`wraparound reindex`).
"""

from __future__ import annotations

import sqlite3

INDEX_VERSION = 4

TOKEN_COLUMNS = ("name", "topic", "organization", "body", "forms")
"""What is searched, by weight: names, categories and needs, the organization, all other words, and the words as written."""

_TABLES = (
    """CREATE TABLE IF NOT EXISTS listing (
        rid INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        service_id TEXT NOT NULL,
        organization_id TEXT NOT NULL,
        name TEXT NOT NULL,
        sort_name TEXT NOT NULL,
        codes TEXT NOT NULL,
        areas TEXT NOT NULL,
        version INTEGER NOT NULL,
        document BLOB NOT NULL
    )""",
    "CREATE INDEX IF NOT EXISTS listing_by_service ON listing (service_id)",
    "CREATE INDEX IF NOT EXISTS listing_by_organization ON listing (organization_id)",
    """CREATE TABLE IF NOT EXISTS listing_need (
        code TEXT NOT NULL,
        rid INTEGER NOT NULL,
        flags INTEGER NOT NULL,
        source INTEGER NOT NULL,
        strength REAL NOT NULL,
        id_prefix INTEGER NOT NULL,
        ages_young INTEGER NOT NULL,
        ages_old INTEGER NOT NULL,
        x REAL, y REAL, z REAL,
        latitude REAL, longitude REAL,
        languages TEXT NOT NULL,
        needs TEXT NOT NULL,
        PRIMARY KEY (code, rid)
    ) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS listing_area (
        key TEXT NOT NULL,
        rid INTEGER NOT NULL,
        PRIMARY KEY (key, rid)
    ) WITHOUT ROWID""",
    "CREATE TABLE IF NOT EXISTS listing_source (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    """CREATE TABLE IF NOT EXISTS listing_token (
        rid INTEGER PRIMARY KEY, name TEXT, topic TEXT, organization TEXT, body TEXT, forms TEXT
    )""",
    # Every word that was ever indexed; a word that no listing has any more does no harm and goes with the next rebuild.
    "CREATE TABLE IF NOT EXISTS listing_form (word TEXT PRIMARY KEY) WITHOUT ROWID",
    """CREATE VIRTUAL TABLE IF NOT EXISTS listing_words USING fts5(
        name, topic, organization, body, forms,
        content='listing_token', content_rowid='rid', tokenize="ascii tokenchars '_'"
    )""",
    "CREATE VIRTUAL TABLE IF NOT EXISTS listing_vocabulary USING fts5vocab('listing_words', 'col')",
)

WORDS_GATHERED_BYTES = 16 * 1024 * 1024
"""Tokens that FTS5 gathers in memory before it writes them out: at its own 1 MB an import wrote, and merged, each few
hundred listings by themselves. What one transaction of an import brings (some 2,000 listings) fits twice.
"""


def create_tables(connection: sqlite3.Connection) -> None:
    """Create what is missing. Runs in the caller's transaction; for a migration or the opening of an index file."""
    for statement in _TABLES:
        connection.execute(statement)
    connection.execute(
        "INSERT INTO listing_words (listing_words, rank) VALUES ('hashsize', ?)", (WORDS_GATHERED_BYTES,)
    )
