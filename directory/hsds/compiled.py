"""A quick yes: the marshmallow schemas of HSDS, compiled once into plain checks.

For the common case, a valid record without nulls, where marshmallow costs some twenty times more. The answer is yes or
"ask marshmallow": which field is wrong and why is not known here. Nothing about HSDS is written here either; every check
is made from the schema's own fields, and a property test holds the two answers together. A field kind that this module
does not know stops the start of the program instead of passing unchecked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import isfinite
from typing import Any

from marshmallow import Schema
from marshmallow.fields import Field

from directory.hsds import formats
from directory.hsds.schemas import SCHEMAS
from directory.hsds.schemas import fields as kinds

Check = Callable[[Any], bool]
TextCheck = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class _Plan:
    """The checks of one schema's fields, for a value that is a text and for any other. A name without one: all passes.

    A plain text therefore costs one look into `texts`, and most values are plain texts.
    """

    required: frozenset[str]
    texts: dict[str, TextCheck]
    others: dict[str, Check]


@cache
def quick_check(record_type: str, given_ids: frozenset[str] = frozenset()) -> Check:
    """A function that says whether a document of this type is surely valid and free of nulls. `KeyError` for no type.

    `given_ids` names identifiers that whoever asks has just made, so that each text in them is known to be a UUID.
    """
    return _compile(SCHEMAS[record_type], given_ids)


@cache
def _compile(schema: type[Schema], given_ids: frozenset[str]) -> Check:
    return _record_check(_plan(schema().fields, given_ids))


def _plan(fields: dict[str, Field[Any]], given_ids: frozenset[str]) -> _Plan:
    texts: dict[str, TextCheck] = {}
    others: dict[str, Check] = {}
    for name, field in fields.items():
        if not isinstance(field, kinds.Text):
            texts[name], others[name] = _never, _other_check(field, given_ids)
            continue
        others[name] = _never
        is_given = isinstance(field, kinds.Uuid) and name in given_ids
        if type(field) is not kinds.Text and not is_given:
            texts[name] = _text_check(field)
    return _Plan(frozenset(name for name, field in fields.items() if field.required), texts, others)


def _never(value: object) -> bool:
    return False


def _text_check(field: kinds.Text) -> TextCheck:
    """The quickest callable with the field's answer; those of `formats` that are compiled patterns run without a frame."""
    if isinstance(field, kinds.Choice):
        return field.choices.__contains__
    checks: dict[type, TextCheck] = {
        kinds.Uuid: formats.is_plain_uuid,
        kinds.Uri: formats.is_uri,
        kinds.Email: formats.is_email,
        kinds.DateTime: formats.is_date_time,
    }
    return checks[type(field)]


def _is_odd_uuid(check: TextCheck, text: str) -> bool:
    """What `is_plain_uuid` does not know, asked only where it says no, which spares all others a call in Python."""
    return check is formats.is_plain_uuid and formats.is_uuid(text)


def _other_check(field: Field[Any], given_ids: frozenset[str]) -> Check:
    if isinstance(field, kinds.Number):
        return _is_number
    if isinstance(field, kinds.Records):
        return _list_check(_nested(field.inner, given_ids))
    return _nested(field, given_ids)


def _nested(field: Field[Any], given_ids: frozenset[str]) -> Check:
    if not isinstance(field, kinds.Record):
        raise TypeError(f"The quick check does not know fields of the kind {type(field).__name__}.")
    return _compile(type(field.schema), given_ids)


def _is_number(value: Any) -> bool:
    kind = type(value)
    return kind is int or (kind is float and isfinite(value))


def _list_check(check: Check) -> Check:
    def every_item_passes(items: Any) -> bool:
        if type(items) is not list:
            return False
        for item in items:  # noqa: SIM110  all() with a generator costs half as much again
            if not check(item):
                return False
        return True

    return every_item_passes


def _record_check(plan: _Plan) -> Check:
    required, text_check, other_check = plan.required, plan.texts.get, plan.others.get

    def record_passes(document: Any) -> bool:
        if type(document) is not dict or not document.keys() >= required:
            return False
        for name, value in document.items():
            if type(value) is str:
                text_passes = text_check(name)
                if text_passes is not None and not text_passes(value) and not _is_odd_uuid(text_passes, value):
                    return False
                continue
            passes = other_check(name)
            if value is None if passes is None else not passes(value):
                return False
        return True

    return record_passes
