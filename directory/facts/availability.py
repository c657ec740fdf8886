"""Whether a service may be offered at all: its status field, its alert, and words that say that it ended.

Not for: opening hours ("closed Mondays", "closed for lunch") or a full waiting list (`capacity.py`). The decision a reader would ask
about: the status field decides where it is set to anything but active; words then count only where the programme itself is their
subject, because descriptions say "no longer" and "closed" of many other things.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from directory.facts.values import Availability, AvailabilityStatus, Evidence
from directory.facts.wording import SENTENCES_KEPT, folded, has_any, plain, sentences, tidied, words_of

_DO_NOT_REFER_HERE = re.compile(r"\bdo not refer (?:clients|callers|to|here)\b")

_STATUS = (
    (AvailabilityStatus.DO_NOT_REFER, re.compile(r"do not refer|not for referral|no referrals?\b|unpublished")),
    (AvailabilityStatus.TEMPORARILY_CLOSED, re.compile(r"temporar|suspend|on hold|paused")),
    (AvailabilityStatus.ENDED, re.compile(r"defunct|closed|ended|dissolved|discontinued|deleted")),
    (AvailabilityStatus.INACTIVE, re.compile(r"inactive|not active|archived|disabled|pending|draft")),
)
_ITSELF = r"(?:this|the|our) (?:\w+ ){0,2}(?:program(?:me)?|service|resource|agency|organization|office|site|location|shelter|clinic|center|centre|school|pantry|listing|facility|hotline|number|project|initiative|branch)"
_ENDED = re.compile(
    rf"\b{_ITSELF}(?:s)? (?:has|have|is|are|was|were|will be)(?: now)?(?: been)?(?: permanently)? (?:ended|discontinued|terminated|dissolved|defunct|eliminated|permanently closed|out of business)\b"
    rf"|^(?:\W*\w+\W+){{0,2}}{_ITSELF}(?:s)? (?:has|have|is|are|was)(?: now)?(?: been)? (?:shut down|closed(?: (?:down|its doors|permanently|as of))?)[.!]?$"
    rf"|\b{_ITSELF}(?:s)? (?:has closed|no longer (?:exists?|operates?|provides? services)|(?:is|are) no longer (?:available|offered|in operation|operating|active|in service|open|funded|accepting clients))\b"
    rf"|^\W*(?:{_ITSELF}|program|agency|service|clinic|shelter|office) (?:was |has )?closed (?:(?:effective|as of) |(?:on|in) (?=.{{0,20}}\b(?:19|20)\d\d\b))"
    rf"|\b{_ITSELF}(?:s)? (?:has|have) merged (?:with|into)\b|\b{_ITSELF}(?:s)? (?:has been|was|is|have been) (?:cancel+ed|abolished|shuttered|disbanded)\b"
    rf"|\b{_ITSELF}(?:s)? (?:is|are) no longer accepting (?:applications|referrals|clients|new applications|participants)\b|\beste programa ya no acepta\b"
    r"|^(?:program|service|agency) (?:is |was )?(?:no longer funded|cancel+ed)\b"
    r"|^(?:program |service |services |resource )?(?:is |are )?no longer (?:exists?|available|offered|in operation|operating|in business|in service|provided)\b"
    r"|\bpermanently closed\b|\bclosed permanently\b|\b(?:is|are|has gone|have gone|went|now) out of business\b|^(?:program|service|agency) (?:has )?(?:ended|closed|discontinued)\b"
    r"|\b(?:este programa|este servicio|el programa) (?:ha terminado|termino|ya no (?:existe|esta disponible|se ofrece))\b|\bcerrado permanentemente\b"
)
_TEMPORARY = re.compile(
    rf"\btemporarily (?:closed|suspended|unavailable|discontinued|not available)\b|\b(?:closed|suspended) (?:temporarily|until further notice)\b|^(?:currently )?closed (?:for|due to) (?:renovation|repair|construction|remodel|covid|the pandemic)\w*"
    rf"|\b{_ITSELF} is (?:currently |temporarily )?(?:not currently available|suspended|on hold|on hiatus|closed (?:for|due to) (?:renovation|repair|construction|remodel)\w*|currently closed|currently (?:unavailable|not available|inactive))\b"
    rf"|\b(?:{_ITSELF}|program) (?:is|was) (?:not operating|inactive|suspended)\b(?! (?:on|during|between|from|over) )|^(?:program|service) inactive\b|\b{_ITSELF} is not (?:currently|presently) (?:available|operating|active|offered)\b|\bcerrado temporalmente\b|\bsuspendido temporalmente\b"
)
# A description that opens so has nothing else to offer; further on it may speak of one help among many.
_FIRST_SAYS_NO_LONGER = re.compile(
    r"^\W{0,4}(?:(?:it|this|the) )?(?:program |agency |organization |service |resource )?(?:has )?no longer (?:provid|offer|operat|exist|accept)"
)
# "The waiting list is closed until further notice" is about room, not about the service.
_ONLY_A_LIST = re.compile(
    r"\b(?:list|waitlist|applications?|enrollment|registration|lottery|intake)\b[^.]{0,30}\b(?:closed|suspended)\b"
)
_NAME_ENDED = re.compile(
    r"(?:^|[*(\[-]\s*)(?:PERMANENTLY )?CLOSED\b|\bDEFUNCT\b|\bNO LONGER (?:EXISTS|AVAILABLE)\b|\((?:closed|defunct)\)"
)
_NAME_TEMPORARY = re.compile(r"\bTEMPORARILY CLOSED\b|\(temporarily closed\)", re.IGNORECASE)
_NAME_DO_NOT_REFER = re.compile(r"\bdo not refer\b", re.IGNORECASE)
_NAME_STEMS = ("closed", "defunct", "no longer", "do not refer")
# Words of the triggers below, and stems of those whose words are common or end in several ways: most texts have none.
_WORDS = words_of(
    "longer abolished shuttered disbanded merged operating inactive closed close ended discontinued terminated defunct dissolved shut "
    "business eliminated hold hiatus unavailable currently presently termino terminado ya cerrado"
)
_STEMS = ("cancel", "suspend", "temporar", "not available", "do not refer")
# One pass over a sentence before the long patterns; every way to say it has one of these words.
_TRIGGERS = re.compile(
    r"\b(?:no longer|cancel+ed|abolished|shuttered|disbanded|merged|not operating|inactive|clos(?:ed|e its)|ended|discontinued|terminated|defunct|dissolved|shut down|out of business|eliminated|suspend\w*|temporar\w+|on hold|hiatus|"
    r"(?:currently|presently|not) (?:available|unavailable|inactive|currently|presently)|do not refer|termin(?:o|ado)|ya no|cerrado|suspendido)\b"
)


class AvailabilityTexts(Struct, frozen=True):
    """`status` is the publisher's field (HSDS `status`, iCarol `AgencyStatus`); `alert` a message shown now."""

    status: str = ""
    name: str = ""
    description: str = ""
    alert: str = ""


