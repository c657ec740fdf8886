"""Takes a nested draft apart into the records that are stored on their own, while its ids are still the source's.

Not for: valid documents (`directory.hsds.split` does those). The decision a reader would ask about: this comes before
ids and cleaning, because what a record is called by its source is needed as its key, and because a broken part must be
reported under its own name.
"""

from __future__ import annotations

from typing import Any

from importers.drafts import Document, Draft, FlatRecord

_Link = tuple[str, str, str, bool]
"""Field, type of the nested record, link column, whether the link stands on the nested side."""
_LINKS: dict[str, tuple[_Link, ...]] = {
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
    taken: list[FlatRecord] = []
    _take(taken, draft.record_type, dict(draft.document), "", 0)
    return taken


def _take(taken: list[FlatRecord], record_type: str, document: Document, path: str, depth: int) -> None:
    """Add the record and, after it, those nested in it. The first one taken is the draft's own."""
    if depth > _DEEPEST:
        raise UnsplittableDraft(path, "records are nested in one another too deeply")
    own_key = _id_of(document)
    below = _linked_below(record_type, document, own_key, path) if record_type in _LINKS else []
    own_key = own_key or _key_of(record_type, document, "", 0)
    if own_key:
        document["id"] = own_key
    taken.append(FlatRecord(record_type, own_key, document, not taken))
    for number, ((field, kind, _, _), nested) in enumerate(below):
        if not nested.get("id") and (key := _key_of(kind, nested, own_key, number)):
            nested["id"] = key
        _take(taken, kind, nested, f"{path}{field}.", depth + 1)


def _linked_below(record_type: str, document: Document, own_key: str, path: str) -> list[tuple[_Link, Document]]:
    """(how it is linked, record) of what is nested, taken out of the document; the links are written on their side."""
    found = [
        (link, nested)
        for link in _LINKS[record_type]
        if link[0] in document
        for nested in _nested(document.pop(link[0]), f"{path}{link[0]}", link[3])
    ]
    for number, ((_, kind, column, below), nested) in enumerate(found):
        if below:
            nested.setdefault(column, own_key)
            continue
        nested_key = _key_of(kind, nested, own_key, number)
        nested.setdefault("id", nested_key)
        named = str(document.setdefault(column, nested_key) or "").strip()
        if named != nested_key and named.lower() != nested_key.lower():
            raise UnsplittableDraft(f"{path}{column}", f"names {named}, but {nested_key} is nested beside it")
    return found


def _nested(value: Any, path: str, is_list: bool) -> list[Document]:
    """Copies of the records in the value, since they are about to be changed."""
    if value is None:
        return []
    items = value if is_list else [value]
    if not isinstance(items, list):
        raise UnsplittableDraft(path, "must be a list")
    found = []
    for item in items:
        if isinstance(item, dict):
            found.append(dict(item))
        elif item is not None:
            raise UnsplittableDraft(path, "must be an object")
    return found


def _key_of(record_type: str, document: Document, owner_key: str, number: int) -> str:
    """The source's id, or one made of what the record is tied to; "" where nothing names it."""
    own = _id_of(document)
    if own:
        return own
    if record_type == "service_at_location":
        service = document.get("service_id") or _id_within(document.get("service"))
        location = document.get("location_id") or _id_within(document.get("location"))
        if service and (location or owner_key):
            return f"{service}@{location or number}"
        return ""
    name = str(document.get("name") or "").strip()
    if record_type == "organization":
        return name
    return f"{owner_key}/{name or number}" if owner_key else ""


def _id_of(document: Document) -> str:
    found = document.get("id")
    return found.strip() if isinstance(found, str) else str(found or "").strip()


def _id_within(nested: Any) -> str:
    return str(nested.get("id") or "") if isinstance(nested, dict) else ""
