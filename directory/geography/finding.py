"""From words to a place: the role that searches and importers ask, and the offline reader of US place words.

`PlaceFinder` is the seam. `OfflineFinder` reads "20010", "Washington, DC", "NYC", "Fairfax County, VA", "Virginia" and a
full address, and answers at the level that it can vouch for: an address gives its ZIP or city, and says so in
`point.precision`. Not for: street points (`geocoder.py` wraps a real geocoder for those).

The decision a reader would ask about: a bare city name is taken only where one state plainly has the town that people mean
(three times the ZIP codes of the next); otherwise the answer is `PlaceNotFound`, because the wrong Springfield is worse.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Protocol

from directory.errors import PlaceNotFound
from directory.geography.naming import fold_name
from directory.geography.place import Place
from directory.geography.places import Gazetteer
from directory.geography.postal import City
from directory.geography.states import state_code


class PlaceFinder(Protocol):
    """Finds the place that words name."""

    def find(self, words: str) -> Place:
        """The place, with its precision. Raises `PlaceNotFound`."""
        ...


_ALIASES = {
    "new york": ("New York", "NY"),
    "nyc": ("New York", "NY"),
    "new york city": ("New York", "NY"),
    "manhattan": ("New York", "NY"),
    "la": ("Los Angeles", "CA"),
    "l a": ("Los Angeles", "CA"),
    "sf": ("San Francisco", "CA"),
    "philly": ("Philadelphia", "PA"),
    "nola": ("New Orleans", "LA"),
    "vegas": ("Las Vegas", "NV"),
    "washington": ("Washington", "DC"),
    "washington dc": ("Washington", "DC"),
    "washington d c": ("Washington", "DC"),
    "dc": ("Washington", "DC"),
    "d c": ("Washington", "DC"),
    "district of columbia": ("Washington", "DC"),
}
"""What people call a city without its state. "Washington" and "New York" alone are the cities; "WA", "Washington state" the state."""

_ZIP = re.compile(r"\b(\d{5})(?:-\d{4})?\b")
_STREET = re.compile(r"^\s*\d{1,6}[a-z]?\s+(?!\d{5}\b)\S+\s+\S+", re.IGNORECASE)
"""A house number and at least two more words: "1400 Irving St". "20010 Washington DC" is caught before as a ZIP alone."""

_ZIP_FIRST = re.compile(r"^\s*\d{5}(?:-\d{4})?\s*,?\s*(?P<rest>.*)$")

_MT = re.compile(r"\bMT\W*$", re.IGNORECASE)
"""Montana, or a mount, for which folding takes it first: Rocky Mt is a city of North Carolina, Helena, MT of Montana."""

_WARD = re.compile(r"\bward\s+(\d{1,2})\b")
_COUNTY = re.compile(r"^(.*?)\s+(?:county|parish|borough)$")
_LONGEST_CITY_NAME_WORDS = 5
_PLAINLY_THE_ONE = 3


class OfflineFinder:
    """Finds places in the gazetteer. Never asks the network."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def find(self, words: str) -> Place:
        """The ZIP, city, county or state that the words name or end with. Raises `PlaceNotFound`."""
        place = self._by_postal_code(words) or self._by_names(fold_name(words))
        if place is None and _MT.search(words):
            place = self._by_names(fold_name(_MT.sub("Montana", words)))
        if place is None:
            raise PlaceNotFound(words)
        ward = _WARD.search(fold_name(words))
        return replace(place, neighborhood=f"ward {ward[1]}") if ward else place

    def _by_postal_code(self, words: str) -> Place | None:
        # The last one, and not the first word of an address: house numbers have five digits too.
        start = len(words.split(maxsplit=1)[0]) if names_a_street(words) else 0
        for code in reversed(_ZIP.findall(words[start:])):
            if self._gazetteer.postal_code(code):
                return self._gazetteer.place_of_postal_code(code)
        return None

    def _by_names(self, folded: str) -> Place | None:
        if folded in _ALIASES:
            return self._place(self._gazetteer.city(*_ALIASES[folded]))
        code = state_code(folded)
        if code:
            return self._gazetteer.place_of_state(code)
        head, state = _split_state(folded)
        if state:
            return self._within(head, state)
        return self._place(self._plain_city(folded)) or self._county(folded, None)

    def _within(self, head: str, state: str) -> Place | None:
        words = head.split()
        county = self._county(head, state)
        if county:
            return county
        for start in range(max(0, len(words) - _LONGEST_CITY_NAME_WORDS), len(words)):
            city = self._gazetteer.city(" ".join(words[start:]), state)
            if city:
                return self._place(city)
        return self._place(self._gazetteer.city("Washington", "DC")) if state == "DC" else None

    def _county(self, folded: str, state: str | None) -> Place | None:
        named = _COUNTY.match(folded)
        counties = self._gazetteer.boundaries.counties_named(named[1], state) if named else ()
        counties = tuple(county for county in counties if not county.independent_city)
        return self._gazetteer.place_of_county(counties[0].fips) if len(counties) == 1 else None

    def _plain_city(self, folded: str) -> City | None:
        found = self._gazetteer.cities_named(folded)
        if len(found) > 1 and len(found[0].postal_codes) < _PLAINLY_THE_ONE * len(found[1].postal_codes):
            return None
        return found[0] if found else None

    def _place(self, city: City | None) -> Place | None:
        return self._gazetteer.place_of_city(city) if city else None


def names_a_street(words: str) -> bool:
    """Whether the words start with a house number and a street, so that a street geocoder can help."""
    zip_first = _ZIP_FIRST.match(words)
    if zip_first and len(zip_first["rest"].split()) <= 2:
        return False
    return bool(_STREET.match(words))


def _split_state(folded: str) -> tuple[str, str | None]:
    """Cut a state off the end of folded words: "saint louis mo" → ("saint louis", "MO"). Longest state name first."""
    words = [word for word in folded.split() if word not in ("usa", "us")]
    for length in (3, 2, 1):
        state = state_code(" ".join(words[-length:])) if len(words) > length else None
        if state:
            return " ".join(words[:-length]), state
    return folded, None
