"""Two texts about one record become one: what the first says stands, the second fills what it leaves out.

Not for: telling that two records are the same (`duplicates`). The decision a reader would ask about: the result does
not depend on how often or in how many files a record is mentioned, so a second import finds nothing to change.
"""

from __future__ import annotations

from typing import Any

from importers.drafts import Document
from importers.steps.privacy import hide_door


def combine(first: Document, second: Document) -> Document:
    """A new document; neither argument is changed."""
    combined = _merged(first, second)
    if combined.get("x_confidential") is True:
        hide_door(combined)
        for address in combined.get("addresses", []):
            address.update(dict.fromkeys(("address_1", "postal_code"), ""))
    return combined


def _merged(first: Document, second: Document) -> Document:
    merged = {name: _copied(value) for name, value in first.items()}
    for name, value in second.items():
        held = merged.get(name)
        if held is None:
            merged[name] = _copied(value)
        elif isinstance(held, dict) and isinstance(value, dict):
            merged[name] = _merged(held, value)
        elif isinstance(held, list) and isinstance(value, list):
            merged[name] = _united(held, value)
    return merged


def _united(first: list[Any], second: list[Any]) -> list[Any]:
    """Objects are the same when their ids are; other values when they are equal."""
    united = list(first)
    places = {item["id"]: place for place, item in enumerate(united) if isinstance(item, dict) and "id" in item}
    for item in second:
        key = item.get("id") if isinstance(item, dict) else None
        if key in places:
            united[places[key]] = _merged(united[places[key]], item)
        elif item not in united:
            united.append(_copied(item))
    return united


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _copied(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_copied(inner) for inner in value]
    return value
