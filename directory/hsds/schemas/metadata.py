"""What a publisher says about the history of its own data.

Not our provenance (source, first and last seen), which the store keeps beside the record. `metadata` can sit on every
other record, so it imports none of them.
"""

from __future__ import annotations

from directory.hsds.schemas.fields import Text, Uuid
from directory.hsds.schemas.record import RecordSchema


class MetadataSchema(RecordSchema):
    """One change to one field."""

    id = Uuid(required=True)
    resource_id = Uuid()
    resource_type = Text()
    last_action_date = Text(required=True)
    last_action_type = Text(required=True)
    field_name = Text(required=True)
    previous_value = Text(required=True)
    replacement_value = Text(required=True)
    updated_by = Text(required=True)
