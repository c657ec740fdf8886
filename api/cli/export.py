"""`wraparound export`: the whole directory as HSDS JSON, one service a line, nothing locked in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import click
import msgspec

from api.cli.services import opened
from directory.hsds import dump
from directory.hsds.assemble import assemble_service
from directory.store.unit_of_work import ReadView
from directory.store.values import RecordFilter, RecordType

PAGE = 500  # services held in memory at a time


@click.command("export")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A file; standard output when not given.")
@click.option("--source", metavar="NAME", help="Only the records of one source.")
def command(out: Path | None, source: str | None) -> None:
    """Write every service, with its organization and places nested, as HSDS 3.2 JSON lines.

    What comes out can be imported again: `wraparound import FILE --source NAME`.
    """
    with opened() as services, services.database.read() as view:
        if out is None:
            count = _write(sys.stdout.buffer, view, source)
        else:
            with out.open("wb") as stream:
                count = _write(stream, view, source)
    click.echo(f"{count} services", err=True)


def _write(stream: IO[bytes], view: ReadView, source: str | None) -> int:
    count = 0
    for document in _services(view, source):
        stream.write(msgspec.json.encode(document) + b"\n")
        count += 1
    return count


def _services(view: ReadView, source: str | None) -> Iterator[dict[str, Any]]:
    wanted, offset = RecordFilter(source=source), 0
    while True:
        page = view.records.list(RecordType.SERVICE, wanted, limit=PAGE, offset=offset)
        for record in page.records:
            yield _nested(view, record.document)
        offset += PAGE
        if offset >= page.total:
            return


def _nested(view: ReadView, service: dict[str, Any]) -> dict[str, Any]:
    places = [record.document for record in view.records.service_at_locations(service_id=service["id"])]
    location_ids = sorted({place["location_id"] for place in places if place.get("location_id")})
    locations = [record.document for record in view.records.get_many(RecordType.LOCATION, location_ids)]
    owner = service.get("organization_id")
    organizations = view.records.get_many(RecordType.ORGANIZATION, [owner]) if owner else ()
    organization = organizations[0].document if organizations else None
    return dump("service", assemble_service(service, organization, places, locations))
