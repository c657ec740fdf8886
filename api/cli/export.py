"""`wraparound export`: the whole directory as HSDS JSON, one service a line, nothing locked in.

Not for: accounts, referrals and the history of records, which are in the backup of the database.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import click
import msgspec

from api.cli.services import opened
from directory.hsds import dump
from directory.hsds.assemble import assemble_service, assemble_taxonomy_term
from directory.store.unit_of_work import ReadView
from directory.store.values import RecordFilter, RecordType


@click.command("export")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A file; standard output when not given.")
@click.option("--source", metavar="NAME", help="Only the records of one source.")
def command(out: Path | None, source: str | None) -> None:
    """Write the directory as HSDS 3.2 JSON lines: services with organization and places nested, then what has no service.

    What comes out can be imported again: `wraparound import FILE --source NAME`.
    """
    with opened() as services, services.database.read() as view:
        if out is None:
            count = _write(sys.stdout.buffer, view, source)
        else:
            with out.open("wb") as stream:
                count = _write(stream, view, source)
    told = ", ".join(f"{name} {number}" for name, number in count.items())
    click.echo(f"Lines written: {told or 'none'}.", err=True)


def _write(stream: IO[bytes], view: ReadView, source: str | None) -> Counter[str]:
    """Write every line; how many of each type."""
    count: Counter[str] = Counter()
    for record_type, document in _documents(view, RecordFilter(source=source)):
        stream.write(msgspec.json.encode(document) + b"\n")
        count[record_type] += 1
    return count


def _documents(view: ReadView, wanted: RecordFilter) -> Iterator[tuple[RecordType, dict[str, Any]]]:
    """Services with what they name, then the records that no service names: nothing stays behind."""
    named: set[str] = set()
    for service in view.records.stream(RecordType.SERVICE, wanted):
        document = _nested(view, service.document)
        named.update(_ids_of(document))
        yield RecordType.SERVICE, document
    for record_type in (RecordType.ORGANIZATION, RecordType.LOCATION):
        for record in view.records.stream(record_type, wanted):
            if record.id not in named:
                yield record_type, dump(record_type.value, record.document)
    for term in view.records.stream(RecordType.TAXONOMY_TERM, wanted):
        yield RecordType.TAXONOMY_TERM, _with_taxonomy(view, term.document)


def _ids_of(service: dict[str, Any]) -> Iterator[str]:
    """The ids of the organization and the locations that stand in the document."""
    if "organization" in service:
        yield service["organization"]["id"]
    yield from (place["location"]["id"] for place in service.get("service_at_locations", ()) if "location" in place)


def _with_taxonomy(view: ReadView, term: dict[str, Any]) -> dict[str, Any]:
    taxonomy_id = term.get("taxonomy_id")
    found = view.records.get_many(RecordType.TAXONOMY, [taxonomy_id]) if taxonomy_id else ()
    return dump("taxonomy_term", assemble_taxonomy_term(term, found[0].document if found else None))


def _nested(view: ReadView, service: dict[str, Any]) -> dict[str, Any]:
    places = [record.document for record in view.records.service_at_locations(service_id=service["id"])]
    location_ids = sorted({place["location_id"] for place in places if place.get("location_id")})
    locations = [record.document for record in view.records.get_many(RecordType.LOCATION, location_ids)]
    owner = service.get("organization_id")
    organizations = view.records.get_many(RecordType.ORGANIZATION, [owner]) if owner else ()
    organization = organizations[0].document if organizations else None
    return dump("service", assemble_service(service, organization, places, locations))
