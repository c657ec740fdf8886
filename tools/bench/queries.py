"""The classes of queries that are measured: the same questions for every engine. Values only."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from directory.geography.point import Box, Circle
from directory.search.query import FacetName, Filter, ListingQuery, Sort

RADIUS_MILES = 25.0
CANDIDATES = 200
PINS = 500
BOX_DEGREES = 0.35  # about 24 miles north to south: a city on a screen
WORDS = (
    "child care",
    "food pantry",
    "evening",
    "job training",
    "legal",
    "clinic",
    "english classes",
    "rent",
    "shelter",
    "rides",
)


@dataclass(frozen=True, slots=True)
class QueryClass:
    """One class: a name, and the queries to ask. `box` classes are asked as map pins."""

    name: str
    queries: tuple[ListingQuery, ...]


def make_classes(points: list[tuple[float, float]], needs: list[str], count: int, seed: int = 2) -> list[QueryClass]:
    """`count` queries of each class around random listings' points."""
    rng = random.Random(seed)  # noqa: S311 – repeatable on purpose
    circles = [Circle(*rng.choice(points), RADIUS_MILES) for _ in range(count)]
    nearest = [ListingQuery(needs=(rng.choice(needs),), within=circle, sort=Sort.DISTANCE) for circle in circles]
    words = [ListingQuery(words=rng.choice(WORDS), within=circle) for circle in circles]
    return [
        QueryClass("nearest 20 by need, 25 mi", tuple(nearest)),
        QueryClass("the same, free and Spanish", tuple(replace(query, filter=_filter()) for query in nearest)),
        QueryClass("words + 25 mi, by relevance", tuple(words)),
        QueryClass(
            "3 needs, 200 candidates, 25 mi",
            tuple(
                ListingQuery(needs=tuple(rng.sample(needs, 3)), within=circle, sort=Sort.DISTANCE, limit=CANDIDATES)
                for circle in circles
            ),
        ),
        QueryClass("facets of all within 25 mi", tuple(_faceted(circle) for circle in circles)),
        QueryClass("map box, 500 pins", tuple(ListingQuery(within=_box(circle), limit=PINS) for circle in circles)),
    ]


def _filter() -> Filter:
    return Filter(free=True, languages=("es",))


def _faceted(circle: Circle) -> ListingQuery:
    return ListingQuery(within=circle, limit=1, facets=(FacetName.NEED, FacetName.LANGUAGE, FacetName.OPEN_DAY))


def _box(circle: Circle) -> Box:
    half = BOX_DEGREES / 2
    return Box(circle.latitude - half, circle.longitude - half, circle.latitude + half, circle.longitude + half)
