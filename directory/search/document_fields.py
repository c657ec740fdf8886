"""Fields of HSDS documents as plain values, whatever a record leaves out.

Not for: reading facts out of words (`directory.facts`). The decision a reader would ask about: documents in the store are
valid HSDS, but their `x_` extension fields are a publisher's own, so those are taken only in the shape that is expected.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

Document = Mapping[str, Any]


Words = defaultdict[str, str]
"""The fields of a document that hold words, without spaces around them; empty for any other field."""


def words_of(document: Document) -> Words:
    """All words of a document at once: for one that is asked for many of its fields."""
    told = {name: words for name, value in document.items() if isinstance(value, str) and (words := value.strip())}
    return defaultdict(str, told)


def text(document: Document, name: str) -> str:
    """The words of a field; empty where it holds none."""
    value = document.get(name)
    return value.strip() if isinstance(value, str) else ""


def number(document: Document, name: str) -> float | None:
    """The number of a field; None where it holds none."""
    value = document.get(name)
    if value is None or isinstance(value, float):
        return value
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else None


def items(document: Document, name: str) -> Sequence[Document]:
    """The objects of a list field."""
    value = document.get(name)
    return [item for item in value if isinstance(item, dict)] if value and isinstance(value, list) else ()


def texts(document: Document, *names: str) -> list[str]:
    """The words of fields that hold one text or a list of texts, each once."""
    found: dict[str, None] = {}
    for name in names:
        value = document.get(name)
        if value:
            for part in value if isinstance(value, list) else (value,):
                if isinstance(part, str) and (words := part.strip()):
                    found[words] = None
    return list(found)


def is_true(document: Document, name: str) -> bool:
    """Whether an extension field says yes, as JSON or as a word."""
    value = document.get(name)
    return value is not None and (value is True or str(value).strip().lower() in ("yes", "true", "1"))


def day(words: str) -> date | None:
    """The date that an ISO text begins with; None for any other text."""
    try:
        return date.fromisoformat(words[:10])
    except ValueError:
        return None


def phones(owners: Sequence[Document]) -> tuple[str, ...]:
    """Numbers to call of the first of these records that has any, with extensions; no fax."""
    for owner in owners:
        if ("phones" in owner or "contacts" in owner) and (found := _called(owner)):
            return found
    return ()


def first_text(owners: Sequence[Document], name: str) -> str:
    """The first words under this name in the records, or in their contacts."""
    for owner in owners:
        if found := text(owner, name):
            return found
        for contact in items(owner, "contacts"):
            if found := text(contact, name):
                return found
    return ""


def _called(owner: Document) -> tuple[str, ...]:
    held = items(owner, "phones")
    for contact in items(owner, "contacts"):
        held = [*held, *items(contact, "phones")]
    numbers = [_phone(phone) for phone in held if text(phone, "type").lower() != "fax"]
    return tuple(dict.fromkeys(filter(None, numbers)))


def _phone(phone: Document) -> str:
    extension = number(phone, "extension")
    told = text(phone, "number")
    return told if extension is None else f"{told} ext. {extension:.0f}"
