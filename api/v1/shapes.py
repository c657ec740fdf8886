"""The shapes of our own JSON answers, once: they are encoded from these and documented from these.

Not for: HSDS (`directory.hsds.schemas`) or input. The decision a reader would ask about: msgspec structs instead of
marshmallow schemas, because a page of matches holds a thousand values, and because what is absent is left out by itself. `kw_only` stands on every class because msgspec does not inherit it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import msgspec


class Shape(msgspec.Struct, omit_defaults=True):
    """One JSON object; a field that has nothing to say is left out."""


class ListingSummary(Shape, kw_only=True):
    """One service at one place, as lists show it. `id` opens the whole listing.

    `precision` says how well the point is known: `address`, `postal_code`, `city`. Confidential places have no point.
    `hours` are the words of the source, or else of its schedules: `MO-FR 09:00-17:00`.
    `cost` holds `free`, `sliding_scale`, `fee`, `insurance`; nothing means unknown.
    """

    id: str
    service_id: str
    organization_id: str
    location_id: str | None = None
    name: str
    organization_name: str = ""
    description: str = ""
    needs: list[str] = []
    street: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    precision: str | None = None
    confidential: bool = False
    delivery: list[str] = []
    hours: str = ""
    fees: str = ""
    cost: list[str] = []
    languages: list[str] = []
    wheelchair_accessible: str = "unknown"
    phones: list[str] = []
    email: str = ""
    url: str = ""
    status: str = "open"
    assured_date: date | None = None
    source: str = ""


class ListingHit(Shape, kw_only=True):
    """A listing found, and how far away it is in miles."""

    listing: ListingSummary
    distance_miles: float | None = None


class FacetCount(Shape, kw_only=True):
    """How many of all hits have this value."""

    value: str
    count: int


class ListingPage(Shape, kw_only=True):
    """One page of listings. `total` counts all hits; `corrected_words` were searched instead of misspelt ones."""

    total: int
    limit: int
    offset: int
    listings: list[ListingHit]
    facets: dict[str, list[FacetCount]] = {}
    corrected_words: str = ""


class UnderstoodNeedShape(Shape, kw_only=True, rename={"source": "from"}):
    """A need as it was understood: `from` is `asked` or `words`, and `words` are those that led there."""

    code: str
    name: str
    strength: float
    source: str
    words: list[str] = []


class ContributionShape(Shape, kw_only=True):
    """What one factor gave: `points` of at most `weight`; `value` 0…1, left out for unknown. Points add up to the score."""

    factor: str
    weight: float
    points: float
    value: float | None = None
    sentence: str


class AnswerShape(Shape, kw_only=True):
    """Does the service take this client, for one fact: yes, no or unknown, with the listing's own words."""

    fact: str
    verdict: str
    sentence: str
    words: str = ""
    question: str = ""


class MatchShape(Shape, kw_only=True):
    """One service that fits. `question` is the one to ask first; `other_listing_ids` are its further places."""

    listing: ListingSummary
    score: float
    distance_miles: float | None = None
    needs: list[str]
    reasons: list[str]
    contributions: list[ContributionShape]
    answers: list[AnswerShape]
    question: str = ""
    other_listing_ids: list[str] = []


class NearMissShape(Shape, kw_only=True):
    """A service that exactly one rule shuts out: why, and the one change that would admit it."""

    listing: ListingSummary
    rule: str
    reason: str
    change: str
    distance_miles: float | None = None
    words: str = ""


class MatchPage(Shape, kw_only=True):
    """The answer to a match request. `total` counts all matches, `considered` the listings that were looked at."""

    needs: list[UnderstoodNeedShape]
    matches: list[MatchShape]
    near_misses: list[NearMissShape]
    total: int
    considered: int
    limit: int
    offset: int
    notices: list[str] = []


class ClientShape(Shape, kw_only=True):
    """Who the referral is for, as far as the caller may know."""

    id: str
    display_name: str
    email: str = ""
    phone: str = ""


class EventShape(Shape, kw_only=True):
    """One thing that happened. `actor` is `person:…` or `system:…`."""

    seq: int
    action: str
    to: str
    actor: str
    occurred_at: datetime
    recorded_at: datetime
    organization_id: str | None = None
    reason_code: str = ""
    reason_text: str = ""


class ReferralShape(Shape, kw_only=True):
    """One referral as this caller may see it. `version` is the ETag; `side` is `sender` or `recipient`.

    `client` and `need` are left out where no consent shares them. `allowed_actions` are what the caller may do now.
    """

    id: str
    request_id: str
    attempt_no: int
    state: str
    version: int
    side: str
    allowed_actions: list[str]
    client: ClientShape | None = None
    need: str | None = None
    service_id: str
    organization_id: str
    location_id: str | None = None
    sender_organization_id: str | None = None
    reason_code: str = ""
    reason_text: str = ""
    created_at: datetime
    changed_at: datetime
    sent_at: datetime | None = None
    shared: list[str] = []
    events: list[EventShape] = []


class ReferralList(Shape, kw_only=True):
    """One page of referrals, newest change first."""

    total: int
    limit: int
    offset: int
    referrals: list[ReferralShape]


class VersionShape(Shape, kw_only=True):
    """One version of a service: when, by whom and why it came to be, what differed from the one before, and what it said."""

    version: int
    changed_at: datetime
    changed_by: str
    reason: str
    changed_fields: list[str]
    document: dict[str, Any]


class ServiceHistory(Shape, kw_only=True):
    """Every version of a service, newest first."""

    service_id: str
    versions: list[VersionShape]


class NeedShape(Shape, kw_only=True):
    """One need. `sensitive` is empty, `part2` (42 CFR Part 2) or `vawa`: consent must then name more."""

    code: str
    name: str
    group: str
    sensitive: str


class NeedList(Shape, kw_only=True):
    """All needs, in the order of the catalogue."""

    needs: list[NeedShape]


class PlaceSuggestions(Shape, kw_only=True):
    """Places as they can be sent back in `near` or `address`."""

    places: list[str]


class Health(Shape, kw_only=True):
    """`status` is `ok` or `unavailable`; `detail` is a sentence."""

    status: str
    detail: str


class AccessToken(Shape, kw_only=True):
    """RFC 6749, 5.1."""

    access_token: str
    token_type: str
    expires_in: int
    scope: str


class OAuthError(Shape, kw_only=True):
    """RFC 6749, 5.2."""

    error: str
    error_description: str


class FieldProblemShape(Shape, kw_only=True):
    """One thing wrong with one field; `field` is a dotted path."""

    field: str
    reason: str


class ProblemDocument(Shape, kw_only=True):
    """RFC 9457. `code` is stable, `detail` a sentence, `errors` the single fields."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[FieldProblemShape] = []


DOCUMENTED: tuple[type[Shape], ...] = (
    ListingPage,
    MatchPage,
    ReferralShape,
    ReferralList,
    ServiceHistory,
    NeedList,
    PlaceSuggestions,
    Health,
    AccessToken,
    OAuthError,
    ProblemDocument,
)
