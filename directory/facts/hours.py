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
from directory.facts.values import Hours, OpenPeriod
from directory.facts.wording import folded, tidied

ASSUMED_WEEKDAYS = "(days not stated; read as Monday to Friday)"

_SEGMENT_END = re.compile(
    r"[;\n|)]|(?<=\w\w)(?<!\bmon)(?<!\btue)(?<!\btues)(?<!\bwed)(?<!\bthu)(?<!\bthur)(?<!\bthurs)(?<!\bfri)(?<!\bsat)"
    r"(?<!\bsun)\.\s"
)
_PHONE = re.compile(r"\(?\b\d{3}\)?[ .-]\s?\d{3}[ .-]\d{4}\b")
_NOON_IN_BRACKETS = re.compile(r"\(\s*(?:noon|midnight|mediodia|medianoche)\s*\)")
_APPOINTMENT = re.compile(r"\bappoint?ments?\b|\bappt\b|\bcon cita\b|\bpor cita\b|\bprevia cita\b|\bcita previa\b")
_APPOINTMENT_ONLY = re.compile(
    r"\b(?:by |with )?(?:appoint?ments?|appt\.?|cita) (?:only|required)\b|\bonly by (?:appoint?ment|appt)|\bsolo (?:con|por) cita\b|\bcita previa\b"
)
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
        self.waiting_days: list[Token] = []
        self.waiting_times: list[Token] = []
        self.days_before: list[Token] = []

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
        periods = self.periods.setdefault(section, [])
        pairing = _Pairing(periods, self._days_first(tokens), self.waiting_days, self.waiting_times, self.days_before)
        pairing.walk(tokens)
        self.waiting_days = pairing.unpaired_days
        # "(classes)" behind a time says what it is for: it does not wait for the days of the next piece.
        self.waiting_times = [] if "(" in segment else pairing.unpaired_times
        self.days_before = pairing.last_days
        self.dayless = pairing.unpaired_times or self.dayless

    def _days_first(self, tokens: list[Token]) -> bool:
        days = [token for token in tokens if token.kind is TokenKind.DAYS]
        times = [token for token in tokens if token.kind is TokenKind.TIMES]
        if any(token.headed for token in days):
            return True
        if not times:
            return not self.waiting_times
        if not days:
            return bool(self.waiting_days or (self.days_before and not self.waiting_times))
        first = next(token for token in tokens if token.kind in (TokenKind.DAYS, TokenKind.TIMES))
        return first.kind is TokenKind.DAYS or (bool(self.waiting_days) and len(times) > len(days))


class _Pairing:
    """Pairs days and times of one segment: "9-5 Mon, 10-2 Sat" or "Mon 9-5, Sat 10-2"."""

    def __init__(
        self,
        periods: list[OpenPeriod],
        days_first: bool,
        waiting_days: list[Token],
        waiting_times: list[Token],
        days_before: list[Token],
    ) -> None:
        self.periods = periods
        self.days_first = days_first
        self.leaders = list(waiting_days if days_first else waiting_times)
        self.used = False
        if days_first and not self.leaders:
            self.leaders, self.used = list(days_before), True
        self.last_days: list[Token] = list(days_before) if days_first else []
        self.closing = False

    @property
    def unpaired_days(self) -> list[Token]:
        return self.leaders if self.days_first and not self.used else []

    @property
    def unpaired_times(self) -> list[Token]:
        return self.leaders if not self.days_first and not self.used else []

    def walk(self, tokens: list[Token]) -> None:
        leader = TokenKind.DAYS if self.days_first else TokenKind.TIMES
        closed = _after_closing(tokens)
        pauses = any(token.kind is TokenKind.TIMES for token in closed)
        rarely = any(token.weeks for token in closed)
        for token in tokens:
            if token.kind is TokenKind.CLOSED:
                self._close()
            elif token.kind not in (TokenKind.DAYS, TokenKind.TIMES):
                continue
            elif self.closing:
                if not rarely and not (pauses and token.kind is TokenKind.DAYS):
                    self._remove(token)
            elif token.kind is leader:
                self._lead(token)
            else:
                self._follow(token)

    def _close(self) -> None:
        if self.days_first and self.leaders and not self.used:
            self.leaders, self.used = [], True
        else:
            self.closing = True

    def _lead(self, token: Token) -> None:
        if self.used:
            self.leaders, self.used = [], False
        self.leaders.append(token)
        if self.days_first:
            self.last_days = self.leaders

    def _follow(self, token: Token) -> None:
        self.used = self.used or bool(self.leaders)
        if not self.leaders and not self.days_first:
            self.leaders, self.used = [], False
        for leader in self.leaders:
            days, times = (leader, token) if self.days_first else (token, leader)
            if not days.unsure:
                opens, closes = times.times
                self.periods.extend(OpenPeriod(day, opens, closes, days.weeks) for day in days.days)

    def _remove(self, token: Token) -> None:
        if token.kind is TokenKind.DAYS:
            self.periods[:] = [period for period in self.periods if period.day not in token.days]
        else:
            self.periods[:] = [part for period in self.periods for part in _without(period, token.times)]


def _after_closing(tokens: list[Token]) -> list[Token]:
    kinds = [token.kind for token in tokens]
    return tokens[kinds.index(TokenKind.CLOSED) :] if TokenKind.CLOSED in kinds else []


def _without(period: OpenPeriod, pause: tuple[int, int]) -> list[OpenPeriod]:
    """The parts of a period before and after a pause ("closed 12-1 for lunch")."""
    start, end = pause
    if end <= period.opens or start >= period.closes:
        return [period]
    parts = ((period.opens, start), (end, period.closes))
    return [OpenPeriod(period.day, opens, closes, period.weeks_of_month) for opens, closes in parts if closes > opens]


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
    plain = _NOON_IN_BRACKETS.sub(" ", _PHONE.sub(" ", folded(words)))
    if not plain:
        return None
    week = _Week()
    for segment in _SEGMENT_END.split(plain):
        if segment.strip():
            week.take(segment)
    return _hours_of(week, plain, words)


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
