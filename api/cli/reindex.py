"""`wraparound reindex`: every listing anew from its records."""

from __future__ import annotations

import time

import click

from api.cli.services import opened


@click.command("reindex")
def command() -> None:
    """Build the search index anew, for example after an upgrade that reads listings better.

    Searches go on with the old index until the new one is whole.
    """
    started = time.monotonic()
    with opened() as services:
        count = services.database.rebuild_index()
        listings = services.index.count()
    click.echo(f"{count} services, {listings} listings, {time.monotonic() - started:.1f} s")
