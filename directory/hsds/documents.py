"""Taking an HSDS document in, and giving one out.

Import, the published interface and edits all come through `load`; output through `dump`. Neither stores or splits.
The decision a reader would ask about: a null on input means "absent" and costs a warning, because many publishers send
`"email": null` or `"phones": [null]`; on output it is refused, because absent is omitted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from marshmallow import Schema

from directory.errors import FieldProblem, InvalidRecord
from directory.hsds.compiled import quick_check
from directory.hsds.schemas import SCHEMAS
from directory.hsds.shape import Shape, in_order, null_paths, shape_of, without_nulls

WHOLE_RECORD = "(whole record)"
"""Stands where a problem is not one field's."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A valid document without nulls, and what had to be put right.

    `document` may share its nested values with the one that came in: treat both as unchangeable.
    """

    document: dict[str, Any]
    warnings: tuple[FieldProblem, ...] = ()


def load(record_type: str, document: Mapping[str, object]) -> Loaded:
    """The document as HSDS 3.2.3, values as they came, fields that HSDS does not name kept.

    Raises `InvalidRecord` with every problem at once.
    """
    _known_type(record_type)
    if not isinstance(document, Mapping):
        raise InvalidRecord(record_type, None, (FieldProblem(WHOLE_RECORD, "This must be a group of named fields."),))
    is_surely_valid = quick_check(record_type)
    shape = shape_of(record_type)
    nulls = tuple(null_paths(document, shape))
    if not nulls and is_surely_valid(document):
        return Loaded(dict(document))
    cleaned = without_nulls(document, shape)
    # Nulls alone are common, and marshmallow is slow: it is asked only when something else is odd too.
    if not is_surely_valid(cleaned):
        _raise_problems(record_type, document, frozenset(nulls))
    return Loaded(
        cleaned, tuple(FieldProblem(path, "This was empty (null) and is taken as not given.") for path in nulls)
    )


def dump(record_type: str, document: Mapping[str, object]) -> dict[str, Any]:
    """The document for publication: fields in the standard's order, unknown ones last.

    Raises `InvalidRecord` for nulls. Does not check the rest again: what is stored went through `load`.
    """
    _known_type(record_type)
    shape: Shape = shape_of(record_type)
    nulls = tuple(null_paths(document, shape))
    if nulls:
        reason = "This is empty (null); a field without a value must be left out."
        raise InvalidRecord(record_type, _id_of(document), tuple(FieldProblem(path, reason) for path in nulls))
    return in_order(document, shape)


def _known_type(record_type: str) -> None:
    if record_type not in SCHEMAS:
        reason = f"HSDS has no records of the type {record_type!r}."
        raise InvalidRecord(record_type, None, (FieldProblem(WHOLE_RECORD, reason),))


def _raise_problems(record_type: str, document: Mapping[str, Any], nulls: frozenset[str]) -> None:
    """Raises what marshmallow finds. Nulls in lists stay while it looks, so that its positions are the sender's."""
    candidate = without_nulls(document, shape_of(record_type), keep_places=True)
    found = _problems(_schema(record_type).validate(candidate))
    # A null that was a field is gone from the candidate, and is rightly reported where the field is required.
    items = {path for path in nulls if path.rpartition(".")[2].isdigit()}
    problems = tuple(problem for problem in found if problem.field not in items)
    if problems:
        raise InvalidRecord(record_type, _id_of(document), problems)


@cache
def _schema(record_type: str) -> Schema:
    return SCHEMAS[record_type]()


def _problems(messages: Mapping[Any, Any], path: tuple[str, ...] = ()) -> Iterator[FieldProblem]:
    """marshmallow's nested messages as a flat list; its key `_schema` means the value itself, not a field of it."""
    for key, below in messages.items():
        here = path if key == "_schema" else (*path, str(key))
        if isinstance(below, Mapping):
            yield from _problems(below, here)
        else:
            yield from (FieldProblem(".".join(here) or WHOLE_RECORD, str(reason)) for reason in below)


def _id_of(document: Mapping[str, object]) -> str | None:
    found = document.get("id")
    return found if isinstance(found, str) else None
