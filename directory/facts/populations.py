"""Groups of people that an eligibility text names: those it requires, and those it is made for.

Not for: sex (`gender.py`), ages (`ages.py`) or income (`income.py`). The decision a reader would ask about: a group is
required only where the statement binds and names nobody else who could come instead ("veterans and the general
public"); everything weaker is focus, which ranks and never excludes. "Youth" without ages never binds: a parent may ask for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from directory.facts.statements import ALSO_WITHOUT_CHILDREN, Force, Statement, is_denied
from directory.facts.values import Population
from directory.facts.wording import SENTENCES_KEPT, has_any, words_of


@dataclass(frozen=True, slots=True)
class GroupWords:
    """How one group is named: `stems` make it likely, `pattern` decides, and whatever it matches has one of `needed`."""

    population: Population
    stems: tuple[str, ...]
    pattern: re.Pattern[str]
    needed: tuple[str, ...]


def _words(population: Population, stems: str, pattern: str, needed: str = "") -> GroupWords:
    return GroupWords(population, tuple(stems.split("|")), re.compile(pattern), tuple((needed or stems).split("|")))


_BENEFITS = (
    r"(?:tanf|snap|ssi|ssdi|medicaid|medicare|wic|food stamps?|welfare|public assistance|section 8|eitc|cupones)"
)

GROUPS = (
    _words(Population.VETERAN, "veteran|vets|retired military|military retiree", r"\bveteran[so]?s?\b(?! affairs|s? day| administration)|\bvets\b|\bretired military\b|\bmilitary retirees?\b"),
    _words(Population.ACTIVE_MILITARY, "militar|duty|armed|service member|servicem|soldier|sailor|marine|airmen|navy|army|air force|coast guard", r"\b(?:soldiers|sailors|marines|airmen)\b|\bmarine corps\b(?! veterans| league| reserve)|(?<!salvation )(?<!church )\barmy\b(?! veteran| of)|\bnavy\b(?! veteran| yard)|\bair force\b(?! veteran)|\bcoast guard\b(?! veteran)|\bactive[- ](?:duty|military)\b|\bservice ?members?\b|\bmilitary (?:personnel|members|famil)|\barmed (?:forces|services)\b|\bactive and retired military\b|\bmilitares activos\b"),
    _words(Population.HOMELESS, "homeless|without home|unhoused|sin hogar|shelter|transitional|street", r"\b(?:resid(?:e|es|ing)|liv(?:e|es|ing)|stay(?:s|ing)?) (?:currently )?(?:in|at|on) (?:an? |the )?(?:\w+ ){0,2}(?:shelters?|streets?)(?: (?:or|and) (?:\w+ )?(?:transitional housing|streets?|shelters?))?\b|\b(?:resid(?:e|es|ing)|liv(?:e|es|ing)) in (?:\w+ ){0,2}transitional housing(?: (?:or|and) (?:\w+ )?shelters?)?\b|\bshelter residents\b|\bhomeless(?:ness)?\b(?! prevention| shelter| service| management| help ?line| hotline| information)|\bwithout (?:a )?homes?\b|\bunhoused\b|\bsin hogar\b", "homeless|without home|unhoused|sin hogar|shelter|transitional|street|without a home"),
    _words(Population.REENTRY, "offender|incarcerat|returning|parole|probation|prison|jail|reentry|re-entry|justice-involved|justice involved|encarcel", r"\bex-?[ -]?(?:offenders?|prisoners?|felons?)\b|\b(?:formerly|previously|recently|currently) incarcerated\b|\bincarcerated (?:persons?|people|individuals|adults|men|women|youth|parents)\b|\breturning (?:citizens?|home from)\b|\b(?:parolees?|probationers?)\b|\bon (?:parole|probation)\b|\breleased from (?:\w+ )?(?:prison|jail|incarceration)\b|\breentry\b|\bre-entry\b|\bjustice[- ]involved\b|\bencarcelad[oa]s\b", "offender|incarcerat|returning|parole|probation|prison|jail|reentry|re-entry|justice-involved|justice involved|encarcel|felon"),
    _words(Population.PREGNANT, "pregnan|expect|postpartum|embaraz", r"\bpregnan(?:t|cy)\b|\bexpect(?:ing|ant) (?:mothers?|moms?|women|parents?)\b|\bpostpartum\b|\bembarazadas?\b"),
    _words(Population.PARENT, "parent|mother|father|with child|with minor|with depend|padre|madre|having child|have child|must have|with infant", r"\b(?!single parent (?:house|home))(?:single|teen(?:age)?|young|working|custodial|non-?custodial|new|low[- ]income|homeless|divorc\w+|separated) (?:parents?|mothers?|fathers?)\b|(?<!foster )(?<!adoptive )\bparents?\b,? (?:of|with|who|raising|whose)\b|\bmust have (?:an? |at least one |minor |young |dependent |school-age )*child(?:ren)?\b(?!care| care)|^(?:the )?(?:parents?|mothers?|fathers?)\b(?! must| or guardian must|al)|\b(?:famil(?:y|ies)|women|men|persons|individuals|people|adults|couples|mothers|fathers)\b[^.;]{0,30}\b(?:with|who have|having)\b[^.;,]{0,24}\b(?:child(?:ren)?|infants?|newborns?)\b|\b(?:padres|madres)\b(?:,? (?:de|con|soltera?o?s)\b)|\bmothers and (?:their )?(?:children|babies)\b", "child|infant|newborn|parent|mother|father|padre|madre"),
    _words(Population.SENIOR, "senior|elder|older adult|older person|older american|aging|ancian|mayores", r"(?<!school )(?<!graduating )\bseniors?\b(?! high| staff| services| center| year| housing| pastor| companion|-?level)(?! at)|\bsenior citizens?\b|\belderly\b|\bolder (?:adults?|persons?|people|americans)\b|\belders?\b|\bancian[oa]s\b|\b(?:adultos|personas) mayores\b", "senior|elder|older adult|older person|older american|aging|ancian|mayores|older people"),
    _words(Population.YOUTH, "youth|teen|adolesc|young|joven", r"\byouths?\b(?! services| programs?| workers?)|\bteen(?:ager)?s?\b|\badolescents?\b|\byoung (?:adults?|people|persons?|men|women)\b|\bjovenes\b|\badolescentes\b"),
    _words(Population.DEVELOPMENTAL_DISABILITY, "developmental|intellectual|retard|autis|down syndrome|asperger|del desarrollo", r"\bdevelopmental(?:ly)?(?:,? (?:and|or|/)? ?\w+)? (?:disab|delay|challeng)\w*|\bintellectual(?:ly)? (?:and \w+ |or \w+ )?(?:disab|challeng)\w*|\bmental(?:ly)? (?:retard)\w*|\bautis(?:m|tic)\b|\bdown syndrome\b|\bdiscapacidad(?:es)? (?:del desarrollo|intelectual)", "developmental|intellectual|retard|autis|down syndrome|asperger|del desarrollo|intelectual"),
    _words(Population.DISABILITY, "disab|handicap|special need|discapaci|wheelchair", r"(?<!developmental )(?<!intellectual )\bdisab(?:led|ilit(?:y|ies))\b(?! services)|\bhandicap(?:ped)?\b(?! accessible)|\bspecial (?:health care |healthcare )?needs?\b|\bdiscapacitad[oa]s?\b|\bdiscapacidad(?:es)?\b(?! del| intel)", "disab|handicap|special need|discapaci|wheelchair|special"),
    _words(Population.BLIND, "blind|vision|visual|sight|cieg", r"\bblind(?:ed|ness)?\b|\bvisual(?:ly)? impair\w*|\blow vision\b|\bvision (?:loss|impair\w*)|\bcieg[oa]s?\b"),
    _words(Population.DEAF, "deaf|hearing|sord", r"\bdeaf(?:ness)?\b|\bhard[- ]of[- ]hearing\b|\bhearing (?:impair\w*|loss)|\bsord[oa]s?\b"),
    _words(Population.MENTAL_ILLNESS, "mental|psychiatr|emotional|schizo|bipolar", r"\b(?:chronic(?:ally)?|severe(?:ly)?|serious(?:ly)?|persistent(?:ly)?)?,? ?\bmental(?:ly)? ill(?:ness(?:es)?)?\b|\bmental health (?:diagnos\w+|disorders?|conditions?|disabilit\w+|issues|problems)|\bpsychiatric (?:disab|diagnos|disorder|illness)\w*|\b(?:seriously|severely) emotional\w*|\benfermedad(?:es)? mental"),
    _words(Population.SUBSTANCE_USE, "substance|addict|alcohol|drug|chemical|recover|sobri|adiccion", r"\bsubstance[- ](?:ab)?us(?:e|ers?|ing)\b|\baddict(?:s|ed|ions?)?\b|\balcohol(?:ics?|ism| abus\w+| depend\w+| problems?)|\balcohol (?:and|or|and/or|/) (?:\w+ )?(?:drug|cocaine)|\bdrugs?[ /-](?:and[ /-]alcohol |alcohol )?(?:ab)?us(?:e|ers?)\b|\bdrug (?:problems?|depend\w+)|\bchemical(?:ly)? depend\w+|\bin recovery\b|\brecovering\b|\badiccion(?:es)?\b"),
    _words(Population.HIV, "hiv|aids|vih|sida", r"\bhiv\b|\baids\b|\bvih\b|\bsida\b"),
    _words(Population.DOMESTIC_VIOLENCE, "domestic|batter|abus|partner violence|family violence|domestica", r"\bdomestic (?:violence|abuse)\b|\bbattered\b|\b(?:abused|physically abused) (?:women|spouses?|partners?|persons?|men)\b|\b(?:intimate )?partner violence\b|\bfamily violence\b|\bviolencia domestica\b"),
    _words(Population.SEXUAL_ASSAULT, "sexual|rape|incest", r"\bsexual(?:ly)? (?:assault|abuse|violence|exploit)\w*|\brape\b|\bincest\b|\babuso sexual\b"),
    _words(Population.IMMIGRANT, "immigra|undocument|migrant|foreign|inmigra", r"\b(?:im)?migrants?\b(?! status| visa)|\bundocumented\b|\bforeign[- ]born\b|\binmigrantes?\b"),
    _words(Population.REFUGEE, "refugee|asyl|refugiad|asilo", r"\brefugees?\b|\basyl(?:ees?|um)\b|\brefugiad[oa]s\b|\basilad[oa]s\b", "refugee|asyl|refugiad|asilo|asilad"),
    _words(Population.STUDENT, "student|enrolled in school|estudiante", r"\bstudents?\b(?! loan| id)|\bestudiantes\b"),
    _words(Population.UNEMPLOYED, "unemploy|jobless|out of work|desemple", r"\bunemployed\b|\bjobless\b|\bout of work\b|\bdesemplead[oa]s\b"),
    _words(Population.DISLOCATED_WORKER, "dislocat|displaced|laid", r"\b(?:dislocated|displaced) (?:workers?|homemakers?)\b|\blaid[- ]off\b"),
    _words(Population.FOSTER_CARE, "foster|aging out|ward of|wards of the", r"\bfoster (?:care|youth|child(?:ren)?|teens?)\b|\baging out\b|\bwards? of the (?!city)(?:state|court|district|county)\b"),
    _words(Population.CAREGIVER, "caregiv|care giver|caretaker|caring for|cuidador", r"\bcare ?givers?\b(?! must)|\bcaretakers?\b|\b(?:caring|care) for (?:an? |their )?(?:elder|aging|parent|relative|loved|spouse|family member)\w*|\bcuidador(?:es|as)?\b", "caregiv|care giver|caretaker|caring for|cuidador|care for"),
    _words(Population.LGBTQ, "lgbt|gay|lesbian|transgender|bisexual|queer", r"\blgbtq?\w*\b|\bgays?\b|\blesbians?\b|\btransgender\b|\bbisexuals?\b|\bqueer\b"),
    _words(Population.MEMBERS, "member|parishioner|employee|employed", r"\bmembers only\b|\b(?:must|should) be (?:an? )?(?:\w+ ){0,3}members?\b|\bmembers of (?:the |an? )?(?:\w+ ){0,3}(?:church|congregation|parish|union|local|association|club|society|synagogue|ywca|ymca)\b|\b(?:union|church|congregation|ywca|ymca|aarp|credit union|paid) members(?:hip)?\b|\b(?:federal|government|postal|civil service|city|county|state|university|hospital|company|civilian) employees\b|\bemployees (?:of (?:the|a|an|this|these) |and their (?:famil|depend|spous))|\bmust be employed by\b|\bmembership (?:is )?required\b|\bparishioners\b"),
    _words(Population.BENEFIT_RECIPIENT, "tanf|snap|ssi|ssdi|medicaid|wic|stamp|welfare|assistance|section|eitc|cupones", rf"\b(?:beneficiari[oa]s? de|recib(?:en|a|e)) (?:\w+ )?{_BENEFITS}\b|\b{_BENEFITS}(?:[ /,]*(?:and|or|/|,)?\s*{_BENEFITS})*[ -](?:\w+ )?(?:recipients?|beneficiar\w+|eligible|customers?|clients|participants|holders|enrollees?|families)|\brecipients? of (?:\w+ )?{_BENEFITS}|\b(?:receiv(?:e|es|ing)|enrolled in|on|eligible for|in receipt of) (?:\w+ )?{_BENEFITS}\b|\b(?:have|has) (?:an? )?{_BENEFITS}\b", "tanf|snap|ssi|ssdi|medicaid|wic|stamp|welfare|assistance|section|eitc|cupones|medicare"),
    _words(Population.CRIME_VICTIM, "victim|survivor", r"\b(?:victims?|survivors?|witnesses) (?:of|to) (?:an? |the )?(?:\w+ ){0,2}(?:crimes?|homicide|violence|trafficking|murder)|\bcrime victims?\b|\bhomicide (?:victims?|survivors?)\b|\bvictimas de (?:un )?(?:crimen|delito)", "victim|survivor|witness"),
    _words(Population.ILLNESS, "cancer|sclerosis|diabet|kidney|dialysis|epilep|sickle|lupus|alzheimer|dementia|parkinson|dystrophy|fibrosis|leukemia|lymphoma|arthritis|life support|life-threat|life threat|life-challeng|terminal|hemophilia|tuberculosis|esclerosis", r"\b(?:cancer|multiple sclerosis|diabet(?:es|ics?)|kidney (?:disease|dialysis|failure|patients?|transplant)|dialysis|epilepsy|sickle cell|lupus|alzheimer'?s?|dementia|parkinson'?s?|muscular dystrophy|cystic fibrosis|leukemia|lymphoma|arthritis|life support|(?:terminal|life[- ]threatening|life[- ]challenging|serious|chronic) ill(?:ness(?:es)?)?|terminally ill|hemophilia|tuberculosis|esclerosis multiple)\b(?! (?:screening|prevention|education|awareness|research|test|control|and stroke prevention|self))", "cancer|sclerosis|diabet|kidney|dialysis|epilep|sickle|lupus|alzheimer|dementia|parkinson|dystrophy|fibrosis|leukemia|lymphoma|arthritis|life support|life-threat|life threat|life-challeng|terminal|hemophilia|tuberculosis|esclerosis|serious ill|chronic ill|challenging ill"),
    _words(Population.NATIVE_AMERICAN, "native american|american indian|tribal|tribe|indigen|alaska native", r"\bnative americans?\b|\bamerican indians?\b|\balaska natives?\b|\btribal (?:members?|citizens?)\b|\bindigenous (?:people|persons)\b"),
)  # fmt: skip
"""How each group is named, in the order of the catalogue."""

_WORD = re.compile(r"[a-z]+")
_KEY_LENGTH = 4


def _keys_of(stem: str) -> tuple[str, ...]:
    """The first letters of the longest word of a stem, by which texts are looked up; short words also in the plural."""
    word = max(_WORD.findall(stem), key=len)
    return (word[:_KEY_LENGTH],) if len(word) >= _KEY_LENGTH else (word, word + "s")


def _index_of_groups() -> dict[str, frozenset[int]]:
    """Which groups a word may name, by its first letters: 130 stems sought one by one took longer than all else."""
    index: dict[str, frozenset[int]] = {}
    for number, group in enumerate(GROUPS):
        for key in (key for stem in group.stems for key in _keys_of(stem)):
            index[key] = index.get(key, frozenset()) | {number}
    return index


_GROUPS_BY_KEY = _index_of_groups()
# Others who could come instead of the group named, so that the group does not bind.
_ANYBODY = re.compile(
    r"\b(?:general public|anyone|any(?:one)? else|everyone|all (?:persons|people|individuals|residents|are)|open to (?:the public|all)|public at large|families (?:and|or|&) pregnant|"
    r"others?|non-(?:members|veterans|students|residents)|at[- ]risk of|at risk for|at imminent risk|in danger of|or at[- ]risk|underemployed|under-employed|formerly|affected by|near homeless|(?:en|a) riesgo|near-homeless|"
    r"impacted by|loved ones?|todo(?:s|el) (?:el )?publico|case[- ]by[- ]case)\b"
)
_JOINED_TO_OTHERS = re.compile(
    r"\b(?:and|or|,|&|as well as|y|o)\s+(?:(?:low|very|moderate|other|all|single|unaccompanied|eligible|needy|their)[- ]?(?:income)? ?)*"
    r"(?:adults?|individuals?|persons?|people|residents?|families|children|families in need|the public|the poor|needy|professionals|organizations|businesses|citizens|community)\b"
    r"(?! (?:with|who|in|of|from|under|living|experiencing|age|aged|recovering|suffering))"
)
_RELATIVES = re.compile(
    r"\b(?:and|or|&|/)\s+(?:their |his or her |the )?(?:immediate )?(?:famil(?:y|ies)(?: members?)?|spouses?|dependents?|children|loved ones?|partners|caregivers|significant others?)\b"
    r"|\bfamil(?:y|ies) (?:members? )?of\b|\by sus familias\b|\brelatives?\b|\bfriends\b"
)
# What an adult is, whoever the help is for; in a text about children every other group is the child's.
_OF_THE_FAMILY = frozenset(
    {
        Population.PARENT,
        Population.PREGNANT,
        Population.CAREGIVER,
        Population.MEMBERS,
        Population.BENEFIT_RECIPIENT,
        Population.VETERAN,
        Population.ACTIVE_MILITARY,
        Population.REFUGEE,
        Population.NATIVE_AMERICAN,
        Population.HOMELESS,
    }
)
# The relatives themselves are served: "families and friends of people with addictions".
_OF_RELATIVES = re.compile(
    r"^\W*(?:\w+ ){0,5}(?:famil(?:y|ies)(?: members?)?|friends|relatives|parents|spouses|children|siblings|caregivers|loved ones|grandparents)(?: \w+){0,3} of\b"
)
_CHILD = re.compile(
    r"\b(?:child(?:ren)?|infants?|toddlers?|sons?|daughters?|minors|elementary|middle school|grades?|ninos?|hijos?)\b"
)
_WITH_CHILDREN = re.compile(
    r"\b(?:with|and their) (?:\w+ ){0,3}child(?:ren)?\b|\b(?:women|mothers) and children\b|\by sus (?:hijos|ninos)\b"
)
_CAREGIVER_FIRST = re.compile(
    r"^\W*(?:\w+ ){0,2}(?:care ?givers?|caretakers?|caring|care for|cuidador)|\bmust be (?:an? )?(?:\w+ ){0,2}care ?giver|\bproviding (?:\w+ )?care\b"
)
_GROWN_STUDENT = re.compile(
    r"\b(?:college|university|graduate|post-?secondary|undergraduate|law|medical|nursing|doctoral)\b"
)
_AND_CAREGIVERS = re.compile(r"\b(?:and|or|&|/) (?:their )?(?:care ?givers|caretakers)\b")
_BRACKETS = re.compile(r"\((?![^()]{0,200}\b(?:only|must)\b)[^()]{0,200}\)")
_OR_BEFORE = re.compile(r"([^,;.]{1,60}?),? (?:and/)?or (?:\w+ )?$")
_OR_AFTER = re.compile(
    r"^(?: \w+)?,? (?:and/)?or (?!older|over|above|up|younger|under|more|less|their|his|her)([^,;.]+)"
)
_ORGANIZATION_STEMS = ("disabilit", "aging", "affairs", "resettlement", "the blind", "deaf")
_ORGANIZATIONS = re.compile(
    r"\bamericans with disabilities act\b|\bagency for persons with disabilities\b|\b(?:network|council|office|administration|department) (?:on|of|for) (?:\w+ ){0,3}(?:disabilit\w+|aging|veterans|elderly|deaf|blind|students?)\b|"
    r"\brefugee resettlement\b|\bsociety for the blind\b|\blighthouse for the blind\b|\bsocial security disability\b|\bdisability (?:benefits|insurance|income)\b|\bveterans affairs\b"
)


_FEWEST_TOGETHER = 2
_MUST_CLAUSE = re.compile(
    r"(?:^|[,;] (?:and )?|\band )(?:they |clients |applicants |parents |women |men )?must (?:also )?(?!meet one)"
)
# "blinded veterans", "parents with low income who are unemployed", "veterans with a disability".
_JOINS = re.compile(
    r"[ -]|,? (?:[a-z-]{1,15} ){0,4}who (?:are|were|is|have been) (?:currently )?| (?:living )?with (?:an? )?"
)
_WITHOUT_CHILDREN = re.compile(
    r"(?<!with or )(?<!with and )(?<!with/)\bwithout (?:\w+ ){0,2}children\b|\bno (?:minor |dependent )?children (?:allowed|accepted|permitted)\b"
    r"|\bchildren (?:are )?not (?:allowed|accepted|permitted)\b|\bunaccompanied by (?:\w+ )?children\b|\bsin (?:hijos|ninos)\b"
)
# Two words for one group of people.
_RELATED = {
    Population.DISABILITY: (Population.MENTAL_ILLNESS, Population.DEVELOPMENTAL_DISABILITY),
    Population.MENTAL_ILLNESS: (Population.DISABILITY,),
    Population.DEVELOPMENTAL_DISABILITY: (Population.DISABILITY,),
    Population.DOMESTIC_VIOLENCE: (Population.CRIME_VICTIM,),
    Population.SEXUAL_ASSAULT: (Population.CRIME_VICTIM, Population.DOMESTIC_VIOLENCE),
    Population.DISLOCATED_WORKER: (Population.UNEMPLOYED,),
    Population.REFUGEE: (Population.IMMIGRANT,),
    Population.SENIOR: (Population.DISABILITY,),
}


@dataclass(slots=True)
class _Found:
    required: dict[Population, str] = field(default_factory=dict)
    focus: dict[Population, str] = field(default_factory=dict)


class PopulationsRead(Struct, frozen=True):
    """Groups with the words that named them. `relatives` are the words that widen a group to families."""

    required: tuple[tuple[Population, str], ...] = ()
    focus: tuple[tuple[Population, str], ...] = ()
    relatives: tuple[str, ...] = ()
    also_required: tuple[tuple[Population, ...], ...] = ()


@lru_cache(maxsize=SENTENCES_KEPT)
def named_populations(text: str) -> tuple[Population, ...]:
    """Every group that a folded text names without denying it, in the order of the catalogue."""
    if has_any(text, _ORGANIZATION_STEMS):
        text = _ORGANIZATIONS.sub(" ", text)
    return tuple([GROUPS[number].population for number in sorted(_likely(text)) if _is_named(text, GROUPS[number])])


def names_any(texts: tuple[str, ...]) -> bool:
    """Whether these folded texts, read as one, name a group: what one of them denies may stand in the next."""
    text = " ; ".join(texts)
    if has_any(text, _ORGANIZATION_STEMS):
        return bool(named_populations(text))
    if named_populations(texts[0]):
        return True  # nothing stands before it, and the mark between the texts ends every denial behind it
    for number in frozenset().union(*map(_likely, texts)):  # noqa: SIM110  # a generator takes longer than the search
        if _is_named(text, GROUPS[number]):
            return True
    return False


@lru_cache(maxsize=SENTENCES_KEPT)
def _likely(text: str) -> frozenset[int]:
    """The groups that a word of the text may name."""
    found: set[int] = set()
    for word in words_of(text):
        if numbers := _GROUPS_BY_KEY.get(word[:_KEY_LENGTH]):
            found |= numbers
    return frozenset(found)


def _is_named(text: str, group: GroupWords) -> bool:
    if not has_any(text, group.needed):
        return False
    for match in group.pattern.finditer(text):  # noqa: SIM110  # a generator takes longer than the search
        if not is_denied(text, match.start(), match.end()):
            return True
    return False


def read_populations(told: tuple[Statement, ...], of_child: bool, ages_known: bool) -> PopulationsRead:
    """Groups required and groups in focus. `of_child`: the text speaks of a child; `ages_known`: it gives ages."""
    found = _Found()
    relatives: list[str] = []
    named = [(each, text, groups) for each, text in _spoken(told) if (groups := named_populations(text))]
    open_anyway = bool(named) and any(_ANYBODY.search(each.text) for each in told if each.force is not Force.ASIDE)
    for statement, text, groups in named:
        for population in groups:
            binds = not open_anyway and _binds(statement, population, of_child, ages_known)
            binds = binds and not _has_other_way_in(text, population)
            (found.required if binds else found.focus).setdefault(population, statement.words)
            if binds and _RELATIVES.search(statement.text):
                relatives.append(statement.words)
    focus = {each: words for each, words in found.focus.items() if each not in found.required}
    return PopulationsRead(
        required=tuple(found.required.items()),
        focus=tuple(focus.items()),
        relatives=tuple(dict.fromkeys(relatives)),
        also_required=_also_required(told, frozenset(found.required)),
    )


def _spoken(told: tuple[Statement, ...]) -> Iterator[tuple[Statement, str]]:
    """The statements about clients, each with its text less what stands in brackets and caregivers who come along."""
    for statement in told:
        if statement.force is not Force.ASIDE:
            text = statement.text
            text = _AND_CAREGIVERS.sub(" ", text) if "care" in text else text
            yield statement, _BRACKETS.sub(" ", text) if "(" in text else text


def _also_required(told: tuple[Statement, ...], required: frozenset[Population]) -> tuple[tuple[Population, ...], ...]:
    """The binding groups of each clause that says "must": they are no other way in beside the groups named before."""
    if not required:
        return ()
    clauses = (
        clause
        for statement in told
        if statement.force is Force.CONDITION and "must" in statement.text
        for clause in _MUST_CLAUSE.split(statement.text)[1:]
    )
    named = (tuple(group for group in named_populations(f"must {clause}") if group in required) for clause in clauses)
    return tuple(dict.fromkeys(groups for groups in named if groups and set(groups) != required))


def takes_no_children(told: tuple[Statement, ...]) -> bool:
    """ "Single women without children": a condition on who comes along, where no other statement speaks of families."""
    binding = [each.text for each in told if each.force is Force.CONDITION]
    if not any(_WITHOUT_CHILDREN.search(text) for text in binding if has_any(text, ("children", "hijos", "ninos"))):
        return False
    return not any(
        re.search(r"\bfamil(?:y|ies)\b|\bwith (?:\w+ )?child(?:ren)?\b|\bwith or without\b", text) for text in binding
    )


def together_in(text: str) -> tuple[Population, ...]:
    """The groups that stand as adjective and noun, so that both are meant: "blinded veterans", "homeless pregnant women"."""
    named = named_populations(text)
    if len(named) < _FEWEST_TOGETHER and not has_any(text, _ORGANIZATION_STEMS):
        return ()
    found: dict[Population, None] = {}
    spans = [
        (match.start(), match.end(), group.population)
        for group in GROUPS
        if any(stem in text for stem in group.stems)
        for match in group.pattern.finditer(text)
        if not is_denied(text, match.start(), match.end())
    ]
    for (_, end, first), (start, _, second) in pairwise(sorted(spans)):
        if first is not second and _JOINS.fullmatch(text[end:start]) and second not in _RELATED.get(first, ()):
            found.update({first: None, second: None})
    # Beside further groups they are one of several ways in.
    return tuple(found) if set(named) <= set(found) else ()


def _has_other_way_in(text: str, population: Population) -> bool:
    """Whether the group stands beside an "or" whose other side is no group that we know ("insured or homeless")."""
    if " or " not in text:
        return False
    group = next(each for each in GROUPS if each.population is population)
    for match in group.pattern.finditer(text):
        before = _OR_BEFORE.search(text[: match.start()])
        after = _OR_AFTER.match(text[match.end() :])
        if (before and not named_populations(before[1])) or (after and not named_populations(after[1])):
            return True
    return False


def _binds(statement: Statement, population: Population, of_child: bool, ages_known: bool) -> bool:
    if statement.force is not Force.CONDITION:
        return False
    about_child = of_child or _CHILD.search(_WITH_CHILDREN.sub(" ", statement.text))
    if about_child and population not in _OF_THE_FAMILY:
        return False
    if population is Population.PARENT and ALSO_WITHOUT_CHILDREN.search(statement.text):
        return False
    if population not in (Population.PARENT, Population.CAREGIVER) and _OF_RELATIVES.search(statement.text):
        return False
    if population is Population.CAREGIVER and not _CAREGIVER_FIRST.search(statement.text):
        return False
    if population is Population.STUDENT and not _GROWN_STUDENT.search(statement.text):
        return False
    if population is Population.IMMIGRANT and "citizen" in statement.text:
        return False
    if population is Population.YOUTH or (ages_known and population is Population.SENIOR):
        return False
    without_relatives = _RELATIVES.sub(" ", statement.text)
    return not _JOINED_TO_OTHERS.search(without_relatives)
