"""Whether it has room for one more.

Not for: closed for good. The decision a reader would ask about: word of room or of fullness grows old fast, so after a month it
counts as unknown.
"""

from __future__ import annotations

from directory.facts.values import Tri
from matching.case import Case
from matching.sentences import say

BELIEVED_DAYS = 31
WAITING = 0.4


def value(case: Case) -> float | None:
    """1 with room, 0.4 with a waiting list, 0 when full; None when not known or too old."""
    capacity = case.listing.capacity
    if capacity.updated is not None and (case.today - capacity.updated).days > BELIEVED_DAYS:
        return None
    if capacity.has_room is Tri.YES:
        return 1.0
    if capacity.waiting_list is Tri.YES:
        return WAITING
    return 0.0 if capacity.has_room is Tri.NO else None


def sentence(_case: Case, found: float | None) -> str:
    """What is known of it."""
    return say({None: "room.unknown", 1.0: "room.yes", WAITING: "room.waiting"}.get(found, "room.no"))
