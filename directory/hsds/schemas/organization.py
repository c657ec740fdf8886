"""Organizations, with what identifies, funds and groups their work.

Two shapes, as published: inside a service an organization lists no services; at the top it may.
"""

from __future__ import annotations

from directory.hsds.schemas.contact import ContactSchema, PhoneSchema, UrlSchema
from directory.hsds.schemas.fields import Email, Number, Records, Text, Uri, Uuid
from directory.hsds.schemas.location import LocationSchema
from directory.hsds.schemas.metadata import MetadataSchema
from directory.hsds.schemas.record import RecordSchema
from directory.hsds.schemas.taxonomy import AttributeSchema


class FundingSchema(RecordSchema):
    """Who pays."""

    id = Uuid(required=True)
    organization_id = Uuid()
    service_id = Uuid()
    source = Text()
    attributes = Records(AttributeSchema)
    metadata = Records(MetadataSchema)


class OrganizationIdentifierSchema(RecordSchema):
    """A number that somebody else gave the organization."""

    id = Uuid(required=True)
    organization_id = Uuid()
    identifier_scheme = Text()
    identifier_type = Text(required=True)
    identifier = Text(required=True)
    attributes = Records(AttributeSchema)
    metadata = Records(MetadataSchema)


class ProgramSchema(RecordSchema):
    """A group of services."""

    id = Uuid(required=True)
    organization_id = Uuid()
    name = Text(required=True)
    alternate_name = Text()
    description = Text(required=True)
    attributes = Records(AttributeSchema)
    metadata = Records(MetadataSchema)


class OrganizationSchema(RecordSchema):
    """An organization as it stands inside a service."""

    id = Uuid(required=True)
    name = Text(required=True)
    alternate_name = Text()
    description = Text(required=True)
    email = Email()
    website = Uri()
    additional_websites = Records(UrlSchema)
    tax_status = Text()
    tax_id = Text()
    year_incorporated = Number()
    legal_status = Text()
    logo = Text()
    uri = Uri()
    parent_organization_id = Uuid()
    funding = Records(FundingSchema)
    contacts = Records(ContactSchema)
    phones = Records(PhoneSchema)
    locations = Records(LocationSchema)
    programs = Records(ProgramSchema)
    organization_identifiers = Records(OrganizationIdentifierSchema)
    attributes = Records(AttributeSchema)
    metadata = Records(MetadataSchema)
