"""`wraparound relevance`: rank the listings for judged scenarios and write a run file for the scorer."""

from __future__ import annotations

from pathlib import Path

import click

from api.cli.services import opened
from matching.relevance import read_scenarios, run_lines


@click.command("relevance")
@click.option(
    "--scenarios",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The judged scenarios, as JSON.",
)
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The run file to write.")
@click.option("--source", metavar="NAME", help="Rank only this source's records.")
def command(scenarios: Path, out: Path, source: str | None) -> None:
    """Write `scenario_id<TAB>record_id<TAB>rank`, 50 deep, for each scenario.

    A record is named by the source's own id of its service row; a service with several places counts once.
    """
    with opened() as services:
        judged = read_scenarios(scenarios)
        lines = list(run_lines(services.matcher, judged, services.place_finder, source))
    out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    click.echo(f"{len(judged)} scenarios, {len(lines)} lines in {out}")
