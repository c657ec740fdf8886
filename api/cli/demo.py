"""`wraparound demo`: the bundled sample, two people to sign in as, and a server. What `make demo` starts.

Not for: production. The demo keeps to a database of its own under `var/demo`, and its passwords are made by chance at the
first start and kept in a file there for its owner alone: there is no default password anywhere.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, replace
from pathlib import Path

import click
import msgspec

from api.auth.scopes import Role
from api.auth.values import NewPerson
from api.cli.serve import require_free, serve
from api.logs import configure_logs
from api.settings import Settings, read_settings
from api.wiring import Services
from directory.search.query import ListingQuery
from importers.importing import run_import
from importers.request import ImportRequest

SOURCE = "sample"
SIGN_INS_FILE = "sign-ins.json"
SAMPLE_ZIP = "87105"
AGENCY_NEED = "childcare"


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody to sign in as. Stays on the machine that made it."""

    email: str
    password: str
    role: str
    organization: str = ""


@click.command("demo")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--prepare-only", is_flag=True, help="Import and make the accounts, but do not serve.")
def command(host: str, port: int, prepare_only: bool) -> None:
    """Import the bundled sample (once) and serve it, with people to sign in as."""
    settings = _settings(read_settings(), f"http://{host}:{port}")
    configure_logs("warning")
    if not prepare_only:
        require_free(host, port)
    services = Services(settings)
    try:
        services.migrate()
        sign_ins = _prepare(services)
    finally:
        services.close()
    _welcome(settings.public_url, sign_ins, settings.var_dir)
    if not prepare_only:
        serve(settings, host, port)


def _settings(settings: Settings, address: str) -> Settings:
    """The operator's settings, with everything that is written kept under `var/demo`."""
    folder = settings.var_dir / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    database = f"sqlite:///{folder / 'wraparound.sqlite'}"
    return replace(settings, var_dir=folder, database_url=database, public_url=address, secret_key="")


def _prepare(services: Services) -> list[SignIn]:
    """Import where the sample has changed or is not there, and make the accounts once."""
    sample = services.settings.data_dir / "sample"
    if _is_outdated(services, sample):
        click.echo("Importing the bundled sample …", err=True)
        boundaries = services.settings.data_dir / "boundaries"
        run_import(ImportRequest(path=sample, source=SOURCE), services.database, boundaries=boundaries)
    kept = services.settings.var_dir / SIGN_INS_FILE
    if not kept.exists():
        _write_private(kept, msgspec.json.encode(_open_accounts(services)))
    return msgspec.json.decode(kept.read_bytes(), type=list[SignIn])


def _is_outdated(services: Services, sample: Path) -> bool:
    """Whether the last whole import of the sample is older than its files."""
    with services.database.read() as view:
        runs = [run for run in view.imports.latest(SOURCE, limit=1) if run.finished]
    newest = max(path.stat().st_mtime for path in sample.iterdir())
    return not runs or runs[0].started.timestamp() < newest


def _open_accounts(services: Services) -> list[SignIn]:
    organization_id, organization = _an_agency(services)
    people = (
        SignIn("coach@example.org", secrets.token_urlsafe(12), Role.COACH.value),
        SignIn("agency@example.org", secrets.token_urlsafe(12), Role.AGENCY.value, organization),
        SignIn("steward@example.org", secrets.token_urlsafe(12), Role.STEWARD.value),
    )
    for person in people:
        services.people.add(
            NewPerson(
                email=person.email,
                name=f"Demo {person.role}",
                role=Role(person.role),
                organization_id=organization_id if person.role == Role.AGENCY else None,
                password=person.password,
            )
        )
    return list(people)


def _an_agency(services: Services) -> tuple[str, str]:
    """The agency whose evening childcare the sample search finds first."""
    place = services.place_finder.find(SAMPLE_ZIP)
    hits = services.index.search(ListingQuery(words="evening", needs=(AGENCY_NEED,), area_keys=place.area_keys)).hits
    return hits[0].listing.organization_id, hits[0].listing.organization_name


def _write_private(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)


def _welcome(address: str, sign_ins: list[SignIn], folder: Path) -> None:
    click.echo(f"\nWraparound  {address}\n")
    click.echo(f"Try         {address}/?q=evening+childcare&near={SAMPLE_ZIP}")
    click.echo(f"API         {address}/docs")
    for person in sign_ins:
        place = f"  ({person.organization})" if person.organization else ""
        click.echo(f"Sign in     {person.email:<22}{person.password}{place}")
    click.echo(f"\nEverything the demo writes is in {folder}. Stop with Ctrl-C.\n")
