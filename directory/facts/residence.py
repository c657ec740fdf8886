"""Where a client must live, from an eligibility text: "DC residents", "must live in Ward 7", "residentes de Miami".

Not for: the area that a service covers (`coverage.py`). The decision a reader would ask about: names are resolved by the
directory's gazetteer, handed in; a name that it does not know is kept as a name, which makes the matcher ask, and only
names written as names (capital, ward number, ZIP) are taken at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from directory.facts.statements import Force, Statement, is_denied
from directory.facts.wording import has_any
from directory.geography.service_area import AreaKind, ServiceArea
from directory.geography.states import STATE_NAMES, state_code

_BETWEEN_NAMES = re.compile(r"\s*(?:,|;|/|&|\band\b)\s*")
_MUST_BE = re.compile(r"\W*must be an? [A-Z]", re.IGNORECASE)
_AREA_WORD = re.compile(r"\bwards? \d|\bmetro\w*\b|\b(?:area|neighborhood|county|heights|zip)\b", re.IGNORECASE)


class AreaResolver(Protocol):
    """Names of areas to areas; `directory.geography.area_names.AreaNames` is one."""

    def resolve(self, words: str, state: str | None = None) -> tuple[ServiceArea, ...]:
        """The areas that the words name in a record of that state; an unknown name gives a NAMED area."""
        ...


class StateNamesOnly:
    """Resolves names of states alone, for readers without a gazetteer."""

    def resolve(self, words: str, state: str | None = None) -> tuple[ServiceArea, ...]:
        """One area a name of a list."""
        areas = []
        for name in _BETWEEN_NAMES.split(words):
            code = state_code(name.strip(" ."))
            if code:
                areas.append(ServiceArea(AreaKind.STATE, STATE_NAMES[code], (f"state:{code}",)))
            elif name.strip():
                areas.append(ServiceArea(AreaKind.NAMED, name.strip()))
        return tuple(areas)


@dataclass(frozen=True, slots=True)
class ResidenceRead:
    """Area keys and unresolved names, at least one of which must hold the client's home, and the words."""

    keys: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


