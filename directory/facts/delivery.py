"""Where the help happens: in person, by phone, online, at the client's home.

Not for: how to apply (`intake.py`): "apply online" does not make a pantry an online service. The decision a reader would ask about: a
service with a place is given in person unless its name says that it is a line to call or a site to visit.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from directory.facts.values import Delivery
from directory.facts.wording import SENTENCES_KEPT, folded, has_any, plain, sentences, tidied

_PHONE = re.compile(
    r"\b(?:hot|help|crisis|warm|info(?:rmation)?|text|life|talk)[ -]?lines?\b|\b(?:tele)?phone (?:counsel\w+|support|service|line|reassurance|intervention|hotline|advice)\b|\b(?:counseling|services|support|advice|help|legal advice) (?:is |are )?(?:provided |offered |available )?(?:by|over the) (?:tele)?phone\b|"
    r"\btele-?health\b|\blinea (?:de ayuda|directa|de crisis)\b|\b(?:24|twenty-four)[- ]hour (?:\w+ )?(?:phone|telephone|line|number)\b"
)
_ONLINE = re.compile(
    r"\b(?:virtual|web-?based|online) (?:\w+ ){0,2}(?:classes|courses?|workshops?|counseling|services?|support|training|appointments?|sessions?|groups?|tutoring|program|meetings?|chat|directory|database|resources?)\b|\btele-?(?:health|medicine|therapy)\b|\bvideo ?(?:conferenc\w+|visits?|calls?)\b|\bvia zoom\b|\ben linea\b|\bvirtualmente\b|"
    r"\b(?:offered|available|provided|conducted|held) (?:\w+ )?(?:online|virtually)\b"
)
_HOME = re.compile(
    r"\bhome[- ]visit\w*|\bin[- ]home\b|\bhome[- ]deliver\w*|\bmeals on wheels\b|\bhomebound\b|\bdeliver(?:s|ed|y)? (?:\w+ ){0,3}to (?:the |their |your |client'?s'? )?(?:homes?|door|residences?)\b|\bin (?:the|their|your|his or her|clients?'?s?) (?:own )?homes?\b|\bhome (?:health|care|repair|modification|weatheriz\w+)\b|\ba domicilio\b|\bvisitas? al hogar\b"
)
# An export's column printed into the description ("Home visits: Downtown"): a neighbourhood, not a service.
_MISPLACED_FIELD = re.compile(r"home visits?(?::.{0,40}|)$|\nhome visits?:.{0,40}", re.MULTILINE)
_STEMS = (
    "line",
    "phone",
    "tele",
    "virtual",
    "web",
    "online",
    "video",
    "zoom",
    "home",
    "domicilio",
    "hogar",
    "meals on",
    "deliver",
    "linea",
)
# Each with stems of its own, without which its pattern need not be tried.
_WAYS = (
    (Delivery.PHONE, ("line", "phone", "tele", "number"), _PHONE),
    (Delivery.ONLINE, ("virtual", "web", "online", "tele", "video", "zoom", "linea"), _ONLINE),
    (Delivery.AT_HOME, ("home", "meals on", "deliver", "domicilio", "hogar"), _HOME),
)
_NAMED_PHONE = re.compile(
    r"\b(?:hot|help|crisis|warm|life|info|text)[ -]?line\b(?! assistance)|\btelephone (?:counseling|support|reassurance)\b|\blinea de\b"
)
_NAMED_ONLINE = re.compile(r"\bon-?line\b|\bweb ?site\b|\bvirtual\b|\.(?:org|com|gov)\b")
_NAMED_STEMS = ("line", "web", "virtual", ".org", ".com", ".gov")


class DeliveryTexts(Struct, frozen=True):
    """`has_place`: the service has a street address that clients may come to; `location_type` as in HSDS ("physical", "virtual", "postal")."""

    name: str = ""
    description: str = ""
    has_place: bool = True
    location_type: str = ""


def read_delivery(texts: DeliveryTexts) -> tuple[Delivery, ...]:
    """The ways of delivery, in person first; empty when nothing says how."""
    name = plain(texts.name)
    found: dict[Delivery, None] = {}
    virtual = texts.location_type == "virtual"
    named_phone = has_any(name, ("line", "telephone")) and _NAMED_PHONE.search(name) is not None
    remote_by_name = named_phone or (has_any(name, _NAMED_STEMS) and _NAMED_ONLINE.search(name) is not None)
    if texts.has_place and not virtual and not remote_by_name:
        found[Delivery.IN_PERSON] = None
    if said := _ways_said(name, texts.description):
        found.update({delivery: None for delivery, _, _ in _WAYS if delivery in said})
    if virtual or (remote_by_name and not found):
        found[Delivery.PHONE if named_phone else Delivery.ONLINE] = None
    return tuple(found)


def _ways_said(name: str, description: str) -> set[Delivery]:
    """The ways that the words of the name or of a sentence of the description tell of."""
    words = f"{name} . {plain(description)}"
    # Not "number": a "24-hour number" says little where nothing else speaks of a telephone.
    if not has_any(words, _STEMS):
        return set()
    if "home visit" in words:
        return set(_ways_of(_MISPLACED_FIELD.sub("", words)))
    return {way for ways in map(_ways_of, (name, *sentences(tidied(description)))) for way in ways}


@lru_cache(maxsize=SENTENCES_KEPT)
def _ways_of(sentence: str) -> tuple[Delivery, ...]:
    text = folded(sentence)
    return tuple([way for way, stems, pattern in _WAYS if has_any(text, stems) and pattern.search(text)])
