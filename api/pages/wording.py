"""Quantities, dates, phones and codes as people say them.

Not for: sentences about fit (`matching.sentences`). The decision a reader would ask about: everything said here is English
for now; each function takes values and gives words, so a second language is a second table and no change of a page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from directory.facts.language_names import NAMES
from directory.facts.opening import DAY_NAMES
from directory.facts.values import CostKind, Delivery

_US_NUMBER = re.compile(r"\+?1?\D*(\d{3})\D*(\d{3})\D*(\d{4})(?:\s*(?:ext\.?|x)\s*(\d+))?\s*$", re.IGNORECASE)
_FAR_MILES = 10  # from here on a tenth of a mile tells nobody anything

COSTS = {
    CostKind.FREE: "Free",
    CostKind.SLIDING_SCALE: "Sliding scale",
    CostKind.FEE: "Has a fee",
    CostKind.INSURANCE: "Takes insurance",
}
WAYS = {
    Delivery.IN_PERSON: "In person",
    Delivery.PHONE: "By phone",
    Delivery.ONLINE: "Online",
    Delivery.AT_HOME: "At home",
}


def _language_names() -> dict[str, str]:
    """The first name of each code is the usual English one."""
    names: dict[str, str] = {}
    for name, code in NAMES.items():
        names.setdefault(code, name)
    return {code: " ".join(word.capitalize() for word in name.split()) for code, name in names.items() if code}


LANGUAGES = _language_names()


def miles(distance: float) -> str:
    """ "1.4 miles", "23 miles", "less than 0.1 miles"."""
    if distance < 0.1:
        return "less than 0.1 miles"
    if distance >= _FAR_MILES:
        return f"{distance:.0f} miles"
    said = f"{distance:.1f}".removesuffix(".0")
    return "1 mile" if said == "1" else f"{said} miles"


def ago(day: date, today: date) -> str:
    """ "today", "3 weeks ago", "2 years ago"."""
    days = (today - day).days
    if days < 1:
        return "today"
    if days == 1:
        return "yesterday"
    for unit, length, until in (("day", 1, 14), ("week", 7, 60), ("month", 30.4, 730)):
        if days < until:
            return f"{_counted(int(days / length), unit)} ago"
    return f"{_counted(int(days / 365.25), 'year')} ago"


def long_ago(day: date, today: date) -> bool:
    """Whether a check is so old (over a year) that it should be said with a warning."""
    return (today - day).days > 365


def day_words(day: date) -> str:
    """ "March 3, 2026"."""
    return f"{day:%B} {day.day}, {day.year}"


def moment_words(moment: datetime, zone: str) -> str:
    """ "Nov 24, 2026, 2:05 pm" in the given zone."""
    local = moment.astimezone(ZoneInfo(zone)) if zone else moment.astimezone(UTC)
    return (
        f"{local:%b} {local.day}, {local.year}, {local.hour % 12 or 12}:{local:%M} {'am' if local.hour < 12 else 'pm'}"
    )


def phone_words(number: str) -> str:
    """ "(505) 555-0132 ext. 4"; a number that is not of North America stays as it is."""
    found = _US_NUMBER.fullmatch(number.strip())
    if not found:
        return number
    area, exchange, line, extension = found.groups()
    return f"({area}) {exchange}-{line}" + (f" ext. {extension}" if extension else "")


def phone_link(number: str) -> str:
    """The `tel:` address (RFC 3966)."""
    found = _US_NUMBER.fullmatch(number.strip())
    if not found:
        return "tel:" + re.sub(r"[^\d+]", "", number)
    area, exchange, line, extension = found.groups()
    return f"tel:+1{area}{exchange}{line}" + (f";ext={extension}" if extension else "")


def language(code: str) -> str:
    """ "Spanish" for "es"; a code without a name stays a code."""
    return LANGUAGES.get(code, code)


def listed(parts: Sequence[str], word: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 service", "1,204 services"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def day_name(day: int) -> str:
    """Monday for 0."""
    return DAY_NAMES[day]


def _counted(number: int, unit: str) -> str:
    return "1 " + unit if number == 1 else f"{number} {unit}s"
