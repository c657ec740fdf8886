"""How many of the coach's own words the record shares, rare words counting more.

Not for: deciding what is needed (`matching/words.py`). The decision a reader would ask about: the weight of a word is how
rare it is among the candidates of this very request, so nothing has to be trained or kept.
"""

from __future__ import annotations

from matching.case import Case
from matching.person import Person
from matching.sentences import say

ENOUGH = 0.2  # a record that shares this part of the words' weight shares all that can be expected of it


def is_asked(person: Person) -> bool:
    """Whether there were words."""
    return bool(person.terms)


def value(case: Case) -> float | None:
    """0…1, None when there were no words."""
    if not case.person.terms:
        return None
    total = sum(case.person.terms.values())
    shared = sum(weight for term, weight in case.person.terms.items() if term in case.terms)
    return min(1.0, shared / (ENOUGH * total)) if total else None


def sentence(_case: Case, found: float | None) -> str:
    """Says it roughly; a figure would mean nothing to a reader."""
    return say("words.yes" if (found or 0.0) >= 0.5 else "words.no")
