"""What every HSDS record has in common.

Fields that HSDS does not name are kept, since publishers extend it and a record must survive the round trip. That holds
for `dump` of a schema too, which marshmallow would otherwise trim.
"""

from __future__ import annotations

from typing import Any

from marshmallow import INCLUDE, Schema, post_dump


class RecordSchema(Schema):
    """A record: known fields are checked, all others kept."""

    error_messages = {"type": "This must be a group of named fields."}  # noqa: RUF012  marshmallow types it as an instance variable

    class Meta:
        """Options of marshmallow."""

        unknown = INCLUDE

    @post_dump(pass_original=True)
    def keep_unknown_fields(self, dumped: dict[str, Any], original: Any, **_: Any) -> dict[str, Any]:
        """Puts the publisher's own fields behind those that HSDS names."""
        if isinstance(original, dict):
            dumped.update((name, value) for name, value in original.items() if name not in dumped)
        return dumped
