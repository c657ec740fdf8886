"""Numbers and school grades in one statement to age ranges: "ages 5-14", "18 and older", "2 1/2 weeks - 5 years", "K-5th grade".

Not for: whose ages they are, or ages in words (`ages.py`). Decisions a reader would ask about: "under 21" ends at 20, because both
ends are included; "over 18" starts at 18, as publishers mean it; a number counts only with a cue ("ages", "years old", a unit),
because percents, grades, wards and months of sobriety stand in the same sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from directory.facts.statements import is_denied
from directory.facts.values import AgeRange
from directory.facts.wording import has_any, words_of

_HALF = re.compile(r"\s?1/2|½")
_AND = re.compile(r"\b(?:and|y)\b")
_BARE_LIMIT = re.compile(r"(?:at least|minimum|over|no \w+|not \w+)(?!.*\bage)")
_NOT_DIGITS = re.compile(r"\D")

_NUMBER_WORDS = {
    "birth": 0.0,
    "newborn": 0.0,
    "newborns": 0.0,
    "infancy": 0.0,
    "infants": 0.0,
    "nacimiento": 0.0,
    "recien nacidos": 0.0,
    "one": 1.0,
    "two": 2.0,
    "three": 3.0,
    "four": 4.0,
    "five": 5.0,
    "six": 6.0,
    "eight": 8.0,
    "ten": 10.0,
    "twelve": 12.0,
    "thirteen": 13.0,
    "fourteen": 14.0,
    "sixteen": 16.0,
    "seventeen": 17.0,
    "eighteen": 18.0,
    "nineteen": 19.0,
    "twenty-one": 21.0,
    "twenty-four": 24.0,
    "twenty-five": 25.0,
    "fifty": 50.0,
    "fifty-five": 55.0,
    "sixty": 60.0,
    "sixty-two": 62.0,
    "sixty-five": 65.0,
}
_WORDS = "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True))
_N = rf"(?:\d{{1,3}}(?:\.\d+)?(?:\s?1/2|½)?(?![\d%])|\b(?:{_WORDS})\b)"
_UNIT = r"(?:\s*-?\s*(?:years?|yrs?\.?|months?|mos?\.?|weeks?|wks?\.?|days?|anos|meses|semanas)\b)"
_OLD = r"(?:[\s-]*(?:of age|olds?|de edad)\b)?"
_CUE = (
    r"(?:\bages?(?: of| group| range)?\s*:?\s*|\bmust be(?: at least)?\s*|\baged\s*|\bbetween(?: the)?(?: ages?(?: of)?)?\s*|\bedad(?:es)?(?: de| entre)?\s*|\bentre(?: los)?\s*|"
    r"\b(?:youths?|children|child|kids|teens?|teenagers|adolescents|boys|girls|adults?|men|women|males?|females?|persons?|people|individuals|students|"
    r"seniors|anyone|infants|toddlers|ninos|jovenes|adultos|residents|clients|participants|families)\s*(?:\(|,|who are|from|de)?\s*(?:the ages? of\s*)?)"
)
_RANGE = re.compile(
    rf"(?P<cue>{_CUE})?(?P<low>{_N})(?P<unit1>{_UNIT})?{_OLD}\s*(?:-|to|through|thru|and|until|up to|a|y|hasta)\s*(?:age\s*)?"
    rf"(?P<high>{_N})(?P<unit2>{_UNIT})?(?P<old>{_OLD})"
)
_MINIMUM = re.compile(
    rf"(?P<n1>{_N})(?P<u1>{_UNIT})?{_OLD}\)?,?\s*(?:(?:and|or|&|y|o)\s*(?:\w+ )?(?:older|over|up|above|greater|beyond|mas|mayor(?:es)?)\b|\+|plus\b)"
    rf"|(?:\bat least|\bminimum(?: age)?(?: of| is|:)?|\bmust be(?: at least)?|\bno younger than|\bnot younger than|\bover(?: the)?(?: age)?(?: of)?|\bolder than|"
    rf"\bmayor(?:es)? de|\ba partir de(?: los)?|\bdesde los|\babove(?: the)? age(?: of)?)\s*(?:age\s*)?(?P<n2>{_N})(?P<u2>{_UNIT})?(?P<old2>{_OLD})"
    rf"|\bages?\s*(?P<n3>{_N})(?P<u3>{_UNIT})?\s*(?:and|&|or)\s*(?:older|over|up|above)"
)
_MAXIMUM = re.compile(
    rf"(?:(?P<under>\bunder|\byounger than|\bless than|\bbelow|\bmenor(?:es)? de)|\bup to|\bthrough|\buntil|\bhasta(?: los)?|\bno older than|\bnot older than|\bmaximum)"
    rf"(?: and including)?(?: the)?\s*(?:ages?(?: of)?\s*)?(?P<n1>{_N})(?P<u1>{_UNIT})?(?P<old>{_OLD})"
    rf"|(?P<n2>{_N})(?P<u2>{_UNIT})?{_OLD}\s*(?:and|or|&|y)\s*(?:under|younger|below|less|menos|menor(?:es)?)\b"
)
_NOT_AN_AGE = re.compile(
    r"^[^\w(]{0,2}(?:%|percent|weeks?|wks?|months?|days?|miles?|hours?|hrs?|people|persons|units|beds|grades?|(?:st|nd|rd|th)\b|pounds|lbs|dollars|credits?|points|employees|"
    r"(?:\w+ )?(?:clean|sober|sobriety|experience|residen(?:cy|ce)|prior|of (?:sobriety|service|experience|clean|residen(?:cy|ce)|employment|work)|in (?:recovery|the|incarceration|prison|jail|business|school)|ago|before|after|within))"
)
_NOT_BEFORE = re.compile(
    r"(?:\$|\bgrades?|\bward|\bwards|\bdistrict|\blevel|\btitle|\bsection|\bgpa(?: of)?|\bchapter|#|\bincomes?|\bscore\w*|\bzip\w*|\bthan|\bgroups? of|\bsize of|\bpart|\bwithin|"
    r"\bfor|\bpast|\blast|\bstage|\btype|\bphase)\s*(?:of )?(?:a )?(?:at least |under |over |less than |up to |more than )?$"
)
_GRADE = r"(?:pre-?\s?school|ps|pre-?\s?k(?:indergarten)?|pk|k(?:indergarten)?|\d{1,2}(?:st|nd|rd|th)?)"
_GRADES = re.compile(
    rf"\bgrades?\s*(?P<a1>{_GRADE})\s*(?:-|to|through|thru|and|&)\s*(?:grades?\s*)?(?P<b1>{_GRADE})\b"
    rf"|(?<![\w-])(?P<a2>{_GRADE})\s*(?:grade(?:rs?)?)?\s*(?:-|to|through|thru)\s*(?P<b2>{_GRADE})(?:\s*-?\s*grade(?:rs?|s)?\b|(?<=\dth)\b|(?<=[2-9]0)(?!.))"
    rf"|(?<![\w-])(?P<a3>ps|pk|pre-?\s?k)\s*(?:-|to|through)\s*(?P<b3>k)\b"
)
_CHILD_BEFORE = re.compile(
    r"\b(?:child(?:ren)?|infants?|toddlers?|babies|kids|boys|girls|youth|ninos?|hijos?)\b[^.;,]*$"
)
# "ages 14-17 (youth) or 18-35 (adults)": a range joined to one that has a cue needs none of its own.
_JOINED_TO_RANGE = re.compile(
    r"\d(?:\s?(?:years?|yrs?)(?: old| of age)?)?\s?(?:\([^()]{0,40}\)\s?)?(?:,|;|\bor|\band|&|/)\s?(?:\bor|\band)?\s?$"
)
_DIGITS = re.compile(r"\d+")
_FIRST_WORDS = words_of(" ".join(_NUMBER_WORDS))
# Whatever one of the patterns matches has one of its stems; a range has two numbers.
_MAXIMUM_STEMS = (
    "under",
    "younger",
    "less",
    "below",
    "menor",
    "up to",
    "through",
    "until",
    "hasta",
    "older",
    "maxi",
    "menos",
)
_MINIMUM_STEMS = (
    "older",
    "over",
    "up",
    "above",
    "greater",
    "beyond",
    "mas",
    "mayor",
    "+",
    "plus",
    "at least",
    "minimum",
    "must be",
    "younger",
    "partir",
    "desde",
)
_OLDEST_AGE = 110.0
_GRADE_TO_AGE = 5.0


@dataclass(frozen=True, slots=True)
class FoundRange:
    """An age range and where it stands in the statement."""

    ages: AgeRange
    start: int
    end: int


def age_ranges(text: str) -> tuple[FoundRange, ...]:
    """The ranges of one folded statement, from numbers, else from grades."""
    return tuple(_numbered(text) or _grades(text))


def _years(number: str, unit: str | None) -> float:
    number = number.strip()
    if number in _NUMBER_WORDS:
        value = _NUMBER_WORDS[number]
    else:
        half = 0.5 if ("1/2" in number or "½" in number) else 0.0
        value = float(_HALF.split(number)[0]) + half
    unit = (unit or "").strip(" -")
    if unit.startswith(("mo", "mes")):
        return round(value / 12, 2)
    if unit.startswith(("w", "sem")):
        return round(value / 52, 2)
    if unit.startswith("d"):
        return round(value / 365, 2)
    return value


def _is_age(text: str, start: int, end: int, sure: bool) -> bool:
    """Whether the number at [start:end] is an age: no percent, grade, ward, income or months of sobriety."""
    if _NOT_AN_AGE.match(text[end : end + 30]) or _NOT_BEFORE.search(text[max(0, start - 24) : start]):
        return False
    return sure and not is_denied(text, start, start)


def _numbered(text: str) -> list[FoundRange]:
    found: list[FoundRange] = []
    taken: list[tuple[int, int]] = []
    for pattern, reading in _tried(text):
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            ages = reading(text, match)
            if ages is None and found and reading is _range_of:
                ages = _joined_range(text, match)
            if ages is not None:
                found.append(FoundRange(ages, match.start(), match.end()))
                taken.append(match.span())
    return _joined(found)


def _tried(text: str) -> list[tuple[re.Pattern[str], Callable[[str, re.Match[str]], AgeRange | None]]]:
    """The patterns that may match, each with its reading."""
    numbers = len(_DIGITS.findall(text)) if _FIRST_WORDS.isdisjoint(words_of(text)) else 2
    if not numbers:
        return []
    return [
        *([(_RANGE, _range_of)] if numbers > 1 else []),
        *([(_MAXIMUM, _maximum_of)] if has_any(text, _MAXIMUM_STEMS) else []),
        *([(_MINIMUM, _minimum_of)] if has_any(text, _MINIMUM_STEMS) else []),
    ]


def _range_of(text: str, match: re.Match[str]) -> AgeRange | None:
    sure = bool(match["cue"] or match["unit1"] or match["unit2"] or match["old"]) or match["low"] in _NUMBER_WORDS
    between = match["cue"] and match["cue"].startswith(("between", "entre"))
    joined_by_and = _AND.search(text[match.start("low") : match.start("high")])
    if not _is_age(text, match.start("low"), match.end(), sure):
        return None
    high = _years(match["high"], match["unit2"])
    low = _years(match["low"], match["unit1"] or (match["unit2"] if not _is_plain_years(match["unit2"]) else None))
    if joined_by_and and not between and high - low != 1:
        return None  # "16 and 17" is a range, "3 and 12" two ages
    return AgeRange(low, high) if low <= high <= _OLDEST_AGE else None


def _joined_range(text: str, match: re.Match[str]) -> AgeRange | None:
    """A range without a cue that follows another directly."""
    start = match.start("low")
    if "-" not in text[start : match.start("high")] or not _JOINED_TO_RANGE.search(text[max(0, start - 60) : start]):
        return None
    low, high = _years(match["low"], match["unit1"]), _years(match["high"], match["unit2"])
    sure = low < high <= _OLDEST_AGE and _is_age(text, start, match.end(), sure=True)
    return AgeRange(low, high) if sure else None


def _is_plain_years(unit: str | None) -> bool:
    return unit is None or unit.strip(" -").startswith(("y", "an"))


def _minimum_of(text: str, match: re.Match[str]) -> AgeRange | None:
    group = next(name for name in ("1", "2", "3") if match["n" + name])
    number, unit = match["n" + group], match["u" + group]
    of_months = group == "2" and not (_is_plain_years(unit) or match["old2"])
    needs_unit = _BARE_LIMIT.match(match[0]) is not None
    sure = not of_months and (group != "2" or bool(unit or match["old2"]) or not needs_unit)
    if not _is_age(text, match.start("n" + group), match.end(), sure):
        return None
    value = _years(number, unit)
    return AgeRange(value, None) if 0 < value < 100 else None


def _maximum_of(text: str, match: re.Match[str]) -> AgeRange | None:
    group = "1" if match["n1"] else "2"
    number, unit = match["n" + group], match["u" + group]
    named_age = bool(unit or match["old"] or "age" in match[0] or _CHILD_BEFORE.search(text[: match.start()]))
    sure = group == "2" or named_age or bool(match["under"] and number == "18")
    if not _is_age(text, match.start("n" + group), match.end(), sure):
        return None
    value = _years(number, unit)
    if group == "1" and match["under"] and _is_plain_years(unit):
        value -= 1
    return AgeRange(None, value) if 0 <= value < _OLDEST_AGE else None


def _joined(found: list[FoundRange]) -> list[FoundRange]:
    """ "At least 6, and under 12" in one statement is one range."""
    lows = [each for each in found if each.ages.maximum is None]
    highs = [each for each in found if each.ages.minimum is None]
    if len(found) == 2 and len(lows) == len(highs) == 1:
        low, high = lows[0].ages.minimum or 0, highs[0].ages.maximum or 0
        if low < high:
            return [FoundRange(AgeRange(low, high), lows[0].start, lows[0].end)]
    return found


def _grades(text: str) -> list[FoundRange]:
    if (
        "grade" not in text
        and "pre" not in text
        and "ps" not in text
        and "pk" not in text
        and "th" not in text
        and "k-" not in text
    ):
        return []
    found = []
    for match in _GRADES.finditer(text):
        first = _grade_of(match["a1"] or match["a2"] or match["a3"])
        last = _grade_of(match["b1"] or match["b2"] or match["b3"])
        if first <= last <= 12 and not is_denied(text, match.start(), match.start()):
            ages = AgeRange(first + _GRADE_TO_AGE, last + _GRADE_TO_AGE + 1)
            found.append(FoundRange(ages, match.start(), match.end()))
    return found


def _grade_of(words: str) -> float:
    if words.startswith(("pre", "ps", "pk")):
        return -2.0
    return 0.0 if words.startswith("k") else float(_NOT_DIGITS.sub("", words))
