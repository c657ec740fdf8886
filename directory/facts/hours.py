"""Free text about opening hours, English and Spanish, to `Hours`.

Not for: asking whether something is open (`opening.py`) or HSDS schedules (`schedules.py`). Decisions a reader would
ask about: (1) times without any day are read as Monday to Friday only when the text says nothing else, and `words`
then says so; (2) where office hours and programme hours are told apart, the programme's count; (3) dates of one year,
"every other week" and slips ("9 pm - 5 pm") are left unread, and a text without anything readable is None: unknown.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from directory.facts.clock_times import DAY_MINUTES
from directory.facts.hour_tokens import ALL_DAYS, WEEKDAYS, Token, TokenKind, hour_tokens
from directory.facts.hours_pairing import Waiting, pair
from directory.facts.values import Hours, OpenPeriod
from directory.facts.wording import folded, has_any, tidied

ASSUMED_WEEKDAYS = "(days not stated; read as Monday to Friday)"

# The end stands first in the pattern, so that the search leaps from one such character to the next.
_SEGMENT_END = re.compile(
    r"[;\n|).](?:(?<=[;\n|)])|(?<=\w\w\.)(?<!\bmon\.)(?<!\btue\.)(?<!\btues\.)(?<!\bwed\.)(?<!\bthu\.)(?<!\bthur\.)"
    r"(?<!\bthurs\.)(?<!\bfri\.)(?<!\bsat\.)(?<!\bsun\.)\s)"
)
_PHONE = re.compile(r"\(?\b\d{3}\)?[ .-]\s?\d{3}[ .-]\d{4}\b")
_GLUED = re.compile(r"(?:(?<=\d[ap]m)|(?<=\d [ap]m))(?=[a-z]{3})")
_NOON_IN_BRACKETS = re.compile(r"\(\s*(?:noon|midnight|mediodia|medianoche)\s*\)")
_APPOINTMENT = re.compile(r"\bappoint?ments?\b|\bappt\b|\bcon cita\b|\bpor cita\b|\bprevia cita\b|\bcita previa\b")
_APPOINTMENT_ONLY = re.compile(
    r"\b(?:by |with )?(?:appoint?ments?|appt\.?|cita) (?:only|required)\b|\bonly by (?:appoint?ment|appt)|\bsolo (?:con|por) cita\b|\bcita previa\b"
)
_APPOINTMENT_STEMS = ("appoin", "appt", "cita")
_NOTHING_BUT_TIMES = re.compile(
    r"(?:(?:open|office|business|hours?|of|operation|from|[ap]\.?m|[ap]|noon|midnight|to|until|and|de|abierto|horario|est|edt)"
    r"(?![a-z])|[\d:;.,&()\s/-])*"
)


class _Section(IntEnum):
    """Whose hours a piece of the text gives; the lowest that was read counts."""

    SERVICE = 0
    HOTLINE = 1
    SEASON = 2
    OFFICE = 3
    PHONE = 4
    IGNORED = 9


_SECTION_WORDS = (
    (
        _Section.IGNORED,
        re.compile(
            r"\bvisit(?:ing|ings|ors?|ation)\b|\bvistings?\b|\bcheck[ -]?out\b|\bworship\b|\bmass\b|\bhorario de visita"
        ),
    ),
    (
        _Section.SEASON,
        re.compile(
            r"\bsummer\b|\bholidays? (?:hours|schedule)|\bspring break\b|\bwinter break\b|\bverano\b|\btax season\b|\bteacher planning\b"
        ),
    ),
    (_Section.HOTLINE, re.compile(r"\b(?:hot|help|crisis|care|warm)[ -]?lines?\b")),
    (
        _Section.OFFICE,
        re.compile(
            r"\badmin\w*|\b(?:main |general |business |front )*office\b|\bbusiness hours\b|\brectory\b|\boficina\b"
        ),
    ),
    (
        _Section.PHONE,
        re.compile(
            r"\b(?:tele)?phone\b|\bon[ -]call\b|\banswering\b|\bvoice ?mail\b|\bmessages?\b|\bemergenc(?:y|ies)\b|\bafter[ -]hours\b|\bonline\b|\bweb ?site\b|\brecorded\b|\binformation only\b"
        ),
    ),
)


@lru_cache(maxsize=2048)
def _section_of(segment: str) -> _Section | None:
    for section, words in _SECTION_WORDS:
        if words.search(segment):
            return section
    return None


class _Week:
    """Collects periods by section while the segments go by; days and times may wait for their partner."""

    def __init__(self) -> None:
        self.periods: dict[_Section, list[OpenPeriod]] = {}
        self.always: set[_Section] = set()
        self.dayless: list[Token] = []
        self.heading: _Section | None = None
        self.waiting = Waiting()

    def take(self, segment: str) -> None:
        tokens = hour_tokens(segment)
        own = _section_of(segment)
        if not any(token.kind is not TokenKind.DATE for token in tokens):
            if own is not None or segment.rstrip().endswith(":"):
                self.heading = own
            return
        section = own if own is not None else self.heading if self.heading is not None else _Section.SERVICE
        if section is not _Section.IGNORED:
            self._pair(segment, self._without_always(tokens, section), section)

    def _without_always(self, tokens: tuple[Token, ...], section: _Section) -> list[Token]:
        """ "24 hours" on some days is a time like others; alone it means around the clock."""
        kinds = {token.kind for token in tokens}
        if TokenKind.ALWAYS not in kinds:
            return list(tokens)
        days = [token for token in tokens if token.kind is TokenKind.DAYS]
        if days and TokenKind.TIMES not in kinds and not any(token.days == ALL_DAYS for token in days):
            around = Token(TokenKind.TIMES, times=(0, DAY_MINUTES))
            return [around if token.kind is TokenKind.ALWAYS else token for token in tokens]
        # Beside other hours, "24 hours" of an emergency or phone line is not when the door is open.
        self.always.add(section)
        return [token for token in tokens if token.kind is not TokenKind.ALWAYS]

    def _pair(self, segment: str, tokens: list[Token], section: _Section) -> None:
        if any(token.kind is TokenKind.DATE and token.unsure for token in tokens):
            if not any(token.kind is TokenKind.CLOSED for token in tokens):
                return
        elif section is _Section.SERVICE and any(token.kind is TokenKind.DATE for token in tokens):
            section = _Section.SEASON
        self.waiting = pair(tokens, self.periods.setdefault(section, []), self.waiting)
        self.dayless = self.waiting.times or self.dayless
        if "(" in segment:
            # "(classes)" behind a time says what it is for: it does not wait for the days of the next piece.
            self.waiting.times = []


def _in_order(periods: list[OpenPeriod]) -> tuple[OpenPeriod, ...]:
    """Sorted, with periods that overlap made one."""
    ordered: list[OpenPeriod] = []
    for period in sorted(set(periods), key=lambda each: (each.day, each.weeks_of_month, each.opens, each.closes)):
        last = ordered[-1] if ordered else None
        if (
            last
            and (last.day, last.weeks_of_month) == (period.day, period.weeks_of_month)
            and period.opens < last.closes
        ):
            ordered[-1] = OpenPeriod(last.day, last.opens, max(last.closes, period.closes), last.weeks_of_month)
        else:
            ordered.append(period)
    return tuple(ordered)


@lru_cache(maxsize=8192)
def read_hours(text: str) -> Hours | None:
    """The weekly hours that a text gives, or None when it gives none that can be read."""
    words = tidied(text)
    plain = _GLUED.sub("; ", _NOON_IN_BRACKETS.sub(" ", _PHONE.sub(" ", folded(words))))
    if not plain:
        return None
    week = _Week()
    for segment in _SEGMENT_END.split(plain):
        if segment.strip():
            week.take(segment)
    return _hours_of(week, plain, words)


def may_ask_for_appointment(text: str) -> bool:
    """Whether hours read from this text may be by appointment."""
    return has_any(folded(tidied(text)), _APPOINTMENT_STEMS)


def _hours_of(week: _Week, plain: str, words: str) -> Hours | None:
    read = {section for section, periods in week.periods.items() if periods} | week.always
    if read:
        section = min(read)
        if section in week.always:
            return Hours(always_open=True, words=words)
        only = bool(_APPOINTMENT_ONLY.search(plain)) and section is _Section.SERVICE and not _section_split(plain)
        return Hours(periods=_in_order(week.periods[section]), by_appointment=only, words=words)
    if week.dayless and _NOTHING_BUT_TIMES.fullmatch(plain):
        periods = [OpenPeriod(day, *token.times) for token in week.dayless for day in WEEKDAYS]
        return Hours(periods=_in_order(periods), words=f"{words} {ASSUMED_WEEKDAYS}")
    if _APPOINTMENT.search(plain):
        return Hours(by_appointment=True, words=words)
    return None


def _section_split(plain: str) -> bool:
    """Whether the appointment words stand in a segment of their own that names a day ("Sat by appointment only")."""
    return any(
        _APPOINTMENT_ONLY.search(segment) and any(token.kind is TokenKind.DAYS for token in hour_tokens(segment))
        for segment in _SEGMENT_END.split(plain)
        if len(_SEGMENT_END.split(plain)) > 1
    )
