"""Made-up HSDS documents for property tests: valid ones of every type, and one change that may spoil them.

Made from our schemas, whose agreement with the published ones `tests/conformance` proves field by field. The valid
document comes from a seed (fast), the change from hypothesis (shrinks well).
"""

from __future__ import annotations

import copy
from random import Random
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from marshmallow.fields import Field

from directory.hsds.schemas import SCHEMAS, fields

GOOD: dict[type, tuple[Any, ...]] = {
    fields.Text: ("", "words", "Ñandú\n", "2026-01-31"),
    fields.Uri: ("https://example.org/a?b=c#d", "urn:isbn:1", "mailto:a@example.org", "http://[2001:db8::1]:80/", "x:"),
    fields.Email: ("help@example.org", "@"),
    fields.DateTime: ("2026-01-31T09:30:00Z", "2024-02-29t00:00:00.5+05:30"),
    fields.Number: (0, 12, -1.5, 3.0, 10**20),
}

# Wrong for most fields, right for some; several differ from a good value by one character.
CHANGES: tuple[Any, ...] = (
    None, True, False, 0, 12, 2.0, 1.5, "", "12", "words", [], {}, [1], [None], [{}], {"id": 1}, ["words"],
    "MO", "mo", "active", "Active", "temporarily closed", "physical", "WEEKLY",
    "48102e86-bb50-41c4-8f1e-e269368c41d1", "48102E86-BB50-41C4-8F1E-E269368C41D1", "48102e86bb5041c48f1ee269368c41d1",
    "48102e86-bb50-41c4-8f1e-e269368c41dg", "{8102e86-bb50-41c4-8f1e-e269368c41d1", "48102e86-bb50-41c4-8f1e-e269368c41d1-",
    "https://example.org", "www.example.org", "http://a b", "http://a/é", "http://a/%zz", "http://[::1", "1http://a", "a:\n",
    "a@b", "a.b", "2026-02-30T00:00:00Z", "2026-02-28T24:00:00Z", "2026-02-28", "2026-02-28T10:00:00", "0000-01-01T00:00:00Z",
    "2026-02-28T10:00:00Z\n", "٢026-02-28T10:00:00Z",
)  # fmt: skip


def valid_document(record_type: str, seed: int) -> dict[str, Any]:
    """A valid document with all required fields and some others, a few levels deep."""
    return _record(SCHEMAS[record_type]().fields, Random(seed), 3)


def _record(shape: dict[str, Field[Any]], random: Random, depth: int) -> dict[str, Any]:
    share = random.choice((0.2, 0.5, 0.9))
    chosen = {name: field for name, field in shape.items() if field.required or random.random() < share}
    made = {name: _value(f, random, depth) for name, f in chosen.items() if depth or f.required or not _is_nested(f)}
    if random.random() < 0.2:
        made["x_own"] = random.choice(("kept", 1, {"deep": [None, {"er": None}]}, [None], False))
    return made


def _is_nested(field: Field[Any]) -> bool:
    return isinstance(field, (fields.Record, fields.Records))


def _value(field: Field[Any], random: Random, depth: int) -> Any:
    if isinstance(field, fields.Records):
        assert isinstance(field.inner, fields.Record)
        return [_record(field.inner.schema.fields, random, depth - 1) for _ in range(random.choice((0, 1, 1, 2)))]
    if isinstance(field, fields.Record):
        return _record(field.schema.fields, random, depth - 1)
    if isinstance(field, fields.Choice):
        return random.choice(sorted(field.choices))
    if isinstance(field, fields.Uuid):
        return str(UUID(int=random.getrandbits(128)))
    return random.choice(GOOD[type(field)])


def places(document: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value in the document, but those below publishers' own fields."""
    found = [path] if path else []
    pairs = (
        document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    )
    for key, value in pairs:
        if key != "x_own":
            found += places(value, (*path, key))
    return found


@st.composite
def documents(draw: st.DrawFn, record_type: str) -> dict[str, Any]:
    """A document of the type: valid, or changed in up to two places (another value, a field dropped or added)."""
    document = copy.deepcopy(valid_document(record_type, draw(st.integers(0, 2**32))))
    for _ in range(draw(st.integers(0, 2))):
        *above, last = draw(st.sampled_from(places(document) or [("id",)]))
        owner: Any = document
        for key in above:
            owner = owner[key]
        change = draw(st.sampled_from(("set", "drop", "add")))
        if change == "set" or isinstance(owner, list):
            owner[last] = copy.deepcopy(draw(st.sampled_from(CHANGES)))
        elif change == "drop":
            owner.pop(last, None)
        else:
            owner[draw(st.sampled_from(("extra", "services", "service", "service_at_locations", "phones")))] = draw(
                st.sampled_from((None, 1, "words", [], {}))
            )
    return document
