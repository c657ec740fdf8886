"""Listings by row id, decoded once and kept while they do not change.

Not for: finding them. The decision a reader would ask about: an entry is good for one version (a hash of the listing's
bytes), so nothing has to tell the shelf that a record changed.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence

from directory.search.listing import Listing, decode_listing

MOST_LISTINGS = 20_000
"""About 3 KB each: 60 MB when full, enough for the services of a large city."""

_VERSIONS = "SELECT rid, version FROM listing WHERE rid IN (SELECT value FROM json_each(?))"
_DOCUMENTS = "SELECT rid, version, document FROM listing WHERE rid IN (SELECT value FROM json_each(?))"


class Shelf:
    """Least recently used listings leave first. Safe to share between threads."""

    def __init__(self, most: int = MOST_LISTINGS) -> None:
        self._most = most
        self._held: OrderedDict[tuple[int, int], Listing] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._held)

    def listings(self, connection: sqlite3.Connection, rids: Sequence[int]) -> dict[int, Listing]:
        """The listings of these row ids."""
        return self.of_versions(connection, dict(connection.execute(_VERSIONS, (json.dumps(rids),))))

    def of_versions(self, connection: sqlite3.Connection, versions: Mapping[int, int]) -> dict[int, Listing]:
        """The listings of these row ids, whose versions the caller has read in the same transaction."""
        found = self._take(versions.items())
        missing = [rid for rid in versions if rid not in found]
        if missing:
            read = {
                (rid, version): decode_listing(document)
                for rid, version, document in connection.execute(_DOCUMENTS, (json.dumps(missing),))
            }
            self._put(read)
            found.update({rid: listing for (rid, _), listing in read.items()})
        return found

    def _take(self, wanted: Iterable[tuple[int, int]]) -> dict[int, Listing]:
        with self._lock:
            found: dict[int, Listing] = {}
            for key in wanted:
                listing = self._held.get(key)
                if listing is not None:
                    self._held.move_to_end(key)
                    found[key[0]] = listing
            return found

    def _put(self, read: dict[tuple[int, int], Listing]) -> None:
        with self._lock:
            self._held.update(read)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
