"""Fields of HSDS documents as plain values, whatever a record leaves out.

Not for: reading facts out of words (`directory.facts`). The decision a reader would ask about: documents in the store are
valid HSDS, but their `x_` extension fields are a publisher's own, so those are taken only in the shape that is expected.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

Document = Mapping[str, Any]


def text(document: Document, *names: str) -> str:
    """The first of these fields that holds words; empty where none does."""
    for name in names:
        value = document.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def number(document: Document, name: str) -> float | None:
    """The number of a field; None where it holds none."""
    value = document.get(name)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def items(document: Document, name: str) -> list[Document]:
    """The objects of a list field."""
    value = document.get(name)
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def texts(document: Document, *names: str) -> list[str]:
    """The words of fields that hold one text or a list of texts, each once."""
    found: dict[str, None] = {}
    for name in names:
        value = document.get(name)
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, str) and part.strip():
                found[part.strip()] = None
    return list(found)


def is_true(document: Document, name: str) -> bool:
    """Whether an extension field says yes, as JSON or as a word."""
    return document.get(name) is True or str(document.get(name, "")).strip().lower() in ("yes", "true", "1")


def day(words: str) -> date | None:
    """The date that an ISO text begins with; None for any other text."""
    try:
        return date.fromisoformat(words[:10])
    except ValueError:
        return None


def phones(owners: Sequence[Document]) -> tuple[str, ...]:
    """Numbers to call of the first of these records that has any, with extensions; no fax."""
    for owner in owners:
        numbers = dict.fromkeys(_phone(phone) for phone in _phones_of(owner) if text(phone, "type").lower() != "fax")
        if found := tuple(filter(None, numbers)):
            return found
    return ()


def first_text(owners: Sequence[Document], *names: str) -> str:
    """The first words under these names in the records, or in their contacts."""
    for owner in owners:
        for holder in (owner, *items(owner, "contacts")):
            if found := text(holder, *names):
                return found
    return ""


def _phones_of(owner: Document) -> Iterator[Document]:
    yield from items(owner, "phones")
    for contact in items(owner, "contacts"):
        yield from items(contact, "phones")


def _phone(phone: Document) -> str:
    extension = number(phone, "extension")
    return text(phone, "number") + (f" ext. {extension:.0f}" if extension is not None else "")
