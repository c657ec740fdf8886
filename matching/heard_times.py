"""When the coach's words say that help is needed, where nobody filled in the client's own times.

Not for: times that were given (`Client.available`), which always win. The decision a reader would ask about: what is only
heard in a sentence moves the ranking and never shuts out: "works evenings" and "needs evening care" share a word.
"""

from __future__ import annotations

from collections.abc import Iterable

from matching.client import AvailableTime

WEEKDAYS = (0, 1, 2, 3, 4)
WEEKEND = (5, 6)

# Subjects of `data/lexicon/subjects.csv` that speak of a time, with what people mean by them in hours of the day.
WINDOWS: dict[str, AvailableTime] = {
    "evening hours": AvailableTime(WEEKDAYS, 18 * 60, 21 * 60),
    "weekend hours": AvailableTime(WEEKEND, 9 * 60, 17 * 60),
}


def times_heard(subjects: Iterable[str]) -> tuple[AvailableTime, ...]:
    """The windows that the words' subjects name, in the order of the table."""
    said = frozenset(subjects)
    return tuple(window for subject, window in WINDOWS.items() if subject in said)
