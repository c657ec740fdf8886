"""An eligibility text cut into statements, each with its force: a condition, a preference, or about somebody else.

Not for: what a statement says (ages, groups, places). The decision a reader would ask about: a wrong hard limit shuts
out a person who would be taken, so every hedge ("preference given to", "such as", "including", "also serves") takes
the force from the words it governs, and sentences about volunteers or staff say nothing about clients.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from directory.facts.wording import SENTENCES_KEPT, folded, has_any, sentences


class Force(StrEnum):
    """How far a statement binds."""

    CONDITION = "condition"
    PREFERENCE = "preference"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Statement:
    """`words` as published, `text` the same folded, and how far it binds."""

    words: str
    text: str
    force: Force


# Before a pattern stand stems, of which whatever it matches has one: looking for them takes a tenth of its time.
_OTHERS_STEMS = (
    "volun",
    "mentor",
    "tutor",
    "donor",
    "staff",
    "employee",
    "intern",
    "members of the board",
    "foster parent",
    "host famil",
    "become a",
)
_ABOUT_OTHERS = re.compile(
    r"^(?:(?:all|adult|interested|potential|prospective|for|to become an?) )*(?:volunteers?|mentors?|tutors?|donors?|staff|employees|interns?|members of the board|"
    r"foster parents|host families|voluntarios?)\b|\bto (?:volunteer|become a (?:mentor|volunteer|tutor|foster|big ))|\bvolunteers? must\b"
)
_WEAK_STEMS = (
    "priorit",
    "prefer",
    "welcome",
    "encouraged",
    "eligible as well",
    "also ",
    "primar",
    "main",
    "mostly",
    "target",
    "focus",
    "geared",
    "speciali",
    "prioridad",
    "tambien",
)
_WEAK_SENTENCE = re.compile(
    r"\b(?:given|gives?|giving|have|has|receives?|gets?|with|is|are) (?:\w+ ){0,2}(?:priority|preference)\b|\bpreferred\b|\bprioriti[sz]ed?\b"
    r"|\b(?:is|are) (?:also |always )?(?:welcome|encouraged|eligible as well)\b|\balso (?:serves?|accepts?|accepted|open|available|provides?|offers?|helps?)\b"
    r"|\bprimar(?:y|ily)\b|\bmain(?:ly| focus)\b|\bmostly\b|\btarget(?:s|ed|ing)?\b(?! area)|\bfocus(?:es|ed|ing)?\b|\bgeared\b|\bspeciali[sz](?:es|ing)\b"
    r"|\btiene[n]? (?:prioridad|preferencia)\b|\btambien (?:atiende|acepta)"
)
_TAIL_STEMS = (
    "inclu",
    "such as",
    "e.g",
    "eg",
    "especially",
    "particular",
    "for example",
    "preference",
    "priority",
    "limited to",
    "como",
    "por ejemplo",
    "prioridad",
    "preferencia",
    "although",
)
_WEAK_TAIL = re.compile(
    r"[,(\s]{0,4}\b(?:includ(?:es|ing|e)|such as|e\.?g\.?|especially|particularly|in particular|for example|preference|priority|"
    r"but (?:are |is )?not limited to|not limited to|incluyendo|incluso|tales? como|por ejemplo|prioridad|preferencia|although)\b"
)
_DENIAL_STEMS = (
    "no",
    "n't",
    "never",
    "without",
    "regardless",
    "irrespective",
    "exc",
    "sin",
    "aside from",
    "other than",
    "free ",
    "accompanied by",
)
_DENIED_BEFORE = re.compile(
    r"(?:\bno\b(?![- ]income| or low)|\b(?:not|nor|never|without|regardless|irrespective|except|excluding|excludes?|sin|cannot|aside from|other than)\b|n't\b"
    r"|\bfree (?:of|from)\b|\bneed not\b|\baccompanied by\b)(?:\W+\w+){0,4}\W*$|\bnon[ -]?$"
)
_DENIED_AFTER = re.compile(
    r"^\W{0,2}(?:(?:is|are|was) )?(?:not|n't)\b|^[ -]?free\b|^ (?:shelters?|agenc(?:y|ies)|providers?|programs?|organizations?|services|professionals|courts?|centers?)\b|^\W?(?:not required|optional)"
)
_SHUTS_OUT = re.compile(r"\b(?:not|cannot|ineligible|excluded?|excludes|exclusions?)\b")
ALSO_WITHOUT_CHILDREN = re.compile(
    r"\b(?:individuals?|adults?|persons|people|singles?|couples|men|women|seniors|youth)\b[^.;]{0,30}(?:,|\band\b|\bor\b|&|/)\s*(?:\w+ ){0,2}(?:famil(?:y|ies)|mothers?|fathers?|parents?)\b"
)
""" "Individuals and families with children": those without children are taken too."""

# "Must meet one of the following:" makes each line below it one way in of several.
_ALTERNATIVES = re.compile(
    r"\b(?:receiv(?:e|es|ing)|one (?:or more )?of|any of|either|at least (?:one|two)|two of)\b[^:]*:$"
)

# Far enough back for "does not currently accept persons with".
_LOOK_BACK = 60


def is_denied(text: str, start: int, end: int) -> bool:
    """Whether the words at [start:end] of a folded text stand under a "no", "without", "regardless of" or "… free"."""
    before = text[max(0, start - _LOOK_BACK) : start]
    if before and has_any(before, _DENIAL_STEMS) and _DENIED_BEFORE.search(before):
        return True
    return _DENIED_AFTER.match(text[end : end + 20]) is not None


@lru_cache(maxsize=4096)
def statements(tidied_text: str) -> tuple[Statement, ...]:
    """The statements of a tidied text in order; a hedged tail is a statement of its own."""
    found: list[Statement] = []
    shut_out = alternatives = False
    for sentence in sentences(tidied_text):
        text = folded(sentence)
        if text.endswith(":"):
            # "Must not have any of the following:" turns the list below it around.
            shut_out = bool(_SHUTS_OUT.search(text))
            alternatives = bool(_ALTERNATIVES.search(text))
        elif alternatives and not shut_out:
            found.append(Statement(sentence, text, Force.PREFERENCE))
            continue
        if shut_out:
            found.append(Statement(sentence, text, Force.ASIDE))
        else:
            found.extend(_by_force(sentence))
    return tuple(found)


@lru_cache(maxsize=SENTENCES_KEPT)
def _by_force(sentence: str) -> tuple[Statement, ...]:
    """The statements of a sentence for itself."""
    text = folded(sentence)
    if has_any(text, _OTHERS_STEMS) and _ABOUT_OTHERS.search(text):
        return (Statement(sentence, text, Force.ASIDE),)
    hedge = _WEAK_TAIL.search(text) if has_any(text, _TAIL_STEMS) else None
    weak = _WEAK_SENTENCE.search(text) if has_any(text, _WEAK_STEMS) else None
    if weak and not (hedge and 0 < hedge.start() < weak.start()):
        return (Statement(sentence, text, Force.PREFERENCE),)
    return _head_and_tail(sentence, text, hedge.start()) if hedge else (Statement(sentence, text, Force.CONDITION),)


def _head_and_tail(sentence: str, text: str, cut: int) -> tuple[Statement, ...]:
    parts = (
        Statement(sentence[:cut], text[:cut], Force.CONDITION),
        Statement(sentence[cut:], text[cut:], Force.PREFERENCE),
    )
    return tuple(part for part in parts if part.text.strip(" ,("))
