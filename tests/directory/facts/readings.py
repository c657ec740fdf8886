"""Shared by the tests of eligibility: areas that are known, and reading one text."""

from __future__ import annotations

from directory.facts.eligibility import EligibilityTexts, read_eligibility
from directory.facts.values import Eligibility
from directory.geography.service_area import AreaKind, ServiceArea

KNOWN_AREAS = {
    "dc": "state:DC",
    "district of columbia": "state:DC",
    "maryland": "state:MD",
    "united states": "us",
    "lake county": "county:99001",
    "hill county": "county:99002",
    "port haven": "city:MD:port haven",
}


class FakeAreas:
    """Knows a handful of names, splits lists as the real one does, and keeps the rest as names."""

    def resolve(self, words: str, state: str | None = None) -> tuple[ServiceArea, ...]:
        """One area a name."""
        found = []
        for name in words.replace(" and ", ",").split(","):
            plain = name.strip(" .").casefold().removeprefix("the ")
            key = KNOWN_AREAS.get(plain)
            kind = AreaKind.COUNTY if key else AreaKind.NAMED
            if plain:
                found.append(ServiceArea(kind, name.strip(), (key,) if key else ()))
        return tuple(found)


def read(text: str, **others: object) -> Eligibility:
    return read_eligibility(EligibilityTexts(eligibility=text, state="DC", **others), FakeAreas())  # type: ignore[arg-type]
