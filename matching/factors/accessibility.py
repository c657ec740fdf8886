"""Whether a wheelchair gets in, when the client uses one.

Not for: any other use of a disability. The decision a reader would ask about: only the wheelchair is looked at, never
"has a disability", because it is the door that matters; for everybody else it gives full points everywhere.
"""

from __future__ import annotations

from directory.facts.values import Tri
from matching.case import Case
from matching.person import Person
from matching.sentences import say

_KNOWN = {Tri.YES: 1.0, Tri.NO: 0.0}


def is_asked(person: Person) -> bool:
    """Whether the client uses a wheelchair."""
    return bool(person.client.wheelchair)


def value(case: Case) -> float | None:
    """1 when accessible, remote or not asked for; 0 when not accessible; None when not stated."""
    if not case.person.client.wheelchair or case.comes_to_client:
        return 1.0
    return _KNOWN.get(case.listing.wheelchair_accessible)


def sentence(case: Case, _value: float | None) -> str:
    """Only said where it was asked for."""
    return say(f"access.{case.listing.wheelchair_accessible}" if case.person.client.wheelchair else "access.not_asked")
