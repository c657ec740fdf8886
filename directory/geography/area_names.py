"""From the names of areas as people write them to service areas: "Montgomery County, MD", "DC", "Wards 7 & 8", "statewide".

Not for: finding the words about an area in a longer text (`directory.facts.coverage`). What cannot be resolved becomes a
NAMED area, which answers "unknown", never "no": better one question too many than a client turned away.

The decision a reader would ask about: a bare name is read within the state of the record. Counties may lie just across the
state's border, as around Washington; a bare town may not, because town names repeat everywhere. A bare name of both a county
and its town ("San Diego") is read as the county, which contains the town: wrongly offered costs a call, wrongly hidden a service.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from msgspec import structs

from directory.geography.boundaries import County
from directory.geography.distance import great_circle_miles
from directory.geography.naming import fold_name
from directory.geography.place import NATIONWIDE_KEY
from directory.geography.places import Gazetteer
from directory.geography.service_area import AreaKind, ServiceArea
from directory.geography.states import STATE_NAMES, state_code

_NATIONWIDE = re.compile(r"\b(nation ?wide|national|united states|usa|u s a|world ?wide|all 50 states|international)\b")
_STATEWIDE = re.compile(r"\b(state ?wide|entire state|whole state|all counties|todo el estado)\b")
_METRO = re.compile(r"\b(?:metro(?:politan)?|greater|surrounding|vicinity|(?:and|or) nearby|region)\b")
_METRO_NOISE = re.compile(r"\b(?:metro(?:politan)?|greater|area|areas|region|surrounding|and|the|capital)\b")
_HEDGED = re.compile(
    r"\b(?:parts?|portions?|sections?|north|south|east|west|between|near|primarily|mostly|except) (?:of|from)\b"
)
_STREETS = re.compile(r"\b(?:between|bounded by|\d+(?:st|nd|rd|th) (?:st|saint|street)|ave(?:nue)?|block of)\b")
_WARDS = re.compile(r"\bwards?\b[\s:]*((?:\d+|,|&|and|y|or|/|-|\s|parts|of)+)", re.IGNORECASE)
_ZIPS = re.compile(r"\b\d{5}\b")
_ICAROL = re.compile(r"^\s*([A-Z]{2}) - (.+?)(?: County)?\s*$")
_COUNTIES_AHEAD = re.compile(r"\bcounties of\b|\bcount(?:y|ies):", re.IGNORECASE)
_IN_STATE = re.compile(r"^(?P<names>.+?)\s+in\s+(?P<state>[A-Za-z .]+)$")
_BRACKETS = re.compile(r"\([^)]*\)")
_SEPARATORS = re.compile(r"[,/|\n&]|\band\b|\by\b|\bplus\b", re.IGNORECASE)
_NOISE = re.compile(
    r"^(?:the|all of|all|any|entire|residents? of|persons? living in|people living in|living in|serves|serving|city of|town of"
    r"|state of|county of|condado de|ciudad de)\s+|\s+(?:residents?|only|proper|area|areas|county wide|wide)$"
)
_COUNTY = re.compile(r"^(.+?) (?:county|counties|parish|parishes|borough)$")
_CITY_SAID = re.compile(r"^(?:the )?(?:city|town|ciudad) (?:of|de) ")
_INDEPENDENT = re.compile(r"^(?:city of )?(.+?)(?: city)?$")

_BEYOND_BORDER_MILES = 40.0
"""How far beyond the circle of the record's state a county of that name may lie: the width of a metropolitan area."""

_WASHINGTON_NAMES = frozenset({"dc", "washington", "national", "metro washington", "washington dc", "washington d c"})
_BOROUGHS = {"bronx": "36005", "brooklyn": "36047", "manhattan": "36061", "queens": "36081", "staten island": "36085"}
_NEW_YORK_CITY = frozenset({"nyc", "new york city", "the five boroughs", "five boroughs"})
_CACHE_SIZE = 20_000


@dataclass(frozen=True, slots=True)
class _Part:
    """One name of a list: `state` is its own or the record's, `county` that the words call it a county."""

    words: str
    state: str | None
    own_state: bool = False
    county: bool = False


