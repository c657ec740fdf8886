"""Read-only connections on one file, each used by one thread at a time.

Not for: writing. The decision a reader would ask about: connections are lent, not tied to threads, because a server
that starts a thread for each request would open one each time; there are as many as searches ever ran at once. A reader
in WAL mode neither waits for a writer nor holds one up.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from directory.errors import StoreUnusable

CACHE_KIB = 32_768
"""Pages kept by a connection: the covering rows of a city, well below a worker's memory."""

MAPPED_BYTES = 256 * 1024 * 1024
BUSY_SECONDS = 5.0
STATEMENTS = 256


class Connections:
    """Opens a connection when none is free, and closes them all together."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._free: list[sqlite3.Connection] = []
        self._lock = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection inside one read transaction: all statements see the same state of the file."""
        connection = self._take()
        connection.execute("BEGIN")
        try:
            yield connection
        except sqlite3.OperationalError as error:
            if "no such table" not in str(error):
                raise
            raise StoreUnusable(f"{self._path} holds no search index: make it with `wraparound reindex`.") from error
        finally:
            connection.execute("ROLLBACK")
            self._give_back(connection)

    def close(self) -> None:
        """Close the connections that nobody is using. They are opened again when asked for."""
        with self._lock:
            free, self._free = self._free, []
        for connection in free:
            connection.close()

    def _take(self) -> sqlite3.Connection:
        with self._lock:
            if self._free:
                return self._free.pop()
        return self._open()

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            self._free.append(connection)

    def _open(self) -> sqlite3.Connection:
        address = f"file:{quote(str(self._path.absolute()))}?mode=ro"
        try:
            connection = sqlite3.connect(
                address,
                uri=True,
                timeout=BUSY_SECONDS,
                isolation_level=None,
                check_same_thread=False,
                cached_statements=STATEMENTS,
            )
        except sqlite3.OperationalError as error:
            raise StoreUnusable(f"The search index {self._path} cannot be opened: {error}.") from error
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        connection.execute(f"PRAGMA mmap_size = {MAPPED_BYTES}")
        return connection
