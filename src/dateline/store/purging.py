"""Takes documents out to the last byte: text, bytes, index, reports, claims, and what was made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, exists, insert, or_, select, text, update

from dateline.store.documents import mark
from dateline.store.failures import ADD, CODE
from dateline.store.opening import Store
from dateline.store.tables import (
    archive,
    claims,
    codings,
    documents,
    event_reports,
    events,
    failures,
    gone,
    purged,
    reports,
    verdicts,
)

# What a page of a server's table still holds after its rows are deleted goes when the table is written anew.
REWRITTEN = ("documents", "archive", "reports", "claims", "verdicts", "events", "event_reports", "failures")


@dataclass(frozen=True, slots=True)
class Purge:
    """Who has which documents purged; `key` is the project's secret, by which they are known if they come again."""

    ids: Sequence[str]
    key: bytes
    who: str
    at: str


def documents_named(tx: Connection, name: str) -> list[str]:
    """The documents that a name means: the one with this id, else those of a publisher, else those of a file."""
    for column in (documents.c.id, documents.c.publisher, documents.c.origin):
        found = list(tx.execute(select(documents.c.id).where(column == name).distinct()).scalars())
        if found:
            return sorted(found)
    return []


def purge(store: Store, wanted: Purge) -> None:
    """Take documents out of every table, then out of the files of the database.

    A tombstone stays: the id, when and by whom, and keyed hashes by which it is not let in again. Verdicts stay
    without what was quoted or given in them. Events that had a report of theirs wait, empty, for the next merge.
    """
    with store.writing() as tx:
        for id in wanted.ids:
            _bury(tx, id, wanted)
            _delete(tx, id)
        _empty_events(tx, wanted.at)
        if store.sqlite:
            tx.execute(text("INSERT INTO search(search) VALUES ('rebuild')"))
    scrub(store)


def scrub(store: Store) -> None:
    """Write the files of the database anew, so that nothing is left of deleted rows; finishes purges cut off."""
    if store.sqlite:
        connection = store.engine.raw_connection()
        try:
            for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                connection.cursor().execute(statement).fetchall()
        finally:
            connection.close()
    else:
        with store.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as server:
            for table in REWRITTEN:
                server.execute(text(f"VACUUM FULL {table}"))
    with store.writing() as tx:
        tx.execute(update(purged).values(scrubbed=True))


def is_purge_unfinished(tx: Connection) -> bool:
    """Was a purge cut off before the files were written anew?"""
    return tx.execute(select(purged.c.number).where(~purged.c.scrubbed)).first() is not None


def _bury(tx: Connection, id: str, wanted: Purge) -> None:
    own = select(documents.c.sha256, documents.c.address).where(documents.c.id == id)
    for digest, address in tx.execute(own).all():
        marks = {"bytes_mark": mark(digest, wanted.key), "address_mark": mark(address, wanted.key)}
        tx.execute(insert(purged).values(document_id=id, at=wanted.at, who=wanted.who, scrubbed=False, **marks))


def _delete(tx: Connection, id: str) -> None:
    rows = select(documents.c.number).where(documents.c.id == id)
    names = (
        select(documents.c.origin)
        .where(documents.c.id == id)
        .union(select(documents.c.address).where(documents.c.id == id))
    )
    of_it = or_(verdicts.c.document_id == id, verdicts.c.other_document_id == id)
    own_reports = select(reports.c.number).where(reports.c.document.in_(rows))
    hashes = list(tx.execute(select(documents.c.sha256).where(documents.c.id == id)).scalars())
    in_events = select(event_reports.c.event).where(event_reports.c.document_id == id)
    for statement in (
        delete(failures).where(failures.c.stage == CODE, failures.c.name == id),
        delete(failures).where(failures.c.stage == ADD, failures.c.name.in_(names)),
        update(verdicts).where(of_it).values(value=None, why=""),
        update(events).where(events.c.id.in_(in_events)).values({c.name: None for c in events.c if c.name != "id"}),
        delete(event_reports).where(event_reports.c.document_id == id),
        delete(claims).where(claims.c.report.in_(own_reports)),
        delete(reports).where(reports.c.document.in_(rows)),
        delete(codings).where(codings.c.document.in_(rows)),
        delete(documents).where(documents.c.id == id),
        delete(archive).where(archive.c.sha256.in_(hashes)),
    ):
        tx.execute(statement)


def _empty_events(tx: Connection, at: str) -> None:
    """An event whose reports are all purged is gone."""
    empty = select(events.c.id).where(~exists().where(event_reports.c.event == events.c.id))
    for id in list(tx.execute(empty).scalars()):
        tx.execute(delete(events).where(events.c.id == id))
        why = "all of its reports are gone"
        tx.execute(insert(gone).values(kind="event", document_id="", id=id, became=None, at=at, why=why))