_OPEN = Availability()


def read_availability(texts: AvailabilityTexts) -> Availability:
    """Whether the service may be offered, with the words that say not."""
    return _by_status(texts.status) or _by_name(texts.name) or _by_words(texts) or _OPEN


@lru_cache(maxsize=256)  # a publisher has a handful of them
def _by_status(status: str) -> Availability | None:
    text = plain(status)
    for value, pattern in _STATUS:
        if pattern.search(text):
            return Availability(value, (Evidence("availability", "status", status.strip()),))
    return None


def _by_name(name: str) -> Availability | None:
    if not has_any(name.lower(), _NAME_STEMS):
        return None
    for value, pattern in (
        (AvailabilityStatus.TEMPORARILY_CLOSED, _NAME_TEMPORARY),
        (AvailabilityStatus.ENDED, _NAME_ENDED),
        (AvailabilityStatus.DO_NOT_REFER, _NAME_DO_NOT_REFER),
    ):
        if pattern.search(name):
            return Availability(value, (Evidence("availability", "name", name.strip()),))
    return None


def _by_words(texts: AvailabilityTexts) -> Availability | None:
    for field, text in (("alert", texts.alert), ("description", texts.description)):
        # Cutting a text into sentences takes longer than finding out that none of them can say so.
        if not text or not _may_say_so(plain(text)):
            continue
        told = sentences(tidied(text))
        if told and _says_no_longer(told[0]):
            return Availability(AvailabilityStatus.ENDED, (Evidence("availability", field, told[0]),))
        for sentence in told:
            if status := _of_sentence(sentence):
                return Availability(status, (Evidence("availability", field, sentence),))
    return None


def _says_no_longer(first_sentence: str) -> bool:
    text = folded(first_sentence)
    return "no longer" in text and _FIRST_SAYS_NO_LONGER.match(text) is not None


def _may_say_so(text: str) -> bool:
    return not _WORDS.isdisjoint(words_of(text)) or has_any(text, _STEMS)


@lru_cache(maxsize=SENTENCES_KEPT)
def _of_sentence(words: str) -> AvailabilityStatus | None:
    sentence = folded(words)
    if not _may_say_so(sentence) or not _TRIGGERS.search(sentence) or _ONLY_A_LIST.search(sentence):
        return None
    if _TEMPORARY.search(sentence):
        return AvailabilityStatus.TEMPORARILY_CLOSED
    if _ENDED.search(sentence):
        return AvailabilityStatus.ENDED
    return AvailabilityStatus.DO_NOT_REFER if _DO_NOT_REFER_HERE.search(sentence) else None
