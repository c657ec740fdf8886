"""A quick yes: the marshmallow schemas of HSDS, compiled once into structs of `msgspec`, which walks a document in C.

For the common case, a valid record, where marshmallow costs more than ten times as much. The answer is yes or "ask
marshmallow": which field is wrong and why is not known here. Nothing about HSDS is written here either; every struct is
made from the schema's own fields, and a property test holds the two answers together. A field kind that this module
does not know stops the start of the program instead of passing unchecked. Not for: nulls in fields that HSDS does not
name, which `shape.null_paths` finds.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from sys import float_info
from typing import Annotated, Any, Literal

import msgspec
from marshmallow import Schema
from marshmallow.fields import Field

from directory.hsds.schemas import SCHEMAS
from directory.hsds.schemas import fields as kinds

Check = Callable[[Any], bool]

_FINITE = msgspec.Meta(ge=-float_info.max, le=float_info.max)
_Number = int | Annotated[float, _FINITE]


@cache
def quick_check(record_type: str, given_ids: frozenset[str] = frozenset()) -> Check:
    """A function that says whether a document of JSON values is surely valid for this type. `KeyError` for no type.

    `given_ids` names identifiers that whoever asks has just made, so that each text in them is known to be a UUID.
    """
    return _check(_struct(SCHEMAS[record_type], given_ids))


def _check(struct: type[msgspec.Struct]) -> Check:
    convert, wrong = msgspec.convert, (msgspec.ValidationError, UnicodeError)

    def is_surely_valid(document: Any) -> bool:
        try:
            convert(document, struct, dec_hook=_formatted)
        except wrong:
            return False
        return True

    return is_surely_valid


@cache
def _struct(schema: type[Schema], given_ids: frozenset[str]) -> type[msgspec.Struct]:
    """All that is not required may be missing, but not null."""
    fields = [
        (name, kind) if field.required else (name, kind, None)
        for name, field in schema().fields.items()
        for kind in (_kind(name, field, given_ids),)
    ]
    return msgspec.defstruct(schema.__name__, fields, kw_only=True, gc=False)


def _kind(name: str, field: Field[Any], given_ids: frozenset[str]) -> Any:
    if isinstance(field, kinds.Choice):
        return Literal[tuple(sorted(field.choices))]
    if isinstance(field, kinds.Text):
        is_plain = type(field) is kinds.Text or (isinstance(field, kinds.Uuid) and name in given_ids)
        return str if is_plain else _format(type(field))
    if isinstance(field, kinds.Number):
        return _Number
    if isinstance(field, kinds.Records):
        return list[_nested(field.inner, given_ids)]  # type: ignore[misc]  # known only as it runs
    return _nested(field, given_ids)


def _nested(field: Field[Any], given_ids: frozenset[str]) -> type[msgspec.Struct]:
    if not isinstance(field, kinds.Record):
        raise TypeError(f"The quick check does not know fields of the kind {type(field).__name__}.")
    return _struct(type(field.schema), given_ids)


class _Formatted:
    """Stands in a struct for a text in a format; each format is a class below this one."""

    is_right: Callable[[str], bool]


def _format(kind: type[kinds.Text]) -> type[_Formatted]:
    return type(kind.__name__, (_Formatted,), {"is_right": kind().is_right})


def _formatted(kind: type[_Formatted], value: Any) -> _Formatted:
    """Asked by `msgspec` for what should be a text in a format."""
    if type(value) is str and kind.is_right(value):
        return kind()
    raise ValueError
