"""What a person asks of a project by an id, and what changed between two runs; private persons' names withheld."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dateline.errors import UsageError
from dateline.merge import explain_record
from dateline.out import event_page, private_names, report_page, value_words, withheld
from dateline.project.folder import Project
from dateline.store import (
    Connection,
    Run,
    Stored,
    current_reports,
    differences,
    event_record,
    find_document,
    find_run,
    gone_ids,
    judged_report,
    reports_of_event,
    when_purged,
)


def page_of(project: Project, id: str, *, names: bool = False) -> str:
    """An event, a report or a document as a page; an id that leads elsewhere shows what it leads to.

    Raises UsageError for an id that there never was, and for one that leads nowhere now, with the reason.
    """
    with project.store.reading() as tx:
        if event := event_record(tx, id):
            members = _records(tx, reports_of_event(tx, event["id"]))
            return event_page(*_shown(event, members, names=names))
        if judged := judged_report(tx, id):
            (record,) = _shown(None, [judged.record], names=names)[1]
            return report_page(record) + ("" if judged.found else _gone(tx, "report", id))
        if stored := find_document(tx, id):
            return _document(tx, stored, names=names)
        if at := when_purged(tx, id):
            raise UsageError(f"document {id} was purged at {at}")
        raise UsageError(_gone(tx, "event", id).strip() or f"there is no event, report or document {id}")


def account_of(project: Project, id: str, *, names: bool = False) -> str:
    """Why an event is what it is; raises UsageError where there is no such event."""
    with project.store.reading() as tx:
        event = event_record(tx, id)
        if event is None:
            raise UsageError(_gone(tx, "event", id).strip() or f"there is no event {id}, and no file of this name")
        event, _ = _shown(event, _records(tx, reports_of_event(tx, event["id"])), names=names)
    return explain_record(event)


def changes(project: Project, before: int, after: int, *, names: bool = False) -> Iterator[dict[str, Any]]:
    """What changed from one run to another as flat rows; raises UsageError for a run that there never was."""
    with project.store.reading() as tx:
        runs = [_run(tx, number) for number in (before, after)]
        first, last = ((run.number, run.means) for run in runs)
        for change in differences(tx, first, last):
            row = {
                "document": change.document,
                "report": change.report,
                "what": change.what,
                "field": change.field,
                "before": value_words(change.before) if change.before is not None else "",
                "after": value_words(change.after) if change.after is not None else "",
                "why": "; ".join(change.why),
            }
            yield row if names else withheld(row, private_names(change.records))


def _run(tx: Connection, number: int) -> Run:
    found = find_run(tx, number)
    if found is None:
        raise UsageError(f"there is no run {number}; dateline runs lists them")
    return found


def _records(tx: Connection, ids: Sequence[str]) -> list[dict[str, Any]]:
    return [judged.record for id in ids if (judged := judged_report(tx, id))]


def _shown(event: Any, records: list[dict[str, Any]], *, names: bool) -> tuple[Any, list[dict[str, Any]]]:
    hidden = [] if names else private_names(records)
    return withheld(event, hidden), withheld(records, hidden)


def _document(tx: Connection, stored: Stored, *, names: bool) -> str:
    doc = stored.document
    told = [doc.title, doc.publisher, doc.published.isoformat() if doc.published else "", doc.url]
    head = " · ".join((f"document {doc.id}", f"version {stored.version}", *filter(None, told)))
    ids = [each.id for each in current_reports(tx, doc.id)]
    head, records = _shown(head, _records(tx, ids), names=names)
    return "\n".join([f"{head}\n", *(report_page(record) for record in records)])


def _gone(tx: Connection, kind: str, id: str) -> str:
    found = next((one for (_, other), one in gone_ids(tx, kind).items() if other == id), None)
    if found is None:
        return ""
    return f"{kind} {id} is gone: {found.why}" + (f"; see {found.became}" if found.became else "") + "\n"
