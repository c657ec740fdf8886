"""Who a service takes, from its eligibility text, its name, its description and HSDS ages.

Not for: judging a client (`matching.rules`). The decision a reader would ask about: only the eligibility text and
HSDS's own age fields give hard limits freely; a description does so only where it says "must", "only" or the like and
there is no eligibility text; a name never does. What names and descriptions say otherwise is focus.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from msgspec import Struct, structs

from directory.facts.ages import AgesRead, is_childhood, read_ages
from directory.facts.gender import read_gender
from directory.facts.income import IncomeRead, read_income
from directory.facts.populations import (
    PopulationsRead,
    named_populations,
    names_any,
    read_populations,
    takes_no_children,
    together_in,
)
from directory.facts.residence import (
    AreaResolver,
    ResidenceRead,
    StateNamesOnly,
    may_speak_of_residence,
    read_residence,
    residents_spoken_of,
)
from directory.facts.statements import Force, Statement, statements
from directory.facts.values import AgeRange, AgesOf, Eligibility, Evidence, Gender, Population
from directory.facts.wording import SENTENCES_KEPT, first_sentence, folded, has_any, plain, tidied, words_of

ELIGIBILITY_FIELD = "eligibility_description"
_NOTHING = re.compile(
    r"^(?:please )?(?:call|inquire|contact|see|visit|ask|varies|n/?a|unknown|not applicable|to be determined|tbd|llame)\b|^\W*$|^(?:please )?(?:call|inquire)"
)
_OPEN = re.compile(
    r"^(?:(?:services? (?:are |is )?|program is )?(?:open|available|provided|offered)(?: to)?:?\s*)?(?:the )?(?:all(?: (?:people|persons|individuals|ages|are|who|clients|families|residents))*(?: welcome| in need| are welcome)?|"
    r"any(?: ?one|body| person| individual)?(?: (?:can|may) (?:attend|apply|participate|call))?(?: (?:in need|interested|who calls|who needs (?:it|help|assistance|food)|is welcome|seeking (?:help|assistance|services)))*|every(?:one|body)(?: is)?(?: welcome)?|"
    r"those|(?:general )?public(?: at large)?|open)"
    r"(?: in need(?: of (?:\w+ ?){1,4})?| of (?:any|all) ages?)?$"
    r"|^(?:there (?:are|is) )?(?:no|none|ninguno?)\b(?:\s?(?:required|eligibility|age|income|specific|special|enrollment|known|formal|restrictions?|requirements?|limits?|criteria|limitations?|guidelines|needed|necessary|or|and|,|/)\s?)*$"
    r"|^(?:(?:services? (?:are |is )?)?(?:open|available) to )?(?:all|any(?:one|body)|every(?:one|body)|those|people|persons|individuals)(?: who(?: are| is)?| that(?: are| is)?)? (?:seek(?:s|ing)?|interested|need(?:s|ing)?|wants?|wanting|wishing|looking|"
    r"in need|with an interest|requesting|desiring|hungry)\b[^.;,]*$"
    r"|^(?:unrestricted|no one (?:is )?(?:turned|refused)(?: away)?|(?:para )?todas las edades|no hay (?:restricciones|requisitos|limites)(?: de \w+)?|abierto (?:a|para) todos|abierto al publico|todos|para todos|cualquier persona(?: que (?:lo )?(?:necesite|busque|quiera|solicite)(?: \w+){0,3})?|sin (?:restricciones|requisitos))$"
)
_REGARDLESS_STEMS = ("regardless of", "no matter")
_REGARDLESS = re.compile(r"\s*\b(?:regardless of|no matter)\b.*$")
_NO_RESIDENCY_ONLY = re.compile(
    r"^no residen(?:cy|ce|tial) (?:requirements?|restrictions?)$|^no se requiere (?:residencia|ser residente)$"
)
_STRICT = re.compile(
    r"\bmust (?:be|have|live|reside|meet)\b|\b(?:is|are|to be) eligible\b|\beligibility (?:is|criteria|requirements?|includes?)\b|\bonly (?:to|for|serves?|accepts?)\b|\b(?:limited|restricted) to\b|\bexclusively\b|\brequirements?\b"
)
_STRICT_STEMS = ("must", "eligib", "only", "limited", "restricted", "exclusively", "requirement")
_DIGIT = re.compile(r"[0-9]")
_AGES_SERVED = re.compile(
    r"\b(?:for|to|serv(?:es|ing)|age[sd]?|of|provides?|offers?)\b.{0,60}\b(?:children|child|infants|toddlers|youth|youths|teens|boys|girls|students|preschoolers|kids|young people|adolescents)\b.{0,30}\d|\bages? (?:of )?\d"
)
_GROWN_PEOPLE = re.compile(r"\b(?:all ages|community residents|general public|people of all)\b")
_GROWN_PERSONS = words_of(
    "adult adults senior seniors family families parent parents women men individuals elderly persons"
)
_UNREAD_CONDITION = re.compile(
    r"\b(?:registered|restricted|pending|charges|fluent|working|willing|unwilling|able to|unable|referr\w+|enrolled|proof|diagnos\w+|ambulatory|sober|sobriety|clean|capable|citizens?|home ?owners?|employed|licensed?|documentation|insur\w+|"
    r"diploma|ged|photo id|court|prescription|interview|screening|background|non-?violent|violent (?:offen|crim|hist)\w+|prior|requiere|necesario)\b"
)
# What is left of a sentence whose rest is a preference: "Se da | prioridad a …".
_FRAGMENT = re.compile(r"^(?:se da|this|these|they|it|household must|must|and|or|\w{1,2})$")
_LONGEST_CONDITION = 300
# "Open to anyone interested in …" says little more; longer statements add conditions.
_LONGEST_OPENING = 160
_MOST_CONDITIONS = 6
_NO_AREAS = StateNamesOnly()


class EligibilityTexts(Struct, frozen=True):
    """The words of one service that say who it takes. Ages in years; `state` is the USPS code of the service's place."""

    eligibility: str = ""
    name: str = ""
    description: str = ""
    minimum_age: float | None = None
    maximum_age: float | None = None
    state: str | None = None


