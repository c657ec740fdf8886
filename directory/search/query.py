"""What can be asked of the index, and what comes back. Values only, in our words, without any engine's syntax.

The decision a reader would ask about: a query has one place (circle, box or none), because every engine can do that
fast; service areas are asked beside it by `area_keys`, so that area-wide and phone services stand beside local ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from msgspec import Struct

from directory.geography.point import Box, Circle
from directory.search.listing import Listing


class Sort(StrEnum):
    """The order of the hits. Ties are broken by distance, then id."""

    RELEVANCE = "relevance"
    DISTANCE = "distance"
    NAME = "name"


class FacetName(StrEnum):
    """What can be counted over all hits."""

    NEED = "need"
    LANGUAGE = "language"
    COST = "cost"
    SOURCE = "source"
    OPEN_DAY = "open_day"
    ACCESSIBLE = "accessible"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Conditions that every hit meets; an empty one asks nothing.

    Three-valued facts: `free`, `accessible`, `languages` and `open_days` keep listings that say yes; `age` shuts out
    only listings whose age limits say no. `statuses` are `AvailabilityStatus` values and default to open alone.
    """

    languages: tuple[str, ...] = ()
    open_days: tuple[int, ...] = ()
    free: bool = False
    accessible: bool = False
    age: int | None = None
    sources: tuple[str, ...] = ()
    organization_id: str | None = None
    statuses: tuple[str, ...] = ("open",)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingQuery:
    """A search. Words are AND over analysed tokens, prefix on the last; `needs` is any-of.

    `area_keys` are those of the searcher's place: listings without a point are found when one of their service areas
    has one of the keys (or they name no area). With `within` None, listings are found anywhere.
    """

    words: str = ""
    needs: tuple[str, ...] = ()
    within: Circle | Box | None = None
    area_keys: tuple[str, ...] = ()
    filter: Filter = field(default_factory=Filter)
    sort: Sort = Sort.RELEVANCE
    facets: tuple[FacetName, ...] = ()
    limit: int = 20
    offset: int = 0


class Hit(Struct, frozen=True):
    """A listing found. `distance_miles` is None without a circle or a point; `relevance` is comparable within one page only."""

    listing: Listing
    distance_miles: float | None
    relevance: float


@dataclass(frozen=True, slots=True)
class Facet:
    """Counts over all hits of one query, largest first."""

    name: FacetName
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of hits. `total` counts all hits, not those of the page.

    `corrected_words` are the words searched instead, where a misspelt one found nothing; else empty.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: tuple[Facet, ...] = ()
    corrected_words: str = ""


@dataclass(frozen=True, slots=True)
class Pin:
    """A point for a map: listing id, name and degrees."""

    listing_id: str
    name: str
    latitude: float
    longitude: float