class AreaNames:
    """Resolves names in the gazetteer. Remembers what it has read."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._read: dict[tuple[str, str | None], tuple[ServiceArea, ...]] = {}

    def resolve(self, words: str, state: str | None = None) -> tuple[ServiceArea, ...]:
        """The areas that the words name, in a record of that state (USPS code; another is not believed). Empty words give no area."""
        key = (words.strip(), state if state in STATE_NAMES else None)  # "MyState", a province: as good as no word
        if key not in self._read:
            if len(self._read) >= _CACHE_SIZE:
                self._read.clear()
            self._read[key] = self._resolve(*key)
        return self._read[key]

    def _resolve(self, words: str, state: str | None) -> tuple[ServiceArea, ...]:
        if _STREETS.search(fold_name(words)) and not _WARDS.search(words):
            return (self._named(words, state),)  # "Florida and Rhode Island Ave" are not states
        areas: list[ServiceArea] = []
        for clause in words.split(";"):
            if clause.strip():
                areas.extend(self._clause(clause.strip(), state))
        return tuple(dict.fromkeys(areas))

    def _clause(self, clause: str, state: str | None) -> list[ServiceArea]:
        folded = fold_name(clause)
        if _NATIONWIDE.search(folded) and not _METRO.search(folded):
            return [ServiceArea(AreaKind.NATIONWIDE, clause, (NATIONWIDE_KEY,))]
        if _STATEWIDE.search(folded) and (named := self._state_within(folded) or state):
            return [_state_area(named)]
        zips = [code for code in _ZIPS.findall(clause) if self._gazetteer.postal_code(code)]
        if zips:
            return [ServiceArea(AreaKind.POSTAL_CODE, clause, tuple(f"zip:{code}" for code in dict.fromkeys(zips)))]
        clause = _BRACKETS.sub(" ", clause)
        wards = _WARDS.search(clause)
        if wards:
            return [self._named(f"ward {number}", state) for number in re.findall(r"\d+", wards[1])]
        if _METRO.search(folded):
            return self._metro(clause, folded, state)
        if _HEDGED.search(folded):
            return [self._named(clause, state)]
        return [area for part in _parts(clause, state) for area in self._area(part)]

    def _metro(self, clause: str, folded: str, state: str | None) -> list[ServiceArea]:
        """ "DC Metro Area": the core for sure, the rest unknown."""
        core = " ".join(_METRO_NOISE.sub(" ", folded).split())
        unsure = ServiceArea(AreaKind.NAMED, clause)
        if core in _WASHINGTON_NAMES or "district of columbia" in core:
            return [_state_area("DC"), unsure]
        known = [area for area in self._area(_Part(core, state)) if area.kind is not AreaKind.NAMED] if core else []
        return [*known, unsure]

    def _area(self, part: _Part) -> list[ServiceArea]:
        folded = _without_noise(fold_name(part.words))
        if not folded:
            return []
        code = state_code(folded) if not part.county else None
        if code and (folded != "washington" or part.state not in ("DC", "MD", "VA")):
            return [_state_area(code)]
        if folded in _NEW_YORK_CITY:
            return [ServiceArea(AreaKind.COUNTY, part.words.strip(), tuple(f"county:{f}" for f in _BOROUGHS.values()))]
        if folded in _BOROUGHS and part.state in (None, "NY"):
            return [ServiceArea(AreaKind.COUNTY, part.words.strip(), (f"county:{_BOROUGHS[folded]}",))]
        city_first = bool(_CITY_SAID.match(fold_name(part.words))) and not self._independent(folded, part.state)
        readers = (self._city, self._county) if city_first else (self._county, self._city)
        found = readers[0](folded, part) or readers[1](folded, part)
        return [found] if found else [self._named(part.words, part.state)]

    def _county(self, folded: str, part: _Part) -> ServiceArea | None:
        said = _COUNTY.match(folded)
        counties = self._counties(said[1] if said else folded, part.state, part.own_state)
        if said or part.county:
            counties = tuple(county for county in counties if not county.independent_city)
        elif not counties and (city := _INDEPENDENT.match(folded)) and part.state:
            found = self._gazetteer.boundaries.counties_named(city[1], part.state)
            counties = tuple(county for county in found if county.independent_city)
        if not counties:
            return None
        return ServiceArea(AreaKind.COUNTY, part.words.strip(), tuple(f"county:{county.fips}" for county in counties))

    def _independent(self, name: str, state: str | None) -> bool:
        named = self._gazetteer.boundaries.counties_named(name, state) if state else ()
        return any(county.independent_city for county in named)

    def _counties(self, name: str, state: str | None, own_state: bool) -> tuple[County, ...]:
        boundaries = self._gazetteer.boundaries
        if state:
            inside = boundaries.counties_named(name, state)
            if inside or own_state:
                return inside
        everywhere = boundaries.counties_named(name)
        if state is None:
            return everywhere if len({county.state for county in everywhere}) == 1 else ()
        return self._just_beyond(state, everywhere)

    def _just_beyond(self, state: str, counties: tuple[County, ...]) -> tuple[County, ...]:
        latitude, longitude, radius = self._gazetteer.boundaries.centre_of_state(state)
        near = []
        for county in counties:
            if county.state in STATE_NAMES:
                county_latitude, county_longitude, _ = self._gazetteer.boundaries.centre_of_county(county.fips)
                miles = great_circle_miles(latitude, longitude, county_latitude, county_longitude)
                if miles <= radius + _BEYOND_BORDER_MILES:
                    near.append((miles, county.fips, county))
        nearest_state = min(near)[2].state if near else None
        return tuple(county for _, _, county in sorted(near) if county.state == nearest_state)

    def _city(self, folded: str, part: _Part) -> ServiceArea | None:
        if part.state is None or part.county:
            return None
        city = self._gazetteer.city(folded, part.state)
        if city is None or (not city.preferred and not part.own_state):
            return None
        place = self._gazetteer.place_of_city(city)
        # A name that is only accepted is the whole city to the post office: its ZIP codes say which part.
        keys: tuple[str, ...] = (f"city:{city.state}:{city.name.casefold()}",)
        if not city.preferred:
            keys += tuple(f"zip:{code}" for code in city.postal_codes)
        point = place.point
        return ServiceArea(AreaKind.CITY, part.words.strip(), keys, point.latitude, point.longitude, point.radius_miles)

    def _named(self, words: str, state: str | None) -> ServiceArea:
        """An unresolved name; in DC, which is small, with the circle around all of it."""
        area = ServiceArea(AreaKind.NAMED, " ".join(words.split()))
        if state != "DC":
            return area
        latitude, longitude, radius = self._gazetteer.boundaries.centre_of_state(state)
        return structs.replace(area, latitude=latitude, longitude=longitude, radius_miles=radius)

    def _state_within(self, folded: str) -> str | None:
        return state_code(" ".join(_STATEWIDE.sub(" ", folded).split()))


def _state_area(code: str) -> ServiceArea:
    return ServiceArea(AreaKind.STATE, STATE_NAMES[code], (f"state:{code}",))


def _without_noise(folded: str) -> str:
    while (shorter := _NOISE.sub("", folded)) != folded:
        folded = shorter
    return folded


def _parts(clause: str, state: str | None) -> list[_Part]:
    """The names of a list. A state after a comma qualifies the name before it; "counties" makes counties of its list."""
    icarol = _ICAROL.match(clause)  # "MD - Montgomery County", the Coverage column of iCarol
    if icarol and icarol[1] in STATE_NAMES:
        return [_Part(icarol[2], icarol[1], own_state=True)]
    inside = _IN_STATE.match(clause.strip(" ."))
    own_state = state_code(inside["state"]) if inside else None
    if inside and own_state:
        clause = inside["names"]
    counties_ahead = bool(_COUNTIES_AHEAD.search(clause))
    names = [name.strip(" .:\"'”“") for name in _SEPARATORS.split(_COUNTIES_AHEAD.sub(" ", clause))]
    parts: list[_Part] = []
    for name in filter(None, names):
        _append(parts, _Part(name, own_state or state, own_state is not None, counties_ahead))
    return parts


def _append(parts: list[_Part], part: _Part) -> None:
    code = state_code(part.words)
    if code and parts and not parts[-1].own_state and state_code(parts[-1].words) is None:
        parts[-1] = replace(parts[-1], state=code, own_state=True)
        return
    # "Prince George's and Montgomery Counties": the names before are counties too.
    if re.search(r"\b(?:counties|parishes)\b", part.words, re.IGNORECASE):
        parts[:] = [earlier if state_code(earlier.words) else replace(earlier, county=True) for earlier in parts]
    parts.append(part)
