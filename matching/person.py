"""What follows from a request and is the same for every listing: worked out once, before any listing is judged.

Not for: judging. The decision a reader would ask about: some needs concern a child of the household rather than the
client, so that "ages 5 to 14" is held against the eight-year-old and not against her mother.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from directory.facts.values import Population, Tri
from matching.client import Client
from matching.groups import ADULT_AGE, groups_of
from matching.opening import week_of_windows

# Needs whose age limits speak of the child. Household members up to this age may be the ones asked for.
CHILD_NEEDS: Mapping[str, int] = {
    "childcare": 12,
    "after_school": 18,
    "youth_programs": 24,
    "diapers_baby_supplies": 4,
}
# Where one must be the whole time, so that hours have to cover the window instead of touching it.
COVER_NEEDS = frozenset({"childcare", "after_school", "dependent_care"})


@dataclass(frozen=True, slots=True)
class Person:
    """The client with everything that is derived. `needs` maps a need code to how strongly it was asked for, 0…1;
    `need_names` to the name that people read.

    `related` maps an asked need to needs whose services help with it a little, with how much.
    `wanted` are the minutes of the week in which the client can come (`opening.py`), 0 when not said;
    `times_only_heard`: they come from the coach's words alone (`heard_times.py`) and shut nothing out.
    `terms` maps each of the coach's analysed words to its weight; `subjects` maps a need to the finer subjects that the
    words name; `subjects_of` maps a need to every subject that it has. `minor_ages` are those of all children of the household,
    `child_ages` those of the members whom a need of a child may be about.
    """

    client: Client
    needs: Mapping[str, float]
    need_names: Mapping[str, str] = field(default_factory=dict)
    related: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    groups: Mapping[Population, Tri] = field(default_factory=dict)
    wanted: int = 0
    times_only_heard: bool = False
    terms: Mapping[str, float] = field(default_factory=dict)
    subjects: Mapping[str, frozenset[str]] = field(default_factory=dict)
    subjects_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    minor_ages: tuple[int, ...] = ()
    child_ages: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def belongs_to(self, population: Population) -> Tri:
        """Whether the client is known to belong to the group."""
        return self.groups.get(population, Tri.UNKNOWN)

    def child_ages_for(self, need: str) -> tuple[int, ...]:
        """Ages of household members whom this need may be about; empty for a need of the client's own."""
        return self.child_ages.get(need, ())


def person_of(client: Client, needs: Mapping[str, float]) -> Person:
    """The client as the rules and factors see them, before the coach's words are looked at."""
    return with_client(Person(client=client, needs=needs), client)


def with_client(person: Person, client: Client) -> Person:
    """The same request for another client, or for the client as something about them would be changed."""
    groups = groups_of(client, tuple(person.needs))
    wanted = week_of_windows(client.available)
    ages = [member.age for member in client.household or ()]
    return replace(
        person,
        client=client,
        groups=groups,
        wanted=wanted,
        times_only_heard=False,
        minor_ages=tuple([age for age in ages if age < ADULT_AGE]),
        child_ages={need: tuple([age for age in ages if age <= limit]) for need, limit in CHILD_NEEDS.items()},
    )
