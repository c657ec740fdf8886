"""Who the client is stands in one table. Everything else is searched for seeded identities, and none may be found."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from sqlalchemy import inspect, text

from directory.store.database import Database
from referrals.consent import ConsentGiven
from referrals.errors import ReferralsError
from referrals.model import DataClass, Identity
from referrals.use_cases.accept import accept
from referrals.use_cases.acting import Step
from referrals.use_cases.complete import complete
from referrals.use_cases.create import NewClient, create
from referrals.use_cases.decline import decline
from referrals.use_cases.list import list_referrals
from referrals.use_cases.send import send
from referrals.use_cases.show import show
from referrals.work import work_of
from tests.referrals.cast import World

SEEDED = [Identity(f"Zebulon{n} Quackenbush{n}", f"zeb{n}@seeded.example", f"+1 202 555 01{n:02}") for n in range(10)]
WORDS = [part for one in SEEDED for part in (*one.display_name.split(), one.email, one.phone)]


def everything_but_identities(database: Database) -> str:
    """All tables of the database as one text, without the one where identities belong."""
    names = [name for name in inspect(database.engine).get_table_names() if name != "referral_identity"]
    with database.read() as view:
        rows = [str(view.connection.execute(text(f"SELECT * FROM {name}")).all()) for name in names]
    assert any("referral_event" in name for name in names)
    return "\n".join(rows)


def refused(world: World, actor: Any, use_case: Any, *args: Any) -> str:
    with pytest.raises(ReferralsError) as error:
        world.do(actor, use_case, *args)
    return f"{error.value!s} {error.value!r} {vars(error.value)}"


def test_no_identity_leaves_its_table(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    told = []
    for one in SEEDED:
        made = world.do(world.coach, create, world.draft(NewClient(one, external_id=made_up(one))))
        told.append(refused(world, world.coach, send, Step(referral_id=made.id)))
        told.append(refused(world, world.coach, create, world.draft(NewClient(one, external_id=made_up(one)))))
        world.do(world.coach, send, Step(referral_id=made.id), ConsentGiven())
        told.append(refused(world, world.agency, decline, Step(referral_id=made.id, reason_code=one.display_name)))
        words = f"{one.display_name} did not come"
        told.append(
            refused(world, world.agency, decline, Step(referral_id=made.id, reason_code="other", reason_text=words))
        )
        world.do(world.agency, accept, Step(referral_id=made.id))
        world.do(world.agency, complete, Step(referral_id=made.id, reason_code="got_help_full"))
        told.append(repr(world.do(world.coach, show, made.id)))
        told.append(repr(made))
    told.append(everything_but_identities(world.database))
    told.append(caplog.text)
    for word in WORDS:
        assert all(word not in text for text in told), f"{word} was found outside its table"


def made_up(one: Identity) -> str:
    return f"crm-{abs(hash(one.display_name))}"


def test_the_search_for_identities_would_find_one(world: World) -> None:
    world.do(world.coach, create, world.draft(NewClient(SEEDED[0], external_id=SEEDED[0].email)))
    assert SEEDED[0].email in everything_but_identities(world.database)
    with world.database.unit_of_work(actor="test") as unit:
        unit.connection.execute(text("UPDATE referral_client SET external_id = '' WHERE external_id LIKE '%seeded%'"))
        unit.commit()


def test_without_contact_no_view_of_the_recipient_holds_the_client(world: World) -> None:
    for one in SEEDED:
        made = world.do(world.coach, create, world.draft(NewClient(one)))
        world.do(world.coach, send, Step(referral_id=made.id), ConsentGiven(data_classes=frozenset({DataClass.FACTS})))
        page = world.do(world.agency, list_referrals)
        shown = world.do(world.agency, show, made.id)
        assert [view.client for view in (*page.referrals, shown)] == [None] * (page.total + 1)
        assert made.client is not None
        assert made.client.id not in repr(shown)


def test_outbox_rows_hold_ids_and_codes(world: World) -> None:
    sent = world.sent()
    with world.database.unit_of_work(actor="test") as unit:
        work_of(unit, world.coach)
        rows = (
            unit.connection.execute(text("SELECT payload FROM outbox WHERE key = :id"), {"id": sent.id}).scalars().all()
        )
    assert len(rows) == 2
    assert all("childcare" not in row for row in rows)
