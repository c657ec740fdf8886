"""Tells which HSDS record a JSON object is, from its keys and, where those are silent, from the name of its file.

Not for: checking the record. The decision a reader would ask about: keys are believed before names, because feeds are
saved under any name; an object that neither explains is left to the report as not recognised, never guessed.
"""

from __future__ import annotations

from typing import Any

from importers.formats.tabular_names import TOP_TABLES, table_named

_SERVICE = {"status", "service_at_locations", "application_process", "eligibility_description", "fees_description"}
_ORGANIZATION = {"website", "year_incorporated", "legal_status", "organization_identifiers", "tax_status", "programs"}
_LOCATION = {"location_type", "addresses", "latitude", "longitude", "transportation"}
_TERM = {"taxonomy_detail", "term_uri", "parent_id", "taxonomy"}
_API_DESCRIPTION = {"openapi_url", "profile"}


def record_kind(value: dict[str, Any], hint: str) -> str | None:
    """The record type, "" for an API's description of itself, None when it is not recognised.

    `hint` is the name of the file or of the list that holds it.
    """
    if "id" not in value and not _API_DESCRIPTION.isdisjoint(value):
        return ""
    return _by_keys(value) or _by_hint(hint)


def _by_keys(value: dict[str, Any]) -> str | None:
    if ("location" in value or "location_id" in value) and ("service" in value or "service_id" in value):
        return "service_at_location"
    if not _SERVICE.isdisjoint(value):
        return "service"
    if not _LOCATION.isdisjoint(value):
        return "location"
    if not _TERM.isdisjoint(value):
        return "taxonomy_term"
    if "name" in value and ("organization" in value or "organization_id" in value):
        return "service"
    if not _ORGANIZATION.isdisjoint(value):
        return "organization"
    return None


def _by_hint(hint: str) -> str | None:
    """`organization_list`, `services-2024`, `contents`: the longest leading words that name a top-level record."""
    words = hint.lower().replace("-", "_").replace(" ", "_").split("_")
    for end in range(len(words), 0, -1):
        table = table_named("_".join(words[:end]))
        if table in TOP_TABLES:
            return table
    return None