_STEMS = ("resid", "live", "living", "viv")
_ANY_STEMS = (*_STEMS, "area only")
_BEFORE_RESIDENTS = re.compile(
    r"^(?P<left>.{0,90}?)\bresidents?\b(?!\s+(?:of|in|from|within|who live|must care|alien|at (?!time|enroll|least|the time)))"
)
_AFTER = re.compile(
    r"\b(?:(?<!permanent )(?<!lawful )(?<!legal )residents? (?:of|in|from|within)|residen(?:cy|ce) (?:in|of|within)|(?:must |who |that |and |or |currently |to )?(?:resid(?:e|es|ing)|liv(?:e|es|ing)) (?:with)?in(?:side)?(?: or near)?|"
    r"residentes? (?:de|del|en)|(?:vivir|vivan|viven|residir|residan) en)\s+(?P<right>.{2,90})"
)
_RIGHT_ENDS = re.compile(
    r"\s*(?:[.;(:]|,? (?:and|or|who|but) (?:be|have|has|must|are|is|meet|who|whose|do|does|can|able|willing|in need|at least|are|have|\d)|,?\s\b(?:who|with|that|which|at least|aged?|ages|must|for|when|whose|under|over|in need|"
    r"experiencing|meeting|only|where|on|by|at or below|earning|seeking|without|not|low|regardless|and up|(?:and|or) (?:their|low|be|older|over|older|has|have))\b|,\s*\d+ (?:years|and)|,? (?:and|or) \d{1,2} ).*$"
)
_LEADING = re.compile(
    r"^(?:(?:must|be|are|is|an?|the|all|any|current|and|or|prospective|adult|adults|homeless|for|to|open|available|only|low|very|income|low-income|no-income|eligible|permanent|legal|senior|seniors|elderly|disabled|"
    r"services?|provided|to|bona|fide|uninsured|older|youth|female|male|women|men|individuals|families|children|persons|who|serves?|limited|proof|of|qualified|needy|non|unemployed|year-round)\b[\s,:*-]*)+"
)
_SPLIT_LEFT = re.compile(r"\s*(?:[,;/&:*]|\band\b|\bor\b)\s*", re.IGNORECASE)
_ALIASES = re.compile(r"^(?:the )?(?:district|nation's capital|d\.?\s?c\.?)$", re.IGNORECASE)
_OR = re.compile(r"\s+(?:or|and/or|o)\s+", re.IGNORECASE)
_NAME_LIKE = re.compile(
    r"^(?:the |el |la )?(?:(?:condado|ciudad|estado) de(?:l| la)? )?(?:[A-ZÁÉÍÓÚÑ]|\d{5}\b|wards? \d)|\bwards? \d|\bzip"
)
_NOT_A_PLACE = re.compile(
    r"\b(?:shelters?|hous(?:e|ing)|home|homes|facilit\w+|apartments?|poverty|target area|service area|area served|recovery|program|unit|property|"
    r"complex|building|nursing|united states legally|an?|their|this|these|one of|our)\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 60
UNNAMED_AREA = "its service area"
_UNNAMED = re.compile(
    r"\b(?:live|living|reside|residing|residents?|residency)\b[^.;]{0,25}\b(?:target|service|catchment|designated|coverage|specified) (?:area|community|neighborhood)s?\b"
    r"|\b(?:target|service|catchment) area (?:residents?|only)\b|\bviv\w{1,6} en el area de servicio\b"
)
_NAMED_RESIDENTS = re.compile(r"\b((?:[A-Z][\w.'-]{1,20} ){0,3}[A-Z][\w.'-]{1,20}) [Rr]esidents\b")
_RESIDENTS_OF = re.compile(
    r"\bresidents (?:of|in|from) (?:the )?((?:(?:City|County|State|Town|District) of )?[A-Z][\w.'-]{1,20}(?: (?:of )?[A-Z][\w.'-]{1,20}){0,3})"
)
_DC = "DC"
_LIST_BEFORE = re.compile(r"(?:[,/&]|\band|\bor) $")
_LIST_AFTER = re.compile(r"[/-]| ?(?:,(?! (?:who|with))|/|&|and\b|or\b|area\b|metro|region|community)", re.IGNORECASE)
_REGION = re.compile(r"\b(?:metro\w*|greater|area|region|u\.?s\.?|united states|south|north)\b", re.IGNORECASE)
_MOST_BLANKS = 4
_ZIP_CODES = re.compile(r"(?:(?:the )?(?:following )?zip ?codes?:?\s*)?")
_FOR_YEARS = re.compile(r"\s*\b(?:one|\d+)[- ](?:year|month)s?\s*$")
_UNITED_STATES = re.compile(r"^(?:the )?(?:U\.?S\.?A?\.?|United States.*)$")
_CITY_AREA = re.compile(r"\b(D\.?C\.?|Washington)[ -][Aa]rea\b")
_OTHERS_TOO = re.compile(
    r"\b(?:and|or|&) (?:the )?(?:general public|public|non-?residents|anyone|others|visitors|surrounding|nearby)\b|\bregardless of (?:where|residen)|\bor (?:attend|work|be employed|go to school|own)|\b(?:live|reside)s?,? (?:or |and/or )?work|\bnot (?:restricted|limited)\b"
)


def may_speak_of_residence(folded_text: str) -> bool:
    """Whether a text may say where to live; one that does not reads the same in every state."""
    return has_any(folded_text, _ANY_STEMS)


def read_residence(told: tuple[Statement, ...], state: str | None, areas: AreaResolver) -> ResidenceRead:
    """The places that the conditions among these statements ask a client to live in."""
    if not any(may_speak_of_residence(statement.text) for statement in told):
        return ResidenceRead()
    found: list[ServiceArea] = []
    words: list[str] = []
    if any(_OTHERS_TOO.search(statement.text) for statement in told):
        return ResidenceRead()
    for statement in told:
        if statement.force is not Force.CONDITION or not has_any(statement.text, _STEMS):
            continue
        here = [area for phrase in _phrases(statement) for area in _resolved(phrase, state, areas)]
        if here:
            found.extend(here)
            words.append(statement.words)
    if found:
        found.extend(area for statement in told for area in _bare_place(statement, state, areas))
    else:
        unnamed = [statement for statement in told if _is_unnamed_area(statement)]
        found.extend(ServiceArea(AreaKind.NAMED, UNNAMED_AREA) for _ in unnamed[:1])
        words.extend(statement.words for statement in unnamed)
    keys = tuple(dict.fromkeys(key for area in found for key in area.keys))
    names = tuple(dict.fromkeys(area.name for area in found if not area.keys))
    return ResidenceRead(keys, names, tuple(dict.fromkeys(words)))


def residents_spoken_of(text: str, state: str | None, areas: AreaResolver) -> tuple[str, ...]:
    """Keys of the places before "residents" and after "residents of" in running text; a name that is not known gives none.

    A name of a list ("Kent, Sussex and York residents") or of a region gives none either: the others may hold the client.
    """
    names = [match[1] for match in _NAMED_RESIDENTS.finditer(text) if not _LIST_BEFORE.search(text[: match.start()])]
    names += [match[1] for match in _RESIDENTS_OF.finditer(text) if not _LIST_AFTER.match(text[match.end() :])]
    names = [name for name in names if not _REGION.search(name)]
    found = [area for name in names for area in areas.resolve(_DC if _ALIASES.match(name) else name, state)]
    return tuple(dict.fromkeys(key for area in found for key in area.keys))


def _is_unnamed_area(statement: Statement) -> bool:
    """ "Must live in the target area": a condition that cannot be checked, and has to be asked."""
    said = _UNNAMED.search(statement.text)
    if said is None or statement.force is not Force.CONDITION:
        return False
    return not is_denied(statement.text, said.start(), said.end())


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words that may name a place; `before` when they stand before "residents", where nearly anything can."""

    words: str
    before: bool


def _phrases(statement: Statement) -> Iterator[_Phrase]:
    after = list(_AFTER.finditer(statement.text))
    for match in after:
        if not is_denied(statement.text, match.start(), match.start()):
            start = match.start("right") + len(_ZIP_CODES.match(match["right"])[0])  # type: ignore[index]
            text = _RIGHT_ENDS.sub("", statement.text[start : match.end("right")])
            yield _Phrase(statement.words[start : start + len(text)], before=False)
    left = _BEFORE_RESIDENTS.match(statement.text)
    if left and not is_denied(statement.text, left.end("left"), left.end()):
        yield _Phrase(_FOR_YEARS.sub("", statement.words[: left.end("left")]), before=True)


def widened(words: str) -> str:
    """ "DC area" is the metropolitan area, not DC; "US" is the United States."""
    if _UNITED_STATES.match(words.strip()):
        return "United States"
    return words if "etro" in words else _CITY_AREA.sub(r"\1 metropolitan area", words)


def _bare_place(statement: Statement, state: str | None, areas: AreaResolver) -> tuple[ServiceArea, ...]:
    """A statement that is nothing but known places: "DC; Maryland residents"."""
    if (
        statement.force is not Force.CONDITION
        or statement.words.count(" ") > _MOST_BLANKS
        or not _NAME_LIKE.search(statement.words)
    ):
        return ()
    named = areas.resolve(widened(statement.words), state)
    return named if all(area.keys for area in named) else ()


def _resolved(phrase: _Phrase, state: str | None, areas: AreaResolver) -> list[ServiceArea]:
    return _last_names(phrase.words, state, areas) if phrase.before else _first_names(phrase.words, state, areas)


def _first_names(words: str, state: str | None, areas: AreaResolver) -> list[ServiceArea]:
    words = widened(_OR.sub(", ", words.strip(" ,.-")))
    if _ALIASES.match(words):
        words = "DC" if state == "DC" else ""
    if not words or not _NAME_LIKE.search(words):
        return []
    whole = areas.resolve(words, state)
    if all(area.keys for area in whole):
        return list(whole)
    if any(area.keys for area in whole):
        return [area for area in whole if area.keys or _is_name(area.name)]
    first = words.partition(",")[0].rstrip()
    return [area for area in areas.resolve(first, state) if area.keys or _is_name(area.name)]


def _last_names(words: str, state: str | None, areas: AreaResolver) -> list[ServiceArea]:
    """Names directly before "residents", from the last one back while they are places."""
    found: list[ServiceArea] = []
    parts = [part for part in _SPLIT_LEFT.split(widened(words.strip())) if part]
    for part in reversed(parts):
        name = widened(_without_leading(part))
        if _ALIASES.match(name):
            name = "DC" if state == "DC" else ""
        if not name or not _NAME_LIKE.search(name):
            break
        known = [
            area for area in areas.resolve(name, state) if area.keys or _is_part_of_town(area.name) or _must_be(part)
        ]
        if not known:
            # "Seniors or DC residents": an alternative that is no known place leaves it open.
            if found and re.search(rf"{re.escape(part)}\s+or\s", words):
                found.append(ServiceArea(AreaKind.NAMED, name))
            break
        found.extend(known)
    return found


def _without_leading(part: str) -> str:
    match = _LEADING.match(part.lower())
    return (part[match.end() :] if match else part).strip(" -'")


def _must_be(part: str) -> bool:
    """ "Must be a Sursum Corda resident": what stands there is a place, known or not."""
    return bool(_MUST_BE.match(part))


def _is_name(name: str) -> bool:
    return bool(_NAME_LIKE.search(name)) and not _NOT_A_PLACE.search(name) and len(name) <= _LONGEST_NAME


def _is_part_of_town(name: str) -> bool:
    return bool(_AREA_WORD.search(name))
