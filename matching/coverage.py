"""Whether areas of a listing hold the client's place: yes, no or unknown.

Not for: what follows from it (`rules/area.py`, `rules/residence.py`, `factors/eligibility.py`). The decision a reader would ask
about: a ward or neighbourhood that has only a name lies in the listing's own state, so it rules out a client of another;
names of whole regions ("metro area") do not.
"""

from __future__ import annotations

import re
from functools import lru_cache

from directory.facts.values import Tri
from directory.geography.place import Place
from directory.geography.service_area import ServiceArea, serves
from matching.case import Case

_REGION = re.compile(
    r"\b(?:metro\w*|greater|regions?|areas?|suburb\w*|surrounding|tri-?state|northern|southern|eastern|western|counties"
    r"|county|nation\w*|states?|us|usa|military|unknown|all|any|reside)\b",
    re.IGNORECASE,
)


def covers(case: Case) -> Tri:
    """Whether the coverage of the listing, with or without a place of its own, holds the client's place."""
    place = case.person.client.place
    areas = case.listing.service_areas
    if place is None or not areas:
        return Tri.UNKNOWN
    found = Tri.NO
    for area in areas:
        verdict = _holds(area, place, case.listing.state)
        if verdict is Tri.YES:
            return Tri.YES
        if verdict is Tri.UNKNOWN:
            found = Tri.UNKNOWN
    return found


def covers_only_neighborhoods(case: Case) -> bool:
    """The coverage names parts of a town and nothing wider."""
    areas = case.listing.service_areas
    return bool(areas) and all(not area.keys and not _REGION.search(area.name) for area in areas)


def _holds(area: ServiceArea, place: Place, state: str) -> Tri:
    if area.keys:
        return keyed_area_verdict(area.keys, place)
    if place.state and state and place.state != state and not _REGION.search(area.name):
        return Tri.NO
    if area.radius_miles is not None and (holds := serves((area,), place)) is not None:
        return Tri.YES if holds else Tri.NO
    return named_area_verdict((area.name,), place)


def keyed_area_verdict(keys: tuple[str, ...], place: Place) -> Tri:
    """Yes when a key is shared; no when each key is of a kind of which the place knows its own; else unknown."""
    own, kinds = _areas_of(place)
    if not own.isdisjoint(keys):
        return Tri.YES
    for key in keys:
        if key.partition(":")[0] not in kinds:
            return Tri.UNKNOWN
    return Tri.NO if keys else Tri.UNKNOWN


@lru_cache(maxsize=64)  # more than the places of the requests at one moment; each is asked for hundreds of listings
def _areas_of(place: Place) -> tuple[frozenset[str], frozenset[str]]:
    """The keys of the place, and the kinds that they are of."""
    keys = place.area_keys
    return frozenset(keys), frozenset([key.partition(":")[0] for key in keys])


def named_area_verdict(names: tuple[str, ...], place: Place) -> Tri:
    """Compares neighbourhood names; "ward 7" rules out "ward 8", but "Shaw" says nothing about "ward 8"."""
    own = (place.neighborhood or "").casefold()
    folded = [name.casefold() for name in names]
    if not own or not folded:
        return Tri.UNKNOWN
    if own in folded:
        return Tri.YES
    kind = own.partition(" ")[0]
    same_kind = " " in own and all(name.startswith(f"{kind} ") for name in folded)
    return Tri.NO if same_kind else Tri.UNKNOWN
