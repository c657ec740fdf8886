"""What a service costs, from its fees text, HSDS cost options and insurance texts, English and Spanish.

Not for: what a client can pay (`matching.factors`). Decisions a reader would ask about: "no fee" beside "sliding scale" keeps both
kinds, since some pay nothing; "donations accepted" is not a fee; "no one is turned away" is no price at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct

from directory.facts.values import Cost, CostKind, Evidence
from directory.facts.wording import folded, sentences, tidied

_FREE = re.compile(
    r"\bno[- ](?:fees?|cost|charges?)\b(?! waiver)|\bfree\b(?! (?:and )?reduced)(?!-? ?standing)(?!dom)|^(?:none|ninguno?|n/?c|\$?0(?:\.00)?|no)$|\bwithout (?:charge|cost|fees?)\b|\bfree of charge\b|\bnot charged?\b|"
    r"\bgratis\b|\bgratuit[oa]s?\b|\bsin (?:costo|cargo|cobro)\b|\bno (?:se cobra|tiene costo|cuesta)\b|\bfees? (?:are|is) not charged\b"
)
_FREE_MISLEADS = re.compile(
    r"\bfees? free\b|\btoll[- ]free\b|\b(?:drug|alcohol|smoke|crime|violence|tax|interest|scent|barrier|debt|hassle)[- ]free\b|\bfeel free\b|\bfree (?:parking|time|access to|trial|agent|from)\b"
)
_SLIDING = re.compile(
    r"\bsl?iding[- ](?:fee )?(?:scale|fee)|\bsliding\b|\bscaled? fees?\b|\bbased (?:up)?on (?:\w+ ){0,4}(?:income|ability to pay)|\b(?:percent(?:age)?|%) of (?:\w+ ){0,3}income|\bability to pay\b(?! is not)|\baccording to income\b|"
    r"\bescala (?:movil|de pagos|variable)\b|\bsegun (?:sus |los )?ingresos\b|\breduced (?:fees?|cost|rates?)\b|\b\d{1,2}\s?% of (?:\w+ ){0,4}income"
)
_FEE = re.compile(
    r"\b(?:flat|set|fixed|small|nominal|membership|registration|application|admission|program|activity|monthly|weekly|daily|annual|hourly|low|per diem|co-?pay\w*|tuition|dues|enrollment) ?(?:fees?|rates?|costs?|charges?)\b|\bco-?pay\w*|\btuition\b|\b(?:membership|monthly) dues\b"
    r"|\bfees? (?:for|vary|varies|apply|charged|may|depends?|are|is|required|of|ranges?)\b|^(?:yes|fee|fees)\b|\b(?:co-?pay(?:ment)?s?|tuition|self[- ]pay|private pay|rent|dues|cuota|tarifa|pago)\b|\bcosts? (?:var|\$|depend)|\bcharges?\b"
)
# What stays a fee beside a sliding scale.
_FIXED_FEE = re.compile(
    r"\b(?:flat|set|fixed|registration|membership|application|activity) (?:\w+ )?fees?\b|\bco-?pay\w*|\btuition\b"
)
_NOT_CHARGED = re.compile(
    r"\bno (?:\w+ )?(?:fees?|cost|charges?|tuition)\b|\bwithout (?:charge|cost)\b|\bfree of charge\b|\bfees? (?:are|is|can be|may be) (?:not|waived)"
)
_INSURANCE = re.compile(
    r"\b(?:insurances?|medicaid|medicare|medi-cal|tricare|blue cross|bcbs|aetna|cigna|hmos?|ppos?|third[- ]party|dc healthcare alliance|health ?care alliance|champus|seguro(?:s)?(?: medico)?)\b"
)
_NO_INSURANCE = re.compile(
    r"\b(?:no|not|does not accept|without|sin) (?:\w+ )?(?:insurance|medicaid|medicare|seguro)|\buninsured\b|\binsurance (?:not|is not)\b"
)
_AMOUNT = re.compile(r"(?<![\d.])\$\s?(\d{1,3}(?:,\d{3})+|\d+)(\.\d{2})?(?!\d)|\b(\d+(?:\.\d{2})?) dollars\b")
_NOT_A_PRICE = re.compile(
    r"\b(?:donation|contribut|income|earn|asset|worth|value|savings|guide|book|up to|maximum award|grant|receive|voucher)"
)


class CostTexts(Struct, frozen=True):
    """The words about money of one service. `cost_options`: HSDS objects as (option, amount, details) texts."""

    fees: str = ""
    cost_options: tuple[tuple[str, str, str], ...] = ()
    insurance: str = ""


def cost_texts(service: Mapping[str, Any]) -> CostTexts:
    """The texts of an HSDS service object: `fees_description` (or the older `fees`) and its `cost_options`."""
    fees = str(service.get("fees_description") or service.get("fees") or "")
    options = service.get("cost_options")
    if not options:
        return CostTexts(fees)
    return CostTexts(
        fees,
        tuple(
            (
                str(each.get("option") or ""),
                str(each.get("amount", "") or ""),
                str(each.get("amount_description") or ""),
            )
            for each in options
            if isinstance(each, Mapping)
        ),
    )


@lru_cache(maxsize=4096)
def read_cost(texts: CostTexts) -> Cost:
    """Every kind of payment that the texts name, and the lowest price in dollars."""
    kinds: dict[CostKind, None] = {}
    evidence: list[Evidence] = []
    amounts: list[float] = []
    for source, words in _sources(texts):
        found = _kinds(words)
        prices = _prices(words)
        if any(prices) and CostKind.SLIDING_SCALE not in found:
            found.append(CostKind.FEE)
        amounts.extend(prices)
        kinds.update(dict.fromkeys(found))
        evidence.extend(Evidence("cost", source, words) for _ in found[:1])
    for option, amount, _ in texts.cost_options:
        _take_option(option, amount, kinds, amounts)
    return Cost(tuple(kinds), min(amounts, default=None), tuple(dict.fromkeys(evidence)))


def _sources(texts: CostTexts) -> list[tuple[str, str]]:
    found = [("fees_description", words) for words in _phrases(texts.fees)]
    found += [("insurance", words) for words in _phrases(texts.insurance)]
    for option, _, details in texts.cost_options:
        found += [("cost_options", words) for words in _phrases(f"{option}; {details}")]
    return found


def _phrases(text: str) -> Sequence[str]:
    return sentences(tidied(text)) if text else ()


def _kinds(words: str) -> list[CostKind]:
    text = folded(words)
    plain = _FREE_MISLEADS.sub(" ", text)
    found = []
    if _FREE.search(plain):
        found.append(CostKind.FREE)
    if _SLIDING.search(text):
        found.append(CostKind.SLIDING_SCALE)
    if _FIXED_FEE.search(text) or (CostKind.SLIDING_SCALE not in found and _FEE.search(_NOT_CHARGED.sub(" ", text))):
        found.append(CostKind.FEE)
    if _INSURANCE.search(text) and not _NO_INSURANCE.search(text):
        found.append(CostKind.INSURANCE)
    return found


def _prices(words: str) -> list[float]:
    text = folded(words)
    found = []
    for match in _AMOUNT.finditer(text):
        around = text[max(0, match.start() - 40) : match.end() + 20]
        if not _NOT_A_PRICE.search(around):
            found.append(float((match[1] or match[3]).replace(",", "")) + float(match[2] or 0))
    return found


def _take_option(option: str, amount: str, kinds: dict[CostKind, None], amounts: list[float]) -> None:
    try:
        price = float(amount)
    except ValueError:
        return
    if price > 0:
        kinds.setdefault(CostKind.FEE)
        amounts.append(price)
    elif option.strip() or price == 0:
        kinds.setdefault(CostKind.FREE)
