"""Saves a record from one bad optional part: the part is set aside, the record goes on.

Not for: required fields, whose faults reject the row. The decision a reader would ask about: a service with one phone
that breaks HSDS is still a service; what breaks HSDS is kept as it came under `x_` and the field's name, and the report
names it, so that nothing is lost and nothing invalid is stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from directory.errors import FieldProblem
from directory.hsds.schemas import SCHEMAS
from importers.drafts import FlatRecord


def set_aside(record: FlatRecord, problems: Iterable[FieldProblem]) -> bool:
    """Set aside what the problems name; False, with nothing changed, where one of them is in a required field."""
    reasons: dict[tuple[str, int | None], str] = {}
    for problem in problems:
        field, _, rest = problem.field.partition(".")
        if field in _required(record.record_type) or field not in record.document:
            return False
        position = rest.partition(".")[0]
        place = int(position) if position.isdigit() and isinstance(record.document[field], list) else None
        reasons.setdefault((field, place), f"{rest or field}: {problem.reason} Set aside under x_{field}.")
    # From the back, so that positions stay true while items are taken out.
    for field, place in sorted(
        reasons, key=lambda found: (found[0], -1 if found[1] is None else found[1]), reverse=True
    ):
        record.note(field, reasons[field, place])
        _take_out(record, field, place)
    return bool(reasons)


def _take_out(record: FlatRecord, field: str, place: int | None) -> None:
    document = record.document
    if field not in document:
        return
    if place is None:
        document[f"x_{field}"] = document.pop(field)
        return
    kept = document.setdefault(f"x_{field}", [])
    item = document[field].pop(place)
    if isinstance(kept, list):
        kept.insert(0, item)


@cache
def _required(record_type: str) -> frozenset[str]:
    return frozenset(name for name, field in SCHEMAS[record_type]().fields.items() if field.required)
