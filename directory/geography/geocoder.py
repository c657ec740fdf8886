"""Geocoders: ours in geopy's shape, and any of geopy's in ours.

`OfflineGeocoder` lets a program that speaks geopy use our gazetteer. `GeopyFinder` lets this application use any geocoder
that geopy knows, by name and keyword arguments from the settings.

Two decisions a reader would ask about. Only words with a street number leave the machine: a ZIP or a city is answered from
the gazetteer, sooner and without telling anybody where a client lives. And a geocoder that fails or knows nothing is no
error: the offline answer stands in, with its coarser precision.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import replace
from typing import Any

from geopy.exc import GeocoderNotFound, GeopyError
from geopy.geocoders import get_geocoder_for_service
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from directory.errors import GeocoderUnusable, PlaceNotFound
from directory.geography.distance import distance_miles
from directory.geography.finding import OfflineFinder, names_a_street
from directory.geography.naming import fold_name
from directory.geography.place import Place
from directory.geography.places import Gazetteer
from directory.geography.point import Precision

_FAR_OFF_MILES = 5.0
"""A street point that lies this far outside the circle of its own ZIP or city is another street of the same name."""


class OfflineGeocoder(Geocoder):  # type: ignore[misc]  # geopy ships no types
    """The gazetteer as a geopy geocoder. `Location.raw` says `precision` and `radius_miles`; it never reaches a street."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        super().__init__(scheme="https")
        self._gazetteer = gazetteer
        self._finder = OfflineFinder(gazetteer)

    def geocode(
        self, query: str, *, exactly_one: bool = True, timeout: float | None = None
    ) -> Location | list[Location] | None:
        """The place that the words name, or None. `timeout` is taken for geopy's sake; nothing here waits."""
        try:
            place = self._finder.find(query)
        except PlaceNotFound:
            return None
        return self._answer(place, exactly_one)

    def reverse(
        self, query: Any, *, exactly_one: bool = True, timeout: float | None = None
    ) -> Location | list[Location] | None:
        """City and state around a point ("38.93,-77.03", a pair, or a geopy point), or None outside the country."""
        latitude, longitude = (float(part) for part in self._coerce_point_to_string(query).split(","))
        place = self._gazetteer.place_at(latitude, longitude, Precision.CITY)
        return self._answer(place, exactly_one) if place.state else None

    def _answer(self, place: Place, exactly_one: bool) -> Location | list[Location]:
        raw = {
            "precision": place.point.precision.value,
            "radius_miles": place.point.radius_miles,
            "postal_code": place.postal_code,
            "city": place.city,
            "county_fips": place.county_fips,
            "state": place.state,
        }
        label = " ".join(part for part in (place.city and f"{place.city},", place.state, place.postal_code) if part)
        location = Location(label, (place.point.latitude, place.point.longitude), raw)
        return location if exactly_one else [location]


class GeopyFinder:
    """A `PlaceFinder` that asks a geopy geocoder for street addresses and the gazetteer for all else."""

    def __init__(
        self, geocoder: Geocoder, gazetteer: Gazetteer, cache: MutableMapping[str, tuple[float, float]]
    ) -> None:
        """`cache` maps folded words to degrees; any mapping that the caller keeps or bounds. Failures are not kept."""
        self._geocoder = geocoder
        self._gazetteer = gazetteer
        self._cache = cache
        self._offline = OfflineFinder(gazetteer)

    def find(self, words: str) -> Place:
        """The street point where the geocoder knows it, else the ZIP or city. Raises `PlaceNotFound`."""
        nearby = self._find_offline(words)
        street = self._find_street(words) if names_a_street(words) else None
        if street and (nearby is None or _agree(street, nearby)):
            return street
        if nearby is None:
            raise PlaceNotFound(words)
        return nearby

    def _find_offline(self, words: str) -> Place | None:
        try:
            return self._offline.find(words)
        except PlaceNotFound:
            return None

    def _find_street(self, words: str) -> Place | None:
        key = fold_name(words)
        if key not in self._cache:
            try:
                location = self._geocoder.geocode(words, exactly_one=True)
            except GeopyError:  # slow, down, over quota: the coarser answer stands in
                return None
            if location is None:
                return None
            self._cache[key] = (location.latitude, location.longitude)
        return self._place(self._cache[key], words)

    def _place(self, degrees: tuple[float, float], words: str) -> Place:
        place = self._gazetteer.place_at(*degrees)
        nearby = self._find_offline(words)
        if nearby is None:
            return place
        # The words' own ZIP and city are surer than the outline's guess.
        return replace(
            place,
            postal_code=nearby.postal_code,
            city=nearby.city or place.city,
            state=nearby.state or place.state,
            neighborhood=nearby.neighborhood,
        )


def geopy_finder(
    service: str,
    options: Mapping[str, Any],
    gazetteer: Gazetteer,
    cache: MutableMapping[str, tuple[float, float]],
) -> GeopyFinder:
    """A finder with geopy's geocoder of that name ("nominatim", "photon"). Raises `GeocoderUnusable`."""
    try:
        geocoder = get_geocoder_for_service(service)(**options)
    except GeocoderNotFound as error:  # its own words are a list of some forty names
        raise GeocoderUnusable(service, "geopy has no geocoder of that name") from error
    except (GeopyError, TypeError) as error:
        raise GeocoderUnusable(service, str(error)) from error
    return GeopyFinder(geocoder, gazetteer, cache)


def _agree(street: Place, nearby: Place) -> bool:
    return distance_miles(street.point, nearby.point) <= nearby.point.radius_miles + _FAR_OFF_MILES
