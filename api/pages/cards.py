"""A listing as one card of a list: what it says, in the order in which a coach asks.

Not for: finding or judging. The decision a reader would ask about: what is not known is said as something to do ("call for
hours"), never left blank and never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from api.pages import wording
from api.pages.filters import Found
from api.pages.local_time import local_to
from directory.facts.opening import describe_opening, is_open_at
from directory.facts.values import Capacity, Cost, CostKind, Delivery, Tri
from directory.geography.point import Precision
from directory.search.listing import Listing
from matching.match import NearMiss

DIRECTIONS = "https://www.openstreetmap.org/directions"
MOST_LANGUAGES = 4
BELIEVED_DAYS = 31  # as long as the matcher believes it (matching.factors.capacity)


@dataclass(frozen=True, slots=True)
class Said:
    """A fact in words and its kind (`yes`, `no`, `unknown`, `warning` or nothing), which a mark shows beside the colour."""

    words: str
    kind: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Pin:
    """Where the map shows it; `roughly` where only the ZIP or city is known."""

    latitude: float
    longitude: float
    roughly: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One card. `number` is that of list and map."""

    number: int
    listing_id: str
    name: str
    organization: str
    where: str
    address: str
    reasons: tuple[str, ...]
    question: str
    opening: Said
    cost: Said
    languages: str
    capacity: Said | None
    checked: Said
    phone: str
    directions: str
    pin: Pin | None
    other_places: int = 0


def card_of(found: Found, number: int, now: datetime) -> Card:
    """The card of a listing that was found."""
    listing, match = found.listing, found.match
    return Card(
        number=number,
        listing_id=listing.id,
        name=listing.name,
        organization=listing.organization_name,
        where=where_of(listing, found.distance_miles),
        address=address_of(listing),
        reasons=tuple(reason for reason in match.reasons if not _is_on_card(reason)) if match else (),
        question=match.question if match else "",
        opening=opening_of(listing, now),
        cost=cost_of(listing.cost),
        languages=languages_of(listing),
        capacity=capacity_of(listing.capacity, now.date()),
        checked=checked_of(listing, now.date()),
        phone=listing.phones[0] if listing.phones else "",
        directions=directions_to(listing),
        pin=pin_of(listing),
        other_places=len(match.other_listing_ids) if match else 0,
    )


def _is_on_card(reason: str) -> bool:
    """What the lines below say anyway is no news as a reason: the distance alone, the cost alone."""
    return reason in {"Free.", "Costs money.", "Pay on a sliding scale."} or (
        reason.endswith(" away.") and "minutes" not in reason
    )


@dataclass(frozen=True, slots=True)
class NearMissCard:
    """Something that almost fits, and the one change."""

    listing_id: str
    name: str
    organization: str
    where: str
    reason: str
    change: str


def near_miss_card(near: NearMiss) -> NearMissCard:
    """The card of a near miss."""
    listing = near.listing
    where = where_of(listing, near.distance_miles)
    return NearMissCard(listing.id, listing.name, listing.organization_name, where, near.reason, near.change)


def where_of(listing: Listing, distance_miles: float | None) -> str:
    """ "1.4 miles", "by phone", "about 3 miles · Albuquerque", "confidential address"."""
    remote = [wording.WAYS[way].lower() for way in listing.delivery if way is not Delivery.IN_PERSON]
    if listing.confidential:
        return "Confidential address" + (f" in {listing.city}" if listing.city else "") + ": call first"
    if listing.point is None and remote:
        return wording.listed(remote, "or").capitalize()
    if distance_miles is None:
        return listing.city or "Place not stated: call"
    roughly = "" if _is_exact(listing) else "about "
    away = f"{roughly}{wording.miles(distance_miles)} away"
    return away + (f", or {wording.listed(remote, 'or')}" if remote else "")


def address_of(listing: Listing) -> str:
    """The street address on one line; nothing for confidential places."""
    if listing.confidential:
        return ""
    city = " ".join(filter(None, (f"{listing.city}," if listing.city else "", listing.state, listing.postal_code)))
    return ", ".join(filter(None, (listing.street, city)))


