"""Hard rule: a service given only in languages that the client does not speak.

Not for: preferring the client's own language (`factors/language.py`). The decision a reader would ask about: English is
taken for granted in most records and never listed, so a list without English does not mean "no English". It says no only
when English is not among the client's languages, none is shared, interpreters are ruled out in words.
"""

from __future__ import annotations

from dataclasses import replace

from directory.facts.values import Tri
from directory.search.listing import Listing
from matching.case import Case
from matching.match import Answer
from matching.person import Person
from matching.rules.rule import Change, Rule
from matching.sentences import say, spoken_languages


def states(listing: Listing) -> bool:
    """Languages are listed."""
    return bool(listing.languages.codes)


def may_refuse(person: Person) -> bool:
    """The client speaks no English."""
    return bool(person.client.languages) and "en" not in person.client.languages


def judge(case: Case) -> Tri:
    """Yes when shared, or when an interpreter is offered."""
    spoken, given = case.person.client.languages, case.listing.languages
    if not spoken:
        return Tri.UNKNOWN
    if given.interpretation is Tri.YES or [code for code in spoken if code in given.codes]:
        return Tri.YES
    return Tri.NO if given.interpretation is Tri.NO and "en" not in spoken else Tri.UNKNOWN


def answer(case: Case, verdict: Tri) -> Answer:
    """The languages given."""
    listed = case.listing.languages
    asked = bool(case.person.client.languages)
    question = say("language.question") if verdict is Tri.UNKNOWN and asked else ""
    words = listed.evidence[0].words if listed.evidence else ""
    sentence = say(f"language.{verdict}" if asked else "language.only", languages=spoken_languages(listed.codes))
    return Answer("language", verdict, sentence, words, question)


def change(case: Case) -> Change:
    """Somebody who speaks one of them."""
    code = case.listing.languages.codes[0]
    client = replace(case.person.client, languages=(*case.person.client.languages, code))
    return Change(say("language.change", languages=spoken_languages((code,))), client)


RULE = Rule("language", states, judge, answer, change, may_refuse)
