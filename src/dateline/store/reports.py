"""Reports as they were coded, out of the store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, select

from dateline.store.tables import documents, gone, reports


class Reported(NamedTuple):
    """A report of one run: its record, and which version of its document it was read in, at which place."""

    document: str
    id: str
    version: int
    run: int
    record: dict[str, Any]
    family: str
    place: int
    current: bool


def current_reports(tx: Connection, document: str | None = None) -> Iterator[Reported]:
    """The reports of the newest coding of each document, or of one, by the document's id and in text order."""
    query = _query().where(reports.c.current)
    yield from _reported(tx, query if document is None else query.where(documents.c.id == document))


def reports_of_run(tx: Connection, run: int) -> Iterator[Reported]:
    """The reports that a run made, by the document's id and in text order."""
    yield from _reported(tx, _query().where(reports.c.run == run))


def history(tx: Connection, id: str) -> list[Reported]:
    """A report as each run had it, the newest first."""
    query = _query().where(reports.c.id == id).order_by(None)
    return list(_reported(tx, query.order_by(reports.c.number.desc())))


def document_of(tx: Connection, id: str) -> str | None:
    """The document that a report is, or was, of; None where there never was such a report."""
    return tx.execute(select(documents.c.id).join(reports).where(reports.c.id == id)).scalar()


class Gone(NamedTuple):
    """An id that leads to another now, or nowhere."""

    document: str
    id: str
    became: str | None
    why: str


def gone_ids(tx: Connection, kind: str) -> dict[tuple[str, str], Gone]:
    """What is gone of a kind (report, event), by document ("" for events) and id."""
    columns = (gone.c.document_id, gone.c.id, gone.c.became, gone.c.why)
    rows = tx.execute(select(*columns).where(gone.c.kind == kind).order_by(gone.c.document_id, gone.c.id))
    return {(row[0], row[1]): Gone(*row) for row in rows}


def _query() -> Select[Any]:
    own = (reports.c.id, documents.c.version, reports.c.run, reports.c.record)
    more = (reports.c.family, reports.c.place_in_document, reports.c.current)
    joined = select(documents.c.id.label("document"), *own, *more).join(documents)
    return joined.order_by(documents.c.id, reports.c.place_in_document)


def _reported(tx: Connection, query: Select[Any]) -> Iterator[Reported]:
    for document, id, version, run, record, *more in tx.execute(query.execution_options(yield_per=500)):
        yield Reported(document, id, version, run, json.loads(record), *more)
