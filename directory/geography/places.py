"""An offline gazetteer of the United States: ZIP codes, cities, counties, states, time zones.

Source: tables of 41,000 ZIP codes (GeoNames and USPS) and county outlines, made by `tools`. Not for: street addresses. Nothing
is loaded before the first question.

Radius of uncertainty, said once: ZIP areas tile the land, so a ZIP reaches about as far as its neighbours are away. A ZIP's
radius is the mean distance to its four nearest other ZIP points; a city's reaches from its middle to its farthest ZIP point
plus that ZIP's own radius. Both are bounded (`bounded_radius`).

The decision a reader would ask about: what is only likely stays unknown. A ZIP that straddles two counties has no county
(the source's county and the outline at its point disagree, 2 % of ZIPs); a city whose ZIPs lie in several has none either; a bare
point has no ZIP code, because the nearest ZIP point is not the ZIP that contains it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from directory.errors import PlaceNotFound
from directory.geography.boundaries import Boundaries
from directory.geography.distance import great_circle_miles
from directory.geography.naming import fold_name
from directory.geography.place import Place
from directory.geography.point import Point, Precision
from directory.geography.postal import City, PostalArea, PostalIndex
from directory.geography.states import state_code

_RADIUS_BOUNDS = (0.3, 60.0)
"""Miles. The floor is a city block of Manhattan with a ZIP of its own; the ceiling the emptiest ZIPs of Alaska."""

_NEAREST_THAT_AGREE = 3


class Gazetteer:
    """Places by name, ZIP or point. Safe to share by threads once a question has been answered; answers are values."""

    def __init__(self, boundaries: Path) -> None:
        """`boundaries`: the folder `data/boundaries`."""
        self.boundaries = Boundaries(boundaries)
        self._postal = PostalIndex(boundaries)
        self._places: dict[str, Place] = {}
        self._cities: dict[tuple[str, str, bool], Place] = {}

    def postal_code(self, postal_code: str) -> PostalArea | None:
        """The ZIP area of five digits or ZIP+4; None for a code that does not exist."""
        return self._postal.get(postal_code.strip()[:5])

    def place_of_postal_code(self, postal_code: str) -> Place:
        """The ZIP's point with city, state and county where they are sure. Raises `PlaceNotFound`."""
        code = postal_code.strip()[:5]
        if code not in self._places:
            area = self._postal.get(code)
            if area is None:
                raise PlaceNotFound(postal_code)
            self._places[code] = self._place_of_area(area)
        return self._places[code]

    def city(self, name: str, state: str) -> City | None:
        """A city or a name that the post office accepts, in a state by code or name. "St." and accents do not matter."""
        return self._postal.city(state_code(state) or state, fold_name(name))

    def cities_named(self, name: str) -> tuple[City, ...]:
        """The cities of that name in all states, most ZIP codes first."""
        return tuple(sorted(self._postal.cities_named(fold_name(name)), key=lambda city: -len(city.postal_codes)))

    def place_of_city(self, city: City) -> Place:
        """The middle of the city, with its county when all its ZIP codes that surely lie in one lie in the same."""
        key = (city.state, city.name, city.preferred)
        if key not in self._cities:
            self._cities[key] = self._place_of_city(city)
        return self._cities[key]

    def _place_of_city(self, city: City) -> Place:
        areas = [area for code in city.postal_codes if (area := self._postal.get(code))]
        # A farther ZIP of a PO box or a single firm says nothing about the extent of the city.
        spread = [area for area in areas if area.standard] or areas
        latitude = sum(area.latitude for area in spread) / len(spread)
        longitude = sum(area.longitude for area in spread) / len(spread)
        reach = max(_miles(latitude, longitude, area) + area.radius_miles for area in spread)
        counties = {area.county_fips for area in spread} - {""}
        return Place(
            Point(round(latitude, 4), round(longitude, 4), Precision.CITY, bounded_radius(reach)),
            city=city.name,
            county_fips=counties.pop() if len(counties) == 1 else None,
            state=city.state,
        )

    def place_of_county(self, fips: str) -> Place:
        """The middle of a county. Raises `PlaceNotFound` for an unknown code."""
        county = self.boundaries.county(fips)
        if county is None:
            raise PlaceNotFound(fips)
        latitude, longitude, radius = self.boundaries.centre_of_county(fips)
        return Place(Point(latitude, longitude, Precision.COUNTY, radius), county_fips=fips, state=county.state)

    def place_of_state(self, state: str) -> Place:
        """The middle of a state by USPS code. Raises `PlaceNotFound` for an unknown code."""
        try:
            latitude, longitude, radius = self.boundaries.centre_of_state(state)
        except KeyError:
            raise PlaceNotFound(state) from None
        return Place(Point(latitude, longitude, Precision.STATE, radius), state=state)

    def place_at(
        self, latitude: float, longitude: float, precision: Precision = Precision.ADDRESS, radius_miles: float = 0.1
    ) -> Place:
        """What contains the point: county and state by outline, city when the three nearest ZIP points agree; no ZIP."""
        county = self.boundaries.county_at(latitude, longitude)
        point = Point(latitude, longitude, precision, radius_miles)
        if county is None:
            return Place(point)
        nearest = self._postal.nearest(latitude, longitude, _NEAREST_THAT_AGREE)
        cities = {(area.city, area.state) for area in nearest}
        city = cities.pop()[0] if len(cities) == 1 and nearest[0].state == county.state else None
        return Place(point, city=city, county_fips=county.fips, state=county.state)

    def county_fips(self, latitude: float, longitude: float) -> str | None:
        """FIPS code of the county around the point, or None outside the country."""
        county = self.boundaries.county_at(latitude, longitude)
        return county.fips if county else None

    def time_zone(self, latitude: float, longitude: float) -> str:
        """IANA name of the time zone at the point ("America/New_York"); empty where there is none."""
        return str(_time_zones()(longitude, latitude))

    def search(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        """Suggestions for what somebody is typing: "20010 Washington, DC", "Arlington, VA". Larger cities first."""
        typed = prefix.strip()
        if typed[:1].isdigit():
            return tuple(self._postal.label(code) for code in self._postal.codes_starting(typed, limit))
        return tuple(city.label for city in self._postal.cities_starting(fold_name(typed), limit))

    def _place_of_area(self, area: PostalArea) -> Place:
        point = Point(area.latitude, area.longitude, Precision.POSTAL_CODE, area.radius_miles)
        return Place(point, area.code, area.city, area.county_fips or None, area.state)


def bounded_radius(miles: float) -> float:
    """A radius of uncertainty within what is sensible, to the hundredth of a mile."""
    low, high = _RADIUS_BOUNDS
    return round(min(max(miles, low), high), 2)


def _miles(latitude: float, longitude: float, area: PostalArea) -> float:
    return great_circle_miles(latitude, longitude, area.latitude, area.longitude)


@cache
def _time_zones() -> Callable[[float, float], str]:
    """The function of a library that takes long to load: loaded by who asks it."""
    from tzfpy import get_tz

    return get_tz


@cache
def shared_gazetteer(boundaries: Path) -> Gazetteer:
    """The one gazetteer of a worker process, whatever work it is given. Others hand theirs on as an argument."""
    return Gazetteer(boundaries)
