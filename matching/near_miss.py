"""Services shut out by exactly one hard rule, with the one change that would admit the client.

Not for: closed services; they are never shown. The decision a reader would ask about: the change is tried before it is
told. The client is judged again as changed, and a near miss that would still be refused is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import structs

from directory.facts.values import Tri
from directory.geography.distance import distance_miles
from matching.case import Case
from matching.match import NearMiss
from matching.person import with_client
from matching.rules.rule import Change, Rule
from matching.rules.table import RULES

MOST_NEAR_MISSES = 5
NEARLY = 0.8  # a near miss is told only when it scores at least this part of the best that is offered
_ORDER = {rule.name: place for place, rule in enumerate(RULES)}


@dataclass(frozen=True, slots=True)
class ShutOut:
    """A case and the hard rules that said no to it."""

    case: Case
    rules: tuple[Rule, ...]
    score: float = 0.0


def rules_against(case: Case) -> tuple[Rule, ...]:
    """The hard rules that shut this client out; empty means that it may be offered."""
    listing = case.listing
    return tuple([rule for rule in RULES if rule.states(listing) and rule.judge(case) is Tri.NO])


def near_misses_of(shut_out: Sequence[ShutOut], best_score: float = 0.0) -> tuple[NearMiss, ...]:
    """The best near misses: those that a client can do something about first, then by score; one for a service.

    `best_score` is that of the best service offered.
    """
    single = [one for one in shut_out if len(one.rules) == 1 and one.score >= NEARLY * best_score]
    single.sort(key=lambda one: (_ORDER[one.rules[0].name], -one.score, one.case.listing.id))
    found: dict[str, NearMiss] = {}
    for one in single:
        if len(found) == MOST_NEAR_MISSES:
            break
        if one.case.listing.service_id not in found and (near := _near_miss(one)) is not None:
            found[one.case.listing.service_id] = near
    return tuple(found.values())


def _near_miss(one: ShutOut) -> NearMiss | None:
    rule = one.rules[0]
    change = rule.change(one.case)
    if change is None or rules_against(as_changed(one.case, change)):
        return None
    answer = rule.answer(one.case, Tri.NO)
    return NearMiss(
        one.case.listing, rule.name, answer.sentence, change.sentence, one.case.distance_miles, answer.words
    )


def as_changed(case: Case, change: Change) -> Case:
    """The same listing for the client as changed."""
    person = with_client(case.person, change.client)
    return structs.replace(case, person=person, distance_miles=_distance(case, change))


def _distance(case: Case, change: Change) -> float | None:
    """A changed place gives a new distance only where its point changed too."""
    before, after = case.person.client.place, change.client.place
    if before is None or after is None or case.listing.point is None or before.point == after.point:
        return case.distance_miles
    return distance_miles(after.point, case.listing.point)
