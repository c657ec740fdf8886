"""The parameters and the page envelope of the HSDS interface (openapi.json of HSDS 3.2.3).

Not for: which records (`finding.py`) or how they are nested (`assembling.py`). Unknown parameters are refused, because a
filter that is silently ignored answers another question than the one asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from marshmallow import Schema, fields, post_load, validate

from directory.hsds.schemas.service import FullOrganizationSchema, FullServiceAtLocationSchema, ServiceSchema
from directory.hsds.schemas.taxonomy import TaxonomySchema, TaxonomyTermSchema
from directory.store.values import Document, RecordFilter

LARGEST_PAGE = 250
"""Records; a fully nested service has some 10 kB."""

LAST_PAGE = 1_000_000
LONGEST_SEARCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAsked:
    """One page of a list. `term_ids` stand anywhere in the record; `full` nests everything, `minimal` leaves id and date."""

    page: int
    per_page: int
    search: str = ""
    where: RecordFilter = RecordFilter()
    taxonomy_id: str | None = None
    parent_id: str | None = None
    top_only: bool = False
    full: bool = False
    full_service: bool = False
    minimal: bool = False

    @property
    def offset(self) -> int:
        """How many records come before the page."""
        return (self.page - 1) * self.per_page


class PageQuery(Schema):
    """What every list takes."""

    search = fields.String(load_default="", validate=validate.Length(0, LONGEST_SEARCH))
    page = fields.Integer(load_default=1, validate=validate.Range(1, LAST_PAGE))
    per_page = fields.Integer(load_default=50, validate=validate.Range(1, LARGEST_PAGE))
    format = fields.String(load_default="json", validate=validate.Equal("json", error="Only json is published here."))

    @post_load
    def as_asked(self, data: dict[str, Any], **_: object) -> PageAsked:
        """The value."""
        data.pop("format")
        organization_id = data.pop("organization_id", None)
        where = RecordFilter(
            modified_after=_just_before(data.pop("modified_after", None)),
            organization_id=str(organization_id) if organization_id else None,
            mentions=_text(data.pop("taxonomy_term_id", None)) or _text(data.get("taxonomy_id")),
        )
        taxonomy_id, parent_id = _text(data.pop("taxonomy_id", None)), _text(data.pop("parent_id", None))
        return PageAsked(where=where, taxonomy_id=taxonomy_id, parent_id=parent_id, **data)


class _CategoryQuery(PageQuery):
    """Lists of records that carry taxonomy terms."""

    taxonomy_term_id = fields.UUID()
    taxonomy_id = fields.UUID()
    full = fields.Boolean(load_default=False)


class ServiceQuery(_CategoryQuery):
    """Services."""

    organization_id = fields.UUID()
    modified_after = fields.DateTime(metadata={"description": "On or after this moment; UTC where it has no offset."})
    minimal = fields.Boolean(load_default=False, metadata={"description": "Only id and last_modified."})


class OrganizationQuery(_CategoryQuery):
    """Organizations."""

    full_service = fields.Boolean(load_default=False)


class ServiceAtLocationQuery(_CategoryQuery):
    """Services at locations."""

    organization_id = fields.UUID()
    modified_after = fields.DateTime()


class TaxonomyTermQuery(PageQuery):
    """Taxonomy terms."""

    taxonomy_id = fields.UUID()
    parent_id = fields.UUID()
    top_only = fields.Boolean(load_default=False)


class OneOrganizationQuery(Schema):
    """How one organization is shown."""

    full_service = fields.Boolean(load_default=False)


class HsdsPage(Schema):
    """One page of a list."""

    total_items = fields.Integer()
    total_pages = fields.Integer()
    page_number = fields.Integer()
    size = fields.Integer()
    first_page = fields.Boolean()
    last_page = fields.Boolean()
    empty = fields.Boolean(required=True)


class ServicePage(HsdsPage):
    """One page of services."""

    contents = fields.List(fields.Nested(ServiceSchema), required=True)


class OrganizationPage(HsdsPage):
    """One page of organizations."""

    contents = fields.List(fields.Nested(FullOrganizationSchema), required=True)


class ServiceAtLocationPage(HsdsPage):
    """One page of services at locations."""

    contents = fields.List(fields.Nested(FullServiceAtLocationSchema), required=True)


class TaxonomyPage(HsdsPage):
    """One page of taxonomies."""

    contents = fields.List(fields.Nested(TaxonomySchema), required=True)


class TaxonomyTermPage(HsdsPage):
    """One page of taxonomy terms."""

    contents = fields.List(fields.Nested(TaxonomyTermSchema), required=True)


def envelope(contents: Sequence[Document], total: int, asked: PageAsked) -> dict[str, Any]:
    """The page around its records."""
    pages = -(-total // asked.per_page)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": asked.page,
        "size": len(contents),
        "first_page": asked.page == 1,
        "last_page": asked.page >= pages,
        "empty": not contents,
        "contents": contents,
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _just_before(moment: datetime | None) -> datetime | None:
    """HSDS says "on or after", the store "after"; its moments have microseconds."""
    if moment is None:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC) - timedelta(microseconds=1)
