"""Ways to reach somebody: languages, phones, contacts and web addresses.

`phone.extension` is a number because the standard says so.
"""

from __future__ import annotations

from directory.hsds.schemas.fields import Email, Number, Records, Text, Uri, Uuid
from directory.hsds.schemas.metadata import MetadataSchema
from directory.hsds.schemas.record import RecordSchema
from directory.hsds.schemas.taxonomy import AttributeSchema


class LanguageSchema(RecordSchema):
    """A language in which help is given."""

    id = Uuid(required=True)
    service_id = Uuid()
    location_id = Uuid()
    phone_id = Uuid()
    name = Text()
    code = Text()
    note = Text()
    attributes = Records(AttributeSchema)
    metadata = Records(MetadataSchema)


class PhoneSchema(RecordSchema):
    """A telephone number."""

    id = Uuid(required=True)
    location_id = Uuid()
    service_id = Uuid()
    organization_id = Uuid()
    contact_id = Uuid()
    service_at_location_id = Uuid()
    number = Text(required=True)
    extension = Number()
    type = Text()
    description = Text()
    languages = Records(LanguageSchema)
    attributes = Records(AttributeSchema)
    metadata = Records(MetadataSchema)


class ContactSchema(RecordSchema):
    """A person or office to ask."""

    id = Uuid(required=True)
    organization_id = Uuid()
    service_id = Uuid()
    service_at_location_id = Uuid()
    location_id = Uuid()
    name = Text()
    title = Text()
    department = Text()
    email = Email()
    phones = Records(PhoneSchema)
    attributes = Records(AttributeSchema)
    metadata = Records(MetadataSchema)


class UrlSchema(RecordSchema):
    """A further web address."""

    id = Uuid(required=True)
    label = Text()
    url = Uri(required=True)
    organization_id = Uuid()
    service_id = Uuid()
    attributes = Records(AttributeSchema)
    metadata = Records(MetadataSchema)
