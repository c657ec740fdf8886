"""The clean-up of one draft, from what its reader understood to records that can be stored: the steps in their order.

Not for: any clean-up itself (`importers.steps`, one a file). The decision a reader would ask about: a row is prepared
without looking at any other row or at the database, as a pure function of the draft, so that rows can be prepared in
several processes; what needs all rows (dangling links, points that many share) comes after, in `reconcile.py`. Rows still
go through the steps side by side, for the processor's sake.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

import msgspec

from directory.errors import InvalidRecord
from directory.geography.places import Gazetteer
from directory.hsds import load
from directory.hsds.compiled import quick_check
from importers.drafts import Document, Draft, FlatRecord, Note, Outcome, PreparedRow, StagedRecord
from importers.salvage import set_aside
from importers.splitting import UnsplittableDraft, split_draft
from importers.staged import stage
from importers.steps.addresses import mend_addresses
from importers.steps.contact_points import mend_contact_points
from importers.steps.ids import GIVEN_IDS, give_ids, uuid_of
from importers.steps.languages import set_languages
from importers.steps.numbers import set_number_types
from importers.steps.points import set_point
from importers.steps.privacy import hide_confidential_place, skip_private
from importers.steps.required import fill_required
from importers.steps.schedules import set_schedules
from importers.steps.text import clean_texts

Step = Callable[[FlatRecord], None]

_encoder = msgspec.json.Encoder()
_MOST_MENTIONS = 4096
_ROWS_TOGETHER = 32
"""Rows of which each step does all before the next step does one, so that a processor still has the step's code at hand.
Row by row, cleaning takes a third more; with 200 rows it is their documents that no longer fit beside the code."""


@dataclass(slots=True)
class Cleaning:
    """What the steps need beside the record: the source's name and the offline gazetteer. One for each process.

    `mentions` remembers organizations that were cleaned already: a feed repeats each in every one of its services.
    """

    source: str
    gazetteer: Gazetteer
    mentions: dict[bytes, FlatRecord] = field(default_factory=dict)
    steps: dict[str, Step] = field(init=False)

    def __post_init__(self) -> None:
        self.steps = _steps(self)


def _steps(cleaning: Cleaning) -> dict[str, Step]:
    """The order matters: hidden places before points, ids before HSDS checks them. Words are clean by then."""
    return {
        "numbers": set_number_types,
        "addresses": mend_addresses,
        "contact points": mend_contact_points,
        "schedules": set_schedules,
        "languages": set_languages,
        "confidential places": hide_confidential_place,
        "points": partial(set_point, gazetteer=cleaning.gazetteer),
        "required": fill_required,
        "ids": partial(give_ids, source=cleaning.source),
    }


_ONLY_FOR_LOCATIONS = frozenset({"addresses", "confidential places", "points"})
"""Would pass any other record."""
_OF_A_LINK = frozenset({"id", "service_id", "location_id"})
"""A service_at_location with nothing else has nothing but ids to clean."""


def prepare(draft: Draft, cleaning: Cleaning) -> PreparedRow:
    """The records of one row, valid HSDS, or the outcome that ends it."""
    return _prepared_together([draft], cleaning)[0]


def prepare_many(drafts: Sequence[Draft], cleaning: Cleaning) -> list[PreparedRow]:
    """`prepare` for a chunk."""
    starts = range(0, len(drafts), _ROWS_TOGETHER)
    return [row for at in starts for row in _prepared_together(drafts[at : at + _ROWS_TOGETHER], cleaning)]


def _prepared_together(drafts: Sequence[Draft], cleaning: Cleaning) -> list[PreparedRow]:
    new: list[FlatRecord] = []
    split = [_records_of(draft, cleaning, new) for draft in drafts]
    _clean(new, cleaning)
    return [
        records if isinstance(records, PreparedRow) else _row(draft, records, cleaning.source)
        for draft, records in zip(drafts, split, strict=True)
    ]


def _records_of(draft: Draft, cleaning: Cleaning, new: list[FlatRecord]) -> list[FlatRecord] | PreparedRow:
    """The row's records, those to clean added to the `new`; or its end, where it cannot be taken apart."""
    try:
        flat = split_draft(draft)
    except UnsplittableDraft as error:
        label = f"{draft.record_type} {draft.document.get('id') or 'without id'}"
        return _ended(draft, Outcome.REJECTED, [*draft.notes, Note(label, error.field, str(error))])
    for place, record in enumerate(flat):
        if record.main or record.record_type != "organization":
            new.append(record)
        else:
            flat[place] = _first_mention(record, cleaning, new)
    return flat


