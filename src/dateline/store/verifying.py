"""Looks whether everything that is in a project agrees with everything else."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DatabaseError

from dateline.store.purging import is_purge_unfinished
from dateline.store.tables import archive, claims, codings, documents, reports


def faults(tx: Connection) -> Iterator[str]:
    """What does not agree, a line each; none where all is well."""
    if tx.dialect.name == "sqlite":
        yield from _file(tx)
    yield from _bytes(tx)
    yield from _versions(tx)
    yield from _reports(tx)
    yield from _words(tx)
    if is_purge_unfinished(tx):
        yield "a purge was cut off: what was purged may still be in the file; any command on the project finishes it"


def _file(tx: Connection) -> Iterator[str]:
    for (found,) in tx.execute(text("PRAGMA integrity_check")):
        if found != "ok":
            yield f"the file is damaged: {found}"
    for table, row, parent, _ in tx.execute(text("PRAGMA foreign_key_check")):
        yield f"{table} row {row}: what it belongs to in {parent} is not there"
    try:
        tx.execute(text("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)"))
    except DatabaseError:
        yield "the index of words is not that of the documents"


def _bytes(tx: Connection) -> Iterator[str]:
    query = select(documents.c.id, documents.c.version, documents.c.sha256, archive.c.packed)
    for id, version, digest, packed in tx.execute(query.join(archive).execution_options(yield_per=100)):
        try:
            raw = zlib.decompress(packed)
        except zlib.error:
            raw = b""
        if hashlib.sha256(raw).hexdigest() != digest:
            yield f"document {id}, version {version}: its bytes are not those that were archived"


def _versions(tx: Connection) -> Iterator[str]:
    newest = func.max(documents.c.version)
    query = select(documents.c.id, newest, func.count()).group_by(documents.c.id).order_by(documents.c.id)
    now = {
        id: version
        for id, version in tx.execute(select(documents.c.id, documents.c.version).where(documents.c.current))
    }
    for id, version, number in tx.execute(query):
        if version != number or now.get(id) != version:
            yield f"document {id}: a version is missing, or the newest is not the current one"


def _reports(tx: Connection) -> Iterator[str]:
    counted = select(codings.c.document, codings.c.run, codings.c.reports, func.count(reports.c.number))
    same = (reports.c.document == codings.c.document) & (reports.c.run == codings.c.run)
    query = counted.outerjoin(reports, same).group_by(codings.c.document, codings.c.run, codings.c.reports)
    for document, run, stated, found in tx.execute(query):
        if stated != found:
            yield f"document row {document}, run {run}: {stated} reports were coded, {found} are there"


def _words(tx: Connection) -> Iterator[str]:
    """Are the words of claims those of the text at their place, and the rows those of the record?"""
    query = select(reports.c.number, reports.c.id, reports.c.record, documents.c.text).join(documents)
    for number, id, line, words in tx.execute(query.execution_options(yield_per=100)):
        record = json.loads(line)
        rows = tx.execute(select(claims).where(claims.c.report == number).order_by(claims.c.number)).all()
        if record["id"] != id or [row.field for row in rows] != [claim["field"] for claim in record["claims"]]:
            yield f"report {id}: its row and its record are not alike"
        for row in rows:
            if row.words is not None and words[row.first_character : row.last_character] != row.words:
                yield f"report {id}: the words of a claim on {row.field} do not stand in its document"
