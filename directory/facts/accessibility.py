"""Whether a wheelchair gets in, from accessibility texts.

Not for: other helps (signs, Braille, relay), which stay in the record. The decision a reader would ask about: "limited" or "partial"
access answers unknown, so that somebody calls before a client stands at the stairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from directory.facts.values import Tri
from directory.facts.wording import folded, tidied

_NO = re.compile(
    r"^no$|\b(?:not|isn't|in) ?-?(?:\w+ ){0,2}(?:wheelchair|handicap(?:ped)?|ada|fully)?[- ]?accessible\b|\binaccessible\b|\bno (?:wheelchair|handicap\w*|ada|disabled|elevator|ramp)\b|\bnot ada\b|\bno (?:es )?accesible\b|\bsin (?:rampa|acceso para sillas)"
)
_PARTLY = re.compile(
    r"\b(?:limited|partial(?:ly)?|some(?:what)?|parts? of|first floor only|call (?:ahead|first)|with assistance|difficult|unknown)\b"
)
_YES = re.compile(
    r"\bwheelchairs?\b|\bhandicap(?:ped)?[- ]?access\w*|\b(?:ada|fully|is|are|building|facility|disability|disabled)[ -](?:\w+ )?(?:accessible|compliant|access)\b|^(?:yes|y|true|accessible|wheelchair|ramps?|elevators?)$|"
    r"\b(?:ramps?|elevators?)\b|\baccessible (?:building|facility|entrance|to|for)\b|\bsillas? de ruedas\b|\baccesible\b|\bhandicap accessible\b"
)


def read_wheelchair_access(texts: Iterable[str]) -> Tri:
    """Yes, no or unknown from all texts together; a no beats a yes."""
    found = {_of_text(folded(tidied(text)).strip(" .")) for text in texts if text}
    if Tri.NO in found:
        return Tri.NO
    return Tri.YES if Tri.YES in found else Tri.UNKNOWN


def _of_text(text: str) -> Tri:
    if _NO.search(text):
        return Tri.NO
    if _PARTLY.search(text):
        return Tri.UNKNOWN
    return Tri.YES if _YES.search(text) else Tri.UNKNOWN