def read_eligibility(texts: EligibilityTexts, areas: AreaResolver | None = None) -> Eligibility:
    """What the texts say of who is taken. Without `areas` only names of states are resolved."""
    areas = areas or _NO_AREAS
    state = texts.state if _may_ask_where_one_lives(texts.eligibility) else None
    # Hashed by identity: one resolver serves the whole process.
    read = _of_eligibility(texts.eligibility, state, areas)  # type: ignore[arg-type]
    if read is None:
        read = _conditions(_strict_statements(tidied(texts.description)), "description", texts.state, areas)
    added = {**_residents_served(read, texts, areas), **_focus(read, texts)}
    return _with_hsds_ages(structs.replace(read, **added) if added else read, texts)


@lru_cache(maxsize=4096)
def _may_ask_where_one_lives(text: str) -> bool:
    return may_speak_of_residence(plain(text))


@lru_cache(maxsize=4096)
def _of_eligibility(text: str, state: str | None, areas: AreaResolver) -> Eligibility | None:
    """What the eligibility text alone says, None where it says nothing; publishers use the same few texts over and over."""
    told = statements(tidied(text)) if text else ()
    if all(_NOTHING.match(each.text) for each in told):
        return None
    return _conditions(told, ELIGIBILITY_FIELD, state, areas)


def _conditions(told: tuple[Statement, ...], source: str, state: str | None, areas: AreaResolver) -> Eligibility:
    if not told:
        return Eligibility()
    ages = read_ages(told)
    of_child = ages.ages_of is AgesOf.CHILD
    gender = read_gender(told, of_child, bool(ages.ages))
    groups = read_populations(told, of_child, bool(ages.ages))
    groups = _with_alternatives(groups, ages)
    home = read_residence(told, state, areas)
    income = read_income(told)
    evidence = _evidence(source, ages, gender, groups, home, income)
    read = Eligibility(
        ages=ages.ages,
        ages_of=ages.ages_of,
        gender=gender[0] if gender else None,
        required=tuple(population for population, _ in groups.required),
        focus=tuple(population for population, _ in groups.focus),
        residence=home.keys,
        residence_names=home.names,
        income_limit_percent_fpl=income.limit_percent_fpl,
        low_income=income.low_income,
        without_children=takes_no_children(told),
        also_required=groups.also_required,
        evidence=evidence,
        other=_other(told, evidence, groups),
    )
    opening = next((each.words for each in told if _is_open(each.text)), None)
    if opening is None or _limits(read) or read.other:
        return read
    return structs.replace(read, open_to_all=True, evidence=(*read.evidence, Evidence("open_to_all", source, opening)))


@lru_cache(maxsize=SENTENCES_KEPT)
def _is_open(text: str) -> bool:
    """Whether a statement says that nobody is shut out, and nothing else but whom to call."""
    if len(text) > _LONGEST_OPENING:
        return False
    if has_any(text, _REGARDLESS_STEMS):
        text = _REGARDLESS.sub("", text)
    parts = [part.strip(" !*.") for part in text.replace(";", ",").split(",")]
    others = [part for part in parts if not _OPEN.match(part)]
    return len(others) < len(parts) and all(_NOTHING.match(part) for part in others)


def _with_alternatives(groups: PopulationsRead, ages: AgesRead) -> PopulationsRead:
    """ "Over 62 or disabled": the age is one more group that is taken, or, for other ages, no group binds."""
    if not ages.alternative_to_groups or not groups.required:
        return groups
    if ages.seniors_among:
        return structs.replace(groups, required=(*groups.required, (Population.SENIOR, groups.required[0][1])))
    return structs.replace(groups, required=(), focus=(*groups.required, *groups.focus))


def _limits(read: Eligibility) -> bool:
    return bool(
        read.ages
        or read.gender
        or read.required
        or read.residence
        or read.residence_names
        or read.income_limit_percent_fpl
        or read.low_income == "yes"
        or read.without_children
    )


