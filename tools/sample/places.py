"""Where the fictional agencies are: real ZIP codes around Albuquerque, invented streets.

Latitude and longitude are those of the ZIP area, moved by up to half a mile, so that no pin stands on a real door.
"""

from __future__ import annotations

import random
from typing import Any

from tools.sample.identifiers import make_id

# ZIP, city, county, latitude, longitude, share of the agencies
AREAS: tuple[tuple[str, str, str, float, float, int], ...] = (
    ("87102", "Albuquerque", "Bernalillo", 35.0818, -106.6482, 10),
    ("87104", "Albuquerque", "Bernalillo", 35.1038, -106.6712, 4),
    ("87105", "Albuquerque", "Bernalillo", 35.0448, -106.6893, 8),
    ("87106", "Albuquerque", "Bernalillo", 35.0790, -106.6169, 7),
    ("87107", "Albuquerque", "Bernalillo", 35.1347, -106.6427, 5),
    ("87108", "Albuquerque", "Bernalillo", 35.0726, -106.5749, 9),
    ("87109", "Albuquerque", "Bernalillo", 35.1506, -106.5690, 4),
    ("87110", "Albuquerque", "Bernalillo", 35.1104, -106.5781, 5),
    ("87112", "Albuquerque", "Bernalillo", 35.1010, -106.5183, 4),
    ("87114", "Albuquerque", "Bernalillo", 35.1868, -106.6652, 3),
    ("87120", "Albuquerque", "Bernalillo", 35.1421, -106.7041, 4),
    ("87121", "Albuquerque", "Bernalillo", 35.0512, -106.7269, 6),
    ("87123", "Albuquerque", "Bernalillo", 35.0717, -106.5090, 5),
    ("87124", "Rio Rancho", "Sandoval", 35.2493, -106.6818, 5),
    ("87004", "Bernalillo", "Sandoval", 35.3285, -106.5309, 2),
    ("87048", "Corrales", "Sandoval", 35.2339, -106.6200, 1),
    ("87031", "Los Lunas", "Valencia", 34.7806, -106.7115, 4),
    ("87002", "Belen", "Valencia", 34.6511, -106.6952, 3),
    ("87059", "Tijeras", "Bernalillo", 35.0446, -106.3062, 1),
)
STREETS = (
    "Sandhill Crane Way", "Blue Corn Road", "Chamisa Bend Street", "Tin Lantern Avenue", "Roadrunner Rest Lane",
    "Piñon Smoke Drive", "Old Acequia Walk", "Hollyhock Court", "Green Chile Street", "Balloon Field Avenue",
    "Cottonwood Shade Road", "Adobe Step Lane", "Juniper Song Street", "Mesa Light Boulevard", "Apricot Yard Road",
)  # fmt: skip
HALF_A_MILE_DEGREES = 0.0073  # of latitude


def make_location(rng: random.Random, number: int, organization: dict[str, Any]) -> dict[str, Any]:
    """One HSDS location with a physical address."""
    postal_code, city, _, latitude, longitude, _ = rng.choices(AREAS, [area[5] for area in AREAS])[0]
    identifier = make_id("location", str(number))
    location: dict[str, Any] = {
        "id": identifier,
        "location_type": "physical",
        "organization_id": organization["id"],
        "name": f"{organization['name']} – {city}",
        "latitude": round(latitude + rng.uniform(-1, 1) * HALF_A_MILE_DEGREES, 6),
        "longitude": round(longitude + rng.uniform(-1, 1) * HALF_A_MILE_DEGREES, 6),
        "addresses": [_address(rng, identifier, city, postal_code)],
    }
    if rng.random() < 0.6:
        location["transportation"] = f"Bus {rng.randrange(1, 98)}, two blocks"
    if rng.random() < 0.7:
        location["accessibility"] = [
            {
                "id": make_id("accessibility", str(number)),
                "location_id": identifier,
                "description": rng.choice(("Wheelchair accessible entrance and restroom", "Wheelchair ramp, elevator")),
            }
        ]
    return location


def county_of(location: dict[str, Any]) -> str:
    """The county of a location that `make_location` made."""
    postal_code = location["addresses"][0]["postal_code"]
    return next(area[2] for area in AREAS if area[0] == postal_code)


def _address(rng: random.Random, location_id: str, city: str, postal_code: str) -> dict[str, Any]:
    return {
        "id": make_id("address", location_id),
        "location_id": location_id,
        "address_1": f"{rng.randrange(100, 9900)} {rng.choice(STREETS)}",
        "city": city,
        "state_province": "NM",
        "postal_code": postal_code,
        "country": "US",
        "address_type": "physical",
    }
