"""The body of `POST /v1/matches` → a `MatchRequest`.

Not for: what the facts do (`matching`). The decision a reader would ask about: there is no field for a name, a phone or an
e-mail, and unknown fields are refused, so nobody's identity gets in by mistake; an address only leaves here as a `Place`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from marshmallow import Schema, ValidationError, fields, post_load, validate

from api.request_scope import services
from api.v1.days import DAYS, day_number
from api.v1.places import PlaceBody, find_place, time_zone_of
from directory.geography.place import Place
from matching.client import AvailableTime, Client, HouseholdMember, MatchRequest, TravelMode

LARGEST_PAGE = 100
DEEPEST_OFFSET = 1_000
OLDEST = 125
MOST_PEOPLE = 30
MOST_TAGS = 30
FARTHEST_MILES = 3_000
MINUTES_OF_DAY = 24 * 60

EXAMPLE: dict[str, Any] = {
    "client": {
        "place": {"postal_code": "87102"},
        "age": 31,
        "household": [{"age": 4}],
        "languages": ["es"],
        "income_percent_fpl": 120,
        "travel": "transit",
        "max_miles": 8,
        "available": [{"days": ["MO", "TU", "WE"], "from": "17:00", "to": "21:00"}],
    },
    "needs": ["childcare"],
    "words": "evening childcare",
    "limit": 5,
}


class AvailableBody(Schema):
    """When the client can come, every week, in local time. A `to` before `from` runs past midnight."""

    days = fields.List(
        fields.String(validate=validate.OneOf(DAYS)), required=True, validate=validate.Length(1, len(DAYS))
    )
    start = fields.Time(required=True, data_key="from", format="%H:%M", metadata={"example": "17:00"})
    until = fields.Time(required=True, data_key="to", format="%H:%M", metadata={"example": "21:00"})

    @post_load
    def as_time(self, data: dict[str, Any], **_: object) -> AvailableTime:
        """The value, in minutes after midnight."""
        start = data["start"].hour * 60 + data["start"].minute
        until = data["until"].hour * 60 + data["until"].minute
        days = tuple(sorted({day_number(day) for day in data["days"]}))
        return AvailableTime(days, start, until if until > start else until + MINUTES_OF_DAY)


class HouseholdMemberBody(Schema):
    """Somebody who lives with the client."""

    age = fields.Integer(required=True, strict=True, validate=validate.Range(0, OLDEST))

    @post_load
    def as_member(self, data: dict[str, Any], **_: object) -> HouseholdMember:
        """The value."""
        return HouseholdMember(data["age"])


class ClientFacts(Schema):
    """What is known of the client. Everything is optional; what is left out is unknown, and asked where it matters."""

    place = fields.Nested(PlaceBody)
    age = fields.Integer(strict=True, validate=validate.Range(0, OLDEST))
    gender = fields.String(validate=validate.OneOf(("female", "male", "nonbinary")))
    household = fields.List(
        fields.Nested(HouseholdMemberBody),
        validate=validate.Length(0, MOST_PEOPLE),
        metadata={"description": "Everybody else who lives there; an empty list: nobody."},
    )
    languages = fields.List(
        fields.String(validate=validate.Regexp(r"^[a-z]{2,3}$", error="An ISO 639 code, such as es.")),
        validate=validate.Length(0, 10),
    )
    veteran = fields.Boolean(truthy={True}, falsy={False})
    disability = fields.Boolean(truthy={True}, falsy={False})
    wheelchair = fields.Boolean(truthy={True}, falsy={False})
    income_percent_fpl = fields.Float(
        validate=validate.Range(0, 100_000),
        metadata={"description": "Income as per cent of the federal poverty level."},
    )
    travel = fields.Enum(TravelMode, by_value=True)
    max_miles = fields.Float(validate=validate.Range(0, FARTHEST_MILES, min_inclusive=False))
    available = fields.List(fields.Nested(AvailableBody), validate=validate.Length(0, 21))
    situation = fields.List(
        fields.String(validate=validate.Length(1, 40)),
        validate=validate.Length(0, MOST_TAGS),
        metadata={"description": "Tags such as homeless, reentry, pregnant, single_parent."},
    )


class MatchBody(Schema):
    """What is asked: needs by code, or words, or both."""

    client = fields.Nested(ClientFacts, load_default=dict)
    needs = fields.List(fields.String(validate=validate.Length(1, 60)), validate=validate.Length(0, 20))
    words = fields.String(load_default="", validate=validate.Length(0, 1_000))
    at = fields.DateTime(
        format="iso",
        metadata={"description": "The moment to judge by; now when left out. Without an offset: local to the place."},
    )
    limit = fields.Integer(load_default=20, strict=True, validate=validate.Range(1, LARGEST_PAGE))
    offset = fields.Integer(load_default=0, strict=True, validate=validate.Range(0, DEEPEST_OFFSET))

    @post_load
    def as_request(self, data: dict[str, Any], **_: object) -> MatchRequest:
        """The value. Raises `PlaceNotFound`."""
        return match_request(data)


def match_request(data: dict[str, Any]) -> MatchRequest:
    """The request of loaded fields. Raises `PlaceNotFound`."""
    facts = dict(data["client"])
    words = facts.pop("place", None)
    place = find_place(words) if words else None
    household = facts.pop("household", None)
    for name in ("languages", "available", "situation"):
        facts[name] = tuple(facts.get(name, ()))
    client = Client(place=place, household=None if household is None else tuple(household), **facts)
    return MatchRequest(
        client=client,
        needs=tuple(data.get("needs", ())),
        words=data["words"],
        at=_moment(data.get("at"), place),
        limit=data["limit"],
        offset=data["offset"],
    )


def _moment(given: datetime | None, place: Place | None) -> datetime:
    """The moment with the zone of the client's place: "today" ends there at midnight, not in Greenwich."""
    zone = ZoneInfo(time_zone_of(place, services().gazetteer) if place else "UTC")
    moment = given or services().clock()
    try:
        return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
    except OverflowError as error:
        raise ValidationError("This is not a moment that can be reckoned with.", "at") from error
