"""The named cast of the search contract, around Washington DC.

Bright Start (child care, two places), Ward 8 Food (pantry), Casa Latina (Spanish, legal aid), a parents' line that serves
anywhere, one for Maryland, Harbor Shelter (confidential), and a nursery that is closed for now.
"""

from __future__ import annotations

from msgspec.structs import replace

from directory.facts.values import (
    AgeRange,
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
from directory.geography.point import Circle, Point
from directory.geography.service_area import AreaKind, ServiceArea
from directory.needs.values import NeedFit
from directory.search.listing import Listing


def a_listing(listing_id: str, **changes: object) -> Listing:
    """A plain open listing; `changes` say what the test is about."""
    plain = Listing(
        id=listing_id,
        service_id=f"service-of-{listing_id}",
        organization_id="org-1",
        source="test",
        source_key=listing_id,
        name=listing_id,
    )
    return replace(plain, **changes)


def fits(*codes: str, strength: float = 1.0) -> tuple[NeedFit, ...]:
    return tuple(NeedFit(code, strength) for code in codes)


DC = Circle(38.9072, -77.0369, 10)
DC_KEYS = ("us", "state:DC", "county:11001", "zip:20010")
OPEN_EVENINGS = Hours(periods=(OpenPeriod(0, 1020, 1320), OpenPeriod(2, 1020, 1320)))

BRIGHT_START = a_listing(
    "bright-start-north",
    service_id="bright-start",
    name="Bright Start Day Care",
    organization_name="Bright Start",
    description="Evening care for toddlers while parents work.",
    needs=fits("childcare"),
    point=Point(38.93, -77.03),
    hours=OPEN_EVENINGS,
    eligibility=Eligibility(ages=(AgeRange(0.5, 5),)),
    cost=Cost(kinds=(CostKind.SLIDING_SCALE,)),
)
BRIGHT_START_SOUTH = replace(BRIGHT_START, id="bright-start-south", point=Point(38.84, -77.0))
WARD_8_FOOD = a_listing(
    "ward-8-food",
    name="Ward 8 Food Pantry",
    organization_id="org-2",
    description="Groceries for families. Child care is not offered.",
    needs=(NeedFit("food", 1.0), NeedFit("diapers_baby_supplies", 0.3)),
    point=Point(38.85, -76.99),
    cost=Cost(kinds=(CostKind.FREE,)),
    wheelchair_accessible=Tri.YES,
)
CASA_LATINA = a_listing(
    "casa-latina",
    name="Casa Latina: ayuda legal y guardería",
    source="other",
    needs=(NeedFit("legal_aid", 0.9), NeedFit("childcare", 0.4)),
    point=Point(38.92, -77.04),
    languages=Languages(codes=("es", "en")),
    cost=Cost(kinds=(CostKind.FREE,)),
)
ANYWHERE_LINE = a_listing("anywhere-line", name="Parents' phone line", needs=fits("childcare", strength=0.6))
MARYLAND_LINE = a_listing(
    "maryland-line",
    needs=fits("childcare"),
    service_areas=(ServiceArea(AreaKind.STATE, "Maryland", ("state:MD",)),),
)
HARBOR_SHELTER = a_listing(
    "harbor-shelter",
    name="Harbor Shelter",
    needs=fits("domestic_violence"),
    confidential=True,
    point=Point(38.91, -77.03),
    service_areas=(ServiceArea(AreaKind.STATE, "DC", ("state:DC",)),),
)
CLOSED_NURSERY = a_listing(
    "closed-nursery",
    name="Closed Nursery",
    needs=fits("childcare"),
    point=Point(38.91, -77.03),
    availability=Availability(status=AvailabilityStatus.TEMPORARILY_CLOSED),
)
CAST = (
    BRIGHT_START,
    BRIGHT_START_SOUTH,
    WARD_8_FOOD,
    CASA_LATINA,
    ANYWHERE_LINE,
    MARYLAND_LINE,
    HARBOR_SHELTER,
    CLOSED_NURSERY,
)
