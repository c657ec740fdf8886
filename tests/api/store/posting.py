"""A program that posts the same referrals with the same keys until it is done, or killed. Run by `test_killed.py`.

Not for: import by tests; it stands alone so that a signal can end it at any instruction.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from api.store.idempotency import Answer, KeyedRequest, answer_once, request_digest
from directory.needs.values import Need
from directory.store.database import Database
from referrals.actor import READ, WRITE, Actor, ActorKind
from referrals.consent import ConsentGiven
from referrals.model import Identity
from referrals.use_cases.acting import Step
from referrals.use_cases.create import Draft, NewClient, create
from referrals.use_cases.send import send
from referrals.work import work_of

PLATFORM = Actor(ActorKind.SYSTEM, "platform", None, frozenset({READ, WRITE}))


def post(database: Database, service_id: str, number: int) -> Answer:
    """Create and send one referral under one key, as `POST /v1/referrals` does."""
    request = KeyedRequest(PLATFORM.reference, f"key-{number}", request_digest("POST", "/v1/referrals", b"%d" % number))
    with database.unit_of_work(actor=PLATFORM.reference) as unit:

        def do() -> Answer:
            work = work_of(unit, PLATFORM)
            need = Need("childcare", "Child care", "care")
            made = create(work, Draft(client=NewClient(Identity(f"Client {number}")), need=need, service_id=service_id))
            send(work, Step(referral_id=made.id), ConsentGiven())
            return Answer(201, made.id)

        answer = answer_once(unit.connection, request, unit.now, do)
        unit.commit()
    return answer


if __name__ == "__main__":
    opened = Database(sys.argv[1])
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for each in range(int(sys.argv[3])):
        post(opened, sys.argv[2], each)
