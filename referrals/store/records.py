"""Reads and writes of referrals on one open connection. It never commits: the unit of work does.

Rows that a use case is about to change are read with a lock (`FOR UPDATE`; on SQLite the transaction already holds the
only write lock), so two callers who act at once take turns and the second sees what the first did. Events are only ever
inserted. Who may see what is decided above; only `page_for` filters by caller, because counting needs it here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from referrals import model
from referrals.store import rows, tables
from referrals.transitions import OPEN_STATES


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Whose referrals to list. None leaves a side out: the caller may not stand there."""

    sender: model.Owner | None = None
    recipient_organization_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOf:
    """Which referrals of those: filters are None where they ask nothing."""

    state: model.State | None = None
    client_id: str | None = None
    limit: int = 50
    offset: int = 0


class ReferralRecords:
    """The stored referrals as values."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def client(self, client_id: str) -> model.Client | None:
        """The client, locked: whoever creates referrals for the same client waits their turn."""
        query = select(tables.client).where(tables.client.c.id == client_id).with_for_update()
        row = self._connection.execute(query).mappings().first()
        return rows.client_of(row) if row else None

    def client_known_as(self, owner: model.Owner, external_id: str) -> model.Client | None:
        """The owner's client with the owner's own id."""
        found = tables.client.c
        query = select(tables.client).where(found.owner == owner.reference, found.external_id == external_id)
        row = self._connection.execute(query.with_for_update()).mappings().first()
        return rows.client_of(row) if row else None

    def add_client(self, client: model.Client, identity: model.Identity) -> model.Client:
        """A new client, who they are kept apart. If another call just made the same one, that one is given back."""
        row = {
            "id": client.id,
            "owner": client.owner.reference,
            "owner_organization_id": client.owner.organization_id,
            "external_id": client.external_id,
            "created_at": client.created_at,
        }
        if not self._insert_unless_there(tables.client, row):
            found = self.client_known_as(client.owner, client.external_id)
            assert found is not None, "only the owner's own id can be taken already"
            return found
        self._insert(tables.identity, {"client_id": client.id, **asdict(identity)})
        return client

    def identities(self, client_ids: Sequence[str]) -> dict[str, model.Identity]:
        """Who those clients are, by client id."""
        table = tables.identity
        found = self._connection.execute(select(table).where(table.c.client_id.in_(client_ids))).mappings()
        return {row["client_id"]: model.Identity(row["display_name"], row["email"], row["phone"]) for row in found}

    def open_need(self, client_id: str, code: str) -> model.Need | None:
        """The client's need of that kind that still waits."""
        column = tables.need.c
        same = (column.client_id == client_id) & (column.code == code) & (column.state == model.NeedState.OPEN.value)
        row = self._connection.execute(select(tables.need).where(same)).mappings().first()
        return rows.need_of(row) if row else None

    def add_need(self, need: model.Need) -> None:
        """A new need."""
        self._insert(tables.need, {**asdict(need), "state": need.state.value})

    def set_need_state(self, client_id: str, request_id: str, state: model.NeedState) -> None:
        """What an outcome made of the need that a request was for."""
        asked = select(tables.request.c.need_id).where(tables.request.c.id == request_id).scalar_subquery()
        same = (tables.need.c.id == asked) & (tables.need.c.client_id == client_id)
        self._connection.execute(update(tables.need).where(same).values(state=state.value))

    def request_for(self, need_id: str) -> model.Request | None:
        """The request that was made for a need."""
        row = (
            self._connection.execute(select(tables.request).where(tables.request.c.need_id == need_id))
            .mappings()
            .first()
        )
        return model.Request(row["id"], row["need_id"], row["created_at"]) if row else None

    def add_request(self, request: model.Request) -> None:
        """A new request."""
        self._insert(tables.request, asdict(request))

    def attempts_of(self, request_id: str) -> int:
        """How many attempts a request has had."""
        query = select(func.count()).select_from(tables.attempt).where(tables.attempt.c.request_id == request_id)
        return int(self._connection.execute(query).scalar_one())

    def open_attempt(self, client_id: str, need_code: str, service_id: str) -> model.Attempt | None:
        """The attempt that a new one to the same service would double."""
        column = tables.attempt.c
        same = (column.client_id == client_id) & (column.need_code == need_code) & (column.service_id == service_id)
        still_open = column.state.in_([state.value for state in OPEN_STATES])
        row = self._connection.execute(select(tables.attempt).where(same, still_open)).mappings().first()
        return rows.attempt_of(row) if row else None

    def attempt(self, attempt_id: str, *, lock: bool = False) -> model.Attempt | None:
        """An attempt, for whoever: the caller checks who asks."""
        query = select(tables.attempt).where(tables.attempt.c.id == attempt_id)
        row = self._connection.execute(query.with_for_update() if lock else query).mappings().first()
        return rows.attempt_of(row) if row else None

    def record(self, attempt: model.Attempt, event: model.Event) -> None:
        """One event and the state it leads to. The first event brings the attempt with it."""
        if event.seq == 1:
            self._insert(tables.attempt, rows.attempt_row(attempt))
        else:
            changed = update(tables.attempt).where(tables.attempt.c.id == attempt.id).values(rows.attempt_row(attempt))
            self._connection.execute(changed)
        self._insert(tables.event, rows.event_row(event))

    def events(self, attempt_id: str) -> tuple[model.Event, ...]:
        """All that happened to an attempt, first to last."""
        query = select(tables.event).where(tables.event.c.attempt_id == attempt_id).order_by(tables.event.c.seq)
        return tuple(rows.event_of(row) for row in self._connection.execute(query).mappings())

    def add_consent(self, consent: model.Consent) -> None:
        """A consent, beside all earlier ones."""
        self._insert(tables.consent, rows.consent_row(consent))

    def consents(self, client_ids: Sequence[str]) -> tuple[model.Consent, ...]:
        """All consents of those clients, also those that ended, oldest first."""
        column = tables.consent.c
        query = select(tables.consent).where(column.client_id.in_(client_ids)).order_by(column.recorded_at, column.id)
        return tuple(rows.consent_of(row) for row in self._connection.execute(query).mappings())

    def page_for(self, sides: Sides, asked: PageOf) -> tuple[tuple[model.Attempt, ...], int]:
        """The referrals of those sides, newest change first, and how many there are in all."""
        where = _on_side(sides, asked.client_id)
        if asked.state is not None:
            where = where & (tables.attempt.c.state == asked.state.value)
        total = self._connection.execute(select(func.count()).select_from(tables.attempt).where(where)).scalar_one()
        newest = (tables.attempt.c.changed_at.desc(), tables.attempt.c.id)
        query = select(tables.attempt).where(where).order_by(*newest).limit(asked.limit).offset(asked.offset)
        found = self._connection.execute(query).mappings()
        return tuple(rows.attempt_of(row) for row in found), int(total)

    def _insert(self, table: Table, row: dict[str, str | int | datetime | None]) -> None:
        self._connection.execute(insert(table).values(row))

    def _insert_unless_there(self, table: Table, row: dict[str, str | datetime | None]) -> bool:
        """Whether the row is new. On PostgreSQL this waits for a caller who is just inserting the same one."""
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        added = dialect.insert(table).values(row).on_conflict_do_nothing().returning(table.c.id)
        return self._connection.execute(added).first() is not None


def _on_side(sides: Sides, client_id: str | None) -> ColumnElement[bool]:
    """The recipient's side never filters by client: whether a client was referred before is not theirs to ask."""
    column = tables.attempt.c
    found: ColumnElement[bool] = column.id.is_(None)
    if sides.sender is not None:
        mine = column.sender == sides.sender.reference
        if sides.sender.organization_id is not None:
            mine = mine | (column.sender_organization_id == sides.sender.organization_id)
        found = found | (mine if client_id is None else mine & (column.client_id == client_id))
    if sides.recipient_organization_id is not None and client_id is None:
        found = found | ((column.organization_id == sides.recipient_organization_id) & column.sent_at.is_not(None))
    return found
