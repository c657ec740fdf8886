"""Words of an hours text to tokens: days, times, dates, closings, round-the-clock.

Not for: putting days and times together (`hours.py`). The decision a reader would ask about: a bare number is a time
only beside a day ("Mon 9-5"), and a lone letter is a day only beside another day or a time, because "ages 5-14" and
"t" are in these texts too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from directory.facts.clock_times import ClockTime, clock_time, minutes_open
from directory.facts.wording import has_any

ALL_DAYS = (0, 1, 2, 3, 4, 5, 6)
WEEKDAYS = (0, 1, 2, 3, 4)
WEEKEND = (5, 6)


class TokenKind(StrEnum):
    """What a piece of an hours text is."""

    DAYS = "days"
    TIMES = "times"
    ALWAYS = "always"
    CLOSED = "closed"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Token:
    """One piece. `days` with `weeks` (of the month) for DAYS, minutes (opens, closes) for TIMES.

    `headed` says that a colon follows the days ("Monday: 9-12"); `unsure` that no week shows it: days that recur
    otherwise ("every other Friday"), or a date with its day ("May 3").
    """

    kind: TokenKind
    days: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    times: tuple[int, int] = (0, 0)
    headed: bool = False
    unsure: bool = False


_DAY_STEMS = {
    "mon": 0,
    "lun": 0,
    "tue": 1,
    "mar": 1,
    "wed": 2,
    "mie": 2,
    "thu": 3,
    "jue": 3,
    "fri": 4,
    "vie": 4,
    "sat": 5,
    "sab": 5,
    "sun": 6,
    "dom": 6,
}
_LETTER_DAYS = {"m": 0, "t": 1, "tu": 1, "w": 2, "th": 3, "r": 3, "f": 4, "s": 5, "sa": 5, "su": 6, "u": 6}
_LETTER_IN_RUN = re.compile(r"th|tu|sa|su|[mtwrfs]")
_ORDINALS = {
    "1st": 1,
    "first": 1,
    "primer": 1,
    "primero": 1,
    "1er": 1,
    "1ro": 1,
    "2do": 2,
    "3er": 3,
    "3ro": 3,
    "4to": 4,
    "2nd": 2,
    "second": 2,
    "segundo": 2,
    "3rd": 3,
    "third": 3,
    "tercer": 3,
    "tercero": 3,
    "4th": 4,
    "fourth": 4,
    "cuarto": 4,
    "5th": 5,
    "fifth": 5,
    "quinto": 5,
    "last": -1,
    "ultimo": -1,
}
_MONTHS = (
    r"jan(?:uary)?|feb(?:ruary)?|march|april|apr|may|june|jun|july|jul|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
_LEXEMES = re.compile(
    r"(?P<skip>\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b|\b(?:grades?|ages?|edades|grados?|room|suite|ste|rm|apt|floor|line|\#)"
    r"\s*\.?\s*\d[\d\s,&/-]*(?:(?:to|through|and)\s+\d+)?|\$\s?\d[\d.,]*|\b\d+\s*(?:%|years?|yrs?|months?|weeks?|minutes?|mins?|hrs? (?:notice|advance)|clients?|people)\b"
    r"|\bwithin (?:24|48|72) hours?|\b(?:24|48|72)[ -]*hours?['s]* (?:notice|advance|in advance|prior|before|ahead|cancell?ation|turnaround|response)"
    r"|\bevery other week|\b\d{1,5} (?:[nsew]{1,2}\.? )?[a-z]+ (?:street|st|avenue|ave|road|rd|blvd|drive|dr|lane|ln)\b)"
    r"|(?P<always>\b24\s?/\s?7\b|\b24[ -]*(?:hours?|hrs?|horas)\b(?:\W{0,3}(?:a|per|al) (?:day|dia)|/day|\W{1,3}daily)?|\baround the clock\b|\btwenty[ -]?four hours\b)"
    r"|(?P<date>\b(?:"
    + _MONTHS
    + r")\b\.?(?:\s+\d{1,2}(?:st|nd|rd|th)?\b(?!\s*(?::|am|pm|a\.m|p\.m))(?:\s*(?:,|&|and|-|to)\s*\d{1,2}(?:st|nd|rd|th)?\b(?!\s*(?::|am|pm)))*)?(?:\s*,?\s*(?:19|20)\d\d)?"
    r"|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b)"
    r"|(?P<daily>\b(?:daily|nightly|every ?day|(?:each|every) (?:day|night)|(?:7|seven) days(?: (?:a|per) week|/week)?|todos los dias|diario|diariamente|siete dias)\b)"
    r"|(?P<weekdays>\b(?:week ?days|every weekday|dias de semana|entre semana)\b)"
    r"|(?P<weekend>\b(?:week ?ends?|fin(?:es)? de semana)\b)"
    r"|(?P<other>\bevery other\b|\balternat(?:e|ing)\b|\bbi-?weekly\b|\b(?:twice|once|2x|1x) (?:a |per )?month\b|\bmonthly\b|\bevery (?:2|two|3|three|4|four) weeks\b|\bcada dos\b)"
    r"|(?P<ordinal>\b(?:1er|1ro|2do|3er|3ro|4to|1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|last|primero?|segundo|tercero?|cuarto|quinto|ultimo)\b)"
    r"|(?P<day>\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?'?s?\b\.?|\b(?:wedn?s|wendsday|wensday|wednsday|thrusday|thurday|tuesdya|saterday)\b"
    r"|\b(?:lunes|martes|miercoles|jueves|viernes|sabados?|domingos?|lun|mie|jue|vie|sab|dom)\b)"
    r"|(?P<run>\b(?=[mtw])(?!mt\b|tu\b|th\b|thu\b)m?(?:tu?(?!h))?w?(?:th|r)?f?(?:sa?)?\b(?<=[a-z][a-z]))"
    r"|(?P<time>(?<![\d.:$])\d{1,2}(?::\s?\d{1,2}(?!\d)|[.h]\d\d(?!\d)|:(?=\s?[ap]m)|\s?h\b)?(?:\s{0,2}[ap]\.?\s?m\b\.?|[ap]\b\.?|\s?(?:noon|midnight)\b)?"
    r"(?![\w/])|\bnoon\b|\bmidnight\b|\bmediodia\b|\bmedianoche\b)"
    r"|(?P<closed>\b(?:closed|except|excluding|excepto|cerrado|cerrados|no (?:service|hours))\b)"
    r"|(?P<letter>(?<![\w'.])(?:th|tu|sa|su|[mtwrfsu])(?![\w'’]))"
    r"|(?P<until>\b(?:thru|through|thr|to|until|till?|hasta|al?)\b|-)"
    r"|(?P<join>&|\+|/|,|\band\b|\by\b|\bor\b|\bo\b)"
    r"|(?P<colon>:)"
    r"|(?P<word>[a-z][a-z'./-]*[a-z]|[a-z]|\d[\w.,/-]*)"
)
_CONNECTORS = frozenset(("de", "del", "los", "las", "el", "la", "from", "the", "of", "each", "every", "cada"))
_SPANISH_LETTERS = re.compile(r"(?<![\w-])l\s?(?:-|a)\s?([vsd])(?![\w-])")
_SPANISH_WEEK_ENDS = {"v": "lunes a viernes", "s": "lunes a sabado", "d": "lunes a domingo"}
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h]\s?(\d{0,2}))?\s*(noon|midnight|[ap])?")
_NOISE = re.compile(r"(?<=:\d\d):00(?!\d)|\(\s*(?:noon|midnight|mediodia)\s*\)|\b(?:edt|est|cst|pst|mst|et)\b|o'?clock")
_NOISE_STEMS = (":00", "(", "dt", "st", "et", "clock")
_SPANISH_STEMS = ("l-", "l -", "l a", "la")
_DOTTED_MERIDIEM = re.compile(r"(?<=[\d\s])([ap])\s?\.\s?m\b\.?")
_UNCOLONED = re.compile(r"(?<![\d:/-])(\d{1,2})([0-5]\d)(?=\s?[ap]\.?m\b)")


@dataclass(frozen=True, slots=True)
class _Lexeme:
    kind: str
    text: str


def _lexemes(folded_text: str) -> list[_Lexeme]:
    even = _DOTTED_MERIDIEM.sub(r"\1m", folded_text) if "." in folded_text else folded_text
    even = _NOISE.sub(" ", even) if has_any(even, _NOISE_STEMS) else even
    if has_any(even, _SPANISH_STEMS):
        even = _SPANISH_LETTERS.sub(lambda match: _SPANISH_WEEK_ENDS[match[1]], even)
    even = _UNCOLONED.sub(r"\1:\2", even)
    found = []
    for match in _LEXEMES.finditer(even):
        kind = match.lastgroup or "word"
        if kind != "skip" and match.group() not in _CONNECTORS:
            found.append(_Lexeme(kind, match.group().strip()))
    return found


def _clock_of(text: str) -> ClockTime | None:
    if text in ("noon", "mediodia"):
        return ClockTime(12, 0, certain=True)
    if text in ("midnight", "medianoche"):
        return ClockTime(0, 0, certain=True)
    match = _CLOCK.match(text)
    if not match:
        return None
    hour, minute, half = int(match[1]), match[2] or "0", match[3] or ""
    if half in ("noon", "midnight"):
        return ClockTime(12 if half == "noon" else 0, 0, certain=True)
    return clock_time(hour, int(minute), half, leading_zero=len(match[1]) == 2 and match[1][0] == "0")


def _is_bare(text: str) -> bool:
    return text.isdigit()


class _Reader:
    """Walks once over the lexemes; every `_read_…` consumes what it understood or nothing."""

    def __init__(self, lexemes: list[_Lexeme]) -> None:
        self.lexemes = lexemes
        self.at = 0
        self.tokens: list[Token] = []

    def _kind(self, offset: int = 0) -> str:
        index = self.at + offset
        return self.lexemes[index].kind if 0 <= index < len(self.lexemes) else ""

    def _text(self, offset: int = 0) -> str:
        return self.lexemes[self.at + offset].text

    def read(self) -> list[Token]:
        while self.at < len(self.lexemes):
            if not (self._read_days() or self._read_times() or self._read_plain()):
                self.at += 1
        return self.tokens

    def _read_plain(self) -> bool:
        kinds = {
            "always": TokenKind.ALWAYS,
            "closed": TokenKind.CLOSED,
            "date": TokenKind.DATE,
        }
        kind = kinds.get(self._kind())
        if kind is None:
            return False
        self.tokens.append(Token(kind, unsure=any(character.isdigit() for character in self._text())))
        self.at += 1
        return True

    def _read_times(self) -> bool:
        if self._read_unjoined_times():
            return True
        if self._kind() != "time" or self._kind(1) != "until" or self._kind(2) != "time":
            return False
        if _is_bare(self._text()) and _is_bare(self._text(2)) and not self._beside_day():
            return False
        start, end = _clock_of(self._text()), _clock_of(self._text(2))
        span = minutes_open(start, end) if start and end else None
        self.at += 3
        if span is not None:
            self.tokens.append(Token(TokenKind.TIMES, times=span))
        return True

    def _read_unjoined_times(self) -> bool:
        """ "Weekly Monday 8:45 AM 11:00 AM", as locators print two columns."""
        if self._kind() != "time" or self._kind(1) != "time" or not self._beside_day():
            return False
        start, end = _clock_of(self._text()), _clock_of(self._text(1))
        if not (start and end and start.meridiem and end.meridiem):
            return False
        span = minutes_open(start, end)
        self.at += 2
        if span is not None:
            self.tokens.append(Token(TokenKind.TIMES, times=span))
        return True

    def _beside_day(self) -> bool:
        before = self.tokens[-1].kind if self.tokens else None
        if before in (TokenKind.DAYS, TokenKind.TIMES) and self._kind(-1) != "word":
            return True
        if self._kind(-1) == "closed":
            return True
        after = 4 if self._kind(3) in ("join", "colon") else 3
        return self._kind(after) in ("day", "letter", "daily", "weekdays", "weekend", "run")

    def _days_here(self) -> tuple[int, ...]:
        kind = self._kind()
        if kind == "day":
            return (_DAY_STEMS[self._text()[:3].replace("wen", "wed").replace("thr", "thu")],)
        if kind == "run":
            return tuple(_LETTER_DAYS[letter] for letter in _LETTER_IN_RUN.findall(self._text()))
        if kind == "letter":
            return (_LETTER_DAYS[self._text()],) if self._letter_is_day() else ()
        if kind == "weekend" and self._kind(-1) == "word" and self._text(-1) not in ("on", "los", "en"):
            return ()  # "flexible hours including weekends"
        return {"daily": ALL_DAYS, "weekdays": WEEKDAYS, "weekend": WEEKEND}.get(kind, ())

    def _letter_is_day(self) -> bool:
        def counts(kind: str) -> bool:
            return kind in ("day", "letter", "time")

        nearby = self._kind(2) if self._kind(1) in ("until", "join", "colon") else self._kind(1)
        before = self._kind(-2) if self._kind(-1) in ("until", "join") else self._kind(-1)
        return counts(nearby) or counts(before)

    def _ordinals(self) -> tuple[int, ...] | None:
        """The weeks named before a day; None (and nothing consumed) when no day follows."""
        start, weeks = self.at, []
        while self._kind() == "ordinal":
            weeks.append(_ORDINALS[self._text()])
            self.at += 1
            while self._kind() in ("join", "until") and self._kind(1) in ("ordinal",):
                self.at += 1
        if not weeks or self._days_here():
            return tuple(weeks)
        self.at = start
        return None

    def _read_days(self) -> bool:
        start = self.at
        weeks = self._ordinals()
        days = list(self._days_here())
        if weeks is None or not days:
            self.at = start
            return False
        self.at += 1
        if not weeks:
            self._extend(days)
        headed = self._kind() == "colon" and self._kind(1) == "time"
        self.tokens.append(Token(TokenKind.DAYS, tuple(dict.fromkeys(days)), weeks, headed=headed))
        return True

    def _extend(self, days: list[int]) -> None:
        """Takes "- Friday", ", Wednesday" and "and Sunday" behind a day."""
        while True:
            step = self.at
            link = ""
            while self._kind() in ("until", "join"):
                link = self._kind()
                self.at += 1
            following = self._days_here()
            if not following or (link == "" and self._kind() not in ("day", "letter")):
                self.at = step
                return
            if link == "until" and len(following) == 1:
                days.extend(_days_between(days[-1], following[0]))
            else:
                days.extend(following)
            self.at += 1


def _days_between(first: int, last: int) -> tuple[int, ...]:
    """The days after `first` up to `last`, over Sunday when need be."""
    length = (last - first) % 7 or 7
    return tuple((first + step) % 7 for step in range(1, length + 1)) if length < 7 else (last,)


@lru_cache(maxsize=2048)  # pieces such as "9am-5pm, Monday-Friday" come in texts that differ otherwise
def hour_tokens(folded_text: str) -> tuple[Token, ...]:
    """The tokens of an hours text that was folded before (`wording.folded`)."""
    lexemes = _lexemes(folded_text)
    tokens = _Reader(lexemes).read()
    if any(lexeme.kind == "other" for lexeme in lexemes):
        tokens = [token if token.weeks else replace(token, unsure=True) for token in tokens]
    return tuple(tokens)
