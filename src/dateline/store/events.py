"""Events as merging left them: kept until the next merge, their ids for good."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from dateline.store.documents import writable
from dateline.store.opening import StoreError
from dateline.store.tables import documents, event_reports, events, gone, reports


def put_events(
    tx: Connection,
    records: Iterable[Mapping[str, Any]],
    *,
    redirects: Mapping[str, str],
    tombstones: Iterable[str],
    at: str,
) -> None:
    """Put these events in place of all that there were.

    A record has `id`, `type`, `status`, `reports` (ids) and, where known, `when` and `where` as reports have them.
    """
    homes = {id: home for id, home in tx.execute(select(reports.c.id, documents.c.id).join(documents).distinct())}
    tx.execute(delete(event_reports))
    tx.execute(delete(events))
    rows, members = [], []
    for record in records:
        if not homes.keys() >= set(record["reports"]):
            raise StoreError("a document was purged while its reports were merged; merge again")
        rows.append(_row(record))
        own = ({"event": record["id"], "report_id": id, "document_id": homes[id]} for id in record["reports"])
        members += [{**each, "place": place} for place, each in enumerate(own)]
    if rows:
        tx.execute(insert(events), rows)
        tx.execute(insert(event_reports), members)
    _note_gone(tx, {row["id"] for row in rows}, redirects, tombstones, at)


def _row(record: Mapping[str, Any]) -> dict[str, Any]:
    when, where = record.get("when") or {}, record.get("where") or {}
    return {
        "id": record["id"],
        "type": record.get("type"),
        "status": record.get("status"),
        "first_day": when.get("first"),
        "last_day": when.get("last"),
        **{name: where.get(name) for name in ("admin1", "country", "lat", "lon")},
        "place": where.get("name"),
        "record": writable(json.dumps(record, ensure_ascii=False)),
    }


def _note_gone(
    tx: Connection, living: Collection[str], redirects: Mapping[str, str], tombstones: Iterable[str], at: str
) -> None:
    """Keep where ids lead that are no longer; what led to one of them leads on to where that leads."""
    new: dict[str, str | None] = {**dict.fromkeys(tombstones), **redirects}
    of_events = gone.c.kind == "event"
    for id, to in tx.execute(select(gone.c.id, gone.c.became).where(of_events)).all():
        if id in living or id in new:
            tx.execute(delete(gone).where(of_events, gone.c.id == id))
        elif to in new:
            tx.execute(update(gone).where(of_events, gone.c.id == id).values(became=new[to]))
    for id, to in new.items():
        why = "one with it" if to else "all of its reports are gone"
        tx.execute(insert(gone).values(kind="event", document_id="", id=id, became=to, at=at, why=why))


def event_records(tx: Connection) -> Iterator[dict[str, Any]]:
    """Every event, by id; those that wait for the next merge after a purge are left out."""
    query = select(events.c.record).where(events.c.record.is_not(None)).order_by(events.c.id)
    for record in tx.execute(query.execution_options(yield_per=500)).scalars():
        yield json.loads(record)


def event_record(tx: Connection, id: str) -> dict[str, Any] | None:
    """An event by its id, or by one that leads to it."""
    led = select(gone.c.became).where(gone.c.kind == "event", gone.c.id == id)
    id = tx.execute(led).scalar() or id
    record = tx.execute(select(events.c.record).where(events.c.id == id)).scalar()
    return json.loads(record) if record else None


def reports_of_event(tx: Connection, id: str) -> list[str]:
    """The reports of an event, the first first; none where there is no such event."""
    query = select(event_reports.c.report_id).where(event_reports.c.event == id)
    return list(tx.execute(query.order_by(event_reports.c.place)).scalars())


def event_of_reports(tx: Connection) -> dict[str, str]:
    """The event of each report at the last merge."""
    query = select(event_reports.c.report_id, event_reports.c.event)
    return {report: event for report, event in tx.execute(query.order_by(event_reports.c.report_id))}
