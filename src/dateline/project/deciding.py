"""People's decisions on reports and events: taken in by id, checked, kept."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.errors import UsageError
from dateline.ontology import Ontology
from dateline.out import COUNTS
from dateline.project.correcting import read_value
from dateline.project.folder import Project
from dateline.store import Connection, Decision, Judged, Kind, judged_report, put_verdict, reports_of_event, values_of


def accept(project: Project, report: str, fields: Sequence[str] = (), *, who: str, why: str = "", at: str) -> None:
    """What the report says now is right: all of it, or some fields. It stays so whatever a later coding says."""
    with project.store.writing() as tx:
        values = values_of((found := _report(tx, report)).record, COUNTS)
        if unknown := [name for name in fields if name not in values]:
            raise UsageError(f"'{unknown[0]}' is no field of a report: {', '.join(values)}")
        chosen = {name: values[name] for name in fields or values}
        put_verdict(tx, _on(found, Kind.ACCEPTED, who, why, values=chosen), at=at)


def correct(
    project: Project, report: str, field: str, words: str, *, ontology: Ontology, who: str, why: str = "", at: str
) -> None:
    """A field has another value, written as `correcting` reads it."""
    value = read_value(field, words, ontology)
    with project.store.writing() as tx:
        put_verdict(tx, _on(_report(tx, report), Kind.CORRECTED, who, why, values={field: value}), at=at)


def reject(project: Project, report: str, *, who: str, why: str = "", at: str) -> None:
    """There is no such event, or the text does not tell it."""
    with project.store.writing() as tx:
        put_verdict(tx, _on(_report(tx, report), Kind.REJECTED, who, why), at=at)


def compare(project: Project, kind: Kind, a: str, b: str, *, who: str, why: str = "", at: str) -> None:
    """Two reports are of the same event, or of different ones; an event's id stands for its first report."""
    with project.store.writing() as tx:
        one, other = _member(tx, a), _member(tx, b)
        if one.machine.id == other.machine.id:
            raise UsageError(f"{a} and {b} are the same report; name two")
        put_verdict(tx, _on(one, kind, who, why, other=other), at=at)


def split(project: Project, event: str, report: str, *, who: str, why: str = "", at: str) -> None:
    """A report leaves its event."""
    with project.store.writing() as tx:
        members = reports_of_event(tx, event)
        if report not in members:
            raise UsageError(
                f"{report} is no report of event {event}: {', '.join(members) or 'there is no such event'}"
            )
        if len(members) == 1:
            raise UsageError(f"{report} is the only report of event {event}")
        rest = next(each for each in members if each != report)
        decision = _on(_report(tx, report), Kind.SPLIT, who, why, other=_report(tx, rest), event=event)
        put_verdict(tx, decision, at=at)


def _report(tx: Connection, id: str) -> Judged:
    found = judged_report(tx, id)
    if found is None:
        raise UsageError(f"there is no report {id}; dateline reports lists them")
    return found


def _member(tx: Connection, id: str) -> Judged:
    return _report(tx, next(iter(reports_of_event(tx, id)), id))


def _on(
    report: Judged,
    kind: Kind,
    who: str,
    why: str,
    *,
    values: dict[str, object] | None = None,
    other: Judged | None = None,
    event: str | None = None,
) -> Decision:
    return Decision(
        kind=kind,
        who=who,
        why=why,
        document=report.machine.document,
        report=report.machine.id,
        other_document=other.machine.document if other else None,
        other=other.machine.id if other else None,
        event=event,
        values=values,
    )
