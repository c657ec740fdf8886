"""The shape of every HSDS 3.2.3 record, one marshmallow schema for each of the 24 types, in files by family.

The single place where the shape is written: import, the published interface and its OpenAPI use these, and the quick
check of `directory.hsds.compiled` is made from them. Fields stand in the standard's order, which is the order of output.
For organization and service_at_location this is the shape of the published interface, which adds `services` and
`service` to the bare tables.
"""

from __future__ import annotations

from marshmallow import Schema

from directory.hsds.schemas.contact import ContactSchema, LanguageSchema, PhoneSchema, UrlSchema
from directory.hsds.schemas.location import AccessibilitySchema, AddressSchema, LocationSchema
from directory.hsds.schemas.metadata import MetadataSchema
from directory.hsds.schemas.organization import FundingSchema, OrganizationIdentifierSchema, ProgramSchema
from directory.hsds.schemas.schedule import ScheduleSchema
from directory.hsds.schemas.service import (
    CostOptionSchema,
    FullOrganizationSchema,
    FullServiceAtLocationSchema,
    RequiredDocumentSchema,
    ServiceAreaSchema,
    ServiceCapacitySchema,
    ServiceSchema,
    UnitSchema,
)
from directory.hsds.schemas.table import MetaTableDescriptionSchema
from directory.hsds.schemas.taxonomy import AttributeSchema, TaxonomySchema, TaxonomyTermSchema

SCHEMAS: dict[str, type[Schema]] = {
    "organization": FullOrganizationSchema,
    "program": ProgramSchema,
    "service": ServiceSchema,
    "attribute": AttributeSchema,
    "service_at_location": FullServiceAtLocationSchema,
    "location": LocationSchema,
    "phone": PhoneSchema,
    "contact": ContactSchema,
    "address": AddressSchema,
    "schedule": ScheduleSchema,
    "funding": FundingSchema,
    "service_area": ServiceAreaSchema,
    "required_document": RequiredDocumentSchema,
    "language": LanguageSchema,
    "accessibility": AccessibilitySchema,
    "taxonomy_term": TaxonomyTermSchema,
    "metadata": MetadataSchema,
    "meta_table_description": MetaTableDescriptionSchema,
    "cost_option": CostOptionSchema,
    "organization_identifier": OrganizationIdentifierSchema,
    "taxonomy": TaxonomySchema,
    "service_capacity": ServiceCapacitySchema,
    "unit": UnitSchema,
    "url": UrlSchema,
}
