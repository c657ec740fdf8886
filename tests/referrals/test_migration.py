"""The migrations make the tables that the code reads and writes."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from referrals.store.migration import upgrade_referrals
from referrals.store.tables import metadata
from tests.referrals.cast import World


def test_migrated_tables_are_those_of_the_code(world: World) -> None:
    ours = set(metadata.tables)

    def only_ours(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
        return kind != "table" or name in ours

    with world.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": only_ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_migrating_again_changes_nothing(world: World) -> None:
    sent = world.sent()
    upgrade_referrals(world.database.engine)
    assert world.sent().version == sent.version
