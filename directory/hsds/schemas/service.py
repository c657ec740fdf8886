"""Services, where they are given, for whom, at what price and with how much room.

`organization_id` of a service, and both ids of a service_at_location, are required only in the tabular form, where
nesting cannot say them. Inside a service, a service_at_location carries no service; at the top it may, and that service
lists no places again.
"""

from __future__ import annotations

from directory.hsds.schemas.contact import ContactSchema, LanguageSchema, PhoneSchema, UrlSchema
from directory.hsds.schemas.fields import Choice, DateTime, Email, Number, Record, Records, Text, Uri, Uuid
from directory.hsds.schemas.location import LocationSchema
from directory.hsds.schemas.metadata import MetadataSchema
from directory.hsds.schemas.organization import FundingSchema, OrganizationSchema, ProgramSchema
from directory.hsds.schemas.record import RecordSchema
from directory.hsds.schemas.schedule import ScheduleSchema
from directory.hsds.schemas.taxonomy import AttributeSchema


class ServiceAreaSchema(RecordSchema):
    """Where the people live whom a service takes."""

    id = Uuid(required=True)
    service_id = Uuid()
    service_at_location_id = Uuid()
    name = Text()
    description = Text()
    extent = Text()
    extent_type = Text()
    uri = Text()
    attributes = Records(AttributeSchema)
    metadata = Records(MetadataSchema)


class CostOptionSchema(RecordSchema):
    """One price."""

    id = Uuid(required=True)
    service_id = Uuid()
    valid_from = Text()
    valid_to = Text()
    option = Text()
    currency = Text()
    amount = Number()
    amount_description = Text()
    attributes = Records(AttributeSchema)
    metadata = Records(MetadataSchema)


class RequiredDocumentSchema(RecordSchema):
    """A paper to bring."""

    id = Uuid(required=True)
    service_id = Uuid()
    document = Text()
    uri = Uri()
    attributes = Records(AttributeSchema)
    metadata = Records(MetadataSchema)


class UnitSchema(RecordSchema):
    """What capacity is counted in."""

    id = Uuid(required=True)
    name = Text(required=True)
    scheme = Text()
    identifier = Text()
    uri = Uri()
    attributes = Records(AttributeSchema)
    metadata = Records(MetadataSchema)


class ServiceCapacitySchema(RecordSchema):
    """How much room there is, and since when."""

    id = Uuid(required=True)
    service_id = Uuid()
    unit = Record(UnitSchema, required=True)
    unit_id = Uuid()
    available = Number(required=True)
    maximum = Number()
    description = Text()
    updated = DateTime(required=True)
    attributes = Records(AttributeSchema)
    metadata = Records(MetadataSchema)


class ServiceAtLocationSchema(RecordSchema):
    """One service at one place, as it stands inside a service."""

    id = Uuid(required=True)
    service_id = Uuid()
    location_id = Uuid()
    description = Text()
    service_areas = Records(ServiceAreaSchema)
    contacts = Records(ContactSchema)
    phones = Records(PhoneSchema)
    schedules = Records(ScheduleSchema)
    location = Record(LocationSchema)
    attributes = Records(AttributeSchema)
    metadata = Records(MetadataSchema)


class ServiceSchema(RecordSchema):
    """What an organization offers."""

    id = Uuid(required=True)
    organization_id = Uuid()
    program_id = Uuid()
    name = Text(required=True)
    alternate_name = Text()
    description = Text()
    url = Uri()
    additional_urls = Records(UrlSchema)
    email = Email()
    status = Choice("active", "inactive", "defunct", "temporarily closed", required=True)
    interpretation_services = Text()
    application_process = Text()
    fees_description = Text()
    wait_time = Text()
    fees = Text()
    accreditations = Text()
    eligibility_description = Text()
    minimum_age = Number()
    maximum_age = Number()
    assured_date = Text()
    assurer_email = Email()
    licenses = Text()
    alert = Text()
    last_modified = DateTime()
    phones = Records(PhoneSchema)
    schedules = Records(ScheduleSchema)
    service_areas = Records(ServiceAreaSchema)
    service_at_locations = Records(ServiceAtLocationSchema)
    languages = Records(LanguageSchema)
    organization = Record(OrganizationSchema)
    funding = Records(FundingSchema)
    cost_options = Records(CostOptionSchema)
    program = Record(ProgramSchema)
    required_documents = Records(RequiredDocumentSchema)
    contacts = Records(ContactSchema)
    capacities = Records(ServiceCapacitySchema)
    attributes = Records(AttributeSchema)
    metadata = Records(MetadataSchema)


class PlacelessServiceSchema(ServiceSchema):
    """A service inside a service_at_location, which lists no places again."""

    class Meta(RecordSchema.Meta):
        """Options of marshmallow."""

        exclude = ("service_at_locations",)


class FullServiceAtLocationSchema(ServiceAtLocationSchema):
    """One service at one place, as a record of its own."""

    service = Record(PlacelessServiceSchema)


class FullOrganizationSchema(OrganizationSchema):
    """An organization as a record of its own."""

    services = Records(ServiceSchema)
