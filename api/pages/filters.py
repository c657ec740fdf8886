"""The filters beside the results: what each reads from a listing, its choices, and how many results each would leave.

Not for: the matcher's rules, which shut out for good. The decision a reader would ask about: within one filter any picked
value is enough, across filters all must hold, and a choice is counted over the results that the *other* filters leave, so
the number beside a choice is the number of results that picking it brings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from api.pages.local_time import local_to
from api.pages.search_state import SearchState
from api.pages.wording import COSTS, WAYS, day_name, language
from directory.facts.opening import is_open_at
from directory.facts.values import AgesOf, CostKind, Delivery, Tri
from directory.search.listing import Listing
from matching.match import Match

SHOWN_FIRST = 6  # values of one filter before the rest is folded away
DISTANCES = ("2", "5", "10", "25")
OLDEST = 120


@dataclass(frozen=True, slots=True)
class Found:
    """One listing that the search found. `match` is None where nothing was matched, only listed by place."""

    listing: Listing
    distance_miles: float | None
    match: Match | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter as the page offers it."""

    value: str
    label: str
    count: int
    is_picked: bool


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """One filter as the page offers it. `first` are shown, `rest` unfolded."""

    name: str
    heading: str
    choices: tuple[Choice, ...]

    @property
    def first(self) -> tuple[Choice, ...]:
        """Shown at once: the commonest, and everything that is picked."""
        return tuple(c for place, c in enumerate(self.choices) if place < SHOWN_FIRST or c.is_picked)

    @property
    def rest(self) -> tuple[Choice, ...]:
        """Shown on demand."""
        return tuple(c for place, c in enumerate(self.choices) if place >= SHOWN_FIRST and not c.is_picked)


@dataclass(frozen=True, slots=True)
class _Filter:
    heading: str
    values: Callable[[Found, datetime], Iterable[str]]
    label: Callable[[str], str]
    in_order: bool = False  # by value instead of by count


def _open(found: Found, now: datetime) -> Iterable[str]:
    return ("now",) if is_open_at(found.listing.hours, local_to(found.listing, now)) is Tri.YES else ()


def _days(found: Found, _now: datetime) -> Iterable[str]:
    hours = found.listing.hours
    if hours is None:
        return ()
    return "0123456" if hours.always_open else {str(period.day) for period in hours.periods}


def _costs(found: Found, _now: datetime) -> Iterable[str]:
    return {kind.value for kind in found.listing.cost.kinds if kind in COSTS}


def _access(found: Found, _now: datetime) -> Iterable[str]:
    return ("wheelchair",) if found.listing.wheelchair_accessible is Tri.YES else ()


_FILTERS: dict[str, _Filter] = {
    "open": _Filter("Open", _open, lambda _: "Open now"),
    "day": _Filter("Open on", _days, lambda value: day_name(int(value)), in_order=True),
    "cost": _Filter("Cost", _costs, lambda value: COSTS[CostKind(value)]),
    "language": _Filter("Language", lambda found, _: found.listing.languages.codes, language),
    "access": _Filter("Accessibility", _access, lambda _: "Wheelchair accessible"),
    "way": _Filter(
        "How it is given", lambda found, _: [way.value for way in found.listing.delivery], lambda v: WAYS[Delivery(v)]
    ),
    "source": _Filter("Where the listing comes from", lambda found, _: (found.listing.source,), str),
}


def narrowed(found: Sequence[Found], state: SearchState, now: datetime, *, but: str = "") -> list[Found]:
    """Those that meet all picked filters, or all but one of them."""
    tests = [_test(name, state.values(name), now) for name in {name for name, _ in state.picked} if name != but]
    return [one for one in found if all(test(one) for test in tests)]


def filter_groups(found: Sequence[Found], state: SearchState, now: datetime) -> tuple[FilterGroup, ...]:
    """The filters with their counts; one that would not tell results apart is left out unless it is picked."""
    groups = []
    for name, each in _FILTERS.items():
        counts = Counter(value for one in narrowed(found, state, now, but=name) for value in each.values(one, now))
        picked = state.values(name)
        if name == "source" and len(counts) < 2 and not picked:
            continue
        choices = [Choice(value, each.label(value), count, value in picked) for value, count in counts.items()]
        choices += [Choice(value, label_of(name, value), 0, True) for value in picked if value not in counts]
        choices.sort(key=lambda choice: choice.value if each.in_order else (-choice.count, choice.label))
        if choices:
            groups.append(FilterGroup(name, each.heading, tuple(choices)))
    return tuple(groups)


def label_of(name: str, value: str) -> str:
    """The picked value as a chip says it; a value of an old or made-up address stays as it is."""
    if name == "within":
        return f"Within {value} miles"
    if name == "age":
        return f"Takes age {value}"
    try:
        return _FILTERS[name].label(value)
    except (KeyError, ValueError, IndexError):
        return value


def _test(name: str, values: tuple[str, ...], now: datetime) -> Callable[[Found], bool]:
    if name == "within":
        return lambda found: _is_within(found, values)
    if name == "age":
        return lambda found: _takes_age(found.listing, values)
    read = _FILTERS[name].values
    return lambda found: any(value in values for value in read(found, now))


def _is_within(found: Found, values: tuple[str, ...]) -> bool:
    """What comes to the client, or has no distance, is never too far."""
    far = [float(value) for value in values if value in DISTANCES]
    return not far or found.distance_miles is None or found.distance_miles <= max(far)


def _takes_age(listing: Listing, values: tuple[str, ...]) -> bool:
    """Only a stated limit says no."""
    ages = [int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 4]
    limits = listing.eligibility.ages
    if not ages or not limits or (listing.eligibility.ages_of is AgesOf.CHILD and ages[0] >= 18):
        return True
    # Both ends are included as people say it: "5 to 14" takes a child until the 15th birthday.
    return any((one.minimum or 0) <= ages[0] + 1 and ages[0] <= (one.maximum or OLDEST) for one in limits if ages)
