"""The form "About the person" → a `Client` for the matcher, and back to words for the page.

Not for: identity: there is no field for a name here, on purpose. The decision a reader would ask about: an empty field is
unknown and never "no"; the form therefore offers yes, no and "not said" wherever no has a meaning.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from api.pages.wording import LANGUAGES, counted, listed
from directory.errors import FieldProblem
from directory.geography.place import Place
from matching.client import AvailableTime, Client, HouseholdMember, TravelMode

OLDEST = 120
WEEKDAYS, WEEKEND = (0, 1, 2, 3, 4), (5, 6)

TIMES = {
    "day": ("Weekdays, 9 to 5", AvailableTime(WEEKDAYS, 9 * 60, 17 * 60)),
    "evening": ("Weekday evenings, 5 to 9", AvailableTime(WEEKDAYS, 17 * 60, 21 * 60)),
    "night": ("Nights, 9 pm to 6 am", AvailableTime((*WEEKDAYS, *WEEKEND), 21 * 60, 30 * 60)),
    "weekend": ("Weekends, 9 to 5", AvailableTime(WEEKEND, 9 * 60, 17 * 60)),
}
TRAVEL = {"car": "Has a car", "transit": "Takes the bus or train", "walk": "Walks"}
GENDERS = {"female": "Woman", "male": "Man", "nonbinary": "Nonbinary"}
SITUATIONS = {
    "homeless": "No stable home",
    "reentry": "Back from incarceration",
    "pregnant": "Pregnant",
    "single_parent": "Single parent",
    "immigrant": "Immigrant or refugee",
    "unemployed": "Out of work",
    "student": "In school or training",
    "caregiver": "Cares for a relative",
}
SPOKEN = ("en", "es", "vi", "zh", "ar", "fr", "nv", "ase", "tl", "ru", "sw", "ps", "prs", "so", "ko")
YES_NO = {"yes": True, "no": False}

_SINGLE = ("age", "children", "gender", "veteran", "disability", "wheelchair", "income", "travel", "far")
_MANY = {"speaks": SPOKEN, "when": tuple(TIMES), "situation": tuple(SITUATIONS)}
_NUMBER = re.compile(r"\d{1,3}")


def read_person(form: MultiDict[str, str]) -> dict[str, Any]:
    """The fields that hold something, as text and lists of text: what is remembered and shown again."""
    facts: dict[str, Any] = {name: form.get(name, "").strip()[:60] for name in _SINGLE if form.get(name, "").strip()}
    for name, known in _MANY.items():
        if chosen := [value for value in form.getlist(name) if value in known]:
            facts[name] = chosen
    return facts


def problems_of(facts: Mapping[str, Any]) -> tuple[FieldProblem, ...]:
    """What cannot be understood, field by field, with what to type instead."""
    found = []
    if "age" in facts and _whole(facts["age"], OLDEST) is None:
        found.append(FieldProblem("age", "Type the age in whole years, such as 31."))
    if "children" in facts and children_of(facts["children"]) is None:
        found.append(
            FieldProblem("children", "Type ages with commas between, such as 2, 7. For nobody, type 0 children.")
        )
    if "income" in facts and _whole(facts["income"], 999) is None:
        found.append(FieldProblem("income", "Type a whole number of per cent, such as 120."))
    if "far" in facts and not _whole(facts["far"], 500):
        found.append(FieldProblem("far", "Type whole miles, such as 8."))
    return tuple(found)


def children_of(words: str) -> tuple[int, ...] | None:
    """Ages in words like "2, 7" or "none"; None when they cannot be read."""
    if words.casefold().strip() in {"none", "no", "nobody", "0 children"}:
        return ()
    ages = [_whole(part.strip(), OLDEST) for part in re.split(r"[,;/ ]+|\band\b", words) if part.strip()]
    return tuple(age for age in ages if age is not None) if ages and None not in ages else None


def client_of(facts: Mapping[str, Any], place: Place | None) -> Client:
    """The client; fields with problems count as not given."""
    children = children_of(facts["children"]) if "children" in facts else None
    income, far = _whole(facts.get("income", ""), 999), _whole(facts.get("far", ""), 500)
    return Client(
        place=place,
        age=_whole(facts.get("age", ""), OLDEST),
        gender=facts["gender"] if facts.get("gender") in GENDERS else None,
        household=None if children is None else tuple(HouseholdMember(age) for age in children),
        languages=tuple(facts.get("speaks", ())),
        veteran=YES_NO.get(facts.get("veteran", "")),
        disability=YES_NO.get(facts.get("disability", "")),
        wheelchair=YES_NO.get(facts.get("wheelchair", "")),
        income_percent_fpl=None if income is None else float(income),
        travel=TravelMode(facts["travel"]) if facts.get("travel") in TRAVEL else None,
        max_miles=float(far) if far else None,
        available=tuple(TIMES[name][1] for name in facts.get("when", ()) if name in TIMES),
        situation=tuple(facts.get("situation", ())),
    )


def summary_of(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """The facts in a few words each, for the line above the results."""
    client = client_of(facts, None)
    said = [f"age {client.age}"] if client.age is not None else []
    if client.household is not None:
        ages = [str(member.age) for member in client.household]
        said.append(f"lives with ages {listed(ages)}" if ages else "lives with nobody else")
    if client.languages:
        said.append("speaks " + listed([LANGUAGES.get(code, code) for code in client.languages]))
    said += _yes_no_words(facts)
    said += [GENDERS[client.gender].lower()] if client.gender else []
    said += (
        [f"income {client.income_percent_fpl:.0f}% of poverty level"] if client.income_percent_fpl is not None else []
    )
    said += [TRAVEL[client.travel.value].lower()] if client.travel else []
    said += [f"can go {counted(int(client.max_miles), 'mile')}"] if client.max_miles else []
    said += [TIMES[name][0].lower() for name in facts.get("when", ()) if name in TIMES]
    said += [SITUATIONS[name].lower() for name in facts.get("situation", ()) if name in SITUATIONS]
    return tuple(said)


def _yes_no_words(facts: Mapping[str, Any]) -> list[str]:
    words = {
        ("veteran", "yes"): "veteran",
        ("veteran", "no"): "not a veteran",
        ("disability", "yes"): "has a disability",
        ("disability", "no"): "no disability",
        ("wheelchair", "yes"): "uses a wheelchair",
    }
    return [said for (name, value), said in words.items() if facts.get(name) == value]


def _whole(text: str, most: int) -> int | None:
    return int(text) if _NUMBER.fullmatch(text) and int(text) <= most else None
