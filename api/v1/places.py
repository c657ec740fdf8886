"""Places as callers say them → a `Place`: coordinates, a ZIP code, or words.

Not for: finding places (`directory.geography`). The decision a reader would ask about: the surest way wins, coordinates
before ZIP before words, so that a form may send all it knows.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response
from marshmallow import Schema, fields, post_load, validate

from api.auth.guard import public
from api.errors import OK
from api.request_scope import reply, services
from api.smorest import Blueprint
from directory.geography.place import Place
from directory.geography.places import Gazetteer

blueprint = Blueprint("places", __name__, url_prefix="/v1/places", description="Places by name.")

MOST_SUGGESTIONS = 20
LONGEST_WORDS = 200
"""Letters of a place; the longest US address on one line is shorter."""


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """A place as a caller says it; `degrees` are latitude and longitude."""

    postal_code: str = ""
    address: str = ""
    degrees: tuple[float, float] | None = None


class PlaceBody(Schema):
    """Where somebody is. `address` takes an address, a city with its state, or a ZIP code."""

    postal_code = fields.String(validate=validate.Regexp(r"^\d{5}(-\d{4})?$", error="Five digits, such as 20010."))
    address = fields.String(validate=validate.Length(1, LONGEST_WORDS))
    latitude = fields.Float(validate=validate.Range(-90, 90))
    longitude = fields.Float(validate=validate.Range(-180, 180))

    @post_load
    def as_words(self, data: dict[str, object], **_: object) -> PlaceWords:
        """The value; raises where only one coordinate, or nothing, is given."""
        return place_words(data)


def place_words(data: dict[str, object]) -> PlaceWords:
    """Read the loaded fields. Raises `ValidationError` for half a point and for nothing at all."""
    from marshmallow import ValidationError

    latitude, longitude = data.get("latitude"), data.get("longitude")
    if (latitude is None) != (longitude is None):
        raise ValidationError("Give latitude and longitude together.")
    degrees = (latitude, longitude) if isinstance(latitude, float) and isinstance(longitude, float) else None
    words = PlaceWords(str(data.get("postal_code", "")), str(data.get("address", "")), degrees)
    if words == PlaceWords():
        raise ValidationError("Give a postal_code, an address, or latitude and longitude.")
    return words


def find_place(words: PlaceWords) -> Place:
    """The place. Raises `PlaceNotFound`."""
    if words.degrees is not None:
        return services().gazetteer.place_at(*words.degrees)
    if words.postal_code:
        return services().gazetteer.place_of_postal_code(words.postal_code)
    return services().place_finder.find(words.address)


def time_zone_of(place: Place, gazetteer: Gazetteer) -> str:
    """IANA name of the place's zone; UTC where there is none."""
    return gazetteer.time_zone(place.point.latitude, place.point.longitude) or "UTC"


class SuggestionQuery(Schema):
    """What somebody has typed so far."""

    q = fields.String(required=True, validate=validate.Length(1, LONGEST_WORDS), metadata={"example": "albuq"})
    limit = fields.Integer(load_default=8, validate=validate.Range(1, MOST_SUGGESTIONS))


@blueprint.route("")
@blueprint.arguments(SuggestionQuery, location="query")
@blueprint.response(OK, "PlaceSuggestions")
@public
def suggest_places(asked: dict[str, object]) -> Response:
    """Suggest places

    For what somebody is typing: ZIP codes and cities, larger cities first.
    """
    limit = asked["limit"]
    assert isinstance(limit, int)
    return reply({"places": services().gazetteer.search(str(asked["q"]), limit)})
