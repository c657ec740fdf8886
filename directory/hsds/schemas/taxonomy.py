"""Taxonomies, their terms, and attributes, which tie a term to any record.

Not our need codes: those are made from these by `directory.needs`.
"""

from __future__ import annotations

from directory.hsds.schemas.fields import Record, Records, Text, Uri, Uuid
from directory.hsds.schemas.metadata import MetadataSchema
from directory.hsds.schemas.record import RecordSchema


class TaxonomySchema(RecordSchema):
    """A classification."""

    id = Uuid(required=True)
    name = Text(required=True)
    description = Text(required=True)
    uri = Uri()
    version = Text()
    metadata = Records(MetadataSchema)


class TaxonomyTermSchema(RecordSchema):
    """One term of a classification."""

    id = Uuid(required=True)
    code = Text()
    name = Text(required=True)
    description = Text(required=True)
    parent_id = Uuid()
    taxonomy = Text()
    taxonomy_detail = Record(TaxonomySchema)
    language = Text()
    taxonomy_id = Uuid()
    term_uri = Uri()
    metadata = Records(MetadataSchema)


class AttributeSchema(RecordSchema):
    """A term tied to a record."""

    id = Uuid(required=True)
    link_id = Uuid()
    taxonomy_term_id = Uuid()
    link_type = Text()
    link_entity = Text()
    value = Text()
    taxonomy_term = Record(TaxonomyTermSchema)
    metadata = Records(MetadataSchema)
    label = Text()
