"""What a publisher says about a table as a whole: its language and character set. Of use in the tabular form alone."""

from __future__ import annotations

from directory.hsds.schemas.fields import Records, Text, Uuid
from directory.hsds.schemas.metadata import MetadataSchema
from directory.hsds.schemas.record import RecordSchema
from directory.hsds.schemas.taxonomy import AttributeSchema


class MetaTableDescriptionSchema(RecordSchema):
    """What a table is."""

    id = Uuid(required=True)
    name = Text()
    language = Text()
    character_set = Text()
    attributes = Records(AttributeSchema)
    metadata = Records(MetadataSchema)
