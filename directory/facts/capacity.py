"""Room for one more client, from HSDS capacity records and from words about waiting lists and openings.

Not for: whether a service may be offered at all (`availability.py`). The decision a reader would ask about: a number that the
publisher dated wins over words; words about a waiting list say that there is one, not that there is no room.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from directory.facts.values import Capacity, Tri
from directory.facts.wording import SENTENCES_KEPT, folded, plain, sentences, tidied, words_of

_NO_WAITING = re.compile(
    r"\bno (?:wait(?:ing)?(?: list| time)?|waitlist)\b|\bwithout (?:a )?wait|\bsin lista de espera\b|\b(?:does|do) not (?:have|maintain|keep) (?:a )?wait"
)
_WAITING = re.compile(r"\bwait(?:ing)?[- ]?lists?\b|\blista de espera\b")
_FULL = re.compile(
    r"\b(?:at|reached|exceeded) (?:full )?capacity\b|\b(?:currently|now|already|program is|classes? (?:is|are)|shelter is) full\b|\bno (?:openings|vacanc(?:y|ies)|space|beds? available|slots)\b|\bfully booked\b|\bwait(?:ing)?[- ]?list is (?:currently |now )?closed\b|"
    r"\bnot (?:currently |presently )?(?:accepting|taking) (?:any )?(?:new )?(?:clients|applications|patients|participants|referrals|enrollments|students)\b|\bclosed to new\b|\bsin cupo\b|\bno hay cupos?\b|\bno acepta nuevos\b"
)
_ROOM = re.compile(
    r"\b(?:accepting|taking) new (?:clients|patients|participants|students)\b|\b(?:openings|space|spaces|slots|beds|vacancies)(?: are| is)? (?:currently |now )?available\b|\bimmediate openings\b|\bnow enrolling\b|\bhay cupos?\b|\bacepta nuevos\b"
)
# Words of the patterns above: most sentences have none. What says "wait" may be written as one word with the next.
_WORDS = words_of(
    "espera capacity full fully opening openings space spaces slots bed beds accepting taking vacancy vacancies closed enrolling cupo "
    "cupos nuevos"
)
# A text is read only where one of its sentences has one of these.
_TRIGGERS = re.compile(
    r"\b(?:wait|waiting|waitlists?|espera|capacity|full|fully|openings?|spaces?|slots|beds|accepting|taking|vacanc(?:y|ies)|closed to|enrolling|cupos?|nuevos)\b"
)

_UNKNOWN = Capacity()


def read_capacity(records: Collection[Mapping[str, Any]] = (), texts: Iterable[str] = ()) -> Capacity:
    """Capacity from HSDS `service_capacity` objects (`available`, `updated`), then from texts such as `wait_time` and alerts."""
    told = [text for text in texts if _may_speak_of_room(plain(text))]
    if not told and not records:
        return _UNKNOWN
    newest = max(records, key=lambda record: str(record.get("updated") or ""), default=None)
    room, waiting, words = _of_texts(told)
    if newest is None or newest.get("available") is None:
        return Capacity(room, waiting, None, words)
    try:
        has_room = Tri.YES if float(newest["available"]) > 0 else Tri.NO
    except (TypeError, ValueError):
        return Capacity(room, waiting, None, words)
    return Capacity(has_room, waiting, _date(newest.get("updated")), words or str(newest.get("description") or ""))


def _of_texts(texts: Iterable[str]) -> tuple[Tri, Tri, str]:
    room, waiting, kept = Tri.UNKNOWN, Tri.UNKNOWN, []
    for text in texts:
        told = sentences(tidied(text))
        said = [(sentence, found) for sentence, found in zip(told, map(_of_sentence, told), strict=True) if found]
        if not any(is_about_room for _, (is_about_room, _, _) in said):
            continue
        for sentence, (_, room_here, waiting_here) in said:
            if room_here is not Tri.UNKNOWN or waiting_here is not Tri.UNKNOWN:
                kept.append(sentence)
            room = room_here if room is Tri.UNKNOWN else room
            waiting = waiting_here if waiting is Tri.UNKNOWN else waiting
    return room, waiting, "; ".join(kept)


def _may_speak_of_room(text: str) -> bool:
    return "wait" in text or not _WORDS.isdisjoint(words_of(text))


@lru_cache(maxsize=SENTENCES_KEPT)
def _of_sentence(sentence: str) -> tuple[bool, Tri, Tri] | None:
    """Whether it speaks of room at all, whether there is room, and a waiting list; None where no word of it could say."""
    text = folded(sentence)
    if not _may_speak_of_room(text):
        return None
    return _TRIGGERS.search(text) is not None, _room(text), _waiting(text)


def _room(text: str) -> Tri:
    if _FULL.search(text):
        return Tri.NO
    return Tri.YES if _ROOM.search(text) else Tri.UNKNOWN


def _waiting(text: str) -> Tri:
    if _NO_WAITING.search(text):
        return Tri.NO
    return Tri.YES if _WAITING.search(text) else Tri.UNKNOWN


def _date(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
