"""What is in a project, in figures."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Select, distinct, exists, func, select

from dateline.store.tables import codings, documents, events, purged, reports, verdicts


@dataclass(frozen=True, slots=True)
class Figures:
    """How many of what; `waiting` are documents whose newest version is not coded yet."""

    documents: int
    versions: int
    waiting: int
    purged: int
    reports: int
    events: int
    reviewed: int


def count_all(tx: Connection) -> Figures:
    """The figures of now; a report is reviewed where a person's verdict on it stands."""
    number = func.count()
    coded = exists().where(codings.c.document == documents.c.number)
    undone = select(verdicts.c.undoes).where(verdicts.c.undoes.is_not(None))
    judged = select(func.count(distinct(verdicts.c.document_id + "\n" + verdicts.c.report_id))).where(
        verdicts.c.number.not_in(undone), verdicts.c.report_id.is_not(None)
    )

    def of(query: Select[int]) -> int:
        return tx.execute(query).scalar_one()

    return Figures(
        documents=of(select(number).select_from(documents).where(documents.c.current)),
        versions=of(select(number).select_from(documents)),
        waiting=of(select(number).select_from(documents).where(documents.c.current, ~coded)),
        purged=of(select(func.count(distinct(purged.c.document_id)))),
        reports=of(select(number).select_from(reports).where(reports.c.current)),
        events=of(select(number).select_from(events)),
        reviewed=of(judged),
    )
