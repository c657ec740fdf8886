"""The tables and columns of HSDS tabular packages, from version 1.0 to 3.2, under every name they go by. Data only.

Not for: reading (`hsds_tabular.py`). The decision a reader would ask about: names are matched in singular and plural
and with or without underscores, because packages of every age mix them; what 3.x renamed is mapped column by column
(1.x `services.eligibility`, `organizations.url`, `languages.language` …; specification, "Changes in 3.0").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One kind of table, each the same only as itself. `parents` maps a parent table to the nested HSDS field that holds its rows there.

    `rename` maps old columns to those of 3.2; `fixed` are values that the table's own name says.
    """

    name: str
    parents: Mapping[str, str] = field(default_factory=dict)
    rename: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)


def _under(field_name: str, *parents: str) -> dict[str, str]:
    return dict.fromkeys(parents, field_name)


TOP_TABLES: tuple[str, ...] = (
    "taxonomy",
    "taxonomy_term",
    "organization",
    "location",
    "service",
    "service_at_location",
)
"""Tables whose rows become records, in the order in which they are read."""

_PLACES = ("service_at_location", "service", "location")
_ATTRIBUTE = Table("attribute", {}, {"taxonomy_id": "taxonomy_term_id", "taxonomy_detail": "value"})

TABLES: Mapping[str, Table] = {
    "organization": Table("organization", rename={"url": "website"}),
    "service": Table(
        "service",
        rename={"fees": "fees_description", "eligibility": "eligibility_description", "taxonomy_ids": "x_taxonomy_ids"},
    ),
    "location": Table("location", rename={"type": "location_type"}),
    "service_at_location": Table("service_at_location"),
    "taxonomy": Table("taxonomy"),
    "taxonomy_term": Table("taxonomy_term", rename={"vocabulary": "taxonomy", "taxonomy_facet": "x_facet"}),
    "address": Table("address", _under("addresses", "location"), {"address": "address_1", "state": "state_province"}),
    "physical_address": Table("address", _under("addresses", "location"), fixed={"address_type": "physical"}),
    "postal_address": Table("address", _under("addresses", "location"), fixed={"address_type": "postal"}),
    "phone": Table("phone", _under("phones", "contact", *_PLACES, "organization"), {"language": "x_language"}),
    "contact": Table("contact", _under("contacts", *_PLACES, "organization")),
    "schedule": Table("schedule", _under("schedules", *_PLACES), {"original_text": "description", "dtend": "until"}),
    "regular_schedule": Table("schedule", _under("schedules", *_PLACES), {"original_text": "description"}),
    "holiday_schedule": Table(
        "schedule", _under("schedules", *_PLACES), {"start_date": "valid_from", "end_date": "valid_to"}
    ),
    "language": Table("language", _under("languages", "phone", "service", "location"), {"language": "name"}),
    "accessibility": Table("accessibility", _under("accessibility", "location"), {"accessibility": "description"}),
    "cost_option": Table("cost_option", _under("cost_options", "service")),
    "funding": Table("funding", _under("funding", "organization", "service")),
    "required_document": Table("required_document", _under("required_documents", "service")),
    "service_area": Table(
        "service_area", _under("service_areas", "service_at_location", "service"), {"service_area": "name"}
    ),
    "service_capacity": Table("service_capacity", _under("capacities", "service")),
    "organization_identifier": Table("organization_identifier", _under("organization_identifiers", "organization")),
    "program": Table("program", _under("programs", "organization")),
    "url": Table("url", {"organization": "additional_websites", "service": "additional_urls"}),
    "attribute": _ATTRIBUTE,
    "service_taxonomy": Table("attribute", _under("attributes", "service"), _ATTRIBUTE.rename),
    "other_attribute": _ATTRIBUTE,
    "metadata": Table("metadata"),
    "eligibility": Table("eligibility", _under("x_eligibility", "service")),
    "payment_accepted": Table("payment_accepted", _under("x_payments_accepted", "service")),
    "unit": Table("unit"),
    "meta_table_description": Table("meta_table_description"),
}
"""Every table by its singular name."""

_OTHER_NAMES = {
    "accessibility_for_disabilities": "accessibility",
    "services_taxonomy": "service_taxonomy",
    "services_at_location": "service_at_location",
    "services_at_locations": "service_at_location",
    "service_at_locations": "service_at_location",
    "link_taxonomy": "attribute",
    "additional_urls": "url",
    "additional_websites": "url",
    "capacities": "service_capacity",
    "mail_address": "postal_address",
    "payments_accepted": "payment_accepted",
    "service_capacities": "service_capacity",
}


def _plural(name: str) -> str:
    if name.endswith("y"):
        return name[:-1] + "ies"
    return name + ("es" if name.endswith("s") else "s")


def _all_names() -> dict[str, str]:
    names = {name: name for name in TABLES} | {_plural(name): name for name in TABLES} | _OTHER_NAMES
    return names | {name.replace("_", ""): table for name, table in names.items()}


_NAMES = _all_names()


def table_named(stem: str) -> str | None:
    """The singular name of a table from a file name without its ending; None for a table that HSDS does not have."""
    return _NAMES.get(stem.strip().lower().replace("-", "_").replace(" ", "_"))
