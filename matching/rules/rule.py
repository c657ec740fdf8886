"""What a hard rule is: a reading that may shut a listing out, with the words to say so.

Not for: any rule itself (one file each beside this one). The decision a reader would ask about: a rule has two halves.
`judge` is run on every candidate and only answers yes, no or unknown; the sentences are made for the page that is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from directory.facts.values import Tri
from directory.search.listing import Listing
from matching.case import Case
from matching.client import Client
from matching.match import Answer
from matching.person import Person


@dataclass(frozen=True, slots=True)
class Change:
    """The one change that would admit the client: as a sentence, and as the client it would make."""

    sentence: str
    client: Client


@dataclass(frozen=True, slots=True)
class Rule:
    """`states`: the listing says something on this at all. `judge`: does it take the client. NO shuts the listing out.

    `change` is asked only after a NO, and answers None where nothing the client could do would help. `may_refuse`: whether
    enough is known of this client for a NO to any listing; it is asked once a request.
    """

    name: str
    states: Callable[[Listing], bool]
    judge: Callable[[Case], Tri]
    answer: Callable[[Case, Tri], Answer]
    change: Callable[[Case], Change | None]
    may_refuse: Callable[[Person], bool]

    def verdict(self, case: Case) -> Tri:
        """Unknown where the listing is silent."""
        return self.judge(case) if self.states(case.listing) else Tri.UNKNOWN