def opening_of(listing: Listing, now: datetime) -> Said:
    """ "Open until 9 pm", "Closed, opens Tuesday at 9 am", "Call for hours"."""
    local = local_to(listing, now)
    words = describe_opening(listing.hours, local)
    if not words:
        by_appointment = listing.hours is not None and listing.hours.by_appointment
        return Said("By appointment" if by_appointment else "Call for hours", "unknown", listing.hours_text)
    is_open = is_open_at(listing.hours, local) is Tri.YES
    return Said(words[0].upper() + words[1:], "yes" if is_open else "no", listing.hours_text)


def cost_of(cost: Cost) -> Said:
    """ "Free", "Sliding scale, takes insurance", "Ask what it costs"."""
    known = [wording.COSTS[kind] for kind in cost.kinds if kind in wording.COSTS]
    if not known:
        return Said("Ask what it costs", "unknown")
    words = ", ".join([known[0], *(word.lower() for word in known[1:])])
    if CostKind.FEE in cost.kinds and cost.amount_dollars:
        words = words.replace("Has a fee", f"From ${cost.amount_dollars:,.0f}").replace(
            "has a fee", f"from ${cost.amount_dollars:,.0f}"
        )
    return Said(words, "yes" if CostKind.FREE in cost.kinds else "")


def languages_of(listing: Listing) -> str:
    """ "English, Spanish, interpreter"; "Ask about languages" where none is listed."""
    named = [wording.language(code) for code in listing.languages.codes]
    more = len(named) - MOST_LANGUAGES
    shown = named[:MOST_LANGUAGES] + ([f"{more} more"] if more > 0 else [])
    if listing.languages.interpretation is Tri.YES:
        shown.append("interpreter")
    return ", ".join(shown) or "Ask about languages"


def capacity_of(capacity: Capacity, today: date) -> Said | None:
    """Whether there is room and how old that is; None where nothing is known. Old word of room is a question, not a yes."""
    age = f" ({wording.ago(capacity.updated, today)})" if capacity.updated else ""
    exact = wording.day_words(capacity.updated) if capacity.updated else ""
    is_old = capacity.updated is not None and (today - capacity.updated).days > BELIEVED_DAYS
    if capacity.has_room is Tri.YES:
        return Said(f"Had room{age}: ask", "unknown", exact) if is_old else Said(f"Has room{age}", "yes", exact)
    if capacity.waiting_list is Tri.YES:
        return Said(f"Waiting list{age}", "warning", exact)
    if capacity.has_room is Tri.NO:
        return Said(f"Was full{age}: ask", "unknown", exact) if is_old else Said(f"Full{age}", "no", exact)
    return None


def checked_of(listing: Listing, today: date) -> Said:
    """ "Checked 3 weeks ago"."""
    if listing.assured_date is None:
        return Said("Not known when it was last checked", "warning")
    kind = "warning" if wording.long_ago(listing.assured_date, today) else ""
    return Said(f"Checked {wording.ago(listing.assured_date, today)}", kind, wording.day_words(listing.assured_date))


def directions_to(listing: Listing) -> str:
    """A link to directions; none for confidential places and for points that are only roughly known."""
    if listing.point is None or listing.confidential or not _is_exact(listing):
        return ""
    return f"{DIRECTIONS}?{urlencode({'to': f'{listing.point.latitude},{listing.point.longitude}'})}"


def pin_of(listing: Listing) -> Pin | None:
    """The point for the map. Confidential places have none."""
    if listing.point is None or listing.confidential:
        return None
    return Pin(round(listing.point.latitude, 5), round(listing.point.longitude, 5), not _is_exact(listing))


def is_sensitive(listing: Listing, sensitive: frozenset[str]) -> bool:
    """Whether it meets a need that falls under 42 CFR Part 2 or VAWA as a main purpose, or hides its address."""
    return listing.confidential or any(fit.code in sensitive and fit.strength >= 0.5 for fit in listing.needs)


def _is_exact(listing: Listing) -> bool:
    return listing.point is not None and listing.point.precision is Precision.ADDRESS
