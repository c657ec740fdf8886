"""Places: locations, their addresses and their accessibility."""

from __future__ import annotations

from directory.hsds.schemas.contact import ContactSchema, LanguageSchema, PhoneSchema
from directory.hsds.schemas.fields import Choice, Number, Records, Text, Uri, Uuid
from directory.hsds.schemas.metadata import MetadataSchema
from directory.hsds.schemas.record import RecordSchema
from directory.hsds.schemas.schedule import ScheduleSchema
from directory.hsds.schemas.taxonomy import AttributeSchema


class AddressSchema(RecordSchema):
    """A postal or street address."""

    id = Uuid(required=True)
    location_id = Uuid()
    attention = Text()
    address_1 = Text(required=True)
    address_2 = Text()
    city = Text(required=True)
    region = Text()
    state_province = Text(required=True)
    postal_code = Text(required=True)
    country = Text(required=True)
    address_type = Choice("physical", "postal", "virtual", required=True)
    attributes = Records(AttributeSchema)
    metadata = Records(MetadataSchema)


class AccessibilitySchema(RecordSchema):
    """How a place can be used by people with disabilities."""

    id = Uuid(required=True)
    location_id = Uuid()
    description = Text()
    details = Text()
    url = Uri()
    attributes = Records(AttributeSchema)
    metadata = Records(MetadataSchema)


class LocationSchema(RecordSchema):
    """A place, physical or virtual."""

    id = Uuid(required=True)
    location_type = Choice("physical", "postal", "virtual", required=True)
    url = Uri()
    organization_id = Uuid()
    name = Text()
    alternate_name = Text()
    description = Text()
    transportation = Text()
    latitude = Number()
    longitude = Number()
    external_identifier = Text()
    external_identifier_type = Text()
    languages = Records(LanguageSchema)
    addresses = Records(AddressSchema)
    contacts = Records(ContactSchema)
    accessibility = Records(AccessibilitySchema)
    phones = Records(PhoneSchema)
    schedules = Records(ScheduleSchema)
    attributes = Records(AttributeSchema)
    metadata = Records(MetadataSchema)
