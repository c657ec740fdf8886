"""`wraparound clients`: systems that call the API, with OAuth2 client credentials."""

from __future__ import annotations

import click

from api.auth.scopes import SENTENCES, Scope, scopes_named
from api.auth.values import NewSystemClient
from api.cli.printing import print_json, print_table
from api.cli.services import opened, require_organization


@click.group("clients")
def command() -> None:
    """Add, list and close systems that call the API."""


@command.command("add")
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, required=True, help="Repeat for several: " + ", ".join(Scope))
@click.option("--organization", "organization_id", help="The HSDS organization it acts for.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def add(name: str, scopes: tuple[str, ...], organization_id: str | None, as_json: bool) -> None:
    """Add a system and print its id and secret. The secret is shown this once."""
    new = NewSystemClient(name=name, scopes=scopes_named(scopes), organization_id=organization_id)
    with opened() as services:
        require_organization(services, organization_id)
        made = services.system_clients.add(new)
    if as_json:
        print_json({"client_id": made.client_id, "client_secret": made.secret, "scopes": sorted(new.scopes)})
        return
    click.echo(f"client_id      {made.client_id}\nclient_secret  {made.secret}")
    click.echo("Keep the secret now: it cannot be shown again. It may:", err=True)
    for scope in sorted(new.scopes):
        click.echo(f"  {scope}: {SENTENCES[scope]}", err=True)


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def list_all(as_json: bool) -> None:
    """List the systems, open and closed."""
    with opened() as services:
        clients = services.system_clients.all()
    if as_json:
        print_json(
            [
                {"client_id": one.id, "name": one.name, "scopes": sorted(one.scopes), "active": one.active}
                for one in clients
            ]
        )
        return
    print_table(
        ("client_id", "name", "state", "scopes"),
        ((one.id, one.name, "open" if one.active else "closed", " ".join(sorted(one.scopes))) for one in clients),
    )


@command.command("close")
@click.argument("client_id")
def close(client_id: str) -> None:
    """Close a system: its tokens end at once."""
    with opened() as services:
        services.system_clients.deactivate(client_id)
    click.echo(f"{client_id} is closed.")


@command.command("renew")
@click.argument("client_id")
def renew(client_id: str) -> None:
    """Give a system another secret, for example after the old one leaked. The old one and its tokens end at once."""
    with opened() as services:
        made = services.system_clients.renew_secret(client_id)
    click.echo(f"client_id      {made.client_id}\nclient_secret  {made.secret}")
