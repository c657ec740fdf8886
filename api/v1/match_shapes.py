"""Matches as JSON shapes."""

from __future__ import annotations

from api.v1.listing_shapes import rounded, summary_of
from api.v1.shapes import AnswerShape, ContributionShape, MatchPage, MatchShape, NearMissShape, UnderstoodNeedShape
from directory.needs.catalogue import NeedCatalogue
from matching.client import MatchRequest
from matching.match import Match, MatchResult, NearMiss, UnderstoodNeed


def match_page(result: MatchResult, request: MatchRequest, catalogue: NeedCatalogue) -> MatchPage:
    """The whole answer."""
    return MatchPage(
        needs=[_need(need, catalogue) for need in result.needs],
        matches=[_match(match) for match in result.matches],
        near_misses=[_near_miss(miss) for miss in result.near_misses],
        total=result.total,
        considered=result.considered,
        limit=request.limit,
        offset=request.offset,
        notices=list(result.notices),
    )


def _need(need: UnderstoodNeed, catalogue: NeedCatalogue) -> UnderstoodNeedShape:
    known = catalogue.get(need.code)
    return UnderstoodNeedShape(
        code=need.code,
        name=known.name if known else need.code,
        strength=round(need.strength, 3),
        source=need.source.value,
        words=list(need.words),
    )


def _match(match: Match) -> MatchShape:
    """Score and points are not rounded: a program that adds the points up must get the score."""
    return MatchShape(
        listing=summary_of(match.listing),
        score=match.score,
        distance_miles=rounded(match.distance_miles),
        needs=list(match.needs),
        reasons=list(match.reasons),
        contributions=[
            ContributionShape(
                factor=each.factor, weight=each.weight, points=each.points, value=each.value, sentence=each.sentence
            )
            for each in match.contributions
        ],
        answers=[
            AnswerShape(
                fact=each.fact,
                verdict=each.verdict.value,
                sentence=each.sentence,
                words=each.words,
                question=each.question,
            )
            for each in match.answers
        ],
        question=match.question,
        other_listing_ids=list(match.other_listing_ids),
    )


def _near_miss(miss: NearMiss) -> NearMissShape:
    return NearMissShape(
        listing=summary_of(miss.listing),
        rule=miss.rule,
        reason=miss.reason,
        change=miss.change,
        distance_miles=rounded(miss.distance_miles),
        words=miss.words,
    )
