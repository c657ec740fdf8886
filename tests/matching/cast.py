"""The named cast of the matching tests: clients, services and a matcher over an in-memory index.

Washington around 14th and Irving NW; every service is invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from directory.facts.values import Delivery, Eligibility, Hours, OpenPeriod
from directory.geography.place import Place
from directory.geography.point import Point
from directory.needs.values import Need, NeedFit
from directory.search.analysis import Analyzer
from directory.search.lexicon import read_lexicon as read_synonyms
from directory.search.listing import Listing
from matching.client import AvailableTime, Client, HouseholdMember, MatchRequest, TravelMode
from matching.match import MatchResult
from matching.matcher import Matcher
from matching.words import read_lexicon
from tests.fakes.in_memory_index import InMemoryIndex

LEXICON_FOLDER = Path(__file__).parents[2] / "data" / "lexicon"
LEXICON = read_lexicon(LEXICON_FOLDER)
ANALYZER = Analyzer(read_synonyms(LEXICON_FOLDER))
NEEDS = tuple(
    Need(code=code, name=code.replace("_", " ").capitalize(), parent="")
    for code in (
        "childcare", "after_school", "food", "legal_aid", "job_search", "housing_shelter", "transportation", "esl",
        "youth_programs", "diapers_baby_supplies", "prenatal_parenting", "veterans_services", "mental_health",
    )
)  # fmt: skip

MONDAY_MORNING = datetime(2026, 11, 23, 10, 5, tzinfo=UTC)
IRVING_STREET = Point(38.9301, -77.0306)
HOME = Place(
    IRVING_STREET, postal_code="20010", city="Washington", county_fips="11001", state="DC", neighborhood="ward 1"
)
MILE_NORTH = 1 / 69.0  # degrees of latitude in a mile

ANA = Client(
    place=HOME,
    age=26,
    gender="female",
    household=(HouseholdMember(2),),
    languages=("en",),
    income_percent_fpl=120,
    travel=TravelMode.TRANSIT,
    max_miles=4,
    available=(AvailableTime((0, 1, 2, 3), 17 * 60 + 15, 21 * 60 + 30),),
    situation=("single_parent",),
)
NOBODY_KNOWN = Client()


def miles_north(miles: float, radius_miles: float = 0.1) -> Point:
    """A point so many miles north of the client's home."""
    return Point(IRVING_STREET.latitude + miles * MILE_NORTH, IRVING_STREET.longitude, radius_miles=radius_miles)


def weekdays(opens: int, closes: int) -> Hours:
    """Monday to Friday between two full hours."""
    return Hours(tuple(OpenPeriod(day, opens * 60, closes * 60) for day in range(5)))


def service(name: str, *needs: str, miles: float = 1.0, **facts: object) -> Listing:
    """A listing that is for these needs, so many miles north; `facts` are any fields of `Listing`."""
    key = name.casefold().replace(" ", "-")
    fields: dict[str, object] = {
        "id": key,
        "service_id": f"service-{key}",
        "organization_id": f"organization-{key}",
        "source": "cast",
        "source_key": key,
        "name": name,
        "needs": tuple(NeedFit(need, 1.0, (need,)) for need in needs),
        "point": miles_north(miles),
        "state": "DC",
        "delivery": (Delivery.IN_PERSON,),
    }
    return Listing(**{**fields, **facts})  # type: ignore[arg-type]


def taking(**limits: object) -> Eligibility:
    """Eligibility with these limits."""
    return Eligibility(**limits)  # type: ignore[arg-type]


def matcher_over(*listings: Listing) -> Matcher:
    """A matcher over these listings alone."""
    return Matcher(InMemoryIndex(listings), NEEDS, LEXICON, ANALYZER)


def ask(*needs: str, client: Client = ANA, words: str = "", limit: int = 20, offset: int = 0) -> MatchRequest:
    """A request on a Monday morning."""
    return MatchRequest(client=client, needs=needs, words=words, at=MONDAY_MORNING, limit=limit, offset=offset)


def names(result: MatchResult) -> list[str]:
    """Names of the matches, best first."""
    return [match.listing.name for match in result.matches]


def near_names(result: MatchResult) -> list[str]:
    """Names of the near misses."""
    return [near.listing.name for near in result.near_misses]


def match(listings: Sequence[Listing], request: MatchRequest) -> MatchResult:
    """The answer over these listings."""
    return matcher_over(*listings).match(request)
