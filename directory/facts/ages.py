"""Whose ages a text gives, and which: numbers and grades of its statements, or words ("adults", "infants and toddlers").

Not for: reading numbers (`age_ranges.py`) or judging a client. Decisions a reader would ask about: a range that starts in childhood
and ends by 22, or ends by 19, is a child's, whom an adult asks for; "16 to 24" is the client's own. Where some ranges are
the client's and others their children's, in different statements, they may be alternatives, and no age limit is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from directory.facts.age_ranges import FoundRange, age_ranges
from directory.facts.statements import ALSO_WITHOUT_CHILDREN, Force, Statement
from directory.facts.values import AgeRange, AgesOf
from directory.facts.wording import has_any

_CHILD_WORDS = re.compile(
    r"\b(?:child(?:ren)?|infants?|toddlers?|bab(?:y|ies)|newborns?|kids|boys|girls|preschool\w*|pre-?k|kindergarten\w*|grades?|graders?|ninos?|ninas?|bebes?|hijos?|menores)\b"
)
_ADULT_WORDS = re.compile(r"\b(?:adults?|adultos?)\b")
_ADULTS_TOO = re.compile(
    r"\b(?:all ages|any age|ages? (?:is|are) not|no age (?:limit|restriction)s?|todas las edades|regardless of age|into adulthood|through adulthood)\b"
)
_ADULTS_TOO_STEMS = ("age", "edades", "adulthood")
_INFANTS = re.compile(r"\binfants?\b.{0,20}\btoddlers?\b|\btoddlers?\b.{0,20}\binfants?\b")
_TEENS = re.compile(r"\b(?:teens|teenagers|teen parents|adolescents|adolescentes)\b")
_OTHER_PEOPLE = re.compile(
    r"\b(?:adults?|famil(?:y|ies)|parents?|women|men|mothers?|fathers?|individuals?|people|persons?|anyone|everyone|seniors?|residents?|couples|public|"
    r"caregivers?|adultos|familias|padres|elderly|staff|teachers|veterans)\b"
)
_HAS_AGE = re.compile(
    r"\d|\b(?:birth|newborn|adult|child|infant|toddler|teen|adolesc|nin[oa]|grade|eighteen|sixty|fifty|twenty|thirteen|pre-?k)"
)
_ADULT_AGE = 18.0
_SENIOR_AGE = 50.0
_OR_AFTER = re.compile(
    r"^(?: of age)?\)?,? (?:and/)?or (?:(?:any|an?|are|is|be|have|has|who|those|persons?|people|individuals?|adults?|younger|anyone) )*(?:with|disab|handicap|blind|deaf|pregnant|veteran|homeless|have a|has a|receiv|mentally|develop|unable|home)"
    r"|^\)?, \w+(?: \w+)?, or (?!older|over|above)"
)
_OR_BEFORE = re.compile(
    r"\b(?:disab\w+|handicapped|blind|deaf|pregnant|veterans?|homeless|homebound|parents?|children|ill|illness|citizens?)\b,? (?:and/)?or (?:(?:any|an?|are|is|be|who|those|persons?|people|individuals?|adults?|seniors?|the|elderly|ages?|anyone) ?)*$"
)
_ONLY_CHILDREN = re.compile(r"^(?:\w+ ){0,2}(?:children|ninos)(?: only)?$")
_YOUNGER_TOO = re.compile(
    r"\b(?:child|infant|toddler|kids|boys|girls|teen|adolesc|famil|youth|young|minors|nin[oa]s?|menores|jovenes|student)"
)
_NOT_ANY_ADULT = re.compile(
    r"\b(?:older|young|dependent|frail|vulnerable) adults?|\badult (?:child|day|daughter|education|protective)"
)
# A range that starts before the teens and ends by 22, or ends by 19, is a child's: an adult asks for them.
_FIRST_TEEN = 13.0
_LAST_OF_YOUTH = 22.0
_LAST_TEEN = 19.0
_OWN_CHILD_BEFORE = re.compile(
    r"\b(?:of|with|have|has|having|raising|whose|con|de|tengan|tienen)\b[^.;\d]{0,25}\b(?:child(?:ren)?|infants?|toddlers?|newborns?|bab(?:y|ies)|sons?|daughters?|dependents?|hijos?|ninos?|minors?|youth)\b[^.;]{0,30}$"
)
_ANOTHERS_BEFORE = re.compile(
    r"\b(?:caregivers?|caretakers?|relatives|families|spouses|caring|care) (?:of|for)\b[^.;]{0,30}$"
)
# "Pregnant women and children up to five": neither limits the other.
_PREGNANT_TOO = re.compile(
    r"\b(?:pregnan(?:t|cy)|postpartum|expectant|expecting|breastfeeding|embarazadas?)\b(?!.{0,30}\bteens?)"
)
_ADDS = re.compile(r"\b(?:also|welcome|in some cases|may be accepted)\b")
# "55 or older with a visual impairment. All others must have a disability": the age is one way in of several.
_OTHERS_TOO = re.compile(r"\ball others (?:must|may|can|need|with|who|are)\b|\bothers must\b")
_EXCEPTION_STEMS = ("case", "exception", "waiver", "may be", "consent", "permission")
_EXCEPTIONS = re.compile(
    r"\bcase[- ]by[- ]case\b|\bexceptions?\b|\bwaivers?\b|\bmay be (?:accepted|considered)\b|\bwith (?:\w+ )?(?:consent|permission)\b"
)
_OLDER_TOO = re.compile(
    r"(?<!young )(?<!older )(?<!by an )(?<!by )(?<!with an )\b(?:adults|adult men|adult women|college students|senior citizens|seniors|people of all ages)\b(?! (?:supervis|accompan))"
)


@dataclass(frozen=True, slots=True)
class AgesRead:
    """Age ranges, whose they are, and the words that gave them.

    `alternative_to_groups`: an age is one of several ways in ("over 62 or disabled"), so it limits nobody by itself;
    `seniors_among` then says that it is an older person's age.
    """

    ages: tuple[AgeRange, ...] = ()
    ages_of: AgesOf = AgesOf.CLIENT
    words: tuple[str, ...] = ()
    alternative_to_groups: bool = False
    seniors_among: bool = False


def read_ages(told: tuple[Statement, ...]) -> AgesRead:
    """The age ranges that the conditions among these statements give; none when they give none or "all ages"."""
    if any(_ADULTS_TOO.search(each.text) for each in told if has_any(each.text, _ADULTS_TOO_STEMS)):
        return AgesRead()
    if any(_OTHERS_TOO.search(each.text) for each in told if "others" in each.text):
        return AgesRead(alternative_to_groups=True)
    conditions = [each for each in told if each.force is Force.CONDITION and _HAS_AGE.search(each.text)]
    if not conditions:
        return AgesRead()
    own: list[AgeRange] = []
    childrens: list[AgeRange] = []
    words: list[str] = []
    for statement in conditions:
        found = age_ranges(statement.text)
        if found and not (has_any(statement.text, _EXCEPTION_STEMS) and _EXCEPTIONS.search(statement.text)):
            if _is_alternative(statement.text, found):
                oldest = max(each.ages.minimum or 0 for each in found)
                return AgesRead(alternative_to_groups=True, seniors_among=oldest >= _SENIOR_AGE)
            clients, children = _told_apart(statement.text, found)
            if children and ALSO_WITHOUT_CHILDREN.search(statement.text):
                return AgesRead()
            own.extend(clients)
            childrens.extend([] if clients else children)
            words.append(statement.words)
        elif found:
            return AgesRead()
    if own and is_childhood(own) and any(_PREGNANT_TOO.search(each.text) for each in told):
        return AgesRead(alternative_to_groups=True)
    if own:
        own.extend(_also_taken(told))
    if not own and not childrens:
        return _worded(conditions, told)
    if (own and childrens) or _only_some_sections(told):
        return AgesRead()
    ages_of = AgesOf.CHILD if childrens or is_childhood(own) else AgesOf.CLIENT
    if ages_of is AgesOf.CHILD and own and any(_OLDER_TOO.search(each.text) for each in told):
        return AgesRead()
    return AgesRead(tuple(dict.fromkeys(own or childrens)), ages_of, tuple(dict.fromkeys(words)))


def _only_some_sections(told: tuple[Statement, ...]) -> bool:
    """Whether the text has headed parts ("Summer camp:") of which some give ages and others none."""
    sections: list[bool] = []
    for statement in told:
        if statement.text.endswith(":"):
            sections.append(False)
        elif sections and age_ranges(statement.text):
            sections[-1] = True
    return len(sections) > 1 and not all(sections) and any(sections)


def _is_alternative(text: str, found: tuple[FoundRange, ...]) -> bool:
    if "or " not in text:
        return False
    return any(_OR_AFTER.match(text[each.end :]) or _OR_BEFORE.search(text[: each.start]) for each in found)


def _also_taken(told: tuple[Statement, ...]) -> list[AgeRange]:
    """Ages that a weaker statement adds: "also accepts youth 16 and 17 years old"."""
    weak = [each for each in told if each.force is Force.PREFERENCE and _ADDS.search(each.text)]
    return [found.ages for statement in weak for found in age_ranges(statement.text)]


def _told_apart(text: str, found: tuple[FoundRange, ...]) -> tuple[list[AgeRange], list[AgeRange]]:
    """The ranges of those who come, and those of the children whom they have ("parents of children ages 0-5")."""
    children = [each.ages for each in found if _OWN_CHILD_BEFORE.search(text[: each.start])]
    own = [each.ages for each in found if not _ANOTHERS_BEFORE.search(text[: each.start])]
    return [ages for ages in own if ages not in children], children


def is_childhood(ranges: Sequence[AgeRange]) -> bool:
    """Whether the ranges are of children, for whom an adult asks."""
    if any(each.maximum is None for each in ranges):
        return False
    youngest = min(each.minimum or 0 for each in ranges)
    oldest = max(each.maximum or 0 for each in ranges)
    return oldest <= _LAST_TEEN or (youngest < _FIRST_TEEN and oldest <= _LAST_OF_YOUTH)


def _worded(conditions: list[Statement], told: tuple[Statement, ...]) -> AgesRead:
    """Ages given by words alone, where the text speaks of nobody else."""
    if any(_YOUNGER_TOO.search(each.text) for each in told if each.force is Force.PREFERENCE):
        return AgesRead()
    text = " ; ".join(each.text for each in conditions)
    words = tuple(each.words for each in conditions[:1])
    others = set(_OTHER_PEOPLE.findall(text))
    if _INFANTS.search(text) and not others:
        return AgesRead((AgeRange(0, 3),), AgesOf.CHILD, words)
    if _TEENS.search(text) and not others and not _CHILD_WORDS.search(text):
        return AgesRead((AgeRange(13, 19),), AgesOf.CHILD, words)
    if _ONLY_CHILDREN.match(text.strip()) and not others:
        return AgesRead((AgeRange(0, 17),), AgesOf.CHILD, words)
    if _ADULT_WORDS.search(text) and not (_YOUNGER_TOO.search(text) or _NOT_ANY_ADULT.search(text)):
        return AgesRead((AgeRange(_ADULT_AGE, None),), AgesOf.CLIENT, words)
    return AgesRead()
