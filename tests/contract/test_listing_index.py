"""The engines that the contract runs on. A new engine adds one class and one fixture here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from directory.search.analysis import Analyzer
from directory.search.embedded import EmbeddedIndex, EmbeddedWriter, create_tables
from directory.search.protocol import ListingIndex, ListingWriter
from tests.contract.listing_index import ListingIndexContract

LEXICON = Path(__file__).parents[2] / "data" / "lexicon"


class EmbeddedEngine:
    """The embedded index in a file of its own, each block of writing one transaction."""

    def __init__(self, path: Path) -> None:
        self.analyzer = Analyzer.read(LEXICON)
        self._connection = sqlite3.connect(path)
        self._connection.execute("PRAGMA journal_mode = WAL")
        create_tables(self._connection)
        self._connection.commit()
        self._writer = EmbeddedWriter(self._connection, self.analyzer)
        self._index = EmbeddedIndex(path, self.analyzer)
        self.index: ListingIndex = self._index

    @contextmanager
    def writing(self) -> Iterator[ListingWriter]:
        with self._connection:
            yield self._writer

    def close(self) -> None:
        self._index.close()
        self._connection.close()


class TestEmbeddedIndex(ListingIndexContract):
    @pytest.fixture
    def engine(self, tmp_path: Path) -> Iterator[EmbeddedEngine]:
        engine = EmbeddedEngine(tmp_path / "index.sqlite")
        yield engine
        engine.close()
