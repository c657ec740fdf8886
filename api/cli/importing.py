"""`wraparound import`: a publisher's file, folder or zip into the directory."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from api.cli.printing import print_json
from api.cli.services import opened
from importers.formats.detection import FORMAT_NAMES
from importers.importing import run_import
from importers.progress import ProgressBar
from importers.report import ImportReport
from importers.request import ImportRequest

MOST_PROBLEMS_SHOWN = 20


@click.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--source", required=True, metavar="NAME", help="Who publishes it; the same name at every import.")
@click.option(
    "--format",
    "format_name",
    default="auto",
    type=click.Choice([str(name) for name in FORMAT_NAMES]),
    show_default=True,
    help="What the files are; auto looks at each.",
)
@click.option("--dry-run", is_flag=True, help="Report what would happen and change nothing.")
@click.option("--report", "report_path", type=click.Path(path_type=Path), help="Write the whole report, as JSON.")
@click.option("--keep", is_flag=True, help="Keep records that the files no longer name instead of retiring them.")
@click.option(
    "--jobs",
    default=min(2, os.cpu_count() or 1),
    show_default=True,
    type=click.IntRange(1, 64),
    help="Processes that clean rows.",
)
@click.option("--encoding", default="utf-8", show_default=True, help="Of text files.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def command(
    path: Path,
    source: str,
    format_name: str,
    dry_run: bool,
    report_path: Path | None,
    keep: bool,
    jobs: int,
    encoding: str,
    as_json: bool,
) -> None:
    """Import listings: HSDS JSON, HSDS tables or an iCarol export.

    PATH is a file, a folder or a zip. Every row is accounted for: created, updated, unchanged, merged, skipped or
    rejected with its reason. Importing the same files again changes nothing. Records of the source that the files no
    longer name are retired.
    """
    request = ImportRequest(
        path=path,
        source=source,
        format=format_name,
        dry_run=dry_run,
        report_path=report_path,
        retire=not keep,
        encoding=encoding,
        jobs=jobs,
    )
    require_writable(report_path)
    with opened() as services:
        observer = ProgressBar(sys.stderr) if sys.stderr.isatty() else None
        boundaries = services.settings.data_dir / "boundaries"
        report = run_import(
            request, services.database, boundaries=boundaries, gazetteer=services.gazetteer, observer=observer
        )
    if as_json:
        print_json(report.as_document())
    else:
        _print_report(report)


def require_writable(path: Path | None) -> None:
    """Stop before anything is read where the report could not be written after everything is stored."""
    if path is None:
        return
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        raise click.ClickException(f"The report cannot be written: {folder} is not a folder that you may write to.")
    if path.is_dir():
        raise click.ClickException(f"The report cannot be written: {path} is a folder.")


def _print_report(report: ImportReport) -> None:
    tried = " (dry run: nothing was changed)" if report.dry_run else ""
    click.echo(f"{report.source}: {report.rows} rows read{tried}")
    for outcome, count in report.outcomes.items():
        click.echo(f"  {outcome:<10}{count:>9}")
    click.echo(f"  {'retired':<10}{report.retired:>9}")
    if report.not_retired_because:
        click.echo(f"  Nothing was retired: {report.not_retired_because}.")
    for problem in report.problems[:MOST_PROBLEMS_SHOWN]:
        where = (
            f"{problem.file} row {problem.row}, {problem.record}"
            if problem.record
            else f"{problem.file} row {problem.row}"
        )
        click.echo(f"  {where}: {problem.field}: {problem.reason} ({problem.outcome.value})")
    if report.problem_count > MOST_PROBLEMS_SHOWN:
        click.echo(f"  … {report.problem_count} notes in all; --report FILE keeps every one.")
