"""The command line: `wraparound COMMAND`. Each command is a file, loaded when it is called.

Not for: rules of any kind; a command reads its arguments, calls one use case and prints. The decision a reader would ask
about: commands are loaded lazily, so `wraparound --help` answers in a blink and does not import a web server.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

# command → module; the first line of the command's docstring is its help
COMMANDS = {
    "import": "importing",
    "imports": "imports",
    "search": "search",
    "match": "match",
    "refer": "refer",
    "serve": "serve",
    "worker": "worker",
    "reindex": "reindex",
    "relevance": "relevance",
    "clients": "clients",
    "users": "users",
    "export": "export",
    "outbox": "outbox",
    "demo": "demo",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = import_module(f"api.cli.{COMMANDS[cmd_name]}").command
        return found


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="wraparound")
def commands() -> None:
    """Find the supportive services that will take this person, refer, and know whether help arrived.

    Settings are WRAPAROUND_* variables; docs/settings.md lists them.
    """


def main() -> None:
    """Run the command; one of our own errors is one sentence on standard error and exit status 1 (2: a setting)."""
    from api.cli.failures import OUR_ERRORS, InvalidSetting

    try:
        commands(prog_name="wraparound")
    except InvalidSetting as error:
        click.echo(f"wraparound: {error}", err=True)
        sys.exit(2)
    except OUR_ERRORS as error:
        click.echo(f"wraparound: {error}", err=True)
        sys.exit(1)
