"""The migrations make the tables that the code reads and writes."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from api.store.migration import upgrade_accounts
from api.store.tables import metadata
from tests.api.account_worlds import Accounts


def test_migrated_tables_are_those_of_the_code(accounts: Accounts) -> None:
    upgrade_accounts(accounts.database.engine)
    ours = set(metadata.tables)

    def only_ours(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
        return kind != "table" or name in ours

    with accounts.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": only_ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []
