"""The whole fictional network: agencies, their places and their services, as HSDS 3.2 records.

The decision a reader would ask about: every need is served by several agencies, and the directory is as imperfect as real
ones are – some services closed, full, stale, without a place, or silent about half of what one wants to know.
"""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tools.sample.agencies import make_organizations
from tools.sample.places import make_location
from tools.sample.services import Template, make_service

SEED = 3  # any number; this one gives every need at least three services
SERVICES = 400
PLACES = 325  # about 250 of them in use: some agencies give all their services by phone or at home
AS_OF = date(2026, 11, 1)

Record = dict[str, Any]


def read_templates() -> dict[str, list[Template]]:
    """The rows of `services.csv` by need code. A cell with `~` holds variants."""
    found: dict[str, list[Template]] = {}
    with open(Path(__file__).with_name("services.csv"), encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, delimiter="|", quoting=csv.QUOTE_NONE):
            found.setdefault(row["domain"], []).append(row)
    return found


def build_network() -> tuple[list[Record], list[Record]]:
    """Organizations and services, the services with their places nested."""
    rng = random.Random(SEED)  # noqa: S311 – repeatable on purpose, nothing secret
    organizations = make_organizations(rng)
    offices = _offices(rng, [organization for organization, _ in organizations])
    templates = read_templates()
    services = [
        make_service(rng, number, template, organization, offices[organization["id"]], _assured(rng))
        for number, (organization, template) in enumerate(_assignments(rng, organizations, templates))
    ]
    return [organization for organization, _ in organizations], services


def _offices(rng: random.Random, organizations: list[Record]) -> dict[str, list[Record]]:
    """At least one place for every agency, the rest by chance."""
    owners = organizations + rng.choices(organizations, k=PLACES - len(organizations))
    offices: dict[str, list[Record]] = {}
    for number, owner in enumerate(owners):
        offices.setdefault(owner["id"], []).append(make_location(rng, number, owner))
    return offices


def _assignments(
    rng: random.Random, organizations: list[tuple[Record, tuple[str, ...]]], templates: dict[str, list[Template]]
) -> list[tuple[Record, Template]]:
    """Which agency gives which service: every template once, then by chance, never the same one twice at one agency."""
    pairs: list[tuple[Record, Template]] = []
    taken: set[tuple[str, str]] = set()
    everything = [template for rows in templates.values() for template in rows]
    while len(pairs) < SERVICES:
        template = everything[len(pairs)] if len(pairs) < len(everything) else None
        organization, needs = rng.choice(organizations)
        if template is None:
            template = rng.choice(templates[rng.choice(needs)])
        elif template["domain"] not in needs:
            continue
        key = (organization["id"], template["name"])
        if key not in taken:
            taken.add(key)
            pairs.append((organization, template))
    return pairs


def _assured(rng: random.Random) -> date:
    """Mostly checked within the year, one in eight gone stale for two years and more."""
    days = rng.randrange(730, 1500) if rng.random() < 0.125 else rng.randrange(3, 365)
    return AS_OF - timedelta(days=days)
