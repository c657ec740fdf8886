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
from directory.geography.point import Circle
from directory.search.listing import Listing
from directory.search.query import ListingQuery
from importers.importing import run_import
from importers.request import ImportRequest

SOURCE = "sample"
SIGN_INS_FILE = "sign-ins.json"
SAMPLE_ZIP = "87105"
SAMPLE_RADIUS_MILES = 10.0
AGENCY_NEED = "childcare"


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody to sign in as. Stays on the machine that made it."""

    email: str
    password: str
    role: str
    organization: str = ""
    organization_id: str = ""


@click.command("demo")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port.")
@click.option("--prepare-only", is_flag=True, help="Import and make the accounts, but do not serve.")
def command(host: str, port: int, prepare_only: bool) -> None:
    """Import the bundled sample (when it has changed) and serve it, with people to sign in as.

    Everything is kept under var/demo; delete that folder to begin anew. Nothing else is touched.
    """
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
    """Import where the sample has changed or is not there, and see to the accounts."""
    sample = services.settings.data_dir / "sample"
    if _is_outdated(services, sample):
        click.echo("Importing the bundled sample …", err=True)
        boundaries = services.settings.data_dir / "boundaries"
        run_import(
            ImportRequest(path=sample, source=SOURCE),
            services.database,
            boundaries=boundaries,
            gazetteer=services.gazetteer,
        )
    return _sign_ins(services, services.settings.var_dir / SIGN_INS_FILE)


def _is_outdated(services: Services, sample: Path) -> bool:
    """Whether the last whole import of the sample is older than its files."""
    with services.database.read() as view:
        runs = [run for run in view.imports.latest(SOURCE, limit=1) if run.finished]
    newest = max(path.stat().st_mtime for path in sample.iterdir())
    return not runs or runs[0].started.timestamp() < newest


def _sign_ins(services: Services, kept: Path) -> list[SignIn]:
    """The people of the file, each with an account.

    The file is written before the accounts are opened and they are looked at at every start, so a first start that was
    interrupted, or a file that was deleted, leaves nobody locked out.
    """
    is_new = not kept.exists()
    if is_new:
        _write_private(kept, msgspec.json.encode(_new_sign_ins(services)))
    sign_ins = msgspec.json.decode(kept.read_bytes(), type=list[SignIn])
    ids = {person.email: person.id for person in services.people.all()}
    for one in sign_ins:
        if one.email not in ids:
            services.people.add(_person(one))
        elif is_new:
            services.people.change_password(ids[one.email], one.password)
    return sign_ins


def _new_sign_ins(services: Services) -> list[SignIn]:
    agency = _an_agency(services)
    return [
        SignIn("coach@example.org", secrets.token_hex(8), Role.COACH.value),
        SignIn(
            "agency@example.org",
            secrets.token_hex(8),
            Role.AGENCY.value,
            agency.organization_name,
            agency.organization_id,
        ),
        SignIn("steward@example.org", secrets.token_hex(8), Role.STEWARD.value),
    ]


def _person(one: SignIn) -> NewPerson:
    return NewPerson(
        email=one.email,
        name=f"Demo {one.role}",
        role=Role(one.role),
        organization_id=one.organization_id or None,
        password=one.password,
    )


def _an_agency(services: Services) -> Listing:
    """A listing of the agency whose evening childcare the sample search finds first."""
    place = services.place_finder.find(SAMPLE_ZIP)
    circle = Circle(place.point.latitude, place.point.longitude, SAMPLE_RADIUS_MILES)
    found = services.index.search(ListingQuery(words="evening", needs=(AGENCY_NEED,), within=circle, limit=1)).hits
    if not found:
        raise click.ClickException(f"The sample has no evening childcare near {SAMPLE_ZIP}; the demo needs some.")
    return found[0].listing


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
