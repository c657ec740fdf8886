"""What the matcher answers. Values only.

Contributions add up to the score: `score == sum(c.points for c in contributions)` to 1e-9, 0 ≤ score ≤ 100.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from msgspec import Struct

from directory.facts.values import Tri
from directory.search.listing import Listing


class Contribution(Struct, frozen=True):
    """What one factor gave. `value` is 0…1 or None for unknown; `points` what it added of at most `weight` points."""

    factor: str
    value: float | None
    weight: float
    points: float
    sentence: str


class Answer(Struct, frozen=True):
    """Does it take this client, line by line: the fact, yes / no / unknown, a sentence, and the listing's own words."""

    fact: str
    verdict: Tri
    sentence: str
    words: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """One listing that fits. `needs` are the asked needs it meets; `other_listing_ids` further places of the same service."""

    listing: Listing
    score: float
    distance_miles: float | None
    needs: tuple[str, ...]
    contributions: tuple[Contribution, ...]
    reasons: tuple[str, ...]
    answers: tuple[Answer, ...]
    question: str = ""
    other_listing_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A listing shut out by exactly one hard rule: which, why, and the one change that would admit it."""

    listing: Listing
    rule: str
    reason: str
    change: str
    distance_miles: float | None
    words: str = ""


class UnderstoodFrom(StrEnum):
    """Where a need came from."""

    ASKED = "asked"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class UnderstoodNeed:
    """A need as the matcher understood it, with the words that led there."""

    code: str
    strength: float
    source: UnderstoodFrom
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchResult:
    """The answer to a `MatchRequest`. `total` counts all matches, not those of the page."""

    needs: tuple[UnderstoodNeed, ...]
    matches: tuple[Match, ...]
    near_misses: tuple[NearMiss, ...]
    total: int
    considered: int
    notices: tuple[str, ...] = ()
