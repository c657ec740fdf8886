"""Synthetic HSDS services spread over the real ZIP codes of the United States, denser where there are more ZIP codes.

The texts are put together from many parts, so that hardly two services share all their words: a reader's cache must not make
an import look faster than it is on real listings.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import zipcodes

from tools.sample.network import read_templates

Record = dict[str, Any]

PLACE_WORDS = (
    "Northside",
    "Riverside",
    "Lakeview",
    "Oak Hill",
    "Harbor",
    "Prairie",
    "Summit",
    "Maple",
    "Canyon",
    "Bay",
)
OWNER_WORDS = ("Community", "Family", "Neighborhood", "United", "Hope", "Bridge", "First Step", "Open Door", "Unity")
EXTRA = (
    "Serving the {place} area since {year}.", "Call {hour} to {other} for a place.", "Groups of at most {number}.",
    "Interpreters on request.", "On bus line {number}.", "Free parking for {number} cars.", "Started in {year} by neighbors.",
    "Staff of {number}.", "Ask for the {place} desk.", "Waiting time about {number} days.",
)  # fmt: skip
JITTER_DEGREES = 0.05  # some three miles, the spread of agencies within a ZIP area
TOWNS = 100  # published directories are dense in towns
TOWN_SHARE = 0.8
SERVICES_EACH = 5  # services of one agency, as in published directories


def write_services(path: Path, count: int, seed: int = 1) -> None:
    """Write `count` nested HSDS services as ndjson; each has one place, every twentieth none."""
    with open(path, "wb") as handle:
        for record in make_services(count, seed):
            handle.write(msgspec.json.encode(record) + b"\n")


def make_services(count: int, seed: int = 1) -> Iterator[Record]:
    """Nested HSDS services: organization, place, schedules, languages, phone."""
    rng = random.Random(seed)  # noqa: S311 – repeatable on purpose
    areas = _areas(rng)
    templates = [row for rows in read_templates().values() for row in rows]
    for number in range(count):
        yield _service(rng, number, rng.choice(templates), rng.choice(areas))


def _areas(rng: random.Random) -> list[dict[str, Any]]:
    """ZIP areas to draw from: all of them, and those of some hundred towns (ZIP codes with the same start) many times over."""
    everywhere = [area for area in zipcodes.list_all() if area["active"] and area["zip_code_type"] == "STANDARD"]  # type: ignore[no-untyped-call]
    towns = {area["zip_code"][:3] for area in rng.sample(everywhere, TOWNS)}
    in_towns = [area for area in everywhere if area["zip_code"][:3] in towns]
    return everywhere + in_towns * round(TOWN_SHARE / (1 - TOWN_SHARE) * len(everywhere) / len(in_towns))


def _id(kind: str, number: int) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"urn:wraparound:bench:{kind}:{number}"))


def _pick(rng: random.Random, cell: str) -> str:
    return rng.choice(cell.split("~")).strip()


def _service(rng: random.Random, number: int, row: dict[str, str], area: dict[str, Any]) -> Record:
    owner = number // SERVICES_EACH
    identifier = _id("service", number)
    place = rng.choice(PLACE_WORDS)
    record: Record = {
        "id": identifier,
        "name": f"{place} {_pick(rng, row['name'])}",
        "description": " ".join((_pick(rng, row["description"]), *_extra(rng, place))),
        "status": "active" if rng.random() < 0.95 else "inactive",
        "eligibility_description": _pick(rng, row["eligibility"]),
        "fees_description": _pick(rng, row["fees"]),
        "application_process": _pick(rng, row["process"]),
        "assured_date": f"20{rng.randrange(23, 27)}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}",
        "schedules": _schedules(rng, number, identifier),
        "languages": [
            {"id": _id(f"lang-{code}", number), "code": code, "name": code} for code in row["languages"].split(",")
        ],
        "phones": [{"id": _id("phone", number), "number": f"+1 555-555-{rng.randrange(100, 200):04d}"}],
        "organization": {
            "id": _id("organization", owner),
            "name": f"{OWNER_WORDS[owner % len(OWNER_WORDS)]} {PLACE_WORDS[owner % len(PLACE_WORDS)]} {owner}",
            "description": "A synthetic agency.",
        },
    }
    if number % 20 == 0:
        return record | {"service_areas": [{"id": _id("area", number), "name": area["state"]}]}
    return record | {"service_at_locations": [_place(rng, number, identifier, area)]}


def _extra(rng: random.Random, place: str) -> list[str]:
    facts = {"place": place, "year": rng.randrange(1950, 2025), "number": rng.randrange(2, 60)}
    hours = {"hour": rng.randrange(7, 12), "other": rng.randrange(13, 20)}
    return [sentence.format(**facts, **hours) for sentence in rng.sample(EXTRA, 3)]


def _schedules(rng: random.Random, number: int, service_id: str) -> list[Record]:
    opens = rng.randrange(6, 12)
    return [
        {
            "id": _id("schedule", number),
            "service_id": service_id,
            "freq": "WEEKLY",
            "byday": rng.choice(("MO,TU,WE,TH,FR", "MO,TU,WE,TH,FR,SA", "TU,TH", "MO,WE,FR")),
            "opens_at": f"{opens:02d}:00",
            "closes_at": f"{opens + rng.randrange(4, 12):02d}:30",
        }
    ]


def _place(rng: random.Random, number: int, service_id: str, area: dict[str, Any]) -> Record:
    location_id = _id("location", number)
    address = {
        "id": _id("address", number),
        "address_1": f"{rng.randrange(1, 9999)} Sample Street",
        "city": area["city"],
        "state_province": area["state"],
        "postal_code": area["zip_code"],
        "country": "US",
        "address_type": "physical",
    }
    location = {
        "id": location_id,
        "location_type": "physical",
        "latitude": round(float(area["lat"]) + rng.uniform(-JITTER_DEGREES, JITTER_DEGREES), 6),
        "longitude": round(float(area["long"]) + rng.uniform(-JITTER_DEGREES, JITTER_DEGREES), 6),
        "addresses": [address],
    }
    return {"id": _id("sal", number), "service_id": service_id, "location_id": location_id, "location": location}
