"""How commands print: JSON for programs, aligned columns for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import click
import msgspec

from directory.search.listing import Listing


def print_json(value: Any) -> None:
    """One JSON document, indented."""
    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Columns as wide as their widest cell."""
    table = [list(headings), *(list(row) for row in rows)]
    widths = [max(len(row[at]) for row in table) for at in range(len(headings))]
    for row in table:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def where_and_when(listing: Listing, distance_miles: float | None) -> str:
    """How far, in which town, and when it is open, on one line."""
    far = f"{distance_miles:.1f} miles, {listing.city}" if distance_miles is not None else ""
    where = far or listing.city or "by phone, online or area-wide"
    return f"{where} · {listing.hours_text or 'hours not known'}"


def how_to_reach(listing: Listing) -> str:
    """Its phones, or else its web address, and the id that other commands take."""
    return f"{', '.join(listing.phones) or listing.url or 'no phone known'}  id {listing.id}"
