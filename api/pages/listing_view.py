"""Everything that the detail page says of a listing, in the order in which a coach needs it.

Not for: the fit itself (`matching`). The decision a reader would ask about: "how to get in" is built from the facts and always
ends with the publisher's own words, so a wrong reading can be seen as one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from api.pages import cards, wording
from api.pages.filters import Found
from directory.facts.opening import describe_hours
from directory.facts.values import AvailabilityStatus, Hours, Tri
from directory.needs.catalogue import NeedCatalogue
from directory.search.listing import Listing
from matching.match import Answer, Contribution

ALL_POINTS = 100

FACT_WORDS = {
    "availability": "Open to referrals",
    "area": "Area served",
    "distance": "Distance",
    "time": "Hours",
    "language": "Language",
    "income": "Income",
    "residence": "Where one lives",
    "population": "Who it is for",
    "age": "Age",
    "gender": "Women or men",
}
STATUSES = {
    AvailabilityStatus.INACTIVE: "This service is not active.",
    AvailabilityStatus.TEMPORARILY_CLOSED: "This service is closed for the time being.",
    AvailabilityStatus.DO_NOT_REFER: "This service takes no referrals at the moment.",
    AvailabilityStatus.ENDED: "This service has ended.",
}


@dataclass(frozen=True, slots=True)
class DayLine:
    """The hours of one day."""

    day: str
    hours: str
    is_today: bool


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One line of "does it take this client"."""

    fact: str
    verdict: str
    sentence: str
    words: str
    question: str


@dataclass(frozen=True, slots=True)
class PointLine:
    """One line of the score table."""

    factor: str
    points: str
    weight: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """What the page shows."""

    listing: Listing
    card: cards.Card
    closed: str
    ways_in: tuple[str, ...]
    documents: tuple[str, ...]
    answers: tuple[AnswerLine, ...]
    days: tuple[DayLine, ...]
    hours_notes: tuple[str, ...]
    exceptions: tuple[str, ...]
    wheelchair: cards.Said
    areas: str
    needs: tuple[str, ...]
    points: tuple[PointLine, ...]
    total: str
    source: str


def detail_of(found: Found, local: datetime, catalogue: NeedCatalogue) -> Detail:
    """The page's content. `local` is the moment at the listing's own clock."""
    listing, match = found.listing, found.match
    known = (catalogue.get(fit.code) for fit in sorted(listing.needs, key=lambda fit: -fit.strength))
    return Detail(
        listing=listing,
        card=cards.card_of(found, 1, local),
        closed=STATUSES.get(listing.availability.status, ""),
        ways_in=ways_in(listing),
        documents=listing.intake.documents,
        answers=tuple(map(_answer_line, match.answers)) if match else (),
        days=day_lines(listing.hours, local.weekday()),
        hours_notes=hours_notes(listing),
        exceptions=exceptions_of(listing.hours, local),
        wheelchair=wheelchair_of(listing.wheelchair_accessible),
        areas=wording.listed([area.name for area in listing.service_areas]),
        needs=tuple(need.name for need in known if need),
        points=point_lines(match.contributions) if match else (),
        total=f"{sum(round(one.points, 1) for one in match.contributions):.1f}" if match else "",
        source=listing.source,
    )


def ways_in(listing: Listing) -> tuple[str, ...]:
    """What to do first, as the facts say it."""
    intake = listing.intake
    ways = (
        (intake.walk_in, "Walk in: no appointment is needed."),
        (intake.phone, "Call first."),
        (intake.appointment, "An appointment is needed."),
        (intake.online, "Apply online."),
        (intake.referral_required, "A referral is required."),
    )
    return tuple(words for said, words in ways if said is Tri.YES)


def _answer_line(answer: Answer) -> AnswerLine:
    fact = FACT_WORDS.get(answer.fact, answer.fact.capitalize())
    return AnswerLine(fact, answer.verdict.value, answer.sentence, answer.words, answer.question)


def day_lines(hours: Hours | None, today: int) -> tuple[DayLine, ...]:
    """Monday to Sunday; nothing where hours have no days."""
    lines = []
    for line in describe_hours(hours):
        day, colon, said = line.partition(": ")
        if colon:
            lines.append(DayLine(day, said, wording.day_name(today) == day))
    return tuple(lines)


def hours_notes(listing: Listing) -> tuple[str, ...]:
    """What the hours say besides days, and the publisher's own words."""
    notes = [line for line in describe_hours(listing.hours) if ": " not in line]
    if listing.hours and listing.hours.valid_to:
        notes.append(f"These hours hold until {wording.day_words(listing.hours.valid_to)}.")
    return tuple(notes)


def exceptions_of(hours: Hours | None, local: datetime) -> tuple[str, ...]:
    """Days to come on which it is closed."""
    coming = [day for day in (hours.closed_on if hours else ()) if day >= local.date()]
    return tuple(f"Closed on {wording.day_words(day)}" for day in coming[:10])


def wheelchair_of(said: Tri) -> cards.Said:
    """Whether a wheelchair gets in."""
    words = {Tri.YES: "Wheelchair accessible", Tri.NO: "Not wheelchair accessible"}
    return cards.Said(words.get(said, "Wheelchair access is not stated: ask"), said.value)


def point_lines(contributions: tuple[Contribution, ...]) -> tuple[PointLine, ...]:
    """The score's parts; a line that could give nothing is left out."""
    return tuple(
        PointLine(one.factor.capitalize(), f"{one.points:.1f}", f"{one.weight:g}", one.sentence)
        for one in contributions
        if one.weight
    )