def _first_mention(record: FlatRecord, cleaning: Cleaning, new: list[FlatRecord]) -> FlatRecord:
    """The record that was made of the same words before; the record itself, added to the `new`, where there is none."""
    told = _encoder.encode(record.document)
    known = cleaning.mentions.get(told)
    if known is not None:
        return known
    if len(cleaning.mentions) >= _MOST_MENTIONS:
        cleaning.mentions.clear()
    cleaning.mentions[told] = record
    new.append(record)
    return record


def _clean(records: list[FlatRecord], cleaning: Cleaning) -> None:
    """Run the steps; each record gets its `staged` end or the `outcome` that ends its whole row, which its last note explains."""
    named = [record for record in records if _has_key(record)]
    for record in named:
        clean_texts(record)
    public = [record for record in named if not _is_private(record)]
    locations = [record for record in public if record.record_type == "location"]
    full = [record for record in public if not _is_bare_link(record)]
    for name, step in cleaning.steps.items():
        for record in locations if name in _ONLY_FOR_LOCATIONS else public if name == "ids" else full:
            step(record)
    for record in public:
        _check(record)
    for record in public:
        if record.outcome is None:
            record.staged = stage(cleaning.source, record.record_type, record.key, record.document, record.main)


def _has_key(record: FlatRecord) -> bool:
    if not record.key:
        record.note(*_WITHOUT_KEY.get(record.record_type, _WITHOUT_ID))
        record.outcome = Outcome.REJECTED
    return bool(record.key)


def _is_private(record: FlatRecord) -> bool:
    skip_private(record)
    if record.skip:
        record.note("", record.skip)
        record.outcome = Outcome.SKIPPED
    return bool(record.skip)


def _is_bare_link(record: FlatRecord) -> bool:
    return record.record_type == "service_at_location" and record.document.keys() <= _OF_A_LINK


_WITHOUT_ID = ("id", "has no id, so that a second import could not find it again")
_WITHOUT_KEY = {"service_at_location": ("service_id", "has no id and does not name both a service and a location")}


def _check(record: FlatRecord) -> None:
    """Make the record valid HSDS, bad optional parts set aside, or reject it."""
    if not quick_check(record.record_type, GIVEN_IDS)(record.document):
        try:
            record.document = _loaded(record)
        except InvalidRecord as error:
            record.notes.extend(Note(record.label, problem.field, problem.reason) for problem in error.problems)
            record.outcome = Outcome.REJECTED
            return
    if [] in record.document.values():
        record.document = {name: value for name, value in record.document.items() if value != []}


def _loaded(record: FlatRecord) -> Document:
    """Raises `InvalidRecord` where it is more than an optional part that is wrong."""
    try:
        return load(record.record_type, record.document).document
    except InvalidRecord as error:
        if not set_aside(record, error.problems):
            raise
        return load(record.record_type, record.document).document


def _row(draft: Draft, records: list[FlatRecord], source: str) -> PreparedRow:
    """The row of the cleaned records; the first that ended ends it."""
    notes = list(draft.notes)
    staged: list[StagedRecord] = []
    for record in records:
        notes.extend(record.notes)
        if record.staged is None:
            ended = record.outcome or Outcome.REJECTED
            # Skipped, the record itself is withheld; rejected, it is the row's own record that stays as it was.
            about = record if ended is Outcome.SKIPPED else records[0]
            named = (about.record_type, uuid_of(source, about.record_type, about.key))
            return _ended(draft, ended, notes, named if about.key else None)
        staged.append(record.staged)
    return PreparedRow(draft.row, draft.child_rows, tuple(staged), None, tuple(notes))


def _ended(draft: Draft, outcome: Outcome, notes: list[Note], named: tuple[str, str] | None = None) -> PreparedRow:
    return PreparedRow(draft.row, draft.child_rows, (), outcome, tuple(notes), named)
