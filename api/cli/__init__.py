"""The command line: `wraparound COMMAND`. Each command is a file, loaded when it is called.

Not for: rules of any kind; a command reads its arguments, calls one use case and prints. The decision a reader would ask
about: commands are loaded lazily, so `wraparound --help` answers in a blink and does not import a web server.
"""

from __future__ import annotations

import sys
from difflib import get_close_matches
from importlib import import_module

import click

# command → its module and the line that the list of commands shows
COMMANDS = {
    "demo": ("demo", "Import the bundled sample and serve it, with people to sign in as."),
    "import": ("importing", "Import listings: HSDS JSON, HSDS tables or an iCarol export."),
    "imports": ("imports", "List the latest imports."),
    "search": ("search", "Search listings by words, need and place."),
    "match": ("match", "Match one client: ranked services with reasons and near misses."),
    "refer": ("refer", "Make, answer and list referrals as a person with an account."),
    "serve": ("serve", "Serve the pages and the API."),
    "worker": ("worker", "Do what the outbox asks for."),
    "reindex": ("reindex", "Build the search index anew."),
    "relevance": ("relevance", "Rank listings for judged scenarios and write a run file."),
    "clients": ("clients", "Add, list and close systems that call the API."),
    "users": ("users", "Add, list and close the accounts of people."),
    "outbox": ("outbox", "See what the worker has to do, and replay what it gave up."),
    "export": ("export", "Write the whole directory as HSDS JSON lines."),
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
        found: click.Command = import_module(f"api.cli.{COMMANDS[cmd_name][0]}").command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names; a misspelt one is answered with the nearest."""
        near = get_close_matches(args[0], COMMANDS, n=1)
        if args[0] not in COMMANDS and near and not args[0].startswith("-"):
            raise click.UsageError(f"There is no command {args[0]!r}. Did you mean {near[0]!r}?", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from the table: without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, sentence) for name, (_, sentence) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="wraparound")
def commands() -> None:
    """Find the supportive services that will take this person, refer, and know whether help arrived.

    Settings are WRAPAROUND_* variables; docs/settings.md lists them.
    """


def main() -> None:
    """Run the command; one of our own errors is one sentence on standard error and exit status 1 (2: a setting)."""
    try:
        commands(prog_name="wraparound")
    except Exception as error:  # the outermost edge: what is not ours goes on as a traceback
        from api.cli.failures import exit_status_of, sentence_of

        status = exit_status_of(error)
        if status is None:
            raise
        click.echo(f"Error: {sentence_of(error)}", err=True)
        sys.exit(status)
