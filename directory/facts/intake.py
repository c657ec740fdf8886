"""How to get in: walk in, make an appointment, call, go online, be referred; and what to bring. English and Spanish.

Not for: hours (`hours.py`) or room for one more (`capacity.py`). The decision a reader would ask about: only what a text says is
answered; a text that lists "Telephone, By Appointment" does not say that walking in is refused.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct, structs

from directory.facts.values import Evidence, Intake, Tri
from directory.facts.wording import folded, has_any, sentences, tidied

_WALK_IN_WELCOME = re.compile(r"\bwalk[\s-]*ins? (?:are )?(?:accepted|welcome)")
_REQUIRED_NOISE = re.compile(r"(?i)^and | (?:is |are )?required$")

# Each answer with stems, one of which stands in whatever its patterns match: most ways to apply name one or two of them.
_WALK_IN_STEMS = ("walk", "drop", "come", "person", "first", "show up", "appointment", "cita", "visit")
_APPOINTMENT_STEMS = ("appoin", "appt", "schedul", "cita")
_PHONE_STEMS = ("phone", "call", "llam", "telefono")
_ONLINE_STEMS = ("line", "internet", "web", "mail", "www.", "http", "correo")
_REFERRAL_STEMS = ("refer", "court")

_NO_WALK_IN = re.compile(
    r"\b(?:no|not|without|absolutely no|do(?:es)? not (?:accept|take|allow))\s+(?:\w+\s+){0,2}walk[\s-]*ins?\b|\bappointments? only\b|\bonly by appointment\b|\bsolo con cita\b|\bwalk[\s-]*ins? (?:are )?not\b"
)
_WALK_IN = re.compile(
    r"\bwalk[\s-]*ins?\b|\bdrop[\s-]?ins?\b|\bcome (?:in person|to (?:the|our)|by)\b|\b(?:in|apply) person\b|\bfirst[- ]come\b|\bjust show up\b|\bshow up\b|\bno appointment (?:is )?(?:needed|necessary|required)|\bsin cita\b|\ben persona\b|"
    r"\bvisit (?:the|our) (?:office|center|location)\b"
)
_NO_APPOINTMENT = re.compile(
    r"\bno (?:appointments?|appt) (?:is |are )?(?:needed|necessary|required)\b|\bappointments? (?:is |are )?not (?:needed|necessary|required)\b|\bwithout (?:an )?appointment\b|\bno appointments?$|\bsin cita\b"
)
_APPOINTMENT = re.compile(
    r"\bappoint?ments?\b|\bappts?\b|\bschedul(?:e|ed|ing) (?:an? )?(?:\w+ )?(?:intake|visit|assessment|interview|tour)|\bcita\b"
)
_PHONE = re.compile(r"\b(?:tele)?phones?\b|\bcall(?:s|ing)?\b|\bllam(?:e|ar|ada)\w*|\btelefono\b|\bby phone\b")
_ONLINE = re.compile(
    r"\bon-?line\b|\binternet\b|\bweb ?sites?\b|\bweb ?page\b|\be-?mails?\b|\bwww\.|https?:|\ben linea\b|\bsitio web\b|\bcorreo electronico\b"
)
_NO_REFERRAL = re.compile(
    r"\bno referrals? (?:is |are )?(?:needed|necessary|required)?|\breferrals? (?:is |are )?(?:not (?:needed|necessary|required)|optional)|\bself[- ]refer\w*|\bwithout (?:a )?referral|\bwalk[\s-]*in or referral\b|\breferrals? or walk"
)
_REFERRAL_WELCOME = re.compile(r"\breferrals? (?:is |are )?(?:highly )?(?:recommended|preferred|accepted|welcome)")
_REFERRAL = re.compile(
    r"\breferrals?(?: \w+){0,3} (?:is |are )?(?:required|needed|necessary|only|mandatory)\b|\b(?:required?|requires?|need|needs) (?:an? )?(?:\w+ ){0,3}referrals?\b|\bmust be (?:\w+ )?refer+ed\b|\b(?:by|through|on a?) ?referral(?: basis)? ?only\b|\bby referral\b(?! or)|"
    r"\bcourt[- ]order(?:ed)?\b|\b(?:clients|patients|participants|students|applicants|individuals|families) (?:are|must be) refer+ed\b|\bpor referencia\b|\b(?:requiere|necesita) (?:una )?referencia\b|^referr(?:al|ed) (?:from|by)\b|^referral$"
)
_DOCUMENT = re.compile(
    r"\b(?:photo|picture|valid|state|government|residential|dc|florida)?[ -]*(?:issued )?(?:photo |picture )?(?:i\.?d\.?(?: cards?)?|identification(?: cards?)?)(?![a-z])|\bsocial security (?:cards?|numbers?)|\bbirth certificates?|\bproofs? of [a-z]+(?:[ /][a-z]+)?|\bverification of [a-z]+|"
    r"\btb tests?(?: results)?|\bpolice clearances?|\bpay ?stubs?|\bleases?\b|\butility bills?|\bimmunization records?|\bshot records?|\bschool records|\breport cards?|\bdd-?214|\b(?:medicaid|medicare|insurance|green) cards?|"
    r"\beviction notices?|\b(?:cut-?off|shut-?off|disconnect\w*) notices?|\bbank statements?|\btax returns?|\bpassports?|\bdriver'?s licenses?|\breferral (?:letter|form)s?|\bprescriptions?\b|\bcomprobantes? de \w+|\bidentificacion\b|\bacta de nacimiento|\btarjeta de seguro social"
)
_ASKS_TO_BRING = re.compile(
    r"\b(?:bring|documents?|documentation|provide|present|need|needed|required?|must have|show|proof|traer|traiga|presentar|documentos)\b"
)
_NO_DOCUMENTS = re.compile(r"^(?:none|n/?a|no|ninguno|not required|nothing|no documents.*|please inquire|call.*)$")
_LIST_OF_DOCUMENTS = re.compile(r"\s*(?:[,;•\n]|\band\b|\by\b)\s*|\s{2,}")
_MOST_DOCUMENTS = 12
_LONGEST_DOCUMENT = 80


class IntakeTexts(Struct, frozen=True):
    """`application`: how to apply (HSDS `application_process`); `documents`: required documents, joined by ";"; `eligibility` for "must be referred"."""

    application: str = ""
    documents: str = ""
    eligibility: str = ""


@lru_cache(maxsize=4096)
def read_intake(texts: IntakeTexts) -> Intake:
    """What the texts say of getting in; what they do not say is unknown."""
    read = _of_application(texts.application)
    referral = read.referral_required
    if referral is Tri.UNKNOWN and texts.eligibility:
        referral = _referral_by_eligibility(texts.eligibility)
    if not texts.documents:
        return read if referral is read.referral_required else structs.replace(read, referral_required=referral)
    listed = _listed_documents(texts.documents)
    documents = read.documents if listed is None else listed
    told = Evidence("documents", "required_documents", tidied(texts.documents))
    evidence = (*read.evidence, told) if documents else read.evidence
    return structs.replace(read, referral_required=referral, documents=documents, evidence=evidence)


@lru_cache(maxsize=4096)
def _of_application(application: str) -> Intake:
    """What the words on how to apply say for themselves; six in ten real ones had come before."""
    words = tidied(application)
    text = folded(words)
    return Intake(
        walk_in=_walk_in(text) if has_any(text, _WALK_IN_STEMS) else Tri.UNKNOWN,
        appointment=_appointment(text) if has_any(text, _APPOINTMENT_STEMS) else Tri.UNKNOWN,
        phone=Tri.YES if has_any(text, _PHONE_STEMS) and _PHONE.search(text) else Tri.UNKNOWN,
        online=Tri.YES if has_any(text, _ONLINE_STEMS) and _ONLINE.search(text) else Tri.UNKNOWN,
        referral_required=_referral(text) if has_any(text, _REFERRAL_STEMS) else Tri.UNKNOWN,
        documents=_kept(_named_documents(words)),
        evidence=(Evidence("intake", "application_process", words),) if words else (),
    )


def _appointment(text: str) -> Tri:
    if _NO_APPOINTMENT.search(text):
        return Tri.NO
    return Tri.YES if _APPOINTMENT.search(text) else Tri.UNKNOWN


def _walk_in(text: str) -> Tri:
    if _NO_WALK_IN.search(text):
        # "Appointments only, walk-ins accepted on Fridays" says both.
        return Tri.NO if not _WALK_IN_WELCOME.search(text) else Tri.YES
    return Tri.YES if _WALK_IN.search(text) else Tri.UNKNOWN


def _referral(application: str) -> Tri:
    if _NO_REFERRAL.search(application):
        return Tri.NO
    for part in sentences(application):
        if _REFERRAL.search(part):
            return Tri.YES
    return Tri.NO if _REFERRAL_WELCOME.search(application) else Tri.UNKNOWN


@lru_cache(maxsize=4096)
def _referral_by_eligibility(words: str) -> Tri:
    eligibility = folded(tidied(words))
    if not has_any(eligibility, _REFERRAL_STEMS):
        return Tri.UNKNOWN
    if any(_REFERRAL.search(part) and not _NO_REFERRAL.search(part) for part in sentences(eligibility)):
        return Tri.YES
    return Tri.UNKNOWN


def _listed_documents(words: str) -> tuple[str, ...] | None:
    """The documents of a field that lists them, None where it lists none."""
    listed = tidied(words)
    if not listed or _NO_DOCUMENTS.match(folded(listed).strip(" .")):
        return None
    return _kept([part for piece in _LIST_OF_DOCUMENTS.split(listed) for part in _parted(piece.strip(" .:-*"))])


def _kept(parts: list[str]) -> tuple[str, ...]:
    kept = dict.fromkeys(part[:_LONGEST_DOCUMENT] for part in parts if len(part) > 1)
    return tuple(kept)[:_MOST_DOCUMENTS]


def _parted(piece: str) -> list[str]:
    """A run of documents without commas ("Photo ID Proof of residency") in its parts."""
    named = [match.group().strip() for match in _DOCUMENT.finditer(folded(piece))]
    if len(named) > 1:
        return [piece[match.start() : match.end()].strip() for match in _DOCUMENT.finditer(folded(piece))]
    return [_REQUIRED_NOISE.sub("", piece)]


def _named_documents(words: str) -> list[str]:
    if not _ASKS_TO_BRING.search(folded(words)):
        return []
    return [words[match.start() : match.end()].strip() for match in _DOCUMENT.finditer(folded(words))]
