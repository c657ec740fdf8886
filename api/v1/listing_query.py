"""The query string of `GET /v1/listings` → a `ListingQuery`.

Not for: what a query means (`directory.search.query`). Names are those of the page's form, so that an address copied from
the browser works for a program.
"""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema
from webargs.fields import DelimitedList

from api.request_scope import services
from api.v1.days import DAYS, day_number
from api.v1.places import LONGEST_WORDS, PlaceWords, find_place
from directory.geography.place import Place
from directory.geography.point import Box, Circle
from directory.search.query import FacetName, Filter, ListingQuery, Sort

LARGEST_PAGE = 100
DEEPEST_OFFSET = 10_000
DEFAULT_RADIUS_MILES = 10.0
LARGEST_RADIUS_MILES = 500.0
BOX_CORNERS = 4


class ListingQueryArguments(Schema):
    """What to search for, where, and in which order."""

    q = fields.String(metadata={"description": "Words; all must be found."}, validate=validate.Length(0, 500))
    need = DelimitedList(fields.String(), metadata={"description": "Need codes with commas between; any of them."})
    near = fields.String(
        validate=validate.Length(1, LONGEST_WORDS),
        metadata={"description": "ZIP code, city with state, or address.", "example": "87102"},
    )
    latitude = fields.Float(validate=validate.Range(-90, 90))
    longitude = fields.Float(validate=validate.Range(-180, 180))
    radius_miles = fields.Float(
        validate=validate.Range(0, LARGEST_RADIUS_MILES, min_inclusive=False),
        metadata={"description": f"Around the place; {DEFAULT_RADIUS_MILES:g} when left out."},
    )
    box = DelimitedList(
        fields.Float(),
        validate=validate.Length(equal=BOX_CORNERS),
        metadata={"description": "south,west,north,east in degrees, instead of a place."},
    )
    language = DelimitedList(fields.String(), metadata={"description": "ISO 639 codes; all of them."})
    open_day = DelimitedList(fields.String(validate=validate.OneOf(DAYS)), metadata={"description": "MO … SU"})
    free = fields.Boolean(load_default=False)
    accessible = fields.Boolean(load_default=False, metadata={"description": "Said to be wheelchair accessible."})
    age = fields.Integer(validate=validate.Range(0, 125), metadata={"description": "Leaves out who says no to it."})
    source = DelimitedList(fields.String())
    organization_id = fields.UUID()
    sort = fields.Enum(Sort, by_value=True)
    facets = DelimitedList(fields.Enum(FacetName, by_value=True))
    limit = fields.Integer(load_default=20, validate=validate.Range(1, LARGEST_PAGE))
    offset = fields.Integer(load_default=0, validate=validate.Range(0, DEEPEST_OFFSET))

    @validates_schema
    def check_place(self, data: dict[str, Any], **_: object) -> None:
        """One place at most, and whole."""
        if ("latitude" in data) != ("longitude" in data):
            raise ValidationError("Give latitude and longitude together.", "latitude")
        if "box" in data and ("near" in data or "latitude" in data):
            raise ValidationError("Give a box or a place, not both.", "box")

    @post_load
    def as_query(self, data: dict[str, Any], **_: object) -> ListingQuery:
        """The query. Raises `PlaceNotFound`."""
        return listing_query(data)


def listing_query(data: dict[str, Any]) -> ListingQuery:
    """The query of the loaded arguments; a place by words is looked up. Raises `PlaceNotFound`."""
    place = _place(data)
    within = _box(data["box"]) if "box" in data else _circle(place, data)
    by_distance = place is not None and not data.get("q")
    return ListingQuery(
        words=data.get("q", ""),
        needs=tuple(data.get("need", ())),
        within=within,
        area_keys=place.area_keys if place else (),
        filter=_filter(data),
        sort=data.get("sort") or (Sort.DISTANCE if by_distance else Sort.RELEVANCE),
        facets=tuple(data.get("facets", ())),
        limit=data["limit"],
        offset=data["offset"],
    )


def _place(data: dict[str, Any]) -> Place | None:
    if "latitude" in data:
        return find_place(PlaceWords(degrees=(data["latitude"], data["longitude"])))
    return services().place_finder.find(data["near"]) if data.get("near") else None


def _circle(place: Place | None, data: dict[str, Any]) -> Circle | None:
    if place is None:
        return None
    return Circle(place.point.latitude, place.point.longitude, data.get("radius_miles", DEFAULT_RADIUS_MILES))


def _box(corners: list[float]) -> Box:
    south, west, north, east = corners
    return Box(south, west, north, east)


def _filter(data: dict[str, Any]) -> Filter:
    organization_id = data.get("organization_id")
    return Filter(
        languages=tuple(data.get("language", ())),
        open_days=tuple(day_number(day) for day in data.get("open_day", ())),
        free=data["free"],
        accessible=data["accessible"],
        age=data.get("age"),
        sources=tuple(data.get("source", ())),
        organization_id=str(organization_id) if organization_id else None,
    )
