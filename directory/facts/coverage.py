"""The areas that a service covers, from coverage texts.

Not for: where a client must live (`residence.py`), or knowing places (`directory.geography`, handed in). The decision a reader would
ask about: iCarol exports write a neighbourhood as a county of a state that it does not lie in ("MD - Anacostia County" for a
service in Washington): such a name is first looked for in the record's own state, and otherwise kept as a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from directory.facts.residence import AreaResolver, StateNamesOnly, widened
from directory.facts.wording import folded, tidied
from directory.geography.service_area import AreaKind, ServiceArea

_ICAROL_COUNTY = re.compile(r"^([A-Z]{2}) - (.+?)(?: County)?$")
_PARTS = re.compile(r"\s*[;\n]\s*")
_NOTHING = re.compile(
    r"^(?:unknown|none|n/?a|varies|call|inquire|please|contact|determine|other|not applicable|desconocido)\b|^(?:no|all) ?(?:area )?(?:restrictions?|limits?|limitations?)?$"
)
_NO_AREA_LIMIT = re.compile(
    r"^(?:no (?:area |geographic(?:al)? |service area )?(?:restrictions?|limits?|limitations?)|unlimited|unrestricted|anywhere)$"
)
_STATES_ONLY = StateNamesOnly()


def read_service_areas(
    texts: Iterable[str], state: str | None, areas: AreaResolver | None = None
) -> tuple[ServiceArea, ...]:
    """The areas named by the texts, each once; empty when they name none. `state` is the record's USPS code."""
    resolver = areas or _STATES_ONLY
    found: dict[tuple[AreaKind, tuple[str, ...], str], ServiceArea] = {}
    for text in texts:
        for part in _PARTS.split(tidied(text)):
            for area in _of_part(part.strip(" .,"), state, resolver):
                found.setdefault((area.kind, area.keys, "" if area.keys else folded(area.name)), area)
    return tuple(found.values())


def _of_part(part: str, state: str | None, areas: AreaResolver) -> tuple[ServiceArea, ...]:
    plain = folded(part)
    if not plain or _NOTHING.match(plain):
        return ()
    if _NO_AREA_LIMIT.match(plain):
        return (ServiceArea(AreaKind.NATIONWIDE, part, ("us",)),)
    icarol = _ICAROL_COUNTY.match(part)
    if icarol and state and icarol[1] != state:
        return _of_icarol(icarol[2], part, state, areas)
    return areas.resolve(widened(part), state)


def _of_icarol(name: str, label: str, state: str, areas: AreaResolver) -> tuple[ServiceArea, ...]:
    if _NOTHING.match(folded(name)):
        return ()
    own = areas.resolve(name.replace(" / ", ", "), state)
    if any(area.keys for area in own):
        return own
    claimed = areas.resolve(label, state)
    return claimed if claimed and all(area.keys for area in claimed) else own
