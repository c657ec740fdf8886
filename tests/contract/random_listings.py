"""Random directories and queries, for the comparison with brute force.

Points crowd where windows are hard: on the edges of bands and boxes, at the antimeridian, at the poles, at one spot.
"""

from __future__ import annotations

from hypothesis import strategies as st

from directory.facts.values import (
    AgeRange,
    AgesOf,
    Availability,
    AvailabilityStatus,
    Cost,
    CostKind,
    Eligibility,
    Hours,
    Languages,
    OpenPeriod,
    Tri,
)
from directory.geography.point import Box, Circle, Point
from directory.geography.service_area import AreaKind, ServiceArea
from directory.needs.values import NeedFit
from directory.search.listing import Listing
from directory.search.query import Filter, ListingQuery, Sort

NEEDS = ("food", "childcare", "legal_aid", "dental_care")
WORDS = (
    "Álamo",
    "guardería",
    "day care",
    "dayton",
    "food",
    "foods",
    "pantry",
    "panthers",
    "legal",
    "leg",
    "the",
    "2nd",
)
SOUGHT = (
    "",
    "",
    "pan",
    "food pantry",
    "child care",
    "legal",
    "leg",
    "le",
    "alamo the",
    "da",
    "daycare food",
    "2",
    "xyzzyq",
)
KEYS = ("us", "state:DC", "state:MD", "zip:20010")

latitudes = st.one_of(
    st.floats(38.5, 39.5), st.sampled_from([38.88, 39.06, 38.9]), st.sampled_from([-90.0, 89.99, 90.0, 51.9])
)
longitudes = st.one_of(
    st.floats(-77.6, -76.4), st.sampled_from([-77.03, -76.9921875]), st.sampled_from([-180.0, 179.9, 180.0, 0.0])
)
points = st.builds(Point, latitudes, longitudes)
ages = st.lists(
    st.builds(AgeRange, st.none() | st.sampled_from([0.5, 5, 18, 60]), st.none() | st.sampled_from([4, 14, 24, 99])),
    max_size=2,
)
areas = st.lists(
    st.one_of(
        st.sampled_from(KEYS).map(lambda key: ServiceArea(AreaKind.STATE, key, (key,))),
        st.just(ServiceArea(AreaKind.NAMED, "ward 7")),
    ),
    max_size=2,
)
periods = st.lists(st.integers(0, 6).map(lambda day: OpenPeriod(day, 540, 1020)), max_size=3)
fits = st.lists(st.builds(NeedFit, st.sampled_from(NEEDS), st.sampled_from([0.3, 0.8, 1.0])), max_size=3)


@st.composite
def directories(draw: st.DrawFn) -> list[Listing]:
    """Up to forty listings of up to twenty services."""
    return [draw(_listing(number)) for number in range(draw(st.integers(0, 40)))]


@st.composite
def _listing(draw: st.DrawFn, number: int) -> Listing:
    return Listing(
        id=f"listing-{number:03d}",
        service_id=f"service-{number // 2}",
        organization_id=draw(st.sampled_from(["org-1", "org-2"])),
        source=draw(st.sampled_from(["one", "two"])),
        source_key=str(number),
        name=" ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))),
        description=" ".join(draw(st.lists(st.sampled_from(WORDS), max_size=4))),
        needs=tuple(draw(fits)),
        point=draw(st.none() | points),
        state=draw(st.sampled_from(["", "DC", "MD"])),
        confidential=draw(st.sampled_from([False, False, False, True])),
        service_areas=tuple(draw(areas)),
        eligibility=Eligibility(ages=tuple(draw(ages)), ages_of=draw(st.sampled_from(AgesOf))),
        hours=draw(st.none() | st.builds(Hours, periods.map(tuple), st.booleans())),
        cost=Cost(kinds=tuple(draw(st.lists(st.sampled_from(CostKind), max_size=2, unique=True)))),
        languages=Languages(codes=tuple(draw(st.lists(st.sampled_from(["en", "es", "e"]), max_size=2, unique=True)))),
        wheelchair_accessible=draw(st.sampled_from(Tri)),
        availability=Availability(status=draw(st.sampled_from([*[AvailabilityStatus.OPEN] * 4, *AvailabilityStatus]))),
    )


circles = st.builds(Circle, latitudes, longitudes, st.sampled_from([0.0, 1.0, 12.4, 30.0, 300.0, 7000.0, 13000.0]))
souths = st.tuples(latitudes, latitudes).map(sorted)
boxes = st.tuples(souths, longitudes, longitudes).map(lambda b: Box(b[0][0], b[1], b[0][1], b[2]))
filters = st.builds(
    Filter,
    languages=st.sampled_from([(), ("es",), ("e", "fr")]),
    open_days=st.sampled_from([(), (0,), (5, 6)]),
    free=st.booleans(),
    accessible=st.sampled_from([False, False, True]),
    age=st.sampled_from([None, None, 0, 15, 61, 62, 125]),
    sources=st.sampled_from([(), (), ("one",)]),
    organization_id=st.sampled_from([None, None, "org-1"]),
    statuses=st.sampled_from([("open",), ("open", "ended"), ()]),
)


def queries() -> st.SearchStrategy[list[ListingQuery]]:
    """Queries with words, needs, filters and every kind of place."""
    return st.lists(_query(), min_size=1, max_size=8)


@st.composite
def _query(draw: st.DrawFn) -> ListingQuery:
    within = draw(st.one_of(st.none(), circles, boxes))
    return ListingQuery(
        words=draw(st.sampled_from(SOUGHT)),
        needs=tuple(draw(st.lists(st.sampled_from(NEEDS), max_size=3))),
        within=within,
        area_keys=draw(st.sampled_from([(), ("us", "state:DC"), ("zip:20010",)])),
        filter=draw(st.just(Filter()) | filters),
        sort=draw(st.sampled_from(Sort if isinstance(within, Circle) else [Sort.RELEVANCE, Sort.NAME])),
    )
