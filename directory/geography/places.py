"""An offline gazetteer of the United States: ZIP codes, cities, counties, states, time zones.

Source: the PyPI package `zipcodes` (points of 42,000 ZIP codes, GeoNames and USPS) and our county outlines. Not for: street
addresses. Nothing is loaded before the first question.

Radius of uncertainty, said once: ZIP areas tile the land, so a ZIP reaches about as far as its neighbours are away. A ZIP's
radius is the mean distance to its four nearest other ZIP points; a city's reaches from its middle to its farthest ZIP point
plus that ZIP's own radius. Both are bounded (`_RADIUS_BOUNDS`).

The decision a reader would ask about: what is only likely stays unknown. A ZIP that straddles two counties has no county
(the source's county and the outline at its point disagree, 2 % of ZIPs); a city whose ZIPs lie in several has none either; a bare
point has no ZIP code, because the nearest ZIP point is not the ZIP that contains it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property
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

_NEIGHBOURS = 4
_NEAREST_THAT_AGREE = 3


class Gazetteer:
    """Places by name, ZIP or point. Safe to share by threads once a question has been answered; answers are values."""

    def __init__(self, boundaries: Path | Boundaries) -> None:
        """`boundaries`: the folder `data/boundaries` (or its file), or the outlines already opened."""
        self.boundaries = boundaries if isinstance(boundaries, Boundaries) else Boundaries(boundaries)
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
        return self._postal.cities.get((state_code(state) or state, fold_name(name)))

    def cities_named(self, name: str) -> tuple[City, ...]:
        """The cities of that name in all states, most ZIP codes first."""
        found = (self._postal.cities[key] for key in self._postal.cities_by_name.get(fold_name(name), ()))
        return tuple(sorted(found, key=lambda city: -len(city.postal_codes)))

    def place_of_city(self, city: City) -> Place:
        """The middle of the city, with its county when all its ZIP codes that surely lie in one lie in the same."""
        key = (city.state, city.name, city.preferred)
        if key not in self._cities:
            self._cities[key] = self._place_of_city(city)
        return self._cities[key]

    def _place_of_city(self, city: City) -> Place:
        areas = [self._postal.areas[code] for code in city.postal_codes]
        # A farther ZIP of a PO box or a single firm says nothing about the extent of the city.
        spread = [area for area in areas if area.standard] or areas
        latitude = sum(area.latitude for area in spread) / len(spread)
        longitude = sum(area.longitude for area in spread) / len(spread)
        reach = max(_miles(latitude, longitude, area) + self._radius_of(area) for area in spread)
        counties = {self._county_of(area) for area in spread} - {None}
        return Place(
            Point(round(latitude, 4), round(longitude, 4), Precision.CITY, _bounded(reach)),
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
        from tzfpy import get_tz

        return str(get_tz(longitude, latitude))

    def search(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        """Suggestions for what somebody is typing: "20010 Washington, DC", "Arlington, VA". Larger cities first."""
        typed = prefix.strip()
        if typed[:1].isdigit():
            return tuple(self._postal.label(code) for code in self._postal.codes_starting(typed, limit))
        return tuple(city.label for city in self._postal.cities_starting(fold_name(typed), limit))

    @cached_property
    def _postal(self) -> PostalIndex:
        return PostalIndex.load()

    @cached_property
    def _county_names(self) -> dict[tuple[str, str], str]:
        """(state, county as the ZIP source writes it, folded) → FIPS; "fairfax city" and "fairfax county" stay apart."""
        names: dict[tuple[str, str], str] = {}
        for county in self.boundaries.counties:
            endings = ["city"] if county.independent_city else _COUNTY_WORDS
            for ending in endings:
                names[county.state, fold_name(f"{county.name} {ending}")] = county.fips
        return names

    def _county_of(self, area: PostalArea) -> str | None:
        outlined = self.county_fips(area.latitude, area.longitude)
        if not area.county:
            return outlined if not area.standard else None
        named = self._county_names.get((area.state, fold_name(area.county)))
        return outlined if named in (None, outlined) else None

    def _place_of_area(self, area: PostalArea) -> Place:
        point = Point(area.latitude, area.longitude, Precision.POSTAL_CODE, self._radius_of(area))
        return Place(point, area.code, area.city, self._county_of(area), area.state)

    def _radius_of(self, area: PostalArea) -> float:
        around = self._postal.nearest(area.latitude, area.longitude, _NEIGHBOURS + 1)
        others = [other for other in around if other.code != area.code][:_NEIGHBOURS]
        return _bounded(_mean(_miles(area.latitude, area.longitude, other) for other in others))


_COUNTY_WORDS = (
    "",
    "county",
    "parish",
    "borough",
    "census area",
    "municipality",
    "municipio",
    "city and borough",
    "city",
)


def _bounded(miles: float) -> float:
    low, high = _RADIUS_BOUNDS
    return round(min(max(miles, low), high), 2)


def _mean(values: Iterable[float]) -> float:
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else 0.0


def _miles(latitude: float, longitude: float, area: PostalArea) -> float:
    return great_circle_miles(latitude, longitude, area.latitude, area.longitude)


@cache
def shared_gazetteer(boundaries: Path) -> Gazetteer:
    """The one gazetteer of a worker process, whatever work it is given. Others hand theirs on as an argument."""
    return Gazetteer(boundaries)
