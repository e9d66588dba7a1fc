"""The commands that code a project and write its reports: code without files, rerun, reports."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dateline.cli.options import PROJECT
from dateline.cli.program import FAILED, cli, command, say
from dateline.cli.projects import project_at, stamp
from dateline.cli.running import CLEAR, loaded_kit, opened

WORKERS = click.option(
    "--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes to code with."
)


def code_project(folder: Path | None, workers: int, *, retry: bool = False, anew: bool = False) -> None:
    """Code what is to be coded in a project, and tell of it; leaves with 1 where documents failed."""
    from dateline.project import code, coder_of

    live, documents, reports, failed = sys.stderr.isatty(), 0, 0, 0
    with project_at(folder) as project:
        kit = loaded_kit(project.parser or None, project.relevance)
        for one in code(project, coder_of(kit, workers=workers), clock=stamp, retry=retry, anew=anew):
            if one.error:
                failed += 1
                say(f"\r{CLEAR}" * live + " ".join(str(one.error).split()))
            else:
                documents, reports = documents + 1, reports + one.reports
            if live:
                click.echo(f"\r{documents} coded, {reports} reports{CLEAR}", err=True, nl=False)
    say(f"\r{CLEAR}" * live + f"{documents} coded, {reports} reports" + f", {failed} failed" * bool(failed))
    if failed:
        raise click.exceptions.Exit(FAILED)


@command(cli)
@WORKERS
@PROJECT
def rerun(workers: int, folder: Path | None) -> None:
    """Code anew all documents of the project that were coded with other rules, data or parser than those of now.

    Ids stay, and so does what people decided.
    """
    code_project(folder, workers, anew=True)


@command(cli, "reports")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
@PROJECT
def reports_of_project(output: Path | None, folder: Path | None) -> None:
    """Write the project's reports as JSONL, with what people decided about them."""
    from dateline.out import jsonl
    from dateline.store import current_reports

    with project_at(folder) as project, project.store.reading() as tx, opened(output) as stream:
        for report in current_reports(tx):
            stream.write(jsonl(report.record) + "\n")
