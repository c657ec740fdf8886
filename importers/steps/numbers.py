"""Makes numbers of texts and texts of numbers where HSDS says which it must be.

Not for: what the numbers mean. The decision a reader would ask about: a text that is no number is kept beside, under
`x_` and the field's name, and the report says so; it is never guessed.
"""

from __future__ import annotations

import re
from math import isfinite

from importers.drafts import Document, FlatRecord
from importers.steps.nested import parts

_NUMBERS: dict[str, tuple[str, ...]] = {
    "location": ("latitude", "longitude"),
    "organization": ("year_incorporated",),
    "service": ("minimum_age", "maximum_age"),
    "phone": ("extension",),
    "cost_option": ("amount",),
    "service_capacity": ("available", "maximum"),
    "schedule": ("timezone", "count", "interval"),
}
_TEXTS: dict[str, tuple[str, ...]] = {
    "address": ("postal_code", "address_1", "address_2"),
    "phone": ("number",),
    "taxonomy_term": ("code", "name"),
    "attribute": ("value",),
    "organization": ("tax_id",),
    "organization_identifier": ("identifier",),
    "location": ("external_identifier",),
    "service": ("fees", "fees_description", "wait_time"),
    "required_document": ("document",),
    "service_area": ("extent",),
}
_TYPED = {table: (_NUMBERS.get(table, ()), _TEXTS.get(table, ())) for table in _NUMBERS.keys() | _TEXTS.keys()}
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")


def set_number_types(record: FlatRecord) -> None:
    """Numbers and texts as HSDS types them."""
    for table, found in parts(record):
        typed = _TYPED.get(table)
        if typed is None:
            continue
        numbers, texts = typed
        for name in numbers:
            if name in found and isinstance(found[name], str):
                _to_number(record, found, name)
        for name in texts:
            if name in found and not isinstance(found[name], str):
                _to_text(found, name)


def _to_text(found: Document, name: str) -> None:
    value = found[name]
    if isinstance(value, int | float) and not isinstance(value, bool):
        found[name] = str(value)


def _to_number(record: FlatRecord, found: Document, name: str) -> None:
    words = found.pop(name).strip()
    plain = words.lstrip("xX#. ").replace(",", "")
    if _NUMBER.fullmatch(plain) and isfinite(float(plain)):
        found[name] = float(plain) if "." in plain else int(plain)
    else:
        found[f"x_{name}"] = words
        record.note(name, f"{words[:60]!r} is no number; kept as x_{name}")
