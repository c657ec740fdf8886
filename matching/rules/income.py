"""Hard rule: an income limit in percent of the federal poverty level.

Not for: "low income" without a figure, which never shuts out (`factors/eligibility.py`). The decision a reader would ask
about: an income exactly at the limit is taken, because programmes write "at or below".
"""

from __future__ import annotations

from dataclasses import replace

from directory.facts.values import Tri
from directory.search.listing import Listing
from matching.case import Case, evidence_words
from matching.match import Answer
from matching.person import Person
from matching.rules.rule import Change, Rule
from matching.sentences import say


def states(listing: Listing) -> bool:
    """A limit in figures is given."""
    return listing.eligibility.income_limit_percent_fpl is not None


def may_refuse(person: Person) -> bool:
    """The income is known."""
    return person.client.income_percent_fpl is not None


def judge(case: Case) -> Tri:
    """At or below the limit is a yes."""
    income, limit = case.person.client.income_percent_fpl, case.listing.eligibility.income_limit_percent_fpl
    if income is None or limit is None:
        return Tri.UNKNOWN
    return Tri.YES if income <= limit else Tri.NO


def answer(case: Case, verdict: Tri) -> Answer:
    """The limit."""
    limit = f"{case.listing.eligibility.income_limit_percent_fpl or 0:g}"
    question = say("income.question", limit=limit) if verdict is Tri.UNKNOWN else ""
    return Answer("income", verdict, say(f"income.{verdict}", limit=limit), evidence_words(case, "income"), question)


def change(case: Case) -> Change:
    """An income at the limit."""
    limit = case.listing.eligibility.income_limit_percent_fpl
    sentence = say("income.change", limit=f"{limit or 0:g}")
    return Change(sentence, replace(case.person.client, income_percent_fpl=limit))


RULE = Rule("income", states, judge, answer, change, may_refuse)
