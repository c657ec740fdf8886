"""A place where somebody is or lives, with every area that contains it.

Not for: finding a place from words (`geocoder.py`). `area_keys` is the join between people and service
areas: two places share an area when they share a key.
"""

from __future__ import annotations

from dataclasses import dataclass

from directory.geography.point import Point

NATIONWIDE_KEY = "us"


@dataclass(frozen=True, slots=True)
class Place:
    """A point and the names of what it lies in. `county_fips` has 5 digits; `state` is a USPS code.

    `neighborhood` is a ward, district or neighbourhood name as people say it, lower case ("ward 8"), when known.
    """

    point: Point
    postal_code: str | None = None
    city: str | None = None
    county_fips: str | None = None
    state: str | None = None
    neighborhood: str | None = None

    @property
    def area_keys(self) -> tuple[str, ...]:
        """Keys of all areas known to contain the place: `us`, `state:DC`, `county:11001`, `city:DC:washington`, `zip:20010`."""
        keys = [NATIONWIDE_KEY]
        if self.state:
            keys.append(f"state:{self.state}")
        if self.county_fips:
            keys.append(f"county:{self.county_fips}")
        if self.state and self.city:
            keys.append(f"city:{self.state}:{self.city.casefold()}")
        if self.postal_code:
            keys.append(f"zip:{self.postal_code}")
        return tuple(keys)
