"""The use case of this floor: one request → ranked matches with reasons, near misses, and what was understood.

retrieve → hard rules → score by factors → page → explain. Not for: any of the steps themselves. The decision a reader
would ask about: everything that needs sentences happens after paging, so a request that considers six hundred listings
writes sentences for twenty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from directory.needs.values import Need
from directory.search.analysis import Analyzer
from directory.search.protocol import ListingIndex
from matching.candidates import Found, Wanted, find_candidates
from matching.cases import Reading, cases_of
from matching.client import MatchRequest
from matching.errors import NothingToMatch, UnknownNeed
from matching.explain import answers_of, question_of, reasons_of
from matching.heard_times import times_heard
from matching.match import Match, MatchResult, UnderstoodFrom, UnderstoodNeed
from matching.near_miss import judge, near_misses_of
from matching.offers import Offer, offers_of
from matching.opening import week_of_windows
from matching.person import Person, person_of
from matching.phrases import stems_of
from matching.ranking import contributions_of
from matching.reading import ListingReader
from matching.sentences import say
from matching.words import Lexicon, needs_in, subjects_in

LATER_NEED = 0.9  # what each further need counts beside the one before it: coaches name the pressing one first


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
        offered, shut_out = judge(cases)
        offers = offers_of(offered, request.offset, request.limit)
        return MatchResult(
            needs=needs,
            matches=tuple([_explained(offer) for offer in offers.page]),
            near_misses=near_misses_of(shut_out, offers.best_score) if request.offset == 0 else (),
            total=offers.total,
            considered=len(found.hits),
            notices=_notices(request, needs, found, offers.total),
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


def _explained(offer: Offer) -> Match:
    case = offer.case
    contributions, answers = contributions_of(case), answers_of(case)
    return Match(
        listing=case.listing,
        score=offer.score,
        distance_miles=case.distance_miles,
        needs=tuple(fit.code for fit in case.fits),
        contributions=contributions,
        reasons=reasons_of(case, contributions),
        answers=answers,
        question=question_of(answers),
        other_listing_ids=offer.others,
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
