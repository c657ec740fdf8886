"""Why a service fits, in two or three plain sentences; whether it takes this client, line by line; what to ask next.

Not for: the score (`ranking.py`). Made only for the page that is shown. The decision a reader would ask about: reasons are
the factors' own sentences, chosen by how many points they won above what an unknown would have got, so a reason is
always something that moved the listing up.
"""

from __future__ import annotations

from collections.abc import Sequence

from directory.facts.values import Tri
from matching.case import Case
from matching.match import Answer, Contribution
from matching.ranking import FACTORS
from matching.rules.rule import Rule
from matching.rules.table import RULES
from matching.sentences import say

MOST_REASONS = 3
# Facts that sound like a reason to a coach; a sentence such as "shares words" is true but helps nobody decide.
_REASON_FACTORS = (
    "open when needed",
    "distance",
    "eligibility",
    "subject",
    "need fit",
    "getting in",
    "language",
    "cost",
    "accessibility",
    "capacity",
)
_WORTH = 0.55  # a value that is better than even; below it the sentence would be a reservation, not a reason
# True, but not worth a line: nothing was asked, or every listing on the page could say it.
_SILENT = frozenset({say("open.not_asked"), say("access.not_asked"), say("spoken.unknown"), say("subject.not_asked")})


def reasons_of(case: Case, contributions: Sequence[Contribution]) -> tuple[str, ...]:
    """At most three sentences, the one that won most first."""
    gains = [
        (gain, _REASON_FACTORS.index(contribution.factor), sentence)
        for contribution, factor in zip(contributions, FACTORS, strict=True)
        if contribution.factor in _REASON_FACTORS
        and contribution.value is not None
        and contribution.value >= _WORTH
        and (gain := contribution.points - factor.weight * factor.if_unknown) > 0
        and (sentence := _reason(case, contribution))
    ]
    chosen = sorted(gains, key=lambda gain: (-gain[0], gain[1]))
    return tuple(dict.fromkeys(sentence for _, _, sentence in chosen))[:MOST_REASONS]


def _reason(case: Case, contribution: Contribution) -> str:
    """The factor's sentence; a rule that says more ("Takes ages 5 to 14.") instead of "Its rules take this client."."""
    if contribution.factor == "language" and case.person.client.languages[:1] in ((), ("en",)):
        return ""
    if contribution.sentence in _SILENT or (contribution.factor == "need fit" and len(case.fits) == 1):
        return ""
    if contribution.sentence != say("eligibility.yes"):
        return contribution.sentence
    said = [rule.answer(case, Tri.YES).sentence for rule in _asked_rules(case) if rule.judge(case) is Tri.YES]
    return said[-1] if said else contribution.sentence


def _asked_rules(case: Case) -> list[Rule]:
    by_own_words = ("age", "gender", "population", "residence", "income")
    return [rule for rule in RULES if rule.name in by_own_words and rule.states(case.listing)]


def answers_of(case: Case) -> tuple[Answer, ...]:
    """One line a rule, in the order of the table; where the listing is silent it says so and answers unknown."""
    return tuple([_answer(rule, case) for rule in RULES])


def _answer(rule: Rule, case: Case) -> Answer:
    if not rule.states(case.listing):
        return Answer(rule.name, Tri.UNKNOWN, say(f"{rule.name}.silent"))
    return rule.answer(case, rule.judge(case))


# Which unknown matters most: what would shut the client out for good before what can be arranged.
_QUESTION_ORDER = ("population", "residence", "age", "income", "gender", "area", "time", "language", "distance")


def question_of(answers: Sequence[Answer]) -> str:
    """The one question whose answer would change most; empty when nothing stated is open."""
    open_questions = {answer.fact: answer.question for answer in answers if answer.question}
    return next((open_questions[fact] for fact in _QUESTION_ORDER if fact in open_questions), "")
