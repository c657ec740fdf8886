"""The directory of the world that the tests of the interfaces act in: two agencies in Albuquerque, as HSDS documents."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_URL, uuid5

Document = dict[str, Any]


def uuid_of(name: str) -> str:
    """Always the same UUID for the same words."""
    return str(uuid5(NAMESPACE_URL, f"https://example.org/{name}"))


MESA = uuid_of("Mesa Families")
RIO = uuid_of("Rio Pantry")
MESA_HOUSE = uuid_of("Mesa House")
SHARED_HALL = uuid_of("Shared Hall")
RIO_DOOR = uuid_of("Rio Door")
EVENING_CARE = uuid_of("Evening childcare")
EVENING_CARE_AT_MESA = uuid_of("Evening childcare at Mesa House")
EVENING_CARE_AT_HALL = uuid_of("Evening childcare at Shared Hall")
PANTRY = uuid_of("Food pantry")
PANTRY_AT_DOOR = uuid_of("Food pantry at Rio Door")
PANTRY_AT_HALL = uuid_of("Food pantry at Shared Hall")
LEGAL_LINE = uuid_of("Tenant legal line")
CLOSED_CARE = uuid_of("Closed childcare")
FOOD_TERM = uuid_of("term food")
TAXONOMY = uuid_of("taxonomy")

ORGANIZATIONS: list[Document] = [
    {
        "id": MESA,
        "name": "Mesa Families",
        "description": "Child care and help for families.",
        "email": "hello@mesa.example.org",
    },
    {
        "id": RIO,
        "name": "Rio Pantry",
        "description": "Food and advice for everybody.",
        "website": "https://rio.example.org",
    },
]


def _place(place_id: str, location: Document, **fields: Any) -> Document:
    return {"id": place_id, "location": location, **fields}


def _location(location_id: str, name: str, street: str, degrees: tuple[float, float], **fields: Any) -> Document:
    return {
        "id": location_id,
        "location_type": "physical",
        "name": name,
        "latitude": degrees[0],
        "longitude": degrees[1],
        "addresses": [
            {
                "id": uuid_of(f"address {name}"),
                "address_1": street,
                "city": "Albuquerque",
                "state_province": "NM",
                "postal_code": "87102",
                "country": "US",
                "address_type": "physical",
            }
        ],
        **fields,
    }


def _weekly(name: str, days: str, opens: str, closes: str) -> Document:
    return {"id": uuid_of(name), "freq": "WEEKLY", "byday": days, "opens_at": opens, "closes_at": closes}


_MESA_HOUSE = _location(MESA_HOUSE, "Mesa House", "100 Central Ave", (35.0844, -106.6504), organization_id=MESA)
_SHARED_HALL = _location(SHARED_HALL, "Shared Hall", "200 Broadway Blvd", (35.0900, -106.6400))
_RIO_DOOR = _location(RIO_DOOR, "Rio Door", "300 Rio Grande Blvd", (35.0950, -106.6700), organization_id=RIO)

SERVICES: list[Document] = [
    {
        "id": EVENING_CARE,
        "organization": ORGANIZATIONS[0],
        "name": "Evening childcare",
        "description": "Licensed child care in the evening while parents work or study.",
        "status": "active",
        "fees_description": "Sliding scale by income.",
        "eligibility_description": "Children ages 1 to 12.",
        "application_process": "Call to enroll.",
        "languages": [{"id": uuid_of("es"), "code": "es", "name": "Spanish"}],
        "phones": [{"id": uuid_of("phone care"), "number": "+1 505-555-0111", "type": "voice"}],
        "schedules": [_weekly("care hours", "MO,TU,WE,TH,FR", "15:00", "22:00")],
        "service_at_locations": [
            _place(EVENING_CARE_AT_MESA, _MESA_HOUSE),
            _place(EVENING_CARE_AT_HALL, _SHARED_HALL),
        ],
    },
    {
        "id": PANTRY,
        "organization": ORGANIZATIONS[1],
        "name": "Food pantry",
        "description": "Free groceries for anybody who needs them. No papers asked.",
        "status": "active",
        "fees_description": "Free.",
        "schedules": [_weekly("pantry hours", "TU,SA", "09:00", "12:00")],
        "attributes": [
            {
                "id": uuid_of("pantry food"),
                "link_id": PANTRY,
                "taxonomy_term_id": FOOD_TERM,
                "taxonomy_term": {"id": FOOD_TERM, "name": "Food", "description": "Food", "taxonomy_id": TAXONOMY},
            }
        ],
        "service_at_locations": [_place(PANTRY_AT_DOOR, _RIO_DOOR), _place(PANTRY_AT_HALL, _SHARED_HALL)],
    },
    {
        "id": LEGAL_LINE,
        "organization": ORGANIZATIONS[1],
        "name": "Tenant legal line",
        "description": "Free legal advice by phone about eviction and rent.",
        "status": "active",
        "service_areas": [{"id": uuid_of("area nm"), "name": "New Mexico"}],
        "phones": [{"id": uuid_of("phone legal"), "number": "+1 505-555-0122", "type": "voice"}],
    },
    {
        "id": CLOSED_CARE,
        "organization": ORGANIZATIONS[0],
        "name": "Closed childcare",
        "description": "Child care that has ended.",
        "status": "inactive",
        "service_at_locations": [_place(uuid_of("Closed childcare at Mesa House"), _MESA_HOUSE)],
    },
]
