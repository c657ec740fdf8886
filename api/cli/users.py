"""`wraparound users`: people who sign in."""

from __future__ import annotations

import click

from api.auth.passwords import SHORTEST_PASSWORD
from api.auth.scopes import Role
from api.auth.values import NewPerson
from api.cli.printing import print_json, print_table
from api.cli.services import opened, require_organization


@click.group("users")
def command() -> None:
    """Add, list and close the accounts of people."""


@command.command("add")
@click.argument("email")
@click.option("--name", required=True, help="As others see it.")
@click.option(
    "--role",
    required=True,
    type=click.Choice([role.value for role in Role]),
    help="What they may do; docs/accounts.md.",
)
@click.option("--organization", "organization_id", help="The HSDS organization; required for people of an agency.")
@click.option(
    "--password",
    prompt=True,
    hide_input=True,
    confirmation_prompt=True,
    help=f"At least {SHORTEST_PASSWORD} characters; asked for when not given.",
)
def add(email: str, name: str, role: str, organization_id: str | None, password: str) -> None:
    """Open an account."""
    new = NewPerson(email=email, name=name, role=Role(role), organization_id=organization_id, password=password)
    with opened() as services:
        require_organization(services, organization_id)
        person = services.people.add(new)
    click.echo(f"{person.id}  {role}")


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def list_all(as_json: bool) -> None:
    """List the people, active or not."""
    with opened() as services:
        people = services.people.all()
    if as_json:
        print_json(
            [
                {
                    "id": one.id,
                    "email": one.email,
                    "role": one.role,
                    "organization_id": one.organization_id,
                    "active": one.active,
                }
                for one in people
            ]
        )
        return
    print_table(
        ("id", "e-mail", "role", "state"),
        ((one.id, one.email, one.role.value, "active" if one.active else "closed") for one in people),
    )


@command.command("close")
@click.argument("person_id")
def close(person_id: str) -> None:
    """Close an account: sessions that run end with their next request."""
    with opened() as services:
        services.people.deactivate(person_id)
    click.echo(f"{person_id} is closed.")


@command.command("password")
@click.argument("person_id")
@click.password_option(help=f"At least {SHORTEST_PASSWORD} characters; asked for when not given.")
def password(person_id: str, password: str) -> None:
    """Give a person another password."""
    with opened() as services:
        services.people.change_password(person_id, password)
    click.echo("The password is changed.")
