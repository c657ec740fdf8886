"""What must happen because a record changed: written in the record's own transaction, done by a worker afterwards.

Not for: what a topic means (the worker's handlers). The decision a reader would ask about: a claim is a lease, so a
worker that dies gives its messages back when the lease runs out. A message can therefore be done twice, never lost:
handlers must bear that. Payloads and errors hold ids, never personal data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Update, and_, delete, func, insert, select, update

from directory.store.documents import encode
from directory.store.rows import outbox_message
from directory.store.tables import outbox
from directory.store.values import Backoff, Document, OutboxMessage

LONGEST_ERROR = 500  # characters kept of an error: enough for a sentence and a code
_STANDARD_BACKOFF = Backoff()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a worker asks for. After `lease_seconds` others may take what it has not finished."""

    topics: tuple[str, ...]
    worker: str
    limit: int = 20
    lease_seconds: float = 60.0


class Outbox:
    """The messages of one transaction's database, at one moment."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now

    def add(self, topic: str, key: str, payload: Document, available_at: datetime | None = None) -> int:
        """Put a message in, to be done now or at `available_at`; its id."""
        row = {
            "topic": topic,
            "key": key,
            "payload": encode(payload),
            "created_at": self._now,
            "available_at": available_at or self._now,
            "attempts": 0,
            "last_error": "",
        }
        added: int = self._connection.execute(insert(outbox).values(row).returning(outbox.c.id)).scalar_one()
        return added

    def has_due(self, topics: Sequence[str]) -> bool:
        """Whether there is anything to claim. A read view can ask, so that idle workers never wait for a writer."""
        return self._connection.execute(select(outbox.c.id).where(self._is_due(topics)).limit(1)).first() is not None

    def claim(self, wanted: Claim) -> tuple[OutboxMessage, ...]:
        """Take the messages that have waited longest, for this worker alone until its lease runs out."""
        free = (
            select(outbox.c.id)
            .where(self._is_due(wanted.topics))
            .order_by(outbox.c.available_at, outbox.c.id)
            .limit(wanted.limit)
            # SQLite leaves this clause out: its writers stand in line anyhow.
            .with_for_update(skip_locked=True)
            # A common table expression is worked out once; a subquery with a limit might be run for each row.
            .cte("free")
        )
        taken = (
            update(outbox)
            .where(outbox.c.id.in_(select(free.c.id)))
            .values(
                claimed_by=wanted.worker,
                claimed_until=self._now + timedelta(seconds=wanted.lease_seconds),
                attempts=outbox.c.attempts + 1,
            )
            .returning(outbox)
        )
        messages = map(outbox_message, self._connection.execute(taken).all())
        return tuple(sorted(messages, key=lambda message: (message.available_at, message.id)))

    def done(self, message_id: int) -> None:
        """It has happened."""
        self._connection.execute(_one(message_id).values(done_at=self._now, claimed_by=None, claimed_until=None))

    def retry_later(self, message_id: int, error: str, backoff: Backoff = _STANDARD_BACKOFF) -> bool:
        """It failed: wait and try again, or bury it after the last try. True when it will be tried again."""
        attempts = self._connection.execute(select(outbox.c.attempts).where(outbox.c.id == message_id)).scalar_one()
        if attempts >= backoff.tries:
            self.bury(message_id, error)
            return False
        available_at = self._now + timedelta(seconds=backoff.delay_seconds(attempts))
        self._connection.execute(_released(message_id, error).values(available_at=available_at))
        return True

    def bury(self, message_id: int, error: str) -> None:
        """It failed for good: put it aside for a person to see."""
        self._connection.execute(_released(message_id, error).values(buried_at=self._now))

    def buried(self, topics: Sequence[str] = ()) -> tuple[OutboxMessage, ...]:
        """What was put aside, of these topics or of all, oldest first."""
        aside = select(outbox).where(outbox.c.buried_at.is_not(None)).order_by(outbox.c.buried_at, outbox.c.id)
        if topics:
            aside = aside.where(outbox.c.topic.in_(topics))
        return tuple(map(outbox_message, self._connection.execute(aside)))

    def replay(self, message_id: int) -> bool:
        """Try a buried message again from its first try on. False where no such message is buried."""
        replayed = (
            _one(message_id)
            .where(outbox.c.buried_at.is_not(None))
            .values(buried_at=None, attempts=0, available_at=self._now)
        )
        return self._connection.execute(replayed).rowcount == 1

    def waiting(self) -> dict[str, int]:
        """How many messages of each topic are neither done nor buried."""
        counted = (
            select(outbox.c.topic, func.count())
            .where(outbox.c.done_at.is_(None), outbox.c.buried_at.is_(None))
            .group_by(outbox.c.topic)
        )
        return {row[0]: row[1] for row in self._connection.execute(counted)}

    def forget_done(self, before: datetime) -> int:
        """Delete what was done before that moment; how many."""
        return self._connection.execute(delete(outbox).where(outbox.c.done_at < before)).rowcount

    def _is_due(self, topics: Sequence[str]) -> ColumnElement[bool]:
        return and_(
            outbox.c.topic.in_(topics),
            outbox.c.done_at.is_(None),
            outbox.c.buried_at.is_(None),
            outbox.c.available_at <= self._now,
            outbox.c.claimed_until.is_(None) | (outbox.c.claimed_until <= self._now),
        )


def _one(message_id: int) -> Update:
    return update(outbox).where(outbox.c.id == message_id)


def _released(message_id: int, error: str) -> Update:
    cleared: dict[str, Any] = {"claimed_by": None, "claimed_until": None, "last_error": error[:LONGEST_ERROR]}
    return _one(message_id).values(cleared)
