"""The commands that code a project and write what is in it: rerun, merge, reports, events, show, runs, diff."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dateline.cli.options import NAMES, PROJECT
from dateline.cli.program import FAILED, cli, command, say
from dateline.cli.projects import project_at, stamp
from dateline.cli.running import CLEAR, loaded_kit, opened, table_look

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


def explain_event(folder: Path | None, id: str, *, names: bool) -> None:
    """Write the account of an event."""
    from dateline.project import account_of

    with project_at(folder) as project, opened(None) as stream:
        stream.write(account_of(project, id, names=names))


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
@click.option("--rejected", is_flag=True, help="Write those that people rejected, too.")
@PROJECT
def reports_of_project(output: Path | None, rejected: bool, folder: Path | None) -> None:  # noqa: FBT001 - click
    """Write the project's reports as JSONL, with what people decided about them."""
    from dateline.out import jsonl
    from dateline.store import judged_reports

    with project_at(folder) as project, project.store.reading() as tx, opened(output) as stream:
        for judged in judged_reports(tx):
            if rejected or not judged.rejected:
                stream.write(jsonl(judged.record) + "\n")


@command(cli)
@PROJECT
def merge(folder: Path | None) -> None:
    """Join the reports of the project into events, as people's verdicts have it; ids of events stay."""
    from dateline.project import merge as join

    with project_at(folder) as project:
        number = join(project, at=stamp())
    say(f"{number} event{'' if number == 1 else 's'}")


@command(cli)
@click.argument("id")
@NAMES
@PROJECT
def show(id: str, names: bool, folder: Path | None) -> None:  # noqa: FBT001 - click passes options by name
    """Show an event with its reports, a report with its claims, or a document with its reports, by ID."""
    from dateline.project import page_of

    with project_at(folder) as project, opened(None) as stream:
        stream.write(page_of(project, id, names=names))


@command(cli)
@click.argument("run1", type=int)
@click.argument("run2", type=int)
@click.option("--format", "form", type=click.Choice(["table", "jsonl", "csv"]), default="table", show_default=True)
@NAMES
@PROJECT
def diff(run1: int, run2: int, form: str, names: bool, folder: Path | None) -> None:  # noqa: FBT001 - click
    """Tell what changed from RUN1 to RUN2, and why: text, rules, readers, data files, versions."""
    from dateline.out import listed
    from dateline.project import changes

    shown = ("document", "report", "what", "field", "before", "after", "why")
    with project_at(folder) as project, opened(None) as stream:
        width, colour = table_look(stream)
        for piece in listed(changes(project, run1, run2, names=names), form, shown=shown, width=width, colour=colour):
            stream.write(piece)


@command(cli)
@PROJECT
def runs(folder: Path | None) -> None:
    """List the runs: number, when, how many documents, and with what they were coded."""
    from dateline.store import all_runs, documents_of_runs

    with project_at(folder) as project, project.store.reading() as tx, opened(None) as stream:
        documents = documents_of_runs(tx)
        for run in all_runs(tx):
            means = ", ".join(f"{name} {value}" for name, value in run.means.versions.items())
            end = run.finished or "not finished"
            stream.write(f"{run.number}\t{run.started}\t{end}\t{documents.get(run.number, 0)}\t{means}\n")


@command(cli, "events")
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
@PROJECT
def events_of_project(form: str, output: Path | None, folder: Path | None) -> None:
    """Write the project's events as JSONL, as the last merge left them."""
    from dateline.out import jsonl
    from dateline.store import event_records

    with project_at(folder) as project, project.store.reading() as tx, opened(output) as stream:
        for record in event_records(tx):
            stream.write(jsonl(record) + "\n")
