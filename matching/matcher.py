"""The use case of this floor: one request → ranked matches with reasons, near misses, and what was understood.

retrieve → hard rules → score by factors → page → explain. Not for: any of the steps themselves. The decision a reader
would ask about: everything that needs sentences happens after paging, so a request that considers six hundred listings
writes sentences for twenty. Ties are broken by distance, then id, so the same request always gives the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import inf

from directory.needs.values import Need
from directory.search.analysis import Analyzer
from directory.search.protocol import ListingIndex
from matching.candidates import Found, Wanted, find_candidates
from matching.case import Case
from matching.cases import Reading, cases_of
from matching.client import MatchRequest
from matching.errors import NothingToMatch, UnknownNeed
from matching.explain import answers_of, question_of, reasons_of
from matching.heard_times import times_heard
from matching.match import Match, MatchResult, UnderstoodFrom, UnderstoodNeed
from matching.near_miss import ShutOut, near_misses_of, rules_against
from matching.opening import week_of_windows
from matching.person import Person, person_of
from matching.phrases import stems_of
from matching.ranking import contributions_of, score_of
from matching.reading import ListingReader
from matching.sentences import say
from matching.words import Lexicon, needs_in, subjects_in

LATER_NEED = 0.9  # what each further need counts beside the one before it: coaches name the pressing one first


@dataclass(frozen=True, slots=True)
class _Scored:
    """A case that may be offered, its score, and the ids of the service's other places."""

    case: Case
    score: float
    others: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[float, float, str]:
        """Best first; then nearest; then by id."""
        distance = self.case.distance_miles
        return (-self.score, inf if distance is None else distance, self.case.listing.id)


class Matcher:
    """Matches requests against one index. Holds no state between requests; safe to share between threads."""

    def __init__(self, index: ListingIndex, needs: Iterable[Need], lexicon: Lexicon, analyzer: Analyzer) -> None:
        self._index = index
        self._names = {need.code: need.name for need in needs}
        self._known = frozenset(self._names)
        self._lexicon = lexicon
        self._reader = ListingReader(analyzer, lexicon)

    def understand(self, request: MatchRequest) -> tuple[UnderstoodNeed, ...]:
        """The needs asked by code or, where none is, those the words speak of. Raises `UnknownNeed`, `NothingToMatch`."""
        for code in request.needs:
            if code not in self._known:
                raise UnknownNeed(code, tuple(sorted(self._known)))
        if request.needs:
            return tuple(UnderstoodNeed(code, 1.0, UnderstoodFrom.ASKED) for code in dict.fromkeys(request.needs))
        if not request.words.strip():
            raise NothingToMatch
        return tuple(need for need in needs_in(request.words, self._lexicon) if need.code in self._known)

    def match(self, request: MatchRequest) -> MatchResult:
        """One page of matches. Raises `UnknownNeed`, `NothingToMatch`, and what the index raises."""
        needs = self.understand(request)
        codes = [need.code for need in needs]
        related = {code for need in codes for code in self._lexicon.related.get(need, ())}.difference(codes)
        wanted = Wanted(tuple(codes), tuple(sorted(related & self._known)), request.words)
        found = find_candidates(self._index, request.client, wanted)
        asked_terms = self._reader.terms_of_request(request.words)
        reading = Reading(self._reader, request.at.date())
        cases = cases_of(self._person(request, needs), found.hits, asked_terms, reading)
        offered, shut_out = _judge(cases)
        ranked = _best_places(offered)
        best_score = ranked[0].score if ranked else 0.0
        page = ranked[request.offset : request.offset + request.limit]
        return MatchResult(
            needs=needs,
            matches=tuple(_explained(scored) for scored in page),
            near_misses=near_misses_of(shut_out, best_score) if request.offset == 0 else (),
            total=len(ranked),
            considered=len(found.hits),
            notices=_notices(request, needs, found, len(ranked)),
        )

    def _person(self, request: MatchRequest, needs: Sequence[UnderstoodNeed]) -> Person:
        weights = {need.code: need.strength * LATER_NEED**place for place, need in enumerate(needs)}
        said = subjects_in(stems_of(request.words), self._lexicon.asked_subjects)
        subjects_of = {need.code: self._lexicon.subjects_of.get(need.code, frozenset()) for need in needs}
        person = person_of(request.client, weights)
        heard = () if request.client.available else times_heard(said)
        return replace(
            person,
            wanted=person.wanted or week_of_windows(heard),
            times_only_heard=bool(heard),
            need_names=self._names,
            related={code: self._lexicon.related.get(code, {}) for code in weights},
            subjects={code: subjects & said for code, subjects in subjects_of.items()},
            subjects_of=subjects_of,
        )


def _judge(cases: Sequence[Case]) -> tuple[list[_Scored], list[ShutOut]]:
    """Those that may be offered, scored; and those that a hard rule shuts out, with the rules."""
    offered, shut_out = [], []
    for case in cases:
        against = rules_against(case)
        if not against:
            offered.append(_Scored(case, score_of(case)))
        elif len(against) == 1:
            shut_out.append(ShutOut(case, against, score_of(case)))
    return offered, shut_out


def _best_places(offered: Iterable[_Scored]) -> list[_Scored]:
    """One entry a service, at its best place; the other places are named beside it."""
    by_service: dict[str, list[_Scored]] = {}
    for scored in sorted(offered, key=lambda one: one.order):
        by_service.setdefault(scored.case.listing.service_id, []).append(scored)
    return [
        replace(places[0], others=tuple(place.case.listing.id for place in places[1:]))
        for places in by_service.values()
    ]


def _explained(scored: _Scored) -> Match:
    case = scored.case
    contributions, answers = contributions_of(case), answers_of(case)
    return Match(
        listing=case.listing,
        score=scored.score,
        distance_miles=case.distance_miles,
        needs=tuple(fit.code for fit in case.fits),
        contributions=contributions,
        reasons=reasons_of(case, contributions),
        answers=answers,
        question=question_of(answers),
        other_listing_ids=scored.others,
    )


def _notices(request: MatchRequest, needs: Sequence[UnderstoodNeed], found: Found, total: int) -> tuple[str, ...]:
    notices = []
    if not needs:
        notices.append(say("notice.no_needs"))
    if request.client.place is None:
        notices.append(say("notice.no_place"))
    elif found.widened:
        notices.append(say("notice.widened", miles=f"{found.radius_miles:g}"))
    if not total:
        notices.append(say("notice.nothing"))
    return tuple(notices)
