"""Days and times of one piece of an hours text put together: "9-5 Mon, 10-2 Sat" or "Mon 9-5, Sat 10-2".

Not for: cutting the text in pieces or choosing whose hours count (`hours.py`). The decision a reader would ask about: what finds no
partner in its piece waits for the next one ("M, W, F; 9am-5pm"), and what follows "closed" is taken out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from directory.facts.hour_tokens import Token, TokenKind
from directory.facts.values import OpenPeriod

_PAIRED = (TokenKind.DAYS, TokenKind.TIMES)


@dataclass(slots=True)
class Waiting:
    """What earlier pieces left: `days` and `times` without a partner, and the `last_days` that had one."""

    days: list[Token] = field(default_factory=list)
    times: list[Token] = field(default_factory=list)
    last_days: list[Token] = field(default_factory=list)


def pair(tokens: Sequence[Token], periods: list[OpenPeriod], waiting: Waiting) -> Waiting:
    """Adds the periods of the tokens to `periods`, or takes closed ones out; says what now waits."""
    tokens = _without_repeats(tokens)
    pairing = _Pairing(periods, _days_first(tokens, waiting), waiting)
    pairing.walk(tokens)
    return pairing.left()


def _without_repeats(tokens: Sequence[Token]) -> list[Token]:
    """ "3rd Thursday only Thursday 3-6": the plain day repeats the one of the month."""
    monthly = {token.days for token in tokens if token.weeks}
    return [token for token in tokens if token.kind is not TokenKind.DAYS or token.weeks or token.days not in monthly]


def _days_first(tokens: Sequence[Token], waiting: Waiting) -> bool:
    kinds = [token.kind for token in tokens if token.kind in _PAIRED]
    if any(token.headed for token in tokens):
        return True
    if TokenKind.TIMES not in kinds:
        return not waiting.times
    if TokenKind.DAYS not in kinds:
        return bool(waiting.days or (waiting.last_days and not waiting.times))
    more_times = kinds.count(TokenKind.TIMES) > kinds.count(TokenKind.DAYS)
    return kinds[0] is TokenKind.DAYS or (bool(waiting.days) and more_times)


class _Pairing:
    """One walk over the tokens. `leaders` are the days (or the times) that those of the other kind belong to."""

    def __init__(self, periods: list[OpenPeriod], days_first: bool, waiting: Waiting) -> None:
        self.periods = periods
        self.days_first = days_first
        self.last_days = list(waiting.last_days) if days_first else []
        self.leaders = list(waiting.days if days_first else waiting.times)
        self.used = False
        if days_first and not self.leaders:
            self.leaders, self.used = list(waiting.last_days), True

    def left(self) -> Waiting:
        """What found no partner."""
        unpaired = [] if self.used else self.leaders
        return Waiting(
            days=unpaired if self.days_first else [],
            times=[] if self.days_first else unpaired,
            last_days=self.last_days,
        )

    def walk(self, tokens: list[Token]) -> None:
        """Pairs all tokens."""
        leader = TokenKind.DAYS if self.days_first else TokenKind.TIMES
        at = 0
        while at < len(tokens):
            token = tokens[at]
            at += 1
            if token.kind is TokenKind.CLOSED:
                at += self._close([each for each in tokens[at:] if each.kind in _PAIRED])
            elif token.kind is leader:
                self._lead(token)
            elif token.kind in _PAIRED:
                self._follow(token)

    def _close(self, following: list[Token]) -> int:
        """Takes out what "closed" governs; returns how many of the following tokens it used."""
        if self.days_first and self.leaders and not self.used:
            self.leaders, self.used = [], True  # "Sunday: closed"
            return 0
        days = [token for token in following[:2] if token.kind is TokenKind.DAYS]
        times = next((index for index, token in enumerate(following) if token.kind is TokenKind.TIMES), None)
        if times is not None and times <= 1 and not self._opens_again(following, times):
            if any(token.weeks for token in following):
                return len(following)  # a rare closing is no weekly one
            before = following[:times]
            on_days = before or (following[1:] if len(following) == times + 2 and not self.days_first else [])
            self._pause(following[times], {day for token in on_days for day in token.days})
            return len(following) if on_days and not before else times + 1
        for token in days[:1] if times is not None else following:
            if not token.weeks:
                self.periods[:] = [period for period in self.periods if period.day not in token.days]
        return 1 if times is not None else len(following)

    def _opens_again(self, following: list[Token], times: int) -> bool:
        """ "9-5 Mon-Fri, closed Sun, 10-2 Sat": the times after the closed day open another."""
        later = following[times + 1 : times + 2]
        return not self.days_first and times == 1 and bool(later) and later[0].kind is TokenKind.DAYS

    def _lead(self, token: Token) -> None:
        if self.used:
            self.leaders, self.used = [], False
        self.leaders.append(token)
        if self.days_first:
            self.last_days = self.leaders

    def _follow(self, token: Token) -> None:
        self.used = self.used or bool(self.leaders)
        for leader in self.leaders:
            days, times = (leader, token) if self.days_first else (token, leader)
            if not days.unsure:
                opens, closes = times.times
                self.periods.extend(OpenPeriod(day, opens, closes, days.weeks) for day in days.days)

    def _pause(self, token: Token, days: set[int]) -> None:
        """Takes a pause out of these days, or of all when none are named."""
        parts = []
        for period in self.periods:
            parts.extend(_without(period, token.times) if not days or period.day in days else [period])
        self.periods[:] = parts


def _without(period: OpenPeriod, pause: tuple[int, int]) -> list[OpenPeriod]:
    """The parts of a period before and after a pause ("closed 12-1 for lunch")."""
    start, end = pause
    if end <= period.opens or start >= period.closes:
        return [period]
    parts = ((period.opens, start), (end, period.closes))
    return [OpenPeriod(period.day, opens, closes, period.weeks_of_month) for opens, closes in parts if closes > opens]
