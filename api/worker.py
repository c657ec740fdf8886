"""The worker: does what outbox rows ask for, follows the records into the index, and clears away what is kept no longer.

Not for: deciding anything about a record. The decision a reader would ask about: a message is done *after* its handler
returned and in a unit of work of its own, so a worker killed in between does it again; handlers bear that. A worker claims
only topics it has a handler for; what nobody handles stays in the outbox, where `wraparound outbox status` shows it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from api.store.idempotency import forget_before
from directory.store.outbox import Claim
from directory.store.values import OutboxMessage
from referrals.work import TOPIC as REFERRAL_TOPIC

if TYPE_CHECKING:
    from api.wiring import Services

log = structlog.get_logger(__name__)

PAUSE_SECONDS = 1.0
"""Between two looks at an empty outbox: a person who sends a referral does not notice a second."""
KEEP_DONE = timedelta(days=30)
"""How long a message that was done can still be looked at."""
TIDY_EVERY_ROUNDS = 3600

Handler = Callable[[OutboxMessage], None]


def tell_log(message: OutboxMessage) -> None:
    """Write the event of a referral to the log, as ids and codes: what an operator's own tools can follow."""
    log.info("referral event", referral_id=message.key, message_id=message.id, **_told(message))


def _told(message: OutboxMessage) -> dict[str, object]:
    return {name: message.payload.get(name) for name in ("seq", "action", "from", "to", "reason_code")}


HANDLERS: Mapping[str, Handler] = {REFERRAL_TOPIC: tell_log}


@dataclass(slots=True)
class Worker:
    """One worker over the services of its process. `name` tells workers apart in leases."""

    services: Services
    name: str
    handlers: Mapping[str, Handler] = field(default_factory=lambda: HANDLERS)
    stopping: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Work until `stop`. A database that is away is tried again; nothing is lost meanwhile."""
        rounds = 0
        while not self.stopping.is_set():
            try:
                done = self.work_once()
                if rounds % TIDY_EVERY_ROUNDS == 0:
                    self.tidy()
            except Exception as error:  # the outermost edge: a worker that dies of one bad moment helps nobody
                log.error("the worker had a bad round", worker=self.name, exc_info=error)
                done = 0
            rounds += 1
            if not done:
                self.stopping.wait(PAUSE_SECONDS)

    def stop(self) -> None:
        """Finish the message at hand and end; safe in a signal handler."""
        self.stopping.set()

    def work_once(self) -> int:
        """Do what is due; how many messages were taken. With nothing due it only reads, and never waits for a writer."""
        database = self.services.database
        database.catch_up_index()
        with database.read() as view:
            if not view.outbox.has_due(tuple(self.handlers)):
                return 0
        with database.unit_of_work(actor="worker") as unit:
            messages = unit.outbox.claim(Claim(topics=tuple(self.handlers), worker=self.name))
            unit.commit()
        for message in messages:
            if self.stopping.is_set():
                break  # what is left comes back when its lease runs out
            self._do(message)
        return len(messages)

    def tidy(self) -> None:
        """Forget messages long done and idempotency keys past their day."""
        with self.services.database.unit_of_work(actor="worker") as unit:
            unit.outbox.forget_done(unit.now - KEEP_DONE)
            forget_before(unit.connection, unit.now)
            unit.commit()

    def _do(self, message: OutboxMessage) -> None:
        try:
            self.handlers[message.topic](message)
        except Exception as error:  # noqa: BLE001  whatever a handler meets, the message must end up retried or buried
            log.warning("a message failed", message_id=message.id, topic=message.topic, error=type(error).__name__)
            with self.services.database.unit_of_work(actor="worker") as unit:
                unit.outbox.retry_later(message.id, type(error).__name__)
                unit.commit()
            return
        with self.services.database.unit_of_work(actor="worker") as unit:
            unit.outbox.done(message.id)
            unit.commit()


def start_in_background(services: Services, name: str) -> Worker:
    """A worker on a thread of this process, ended with it."""
    worker = Worker(services, name)
    threading.Thread(target=worker.run, name=name, daemon=True).start()
    return worker
