"""The sex that an eligibility text limits a service to, when it names one and never the other.

Not for: pregnancy (`populations.py`). The decision a reader would ask about: girls and boys limit the child, not the adult
who asks, so a text about children gives no sex; nor does one that also speaks of families, couples or people at large.
"""

from __future__ import annotations

import re

from directory.facts.statements import Force, Statement, is_denied
from directory.facts.values import Gender
from directory.facts.wording import words_of

_CHILDREN_TAKEN = re.compile(r"^\W*(?:\w+ )?(?:children|adolescents|youth|teens)\b")
_THEIR_FAMILIES = re.compile(r"\b(?:their|with) (?:\w+ )?famil(?:y|ies)\b|\bfamily (?:court|history|size|member)\w*")

_FEMALE = re.compile(
    r"\b(?:wom[ae]n|females?|mothers?|moms|lad(?:y|ies)|girls?|latinas|wives|mujer(?:es)?|madres?|ninas|damas)\b(?!-owned| owned)(?!'s? (?:center|resource))"
)
_MALE = re.compile(r"\b(?:m[ae]n|males?|fathers?|dads|gentlemen|boys?|husbands|hombres?|padres solteros|varones)\b")
_WORDS = words_of(
    "woman women female females mother mothers mom moms lady ladies girl girls latinas wives mujer mujeres madre madres ninas damas "
    "man men male males father fathers dad dads gentlemen boy boys husbands hombre hombres padres varones"
)
_EVERYBODY = re.compile(
    r"\b(?:famil(?:y|ies)|couples?|individuals|anyone|everyone|people|persons|public|seniors?|elderly|partners|both (?:sexes|genders)|parents|co-?ed|any gender|all genders|"
    r"familias|personas|todos)\b"
)
_CHILDREN = re.compile(r"\b(?:girls?|boys?|ninas?|ninos?)\b")
_PREGNANT = re.compile(
    r"\b(?:pregnant|expecting|expectant|postpartum)(?:,? (?:and|or|&) \w+)? (?:\w+ )?(?:wom[ae]n|mothers?|females?|teens?)\b|\bwom[ae]n who are pregnant\b|\bmujeres embarazadas\b"
)


def read_gender(told: tuple[Statement, ...], of_child: bool, ages_known: bool) -> tuple[Gender, str] | None:
    """The sex and the words that say so, or None. `ages_known`: the text gives ages, so that its girls may ask themselves."""
    if all(_WORDS.isdisjoint(words_of(each.text)) for each in told):
        return None
    if not ages_known and any(_CHILDREN.search(each.text) for each in told):
        return None
    if of_child or any(_EVERYBODY.search(_without_their_families(each.text)) for each in told):
        return None
    female = _first(told, _FEMALE)
    male = _first(told, _MALE)
    if female and not _named_at_all(told, _MALE) and not _children_elsewhere(told, female):
        return Gender.FEMALE, female
    if male and not _named_at_all(told, _FEMALE) and not _children_elsewhere(told, male):
        return Gender.MALE, male
    return None


def _children_elsewhere(told: tuple[Statement, ...], words: str) -> bool:
    """Another statement that takes children: "All children. All women." is no women's service."""
    others = (each for each in told if each.words != words and each.force is Force.CONDITION)
    return any(_CHILDREN_TAKEN.match(each.text) for each in others)


def _without_their_families(text: str) -> str:
    return _THEIR_FAMILIES.sub(" ", text)


def _named_at_all(told: tuple[Statement, ...], pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(each.text) for each in told)


def _first(told: tuple[Statement, ...], pattern: re.Pattern[str]) -> str | None:
    for statement in told:
        if statement.force is not Force.CONDITION:
            continue
        text = _PREGNANT.sub(" ", statement.text)
        match = pattern.search(text)
        if match and not is_denied(text, match.start(), match.end()):
            return statement.words
    return None
