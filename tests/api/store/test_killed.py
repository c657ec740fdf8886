"""A server that is killed in the middle and asked again has done everything once: no referral lost, doubled or half written."""

from __future__ import annotations

import random
import subprocess
import sys
import time
import uuid
from pathlib import Path

from sqlalchemy import text

from api.store.migration import upgrade_accounts
from directory.store.database import Database
from directory.store.values import RecordDraft, RecordType
from referrals.model import State
from referrals.store.migration import upgrade_referrals
from referrals.store.records import ReferralRecords
from referrals.transitions import replay

REFERRALS = 150
KILLS = 6
PROGRAM = Path(__file__).with_name("posting.py")


def prepared(url: str) -> str:
    """A database with one service; its id."""
    database = Database(url)
    database.migrate()
    upgrade_referrals(database.engine)
    upgrade_accounts(database.engine)
    document = {"id": str(uuid.uuid4()), "organization_id": str(uuid.uuid4()), "name": "Care", "status": "active"}
    with database.unit_of_work(actor="test") as unit:
        unit.records.put(RecordDraft(record_type=RecordType.SERVICE, document=document, source="t", source_key="1"))
        unit.commit()
    database.close()
    return document["id"]


def run(url: str, service_id: str, kill_after: float | None) -> int:
    command = [sys.executable, str(PROGRAM), url, service_id, str(REFERRALS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
        if kill_after is not None:
            time.sleep(kill_after)
            program.kill()
        return program.wait(timeout=60)


def test_killed_again_and_again_everything_happened_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/killed.db"
    service_id = prepared(url)
    moments = random.Random(7)
    for _ in range(KILLS):
        run(url, service_id, kill_after=moments.uniform(0.01, 0.15))
    assert run(url, service_id, kill_after=None) == 0
    database = Database(url)
    with database.read() as view:
        count = {
            name: view.connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()
            for name in (
                "referral_client",
                "referral_identity",
                "referral_attempt",
                "referral_consent",
                "idempotency_key",
            )
        }
        records = ReferralRecords(view.connection)
        ids = view.connection.execute(text("SELECT id FROM referral_attempt")).scalars().all()
        states = {replay(records.events(attempt_id)) for attempt_id in ids}
        waiting = view.outbox.waiting()
    database.close()
    assert set(count.values()) == {REFERRALS}
    assert states == {State.SENT}
    assert waiting == {"referral.event": 2 * REFERRALS}
