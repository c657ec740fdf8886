"""The clean-up of one draft, from what its reader understood to records that can be stored: the steps in their order.

Not for: any clean-up itself (`importers.steps`, one a file). The decision a reader would ask about: a row is prepared
without looking at any other row or at the database, as a pure function of the draft, so that rows can be prepared in
several processes; what needs all rows (dangling links, points that many share) comes after, in `reconcile.py`.
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


@dataclass(slots=True)
class Cleaning:
    """What the steps need beside the record: the source's name and the offline gazetteer. One for each process.

    `mentions` remembers organizations that were cleaned already: a feed repeats each in every one of its services.
    """

    source: str
    gazetteer: Gazetteer
    mentions: dict[bytes, tuple[StagedRecord, tuple[Note, ...]]] = field(default_factory=dict)
    steps: tuple[Step, ...] = field(init=False)
    steps_of_locations: tuple[Step, ...] = field(init=False)
    steps_of_links: tuple[Step, ...] = field(init=False)

    def __post_init__(self) -> None:
        of_locations = _steps(self)
        self.steps_of_locations = tuple(of_locations.values())
        self.steps = tuple(step for name, step in of_locations.items() if name not in _ONLY_FOR_LOCATIONS)
        self.steps_of_links = (of_locations["ids"],)

    def steps_for(self, record: FlatRecord) -> tuple[Step, ...]:
        """What may change the record, once its texts are clean."""
        if record.record_type == "location":
            return self.steps_of_locations
        is_bare = record.record_type == "service_at_location" and record.document.keys() <= _OF_A_LINK
        return self.steps_of_links if is_bare else self.steps


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
    notes = list(draft.notes)
    try:
        flat = split_draft(draft)
    except UnsplittableDraft as error:
        label = f"{draft.record_type} {draft.document.get('id') or 'without id'}"
        return _ended(draft, Outcome.REJECTED, [*notes, Note(label, error.field, str(error))])
    staged: list[StagedRecord] = []
    for record in flat:
        ended = _clean_once(record, cleaning, staged)
        notes.extend(record.notes)
        if ended is not None:
            # Skipped, the record itself is withheld; rejected, it is the row's own record that stays as it was.
            about = record if ended is Outcome.SKIPPED else flat[0]
            named = (about.record_type, uuid_of(cleaning.source, about.record_type, about.key))
            return _ended(draft, ended, notes, named if about.key else None)
    return PreparedRow(draft.row, draft.child_rows, tuple(staged), None, tuple(notes))


def prepare_many(drafts: Sequence[Draft], cleaning: Cleaning) -> list[PreparedRow]:
    """`prepare` for a chunk."""
    return [prepare(draft, cleaning) for draft in drafts]


def _clean_once(record: FlatRecord, cleaning: Cleaning, staged: list[StagedRecord]) -> Outcome | None:
    """`_clean`, with the result of the same mention before where there is one."""
    if record.main or record.record_type != "organization":
        return _clean(record, cleaning, staged)
    told = _encoder.encode(record.document)
    known = cleaning.mentions.get(told)
    if known is None:
        ended = _clean(record, cleaning, staged)
        if ended is None:
            if len(cleaning.mentions) >= _MOST_MENTIONS:
                cleaning.mentions.clear()
            cleaning.mentions[told] = (staged[-1], tuple(record.notes))
        return ended
    staged.append(known[0])
    record.notes.extend(known[1])
    return None


def _clean(record: FlatRecord, cleaning: Cleaning, staged: list[StagedRecord]) -> Outcome | None:
    """Run the steps; the outcome that ends the whole row, or None. The last note says why."""
    if not record.key:
        record.note(*_WITHOUT_KEY.get(record.record_type, _WITHOUT_ID))
        return Outcome.REJECTED
    try:
        clean_texts(record)
        skip_private(record)
        if record.skip:
            record.note("", record.skip)
            return Outcome.SKIPPED
        for step in cleaning.steps_for(record):
            step(record)
        document = _checked(record)
    except InvalidRecord as error:
        record.notes.extend(Note(record.label, problem.field, problem.reason) for problem in error.problems)
        return Outcome.REJECTED
    staged.append(stage(cleaning.source, record.record_type, record.key, document, record.main))
    return None


_WITHOUT_ID = ("id", "has no id, so that a second import could not find it again")
_WITHOUT_KEY = {"service_at_location": ("service_id", "has no id and does not name both a service and a location")}


def _checked(record: FlatRecord) -> Document:
    """The record as valid HSDS, bad optional parts set aside. Raises `InvalidRecord`."""
    document = record.document
    if not quick_check(record.record_type, GIVEN_IDS)(document):
        try:
            document = load(record.record_type, document).document
        except InvalidRecord as error:
            if not set_aside(record, error.problems):
                raise
            document = load(record.record_type, document).document
    return {name: value for name, value in document.items() if value != []} if [] in document.values() else document


def _ended(draft: Draft, outcome: Outcome, notes: list[Note], named: tuple[str, str] | None = None) -> PreparedRow:
    return PreparedRow(draft.row, draft.child_rows, (), outcome, tuple(notes), named)
