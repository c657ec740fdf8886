"""Whether help is given in a language that the client speaks.

Not for: shutting out (`matching/rules/language.py`). The decision a reader would ask about: English is nearly always
spoken and rarely listed, so it is taken for granted. A client whose first language is another is helped better in that
one, so a service that lists it comes first even for a client who also speaks some English.
"""

from __future__ import annotations

from directory.facts.values import Tri
from matching.case import Case
from matching.person import Person
from matching.sentences import say, spoken_languages

INTERPRETER = 0.8
ENGLISH_SECOND = 0.6  # only English is shared, and it is not the client's first language
NOT_LISTED = 0.2  # languages are listed and the client's is not among them


def is_asked(person: Person) -> bool:
    """Whether the client's own language is known and another than English."""
    return person.client.languages[:1] not in ((), ("en",))


def value(case: Case) -> float | None:
    """1 when the first language is shared or nothing was asked; None when the record lists no languages."""
    spoken, given = case.person.client.languages, case.listing.languages
    if not spoken or spoken[0] == "en" or [code for code in spoken if code != "en" and code in given.codes]:
        return 1.0
    if given.interpretation is Tri.YES:
        return INTERPRETER
    if "en" in spoken:
        return ENGLISH_SECOND
    return NOT_LISTED if given.codes else None


def sentence(case: Case, found: float | None) -> str:
    """The shared language."""
    if not case.person.client.languages:
        return say("spoken.not_asked")
    shared = [code for code in case.person.client.languages if code in case.listing.languages.codes]
    if shared:
        return say("spoken.yes", languages=spoken_languages(shared))
    if case.listing.languages.interpretation is Tri.YES:
        return say("spoken.interpreter")
    return say("spoken.unknown" if found is None or found == 1.0 else "spoken.no")
