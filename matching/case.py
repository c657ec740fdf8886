"""One listing held against one client: what every rule and factor is given.

Not for: verdicts. The decision a reader would ask about: distance and the needs met are worked out once, here, so that
two factors can never disagree about them.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from directory.facts.values import Delivery
from directory.needs.values import NeedFit
from directory.search.listing import Listing
from matching.person import COVER_NEEDS, Person

REMOTE = frozenset({Delivery.PHONE, Delivery.ONLINE, Delivery.AT_HOME})
"""Ways of giving help that need no journey."""


class Case(Struct, frozen=True):
    """`distance_miles` is None without both points; `fits` are the asked needs that the listing meets, best first.

    `terms` are those of the coach's analysed words that the record has, `subjects` the finer subjects that its words name; `for_organizations`: they speak of
    work for agencies or professionals. `communities`: languages of the communities that its words say it is
    for, `named_communities` of those in its name. `public_body`: it is an office of a state, county or city.
    """

    person: Person
    listing: Listing
    distance_miles: float | None
    fits: tuple[NeedFit, ...]
    today: date
    terms: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    for_organizations: bool = False
    communities: frozenset[str] = frozenset()
    named_communities: frozenset[str] = frozenset()
    public_body: bool = False

    @property
    def uncertainty_miles(self) -> float:
        """How far the distance may be off: both radii of uncertainty together."""
        place = self.person.client.place
        own = place.point.radius_miles if place else 0.0
        return own + (self.listing.point.radius_miles if self.listing.point else 0.0)

    @property
    def comes_to_client(self) -> bool:
        """Help by phone, online or at the client's home: no journey is needed."""
        delivery = self.listing.delivery
        return Delivery.IN_PERSON not in delivery and not REMOTE.isdisjoint(delivery)

    @property
    def needs_cover(self) -> bool:
        """Whether the listing's hours have to cover the client's window (care), not merely touch it."""
        return bool(self.fits) and self.fits[0].code in COVER_NEEDS


def evidence_words(case: Case, *facts: str) -> str:
    """The listing's own words for the first of these facts that has any; empty when it kept none."""
    for fact in facts:
        for evidence in case.listing.eligibility.evidence:
            if evidence.fact == fact:
                return evidence.words
    return ""
