"""`wraparound imports`: which imports ran and what each reported."""

from __future__ import annotations

import click

from api.cli.printing import print_json, print_table
from api.cli.services import opened


@click.command("imports")
@click.option("--source", metavar="NAME", help="Only those of one source.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="How many.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def command(source: str | None, limit: int, as_json: bool) -> None:
    """List the latest imports; one without an end was interrupted."""
    with opened() as services, services.database.read() as view:
        runs = view.imports.latest(source, limit)
    if as_json:
        print_json(
            [
                {
                    "id": run.id,
                    "source": run.source,
                    "started": run.started,
                    "finished": run.finished,
                    "report": run.report,
                }
                for run in runs
            ]
        )
        return
    print_table(
        ("started", "source", "rows", "finished"),
        (
            (
                f"{run.started:%Y-%m-%d %H:%M:%S}",
                run.source,
                str(run.report.get("rows", "")),
                f"{run.finished:%H:%M:%S}" if run.finished else "interrupted",
            )
            for run in runs
        ),
    )
