"""Hard rule: services that their own rule limits to women or to men.

Not for: any other use of gender; no factor sees it. The decision a reader would ask about: a gender that is neither
female nor male, or not said, is unknown here and excludes nobody, and where the need is a child's the client's own
gender says nothing.
"""

from __future__ import annotations

from dataclasses import replace

from directory.facts.values import Gender, Tri
from directory.search.listing import Listing
from matching.case import Case, evidence_words
from matching.match import Answer
from matching.person import CHILD_NEEDS, Person
from matching.rules.rule import Change, Rule
from matching.sentences import say

FEMALE_WORDS = frozenset({"female", "f", "woman", "girl"})
MALE_WORDS = frozenset({"male", "m", "man", "boy"})


def states(listing: Listing) -> bool:
    """The listing is limited to a gender."""
    return listing.eligibility.gender is not None


def may_refuse(person: Person) -> bool:
    """The client's gender is plainly the one or the other."""
    return _known_gender(person) is not None


def judge(case: Case) -> Tri:
    """Unknown unless the client's gender is plainly the one or the other and the need is the client's own."""
    if case.fits and all(fit.code in CHILD_NEEDS for fit in case.fits):
        return Tri.UNKNOWN
    known = _known_gender(case.person)
    if known is None:
        return Tri.UNKNOWN
    return Tri.YES if known is case.listing.eligibility.gender else Tri.NO


def _known_gender(person: Person) -> Gender | None:
    own = (person.client.gender or "").casefold()
    return Gender.FEMALE if own in FEMALE_WORDS else Gender.MALE if own in MALE_WORDS else None


def answer(case: Case, verdict: Tri) -> Answer:
    """Whom it is limited to."""
    gender = case.listing.eligibility.gender or ""
    question = say("gender.question", gender=gender) if verdict is Tri.UNKNOWN else ""
    sentence = say(f"gender.{verdict}.{gender}")
    return Answer("gender", verdict, sentence, evidence_words(case, "gender"), question)


def change(case: Case) -> Change:
    """Whom it would take; shown after every change that a client can make."""
    gender = case.listing.eligibility.gender
    return Change(say(f"gender.change.{gender}"), replace(case.person.client, gender=str(gender)))


RULE = Rule("gender", states, judge, answer, change, may_refuse)
