"""The client as the matcher knows them, and what is asked. Everything is optional; what is absent is unknown.

Not for: identity. No name, phone or address line is ever here, so nothing personal can reach a score or a log.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from directory.geography.place import Place


class TravelMode(StrEnum):
    """How the client gets around."""

    CAR = "car"
    TRANSIT = "transit"
    WALK = "walk"


@dataclass(frozen=True, slots=True)
class HouseholdMember:
    """Somebody who lives with the client (not the client). `age` in years."""

    age: int


@dataclass(frozen=True, slots=True)
class AvailableTime:
    """A weekly window in which the client can come. `days`: Monday 0 … Sunday 6; minutes after midnight, `until` may pass 1440."""

    days: tuple[int, ...]
    start: int
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """What is known of the client. None and empty mean unknown.

    `languages` are ISO 639-1 codes, the first language first. `household` None is unknown, () is "nobody else". `situation` holds free tags ("reentry", "homeless", "pregnant",
    "single_parent" …). `income_percent_fpl` is percent of the federal poverty level.
    """

    place: Place | None = None
    age: int | None = None
    gender: str | None = None
    household: tuple[HouseholdMember, ...] | None = None
    languages: tuple[str, ...] = ()
    veteran: bool | None = None
    disability: bool | None = None
    wheelchair: bool | None = None
    income_percent_fpl: float | None = None
    travel: TravelMode | None = None
    max_miles: float | None = None
    available: tuple[AvailableTime, ...] = ()
    situation: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchRequest:
    """What is asked: needs by code, the most pressing first, the coach's words if any, the moment (with time zone, or local to the client), how many."""

    client: Client
    needs: tuple[str, ...] = ()
    words: str = ""
    at: datetime
    limit: int = 20
    offset: int = 0
