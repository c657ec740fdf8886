"""`wraparound outbox`: what waits to be done, and what failed for good."""

from __future__ import annotations

import click

from api.cli.printing import print_json, print_table
from api.cli.services import opened


@click.group("outbox")
def command() -> None:
    """See what the worker has still to do, and try again what it gave up."""


@command.command("status")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def status(as_json: bool) -> None:
    """Count what waits, and list what was given up with its last error."""
    with opened() as services, services.database.read() as view:
        waiting, buried = view.outbox.waiting(), view.outbox.buried()
    if as_json:
        print_json(
            {
                "waiting": waiting,
                "buried": [
                    {"id": one.id, "topic": one.topic, "key": one.key, "error": one.last_error} for one in buried
                ],
            }
        )
        return
    for topic, count in waiting.items():
        click.echo(f"{topic}: {count} waiting")
    if buried:
        print_table(
            ("id", "topic", "key", "last error"), ((str(one.id), one.topic, one.key, one.last_error) for one in buried)
        )
    elif not waiting:
        click.echo("Nothing waits and nothing was given up.")


@command.command("replay")
@click.argument("message_id", type=int)
def replay(message_id: int) -> None:
    """Try again a message that was given up."""
    with opened() as services, services.database.unit_of_work(actor="operator") as unit:
        found = unit.outbox.replay(message_id)
        unit.commit()
    if not found:
        raise click.ClickException(f"There is no buried message {message_id}; see: wraparound outbox status")
    click.echo(f"Message {message_id} waits again.")
