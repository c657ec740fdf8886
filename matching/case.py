"""One listing held against one client: what every rule and factor is given.

Not for: verdicts. The decision a reader would ask about: distance, the needs met and what both are worth are worked out
once (`cases.py`), so that two factors can never disagree about them, and hundreds of cases can be put in order by them.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from directory.facts.values import Delivery
from directory.needs.values import NeedFit
from directory.search.listing import Listing
from matching.client import Client
from matching.person import COVER_NEEDS, Person
from matching.reading import ListingReader, Words

REMOTE = frozenset({Delivery.PHONE, Delivery.ONLINE, Delivery.AT_HOME})
"""Ways of giving help that need no journey."""

_UNREAD = Words((), frozenset(), for_organizations=False)


class Case(Struct, frozen=True):
    """`distance_miles` is None without both points; `fits` are the asked needs that the listing meets, best first.

    `worth` and `way` are the values of the factors `need_fit` and `distance`.
    `terms` are those of the coach's analysed words that the record has. `reader` reads the record's own words.
    """

    person: Person
    listing: Listing
    distance_miles: float | None
    fits: tuple[NeedFit, ...]
    today: date
    worth: float | None
    way: float | None
    reader: ListingReader | None = None
    terms: frozenset[str] = frozenset()

    @property
    def words(self) -> Words:
        """What the words of the listing say. Read when asked for: most cases are refused or outdone without them."""
        return self.reader.words_of(self.listing) if self.reader else _UNREAD

    @property
    def uncertainty_miles(self) -> float:
        """How far the distance may be off: both radii of uncertainty together."""
        return uncertainty_of(self.person.client, self.listing)

    @property
    def comes_to_client(self) -> bool:
        """Help by phone, online or at the client's home: no journey is needed."""
        delivery = self.listing.delivery
        return Delivery.IN_PERSON not in delivery and not REMOTE.isdisjoint(delivery)

    @property
    def needs_cover(self) -> bool:
        """Whether the listing's hours have to cover the client's window (care), not merely touch it."""
        return bool(self.fits) and self.fits[0].code in COVER_NEEDS


def uncertainty_of(client: Client, listing: Listing) -> float:
    """Both radii of uncertainty together."""
    own = client.place.point.radius_miles if client.place else 0.0
    return own + (listing.point.radius_miles if listing.point else 0.0)


def evidence_words(case: Case, *facts: str) -> str:
    """The listing's own words for the first of these facts that has any; empty when it kept none."""
    for fact in facts:
        for evidence in case.listing.eligibility.evidence:
            if evidence.fact == fact:
                return evidence.words
    return ""
