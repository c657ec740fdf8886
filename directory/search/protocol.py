"""The role of a search engine. Every engine passes `tests/contract/listing_index.py`.

Reading and writing are two roles: the reader is shared by threads; a writer belongs to one unit of work and never
opens or ends a transaction of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from directory.geography.point import Box
from directory.search.listing import Listing
from directory.search.query import ListingQuery, Page, Pin


class ListingIndex(Protocol):
    """Finds listings. Safe to share between threads. Raises `InvalidQuery`."""

    def search(self, query: ListingQuery) -> Page:
        """The hits of one page, their total, and the facets that were asked for."""
        ...

    def get(self, listing_ids: Sequence[str]) -> tuple[Listing, ...]:
        """The listings of these ids, in that order; ids that are not there are left out."""
        ...

    def of_service(self, service_id: str) -> tuple[Listing, ...]:
        """All listings of one service."""
        ...

    def pins(self, box: Box, query: ListingQuery, limit: int = 500) -> tuple[Pin, ...]:
        """Points inside the box that meet the query's words, needs and filter, for a map."""
        ...

    def count(self) -> int:
        """How many listings there are."""
        ...


class ListingWriter(Protocol):
    """Changes the index within somebody else's transaction."""

    def replace_service(self, service_id: str, listings: Sequence[Listing]) -> None:
        """Make these the only listings of the service; an empty sequence removes it."""
        ...

    def replace_services(self, changes: Iterable[tuple[str, Sequence[Listing]]]) -> None:
        """`replace_service` for many, in one go."""
        ...

    def clear(self) -> None:
        """Remove every listing."""
        ...
