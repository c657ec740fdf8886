"""Which field of a record type holds which other type, for walking through a nested document.

Made from the schemas; used to find nulls and to order the fields of output. Not a check: a value that is no record where
one belongs is passed over here and reported by the schemas.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from marshmallow import Schema

from directory.hsds.schemas import SCHEMAS
from directory.hsds.schemas.fields import Record, Records


@dataclass(frozen=True, slots=True)
class Shape:
    """The field names of a record in the standard's order, and the shapes of the records nested in it."""

    names: tuple[str, ...]
    nested: Mapping[str, Shape]


@cache
def shape_of(record_type: str) -> Shape:
    """The shape of a record type. `KeyError` where there is no such type."""
    return _shape(SCHEMAS[record_type])


@cache
def _shape(schema: type[Schema]) -> Shape:
    fields = schema().fields
    nested = {name: field.inner if isinstance(field, Records) else field for name, field in fields.items()}
    return Shape(
        names=tuple(fields),
        nested={name: _shape(type(field.schema)) for name, field in nested.items() if isinstance(field, Record)},
    )


def null_paths(document: Mapping[str, Any], shape: Shape, path: str = "") -> Iterator[str]:
    """Dotted paths of every null that stands for a field or for a nested record.

    What a publisher's own field holds is not looked into: a null deep inside it is that publisher's business.
    """
    for name, value in document.items():
        here = f"{path}{name}"
        if value is None:
            yield here
        elif (inner := shape.nested.get(name)) is not None:
            yield from _nulls_below(value, inner, here)


def _nulls_below(value: Any, shape: Shape, path: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from null_paths(value, shape, f"{path}.")
    elif isinstance(value, list):
        for position, item in enumerate(value):
            if item is None:
                yield f"{path}.{position}"
            elif isinstance(item, dict):
                yield from null_paths(item, shape, f"{path}.{position}.")


def without_nulls(document: Mapping[str, Any], shape: Shape, *, keep_places: bool = False) -> dict[str, Any]:
    """A copy without the nulls that `null_paths` finds. `keep_places` leaves those in lists, so that positions stay."""
    kept = {name: value for name, value in document.items() if value is not None}
    for name, inner in shape.nested.items():
        value = kept.get(name)
        if isinstance(value, dict):
            kept[name] = without_nulls(value, inner, keep_places=keep_places)
        elif isinstance(value, list):
            items = (without_nulls(i, inner, keep_places=keep_places) if isinstance(i, dict) else i for i in value)
            kept[name] = [item for item in items if keep_places or item is not None]
    return kept


def in_order(document: Mapping[str, Any], shape: Shape) -> dict[str, Any]:
    """A copy with the standard's fields in its order, then all others as they stood; nested records likewise."""
    ordered = {name: document[name] for name in shape.names if name in document}
    for name, inner in shape.nested.items():
        value = ordered.get(name)
        if isinstance(value, dict):
            ordered[name] = in_order(value, inner)
        elif isinstance(value, list):
            ordered[name] = [in_order(item, inner) if isinstance(item, dict) else item for item in value]
    ordered.update((name, value) for name, value in document.items() if name not in ordered)
    return ordered
