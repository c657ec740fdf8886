"""Documents as text: encoding, the hash that tells a change, key columns, and a partner's values kept over a source's.

Not for: HSDS rules (`directory.hsds`). The decision a reader would ask about: the hash is taken over the *source's*
draft with its keys sorted, not over what we store, so that an unchanged re-import is seen as unchanged even where a
partner has edited the record or the publisher writes its fields in another order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import blake2b
from typing import Any

import msgspec

from directory.errors import FieldProblem, InvalidRecord
from directory.hsds.formats import is_plain_uuid
from directory.store.values import Document, EncodedDraft, RecordDraft, RecordType

_encoder = msgspec.json.Encoder()
_sorting_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(dict[str, Any])
_HASH_BYTES = 16  # 128 bits: no accidental collision at any size of directory
_NO_OTHER_SOURCES: Mapping[str, str] = {}


def encode(document: Mapping[str, Any]) -> str:
    """JSON text with the keys in their order."""
    return _encoder.encode(document).decode()


def decode(text: str) -> Document:
    """The document that `encode` wrote."""
    return _decoder.decode(text)


def encoded(draft: RecordDraft) -> EncodedDraft:
    """The draft as its row will hold it. Raises `InvalidRecord` for a document without a UUID."""
    record_id(draft.record_type, draft.document)
    return encoded_record(
        draft.record_type, draft.document, draft.source, draft.source_key, draft.assured_date, draft.field_sources
    )


def encoded_record(
    record_type: RecordType,
    document: Document,
    source: str,
    source_key: str,
    assured_date: date | None,
    field_sources: Mapping[str, str] = _NO_OTHER_SOURCES,
) -> EncodedDraft:
    """`encoded` for a document that surely has a UUID, without the draft, whose making costs as much as writing the text."""
    is_link = record_type is RecordType.SERVICE_AT_LOCATION
    told = (document, source, source_key, assured_date, field_sources)
    return EncodedDraft(
        record_type,
        document["id"],
        source,
        source_key,
        assured_date,
        _reference(document, "organization_id", "organization"),
        _reference(document, "service_id", "service") if is_link else None,
        _reference(document, "location_id", "location") if is_link else None,
        _name(document),
        encode(document),
        encode(field_sources) if field_sources else "{}",
        # 32 hex digits that change exactly when the source says something else.
        blake2b(_sorting_encoder.encode(told), digest_size=_HASH_BYTES).hexdigest(),
    )


def record_id(record_type: RecordType, document: Document) -> str:
    """The document's id. Raises `InvalidRecord` unless it is a UUID in its usual form."""
    found = document.get("id")
    if isinstance(found, str) and is_plain_uuid(found) and found == found.lower():
        return found
    problem = FieldProblem("id", f"must be a UUID in lower case with hyphens, not {found!r}")
    raise InvalidRecord(record_type, found if isinstance(found, str) else None, (problem,))


def key_columns(record_type: RecordType, document: Document) -> dict[str, str | None]:
    """The ids of the records that this one belongs to, and its name ("" when it has none)."""
    is_link = record_type is RecordType.SERVICE_AT_LOCATION
    return {
        "organization_id": _reference(document, "organization_id", "organization"),
        "service_id": _reference(document, "service_id", "service") if is_link else None,
        "location_id": _reference(document, "location_id", "location") if is_link else None,
        "name": _name(document),
    }


def keep_edited(draft: EncodedDraft, held: Document, kept: Iterable[str]) -> EncodedDraft:
    """The draft with those fields as a partner left them in `held`; its hash stays that of what the source says."""
    told = decode(draft.text)
    document = keep_fields(told, held, kept)
    # The draft's date, unless a partner's stands in the document.
    is_partners = document.get("assured_date") != told.get("assured_date")
    assured = date_of(document.get("assured_date")) if is_partners else draft.assured_date
    columns: dict[str, Any] = key_columns(draft.record_type, document)
    return draft._replace(**columns, assured_date=assured, text=encode(document))


def date_of(text: object) -> date | None:
    """A date as HSDS writes it (YYYY-MM-DD); None for anything else."""
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def changed_fields(before: Document, after: Document) -> tuple[str, ...]:
    """Top-level fields that differ, removed ones included."""
    return tuple(sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name)))


def keep_fields(draft: Document, held: Document, kept: Iterable[str]) -> Document:
    """The draft with those fields as `held` has them; a field that `held` lacks stays away."""
    names = set(kept)
    merged = {name: value for name, value in draft.items() if name not in names}
    merged.update((name, held[name]) for name in held if name in names)
    return merged


def _name(document: Document) -> str:
    """Without NUL, which no text in PostgreSQL may hold; within the document JSON escapes it."""
    return str(document.get("name") or "").replace("\0", "")


def _reference(document: Document, link: str, name: str) -> str | None:
    """`organization_id`, or the id of a nested `organization`."""
    direct = document.get(link)
    if isinstance(direct, str) and direct:
        return direct
    nested = document.get(name)
    found = nested.get("id") if isinstance(nested, dict) else None
    return found if isinstance(found, str) else None
