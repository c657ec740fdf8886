"""One search for the page: place, matcher or plain listing, filters, order, page, and what to do when nothing is left.

Not for: who fits (`matching`) or how it looks (`cards.py`). The decision a reader would ask about: everything that a coach
could read through (`MOST_FOUND`) is fetched once and narrowed here, so that counts, near misses, map and list always speak of
the same results. A search by place alone lists what is near, without reasons, because nothing was asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import inf
from typing import Any, Protocol

from api.pages.filters import FilterGroup, Found, filter_groups, label_of, narrowed
from api.pages.local_time import local_now
from api.pages.person import client_of
from api.pages.search_state import SearchState
from directory.errors import PlaceNotFound
from directory.geography.finding import PlaceFinder
from directory.geography.place import Place
from directory.geography.places import Gazetteer
from directory.geography.point import Circle
from directory.needs.catalogue import NeedCatalogue
from directory.search.protocol import ListingIndex
from directory.search.query import ListingQuery, Sort
from matching.client import Client, MatchRequest
from matching.match import MatchResult, NearMiss, UnderstoodNeed
from matching.matcher import Matcher

MOST_FOUND = 300
PER_PAGE = 20
PLAIN_RADIUS_MILES = 25.0


class Parts(Protocol):
    """What of `api.wiring.Services` a search works with."""

    @property
    def index(self) -> ListingIndex: ...
    @property
    def matcher(self) -> Matcher: ...
    @property
    def catalogue(self) -> NeedCatalogue: ...
    @property
    def place_finder(self) -> PlaceFinder: ...
    @property
    def gazetteer(self) -> Gazetteer: ...
    @property
    def clock(self) -> Callable[[], datetime]: ...


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A condition to drop (no label: all of them), and how many results that brings."""

    label: str
    state: SearchState
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """What the page shows. `page` is the part of `found` on this page; `now` is local to the searcher's place."""

    state: SearchState
    place: Place | None = None
    place_problem: str = ""
    now: datetime
    needs: tuple[UnderstoodNeed, ...] = ()
    found: tuple[Found, ...] = ()
    groups: tuple[FilterGroup, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many there are after filtering."""
        return len(self.found)

    @property
    def first_number(self) -> int:
        """The number of the first result on this page."""
        return (self.state.page - 1) * PER_PAGE + 1

    @property
    def page(self) -> tuple[Found, ...]:
        """The results of this page."""
        return self.found[self.first_number - 1 : self.first_number - 1 + PER_PAGE]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PER_PAGE))


def run_search(parts: Parts, state: SearchState, facts: Mapping[str, Any]) -> SearchResult:
    """Search. Unknown needs of an old address are left out; an unknown place is told and searched without."""
    state = replace(state, needs=tuple(code for code in state.needs if parts.catalogue.get(code)))
    place, problem = find_place(parts.place_finder, state.near)
    now = local_now(parts.clock(), place, parts.gazetteer)
    empty = SearchResult(state=state, place=place, place_problem=problem, now=now)
    if state.words or state.needs:
        result = parts.matcher.match(match_request(state, client_of(facts, place), now))
        found = [Found(match.listing, match.distance_miles, match) for match in result.matches]
        return _shown(empty, found, result)
    return _shown(empty, _near(parts.index, place), None) if place else empty


def match_request(state: SearchState, client: Client, now: datetime) -> MatchRequest:
    """The request behind a page: everything that could be read through, filtered and paged afterwards."""
    return MatchRequest(client=client, needs=state.needs, words=state.words, at=now, limit=MOST_FOUND)


def find_place(finder: PlaceFinder, words: str) -> tuple[Place | None, str]:
    """The place, or a sentence that says what to type instead."""
    if not words:
        return None, ""
    try:
        return finder.find(words), ""
    except PlaceNotFound:
        return None, f"No place is known as “{words}”. Type a five-digit ZIP code, or a city with its state."


def _near(index: ListingIndex, place: Place) -> list[Found]:
    circle = Circle(place.point.latitude, place.point.longitude, PLAIN_RADIUS_MILES)
    query = ListingQuery(within=circle, area_keys=place.area_keys, sort=Sort.DISTANCE, limit=MOST_FOUND)
    return [Found(hit.listing, hit.distance_miles) for hit in index.search(query).hits]


def _shown(empty: SearchResult, found: list[Found], result: MatchResult | None) -> SearchResult:
    state, now = empty.state, empty.now
    kept = narrowed(found, state, now)
    return replace(
        empty,
        state=replace(state, page=min(state.page, max(1, -(-len(kept) // PER_PAGE)))),
        needs=result.needs if result else (),
        found=tuple(_ordered(kept, state.sort, bool(result))),
        groups=filter_groups(found, state, now),
        near_misses=_near_misses(result, state, now) if result else (),
        relaxations=() if kept else tuple(_relaxations(found, state, now)),
        notices=tuple(notice for notice in result.notices if kept or not found) if result else (),
    )


def _ordered(found: Sequence[Found], sort: str, was_matched: bool) -> Sequence[Found]:
    if sort == "name":
        return sorted(found, key=lambda one: (one.listing.name.casefold(), one.listing.id))
    if sort == "distance" or not was_matched:
        return sorted(
            found, key=lambda one: (inf if one.distance_miles is None else one.distance_miles, one.listing.id)
        )
    return found


def _near_misses(result: MatchResult, state: SearchState, now: datetime) -> tuple[NearMiss, ...]:
    """Near misses that the picked filters would keep."""
    wanted = narrowed([Found(near.listing, near.distance_miles) for near in result.near_misses], state, now)
    ids = {found.listing.id for found in wanted}
    return tuple(near for near in result.near_misses if near.listing.id in ids)


def _relaxations(found: Sequence[Found], state: SearchState, now: datetime) -> list[Relaxation]:
    """Each picked value that alone shuts everything out, the one that brings most first."""
    tried = [
        Relaxation(
            label_of(name, value), state.without(name, value), len(narrowed(found, state.without(name, value), now))
        )
        for name, value in state.picked
    ]
    helpful = sorted((one for one in tried if one.count), key=lambda one: -one.count)
    if not helpful and found and state.picked:
        return [Relaxation("", replace(state, picked=(), page=1), len(found))]
    return helpful
