"""Income limits: percent of the federal poverty level, and whether low income is asked for at all.

Not for: benefits that a client draws (`populations.py`), or limits in dollars or of the area's median, which depend on year and
place and stay in words. The decision a reader would ask about: of several percentages the highest counts, as it is the limit that
shuts out least.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from directory.facts.statements import Force, Statement, is_denied
from directory.facts.values import Tri
from directory.facts.wording import has_any

_POVERTY = r"(?:federal |national |u\.?s\.? |hhs |low[- ]income )*(?:poverty|fpl\b|fpg\b|fpig\b|pobreza|nivel federal)"
_PERCENT = re.compile(
    rf"(?P<a>\d{{2,3}})\s?(?:%|percent|por ciento)[^.;%]{{0,40}}?{_POVERTY}|{_POVERTY}[^.;%]{{0,50}}?(?P<b>\d{{2,3}})\s?(?:%|percent)"
)
_AT_POVERTY = re.compile(rf"\b(?:below|under|at or below|at|beneath)\s+(?:the )?(?:\w+ )?{_POVERTY}")
_LOW = re.compile(
    r"\b(?:very |extremely )?low(?:er)?(?:[- ]to[- ]moderate| to middle| and moderate| or moderate|,? moderate| to no| and very low)?[- ]income\b|\b(?:limited|fixed|no|modest)[- ]incomes?\b"
    r"|\bincome[- ](?:eligib\w+|qualif\w+|guidelines?|limits?|restrict\w+|requirements?|based|criteria)\b|\bincome must\b|\bmeet (?:\w+ ){0,3}income\b|\bmaximum income\b"
    r"|\bfinancially (?:needy|eligible|disadvantaged|qualified)\b|\bfinancial (?:need|eligibility|hardship)\b|\bindigent\b|\bimpoverished\b|\beconomically disadvantaged\b|\bneedy (?:families|individuals|persons|people|residents)\b"
    r"|\bmeans[- ]test\w*|\bbajos? (?:ingresos|recursos)\b|\bescasos recursos\b|\bbased (?:up)?on (?:\w+ ){0,4}income\b|\bthe poor\b|\bcannot afford\b|\bunable to (?:pay|afford)\b"
)
_NO_LIMIT = re.compile(
    r"\b(?:regardless of|irrespective of|no) (?:their |financial |any )?(?:income|ability to pay)(?: level)?(?: (?:requirements?|restrictions?|limits?|guidelines?))?\b|\ball incomes?(?: levels?)?\b|\bany income\b"
)
_STEMS = (
    "income",
    "povert",
    "fpl",
    "fpg",
    "financ",
    "indigent",
    "disadvantag",
    "needy",
    "means",
    "ingresos",
    "recursos",
    "pobreza",
    "the poor",
    "afford",
    "to pay",
)
_LEAST_PERCENT, _MOST_PERCENT = 50.0, 600.0


@dataclass(frozen=True, slots=True)
class IncomeRead:
    """The limit in percent of the federal poverty level, whether low income is asked for, and the words."""

    limit_percent_fpl: float | None = None
    low_income: Tri = Tri.UNKNOWN
    words: tuple[str, ...] = ()


def read_income(told: tuple[Statement, ...]) -> IncomeRead:
    """What the statements say of income."""
    limits: list[float] = []
    low = Tri.UNKNOWN
    words: list[str] = []
    for statement in told:
        if statement.force is Force.ASIDE or not has_any(statement.text, _STEMS):
            continue
        if _NO_LIMIT.search(statement.text) and "no income and" not in statement.text and "low" not in statement.text:
            low = Tri.NO
            words.append(statement.words)
        elif statement.force is Force.CONDITION:
            found = _limits(statement.text)
            limits.extend(found)
            if found or _asks_low(statement.text):
                low = Tri.YES
                words.append(statement.words)
    return IncomeRead(max(limits, default=None), low, tuple(dict.fromkeys(words)))


def _limits(text: str) -> list[float]:
    found = [float(match["a"] or match["b"]) for match in _PERCENT.finditer(text)]
    if not found and _AT_POVERTY.search(text):
        found = [100.0]
    return [percent for percent in found if _LEAST_PERCENT <= percent <= _MOST_PERCENT]


def _asks_low(text: str) -> bool:
    return any(
        not is_denied(text, match.start(), match.start()) or match[0].startswith("no") for match in _LOW.finditer(text)
    )
