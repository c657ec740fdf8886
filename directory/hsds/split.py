"""Taking a nested document apart into the records that are stored on their own.

HSDS publishes a service with its organization and its places inside; the directory stores organization, service,
location, service_at_location, taxonomy and taxonomy_term as one row each. Everything else (phones, schedules, programs,
and the taxonomy terms inside `attributes`) stays nested in its owner, so that nothing is lost. `assemble` is the way
back. What nesting says is written into the link ids.

The decision a reader would ask about: where one document holds the same record twice, the first one met wins field by
field, and the second only fills what the first lacks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from directory.errors import FieldProblem, InvalidRecord
from directory.hsds.documents import load
from directory.hsds.shape import Shape, shape_of

# The published shape nests four deep (organization, service, service at location, location).
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Part:
    """One record of its own, links filled in, no other such record inside."""

    record_type: str
    document: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Link:
    """`field` holds records of `record_type`. The link id is on the nested side where the field is a list.

    `must_agree`: a link id that names another record is an error. A location may be listed by an organization
    that shares it with the one named in its `organization_id`.
    """

    field: str
    record_type: str
    id_field: str
    is_list: bool = False
    must_agree: bool = True


_LINKS: dict[str, tuple[_Link, ...]] = {
    "organization": (
        _Link("locations", "location", "organization_id", is_list=True, must_agree=False),
        _Link("services", "service", "organization_id", is_list=True),
    ),
    "service": (
        _Link("organization", "organization", "organization_id"),
        _Link("service_at_locations", "service_at_location", "service_id", is_list=True),
    ),
    "service_at_location": (
        _Link("location", "location", "location_id"),
        _Link("service", "service", "service_id"),
    ),
    "taxonomy_term": (_Link("taxonomy_detail", "taxonomy", "taxonomy_id"),),
}

# A record comes after those that its link ids name.
_ORDER = ("organization", "location", "service", "service_at_location", "taxonomy", "taxonomy_term")


def split(record_type: str, document: Mapping[str, Any]) -> list[Part]:
    """The records of a document that `load` has passed; those that others link to come first.

    A document of any other type is one part. Raises `InvalidRecord` where a link id contradicts the record nested
    beside it, or where a nested record that HSDS does not foresee at its place is not valid.
    """
    if record_type not in _LINKS:
        return [Part(record_type, dict(document))]
    found = _Parts()
    found.take(record_type, document, shape_of(record_type), 0)
    return found.in_order()


@dataclass(slots=True)
class _Parts:
    """The records found so far, by type and id."""

    by_key: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def in_order(self) -> list[Part]:
        """The parts, those that others link to first."""
        parts = [Part(record_type, document) for (record_type, _), document in self.by_key.items()]
        return sorted(parts, key=lambda part: _ORDER.index(part.record_type))

    def take(self, record_type: str, document: Mapping[str, Any], shape: Shape, depth: int) -> None:
        """Keeps the document without what is nested in it, then takes that."""
        if depth > _DEEPEST:
            raise _invalid(record_type, document, "id", "Records are nested in one another too deeply here.")
        record = dict(document)
        kept = self.by_key.setdefault((record_type, record["id"]), record)
        for link in _LINKS.get(record_type, ()):
            nested = record.pop(link.field, None)
            if nested is None:
                continue
            inner = shape.nested.get(link.field)
            if inner is None:
                nested, inner = _checked(record_type, record, link, nested), shape_of(link.record_type)
            for child in _linked(record_type, record, link, nested):
                self.take(link.record_type, child, inner, depth + 1)
        if kept is not record:
            kept.update((name, value) for name, value in record.items() if name not in kept)


def _linked(record_type: str, record: dict[str, Any], link: _Link, nested: Any) -> list[dict[str, Any]]:
    """The nested records, after writing the link id on the side where it belongs."""
    if not link.is_list:
        _write_link(record_type, record, link, nested["id"])
        return [nested]
    children = [dict(child) for child in nested]
    for child in children:
        _write_link(link.record_type, child, link, record["id"])
    return children


def _write_link(record_type: str, record: dict[str, Any], link: _Link, linked_id: str) -> None:
    named = record.setdefault(link.id_field, linked_id)
    if named == linked_id:
        return
    if named.lower() == linked_id.lower():
        record[link.id_field] = linked_id
    elif link.must_agree:
        reason = f"This names {named}, but the record is nested together with {linked_id}."
        raise _invalid(record_type, record, link.id_field, reason)


def _checked(record_type: str, record: Mapping[str, Any], link: _Link, nested: Any) -> Any:
    """The nested value, where the published shape has no such field and `load` therefore did not look."""
    if link.is_list and isinstance(nested, list):
        return [load(link.record_type, child).document for child in nested if child is not None]
    if not link.is_list and isinstance(nested, dict):
        return load(link.record_type, nested).document
    kind = "a list" if link.is_list else "a group of named fields"
    raise _invalid(record_type, record, link.field, f"This must be {kind}.")


def _invalid(record_type: str, record: Mapping[str, Any], name: str, reason: str) -> InvalidRecord:
    return InvalidRecord(record_type, record["id"], (FieldProblem(name, reason),))
