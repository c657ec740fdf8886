"""Whether it deals with exactly what the words ask for within the need: evening care, eviction, nurse aide courses.

Not for: the need itself (`need_fit.py`). The decision a reader would ask about: subjects are a list kept as data
(`data/lexicon/subjects.csv`), the same for every city, in English and Spanish; a listing that names only other subjects
of the same need ranks below one that names none, since "legal aid" may cover evictions but "divorce clinic" does not.
"""

from __future__ import annotations

from collections.abc import Mapping

from matching.case import Case
from matching.person import Person
from matching.sentences import say, spoken_list

ONE = 0.6  # names one asked subject
NOT_ASKED = 0.4  # nothing finer was asked for this need: what services for a need with subjects get on average
SEVERAL = 1.0
_NONE: frozenset[str] = frozenset()
OTHER = 0.2  # names subjects of this need, but none that was asked for


def is_asked(person: Person) -> bool:
    """Whether the words name a subject; without one every listing gets `NOT_ASKED`."""
    return any(person.subjects.values())


def value(case: Case) -> float | None:
    """1 when several asked subjects are named, 0.6 for one, low when only others are; None when no subject is said."""
    asked = _asked(case)
    if not asked:
        return NOT_ASKED
    shared = len(asked & case.words.subjects)
    if shared:
        return ONE if shared == 1 else SEVERAL
    return OTHER if _all_subjects(case) & case.words.subjects else None


def sentence(case: Case, found: float | None) -> str:
    """The subjects found."""
    if not _asked(case):
        return say("subject.not_asked")
    if found is None:
        return say("subject.unknown")
    shared = sorted(subject.replace("_", " ") for subject in _asked(case) & case.words.subjects)
    return say("subject.yes", subjects=spoken_list(shared, "and")) if shared else say("subject.no")


def _asked(case: Case) -> frozenset[str]:
    """The subjects asked for within the needs that this listing meets."""
    return _of_needs(case, case.person.subjects)


def _all_subjects(case: Case) -> frozenset[str]:
    """Every subject within the needs for which a finer subject was asked and that this listing meets."""
    person = case.person
    return _of_needs(
        case, {code: person.subjects_of.get(code, _NONE) for code, said in person.subjects.items() if said}
    )


def _of_needs(case: Case, subjects: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found = _NONE
    for fit in case.fits:
        found |= subjects.get(fit.code, _NONE)
    return found
