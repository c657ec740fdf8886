"""Services shut out by exactly one hard rule, with the one change that would admit the client.

Not for: closed services; they are never shown. The decision a reader would ask about: the change is tried before it is
told. The client is judged again as changed, and a near miss that would still be refused is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from msgspec import structs

from directory.facts.values import Tri
from directory.geography.distance import distance_miles
from matching.case import Case
from matching.factors import distance
from matching.match import NearMiss
from matching.person import with_client
from matching.ranking import Scoring
from matching.rules.rule import Change, Rule
from matching.rules.table import RULES

MOST_NEAR_MISSES = 5
NEARLY = 0.8  # a near miss is told only when it scores at least this part of the best that is offered


class ShutOut(NamedTuple):
    """A case and the one hard rule that said no to it."""

    case: Case
    rule: Rule


def judge(cases: Sequence[Case]) -> tuple[list[Case], list[ShutOut]]:
    """The cases of one request: those that may be offered, and those that exactly one hard rule shuts out."""
    offered: list[Case] = []
    shut_out: list[ShutOut] = []
    rules = [rule for rule in RULES if rule.may_refuse(cases[0].person)] if cases else []
    for case in cases:
        against = rules_against(case, rules)
        if not against:
            offered.append(case)
        elif len(against) == 1:
            shut_out.append(ShutOut(case, against[0]))
    return offered, shut_out


def rules_against(case: Case, rules: Sequence[Rule] = RULES) -> tuple[Rule, ...]:
    """The hard rules that shut this client out; empty means that it may be offered."""
    listing = case.listing
    return tuple([rule for rule in rules if rule.states(listing) and rule.judge(case) is Tri.NO])


def near_misses_of(shut_out: Sequence[ShutOut], best_score: float = 0.0) -> tuple[NearMiss, ...]:
    """The best near misses: those that a client can do something about first, then by score; one for a service.

    `best_score` is that of the best service offered.
    """
    found: dict[str, NearMiss] = {}
    for rule in RULES:
        for case in _nearly_best([one.case for one in shut_out if one.rule is rule], NEARLY * best_score):
            if case.listing.service_id not in found and (near := _near_miss(case, rule)) is not None:
                found[case.listing.service_id] = near
            if len(found) == MOST_NEAR_MISSES:
                return tuple(found.values())
    return tuple(found.values())


def _nearly_best(cases: Sequence[Case], least: float) -> list[Case]:
    """Those that score so much at least, best first, then by id."""
    if not cases:
        return []
    scoring = Scoring(cases[0])
    scored = [(-scoring.score_of(case, least), case.listing.id, case) for case in cases]
    return [case for score, _, case in sorted(scored, key=itemgetter(0, 1)) if -score >= least]


def _near_miss(case: Case, rule: Rule) -> NearMiss | None:
    change = rule.change(case)
    if change is None or rules_against(as_changed(case, change)):
        return None
    answer = rule.answer(case, Tri.NO)
    return NearMiss(case.listing, rule.name, answer.sentence, change.sentence, case.distance_miles, answer.words)


def as_changed(case: Case, change: Change) -> Case:
    """The same listing for the client as changed."""
    person, miles = with_client(case.person, change.client), _distance(case, change)
    way = distance.way_of(change.client, case.listing, miles)
    return structs.replace(case, person=person, distance_miles=miles, way=way)


def _distance(case: Case, change: Change) -> float | None:
    """A changed place gives a new distance only where its point changed too."""
    before, after = case.person.client.place, change.client.place
    if before is None or after is None or case.listing.point is None or before.point == after.point:
        return case.distance_miles
    return distance_miles(after.point, case.listing.point)
