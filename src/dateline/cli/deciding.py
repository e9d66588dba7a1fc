"""The commands by which people decide: accept, correct, reject, same, different, split, undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from dateline.cli.options import PROJECT, WHO
from dateline.cli.program import cli, command, say
from dateline.cli.projects import project_at, stamp, user

WHY = click.option("--why", default="", metavar="TEXT", help="The reason; it stays beside the verdict.")


def _decision(name: str) -> Callable[[Callable[..., None]], click.Command]:
    """Register a command with the options that every decision has."""
    return lambda function: command(cli, name)(WHO(WHY(PROJECT(function))))


@_decision("accept")
@click.argument("report")
@click.argument("fields", nargs=-1)
def accept(report: str, fields: tuple[str, ...], who: str | None, why: str, folder: Path | None) -> None:
    """Accept REPORT as it is now, or single FIELDS of it (when, killed, ...), whatever a later coding says."""
    from dateline.project import accept as decide

    with project_at(folder) as project:
        decide(project, report, fields, who=user(who), why=why, at=stamp())


@_decision("correct")
@click.argument("report")
@click.argument("field")
@click.argument("value")
def correct(report: str, field: str, value: str, who: str | None, why: str, folder: Path | None) -> None:
    """Give a FIELD of REPORT another VALUE: killed 7-9, when 2024-03-05, status denied, weapon unknown.

    Counts are written 7, 7-9, 30+ or ~20, days 2024-03-05 or 2024-03-05..2024-03-08; place, parties and sources as
    JSON, with the keys of a record.
    """
    from dateline.ontology import load_ontology
    from dateline.project import correct as decide

    with project_at(folder) as project:
        decide(project, report, field, value, ontology=load_ontology(), who=user(who), why=why, at=stamp())


@_decision("reject")
@click.argument("report")
def reject(report: str, who: str | None, why: str, folder: Path | None) -> None:
    """Reject REPORT: there is no such event, or the text does not tell it."""
    from dateline.project import reject as decide

    with project_at(folder) as project:
        decide(project, report, who=user(who), why=why, at=stamp())


@_decision("same")
@click.argument("a")
@click.argument("b")
def same(a: str, b: str, who: str | None, why: str, folder: Path | None) -> None:
    """Reports A and B tell of one event; an event's id stands for its first report. Binds the next merge."""
    _compare("same", a, b, who, why, folder)


@_decision("different")
@click.argument("a")
@click.argument("b")
def different(a: str, b: str, who: str | None, why: str, folder: Path | None) -> None:
    """Reports A and B tell of two events; an event's id stands for its first report. Binds the next merge."""
    _compare("different", a, b, who, why, folder)


def _compare(kind: str, a: str, b: str, who: str | None, why: str, folder: Path | None) -> None:
    from dateline.project import compare
    from dateline.store import Kind

    with project_at(folder) as project:
        compare(project, Kind(kind), a, b, who=user(who), why=why, at=stamp())


@_decision("split")
@click.argument("event")
@click.argument("report")
def split(event: str, report: str, who: str | None, why: str, folder: Path | None) -> None:
    """Take REPORT out of EVENT. Binds the next merge."""
    from dateline.project import split as decide

    with project_at(folder) as project:
        decide(project, event, report, who=user(who), why=why, at=stamp())


@_decision("undo")
@click.argument("number", type=int, required=False)
def undo(number: int | None, who: str | None, why: str, folder: Path | None) -> None:
    """Undo the last verdict that stands, or that with this NUMBER. Both stay on record."""
    from dateline.store import undo as undo_verdict

    with project_at(folder) as project, project.store.writing() as tx:
        undone = undo_verdict(tx, number, who=user(who), why=why, at=stamp())
    subject = undone.decision.event or undone.decision.report
    say(f"undone: verdict {undone.number}, {undone.decision.kind.value}, on {subject}")


@command(cli)
@PROJECT
def verdicts(folder: Path | None) -> None:
    """List the verdicts that stand: number, time, who, what, on what, why."""
    from dateline.cli.running import opened
    from dateline.store import in_force

    with project_at(folder) as project, project.store.reading() as tx, opened(None) as stream:
        for each in in_force(tx):
            made = each.decision
            about = " ".join(filter(None, (made.event, made.report, made.other)))
            fields = ", ".join(made.values or ())
            stream.write("\t".join((str(each.number), each.at, made.who, made.kind, about, fields, made.why)) + "\n")