def _evidence(
    source: str,
    ages: AgesRead,
    gender: tuple[Gender, str] | None,
    groups: PopulationsRead,
    *others: ResidenceRead | IncomeRead,
) -> tuple[Evidence, ...]:
    found = [Evidence("ages", source, words) for words in ages.words]
    if gender:
        found.append(Evidence("gender", source, gender[1]))
    found += [Evidence("required", source, words) for _, words in groups.required]
    found += [Evidence("focus", source, words) for _, words in groups.focus]
    for other in others:
        fact = "residence" if isinstance(other, ResidenceRead) else "income"
        found += [Evidence(fact, source, words) for words in other.words]
    return tuple(dict.fromkeys(found))


def _other(told: tuple[Statement, ...], evidence: tuple[Evidence, ...], groups: PopulationsRead) -> tuple[str, ...]:
    """Conditions in words that no field holds: those that widen a group, and those that no reader understood."""
    understood = {each.words for each in evidence}
    found = list(groups.relatives)
    for statement in told:
        if statement.force is not Force.CONDITION or _NOTHING.match(statement.text):
            continue
        bare = statement.text.strip(" !*")
        if bare.endswith(":") or _FRAGMENT.match(bare) or _is_open(bare) or _NO_RESIDENCY_ONLY.match(bare):
            continue
        if statement.words not in understood or _UNREAD_CONDITION.search(statement.text):
            found.append(statement.words)
    return tuple(dict.fromkeys(words[:_LONGEST_CONDITION] for words in found))[:_MOST_CONDITIONS]


def _strict_statements(description: str) -> tuple[Statement, ...]:
    """What a description says as strictly as an eligibility text would, and whom it serves by age."""
    text = folded(description)
    if has_any(text, _STRICT_STEMS) and _STRICT.search(text) and (strict := _binding(_STRICT, description)):
        return strict
    # Cutting a description into statements takes longer than finding out that none of them gives an age.
    if not _DIGIT.search(text) or not _GROWN_PERSONS.isdisjoint(words_of(text)):
        return ()
    if _GROWN_PEOPLE.search(text) or not _AGES_SERVED.search(text):
        return ()
    return _binding(_AGES_SERVED, description)


def _binding(pattern: re.Pattern[str], description: str) -> tuple[Statement, ...]:
    """The statements of the description that are conditions and have the pattern."""
    told = statements(description)
    return tuple([each for each in told if each.force is Force.CONDITION and pattern.search(each.text)])


def _residents_served(read: Eligibility, texts: EligibilityTexts, areas: AreaResolver) -> dict[str, Any]:
    """Whose residents the description speaks of, where no rule says where to live ("helps DC residents find work")."""
    if read.residence or read.residence_names:
        return {}
    description = texts.description.lower()
    if "residents" not in description or "outside" in description:
        return {}
    served = residents_spoken_of(tidied(texts.description), texts.state, areas)
    return {"residents_served": served} if served else {}


def _focus(read: Eligibility, texts: EligibilityTexts) -> dict[str, Any]:
    """The groups that the name and the first words of the description speak of, beside those that were read."""
    first = first_sentence(tidied(texts.description)[:_LONGEST_CONDITION])
    in_name, of_name, together = _groups_in(texts.name)
    in_eligibility, _, together_taken = _groups_in(texts.eligibility)
    in_first = folded(first)
    of_first, together = named_populations(in_first), together or together_taken
    # Two in three services name no group here; the texts are read as one only for the others.
    if not (of_name or of_first or together) or not names_any((in_name, in_first, in_eligibility)):
        return {}
    focus: list[Population] = list(read.focus)
    evidence = list(read.evidence)
    for source, words, groups in (("name", tidied(texts.name), of_name), ("description", first, of_first)):
        for population in groups:
            if population not in focus and population not in read.required:
                focus.append(population)
                evidence.append(Evidence("focus", source, words[:_LONGEST_CONDITION]))
    added = {"focus": tuple(focus), "evidence": tuple(evidence), "together": together}
    return added if together or len(focus) > len(read.focus) else {}


@lru_cache(maxsize=4096)
def _groups_in(text: str) -> tuple[str, tuple[Population, ...], tuple[Population, ...]]:
    """A text as readers search it, the groups that it names, and those of them that stand together."""
    folded_text = plain(text)
    return folded_text, named_populations(folded_text), together_in(folded_text)


def _with_hsds_ages(read: Eligibility, texts: EligibilityTexts) -> Eligibility:
    """HSDS's own numbers win over words, unless the words give the same ages and know whose they are."""
    low, high = texts.minimum_age, texts.maximum_age
    if low is None and high is None:
        return read
    stated = AgeRange(low or None, high)
    if any((each.minimum or None, each.maximum) == (stated.minimum, stated.maximum) for each in read.ages):
        return read
    words = f"{'' if low is None else f'{low:g}'} to {'' if high is None else f'{high:g}'}".strip()
    kept = tuple(each for each in read.evidence if each.fact != "ages")
    return structs.replace(
        read,
        ages=(stated,),
        ages_of=AgesOf.CHILD if is_childhood((stated,)) else AgesOf.CLIENT,
        open_to_all=False,
        evidence=(*kept, Evidence("ages", "minimum_age", words)),
    )
