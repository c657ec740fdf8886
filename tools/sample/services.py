"""One service of the sample from one row of `services.csv`: the words, and what HSDS has a field for."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

from tools.sample.hours import schedules_of
from tools.sample.identifiers import make_id
from tools.sample.places import county_of

Record = dict[str, Any]
Template = dict[str, str]

LANGUAGES = {"en": "English", "es": "Spanish", "vi": "Vietnamese", "ar": "Arabic"}
CLOSED = (("inactive", 0.03), ("temporarily closed", 0.03), ("defunct", 0.02))
FULL_SHARE = 0.10  # of services that say how much room they have
CATEGORISED_SHARE = 0.7  # the rest must be understood by their words
SILENT_SHARE = 0.15  # services that say nothing about hours, fees or languages, as real ones do


def make_service(
    rng: random.Random, number: int, row: Template, organization: Record, offices: list[Record], assured: date
) -> Record:
    """The HSDS service with its schedules, costs, languages, areas and places nested."""
    row = {column: rng.choice(cell.split("~")).strip() for column, cell in row.items()}
    identifier = make_id("service", str(number))
    service: Record = {
        "id": identifier,
        "organization_id": organization["id"],
        "name": row["name"] if rng.random() < 0.5 else f"{organization['name']} – {row['name']}",
        "description": row["description"],
        "status": _status(rng),
        "url": f"{organization['website']}/services/{number}",
        "email": organization["email"],
        "eligibility_description": row["eligibility"],
        "application_process": row["process"],
        "assured_date": assured.isoformat(),
        "last_modified": f"{assured.isoformat()}T12:00:00Z",
        "phones": [_phone(rng, identifier)],
    }
    if rng.random() < CATEGORISED_SHARE:
        service["attributes"] = [_category(identifier, row["domain"])]
    service |= _ages(row["ages"]) | _documents(identifier, row["documents"])
    service |= _said(rng, identifier, row) | _room(rng, identifier, assured)
    return service | _where(rng, row["delivery"], identifier, offices)


def _status(rng: random.Random) -> str:
    chance = rng.random()
    for status, share in CLOSED:
        if chance < share:
            return status
        chance -= share
    return "active"


def _ages(cell: str) -> Record:
    if not cell:
        return {}
    youngest, _, oldest = cell.partition("-")
    ages = {"minimum_age": float(youngest), "maximum_age": float(oldest) if oldest else None}
    return {field: int(age) if age == int(age) else age for field, age in ages.items() if age is not None}


def _documents(service_id: str, cell: str) -> Record:
    names = [name.strip() for name in cell.split(";") if name.strip()]
    made = [
        {"id": make_id("required_document", f"{service_id}/{name}"), "service_id": service_id, "document": name}
        for name in names
    ]
    return {"required_documents": made} if made else {}


def _said(rng: random.Random, service_id: str, row: Template) -> Record:
    """Hours, fees and languages, each left out now and then."""
    said: Record = {}
    if rng.random() >= SILENT_SHARE:
        said["schedules"] = schedules_of(row["hours"], service_id)
    if rng.random() >= SILENT_SHARE:
        said["fees_description"] = row["fees"]
    if rng.random() >= SILENT_SHARE:
        codes = [code.strip() for code in row["languages"].split(",")]
        said["languages"] = [
            {
                "id": make_id("language", f"{service_id}/{code}"),
                "service_id": service_id,
                "name": LANGUAGES[code],
                "code": code,
            }
            for code in codes
        ]
    return said


def _room(rng: random.Random, service_id: str, assured: date) -> Record:
    """For three services in ten: how many places are free; some have none."""
    if rng.random() >= 0.3:
        return {}
    unit = {"id": make_id("unit", "place"), "name": "places"}
    free = 0 if rng.random() < FULL_SHARE / 0.3 else rng.randrange(1, 25)
    capacity = {
        "id": make_id("service_capacity", service_id),
        "service_id": service_id,
        "unit": unit,
        "available": free,
        "maximum": free + rng.randrange(5, 40),
        "updated": f"{assured.isoformat()}T12:00:00Z",
    }
    return {"capacities": [capacity]}


def _where(rng: random.Random, delivery: str, service_id: str, offices: list[Record]) -> Record:
    """The places and the area served: at an office, at home, by phone, online, or at an address that is not told."""
    county = county_of(offices[0])
    if delivery == "confidential":
        return {"service_areas": [_area(service_id, f"{county} County, New Mexico")], "x_confidential": True}
    if delivery in ("phone", "online"):
        return {"service_areas": [_area(service_id, "New Mexico")]}
    chosen = rng.sample(offices, min(len(offices), rng.choice((1, 1, 2, 3))))
    areas = [_area(service_id, f"{county} County, New Mexico")] if delivery == "home" or rng.random() < 0.5 else []
    return {
        "service_at_locations": [_at(service_id, location) for location in chosen],
        **({"service_areas": areas} if areas else {}),
    }


def _at(service_id: str, location: Record) -> Record:
    return {
        "id": make_id("service_at_location", f"{service_id}/{location['id']}"),
        "service_id": service_id,
        "location_id": location["id"],
        "location": location,
    }


def _area(service_id: str, name: str) -> Record:
    return {"id": make_id("service_area", f"{service_id}/{name}"), "service_id": service_id, "name": name}


def _phone(rng: random.Random, service_id: str) -> Record:
    """A number from the range that is kept free for fiction."""
    number = f"+1 505-555-{rng.randrange(100, 200):04d}"
    return {"id": make_id("phone", service_id), "service_id": service_id, "number": number, "type": "voice"}


def _category(service_id: str, need: str) -> Record:
    """The need as a taxonomy term, in our own taxonomy."""
    return {
        "id": make_id("attribute", f"{service_id}/{need}"),
        "link_id": service_id,
        "link_entity": "service",
        "taxonomy_term_id": make_id("taxonomy_term", need),
        "taxonomy_term": {
            "id": make_id("taxonomy_term", need),
            "code": need,
            "name": need.replace("_", " "),
            "description": "A need code of Wraparound.",
            "taxonomy": "Wraparound needs",
        },
    }
