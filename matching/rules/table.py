"""The hard rules, in the order in which they are tried and shown. One table; to add a rule, add its file and a line here.

Not for: what a rule reads (its own file). The decision a reader would ask about: the order. What a client could change
comes first, because a near miss is sorted by it: go farther, come at another time, …; who the client is comes last.
"""

from __future__ import annotations

from matching.rules import age, area, availability, distance, gender, income, language, population, residence, time
from matching.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    availability.RULE,
    area.RULE,
    distance.RULE,
    time.RULE,
    language.RULE,
    income.RULE,
    residence.RULE,
    population.RULE,
    age.RULE,
    gender.RULE,
)
