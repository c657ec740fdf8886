"""The index of sources names the type instead of the source's own key: narrow, and no type is read for another's sake."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.drop_index("record_source", "record")
    op.create_index("record_source", "record", ["source", "record_type"])
