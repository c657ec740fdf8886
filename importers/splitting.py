"""Takes a nested draft apart into the records that are stored on their own, while its ids are still the source's.

Not for: valid documents (`directory.hsds.split` does those). The decision a reader would ask about: this comes before
ids and cleaning, because what a record is called by its source is needed as its key, and because a broken part must be
reported under its own name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from importers.drafts import Document, Draft, FlatRecord

# (field, type of the nested record, link column, whether the link stands on the nested side)
_LINKS: dict[str, tuple[tuple[str, str, str, bool], ...]] = {
    "organization": (
        ("locations", "location", "organization_id", True),
        ("services", "service", "organization_id", True),
    ),
    "service": (
        ("organization", "organization", "organization_id", False),
        ("service_at_locations", "service_at_location", "service_id", True),
    ),
    "service_at_location": (
        ("location", "location", "location_id", False),
        ("service", "service", "service_id", False),
    ),
    "taxonomy_term": (("taxonomy_detail", "taxonomy", "taxonomy_id", False),),
}
_DEEPEST = 12  # HSDS nests four deep; more is a loop or an attack


class UnsplittableDraft(ValueError):
    """A nested record that is not what its place asks for. `field` is its dotted path."""

    def __init__(self, field: str, reason: str) -> None:
        self.field = field
        super().__init__(reason)


def split_draft(draft: Draft) -> list[FlatRecord]:
    """The draft's records, the main one first. Raises `UnsplittableDraft`."""
    return list(_take(draft.record_type, dict(draft.document), True, "", 0))


def _take(record_type: str, document: Document, main: bool, path: str, depth: int) -> Iterator[FlatRecord]:
    if depth > _DEEPEST:
        raise UnsplittableDraft(path, "records are nested in one another too deeply")
    found = [
        (field, kind, link, below, nested)
        for field, kind, link, below in _LINKS.get(record_type, ())
        for nested in _nested(document.pop(field, None), f"{path}{field}", below)
    ]
    own_key = str(document.get("id") or "").strip()
    below_first: list[tuple[str, Document, str]] = []
    for number, (field, kind, link, below, nested) in enumerate(found):
        if below:
            nested.setdefault(link, own_key)
        else:
            nested_key = _key_of(kind, nested, own_key, number)
            nested.setdefault("id", nested_key)
            named = str(document.setdefault(link, nested_key) or "").strip()
            if named.lower() != nested_key.lower():
                raise UnsplittableDraft(f"{path}{link}", f"names {named}, but {nested_key} is nested beside it")
        below_first.append((kind, nested, f"{path}{field}."))
    own_key = own_key or _key_of(record_type, document, "", 0)
    if own_key:
        document["id"] = own_key
    yield FlatRecord(record_type, own_key, document, main)
    for number, (kind, nested, where) in enumerate(below_first):
        if not nested.get("id") and (key := _key_of(kind, nested, own_key, number)):
            nested["id"] = key
        yield from _take(kind, nested, False, where, depth + 1)


def _nested(value: Any, path: str, is_list: bool) -> Iterator[Document]:
    if value is None:
        return
    items = value if is_list else [value]
    if not isinstance(items, list):
        raise UnsplittableDraft(path, "must be a list")
    for item in items:
        if item is None:
            continue
        if not isinstance(item, dict):
            raise UnsplittableDraft(path, "must be an object")
        yield dict(item)


def _key_of(record_type: str, document: Document, owner_key: str, number: int) -> str:
    """The source's id, or one made of what the record is tied to; "" where nothing names it."""
    own = str(document.get("id") or "").strip()
    if own:
        return own
    if record_type == "service_at_location":
        service = document.get("service_id") or _id_of(document.get("service"))
        location = document.get("location_id") or _id_of(document.get("location"))
        if service and (location or owner_key):
            return f"{service}@{location or number}"
        return ""
    name = str(document.get("name") or "").strip()
    if record_type == "organization":
        return name
    return f"{owner_key}/{name or number}" if owner_key else ""


def _id_of(nested: Any) -> str:
    return str(nested.get("id") or "") if isinstance(nested, dict) else ""
