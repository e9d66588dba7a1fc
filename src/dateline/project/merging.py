"""Reports into events: what people decided goes in with them, and what was an event stays one under its id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.merge import Origin, VerdictKind, event_record, merge_reports
from dateline.merge import Verdict as Binding
from dateline.model import Document
from dateline.project.folder import Project
from dateline.store import (
    Connection,
    Kind,
    Verdict,
    current_documents,
    event_of_reports,
    in_force,
    judged_reports,
    put_events,
)

ABOUT_EVENTS = (Kind.SAME, Kind.DIFFERENT, Kind.SPLIT)


@dataclass(frozen=True, slots=True)
class Given:
    """What there is to merge: the records of reports, their documents by id, people's verdicts on pairs of reports,
    the project's key, and the event of each report at the last merge."""

    records: list[dict[str, Any]]
    documents: dict[str, Document]
    verdicts: list[Verdict]
    key: bytes
    previous: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Joined:
    """What came of it, as plain data: records of events, where old ids lead, and those that lead nowhere."""

    records: list[dict[str, Any]]
    redirects: Mapping[str, str]
    tombstones: tuple[str, ...]


def join_reports(given: Given) -> Joined:
    """The merging of `dateline.merge`."""
    origins = {
        id: Origin(
            id=id,
            text=doc.text,
            title=doc.title,
            published=doc.published.isoformat() if doc.published else "",
            publisher=doc.publisher,
            byline=doc.byline,
            url=doc.url,
        )
        for id, doc in given.documents.items()
    }
    verdicts = [
        Binding(
            kind=VerdictKind(verdict.decision.kind.value),
            a=verdict.decision.report or "",
            b=verdict.decision.other or "",
            who=verdict.decision.who,
            when=verdict.at,
            why=verdict.decision.why,
        )
        for verdict in given.verdicts
    ]
    merged = merge_reports(given.records, origins, verdicts=verdicts, key=given.key, previous=given.previous)
    return Joined([event_record(event) for event in merged.events], merged.redirects, merged.tombstones)


def merge(project: Project, *, at: str, join: Callable[[Given], Joined] = join_reports) -> int:
    """Merge all reports that nobody rejected; gives the number of events.

    Events are put in place in one transaction with what they were made of: they are those of one state of the
    project, or the old ones still stand.
    """
    with project.store.reading() as tx:
        given = _given(tx, project)
    joined = join(given)
    with project.store.writing() as tx:
        put_events(tx, joined.records, redirects=joined.redirects, tombstones=joined.tombstones, at=at)
    return len(joined.records)


def _given(tx: Connection, project: Project) -> Given:
    records = [judged.record for judged in judged_reports(tx) if not judged.rejected]
    names = {record["document"] for record in records}
    documents = {s.document.id: s.document for s in current_documents(tx) if s.document.id in names}
    known = {record["id"] for record in records}
    verdicts = [
        verdict
        for verdict in in_force(tx)
        if verdict.decision.kind in ABOUT_EVENTS and {verdict.decision.report, verdict.decision.other} <= known
    ]
    return Given(records, documents, verdicts, project.key, event_of_reports(tx))
