"""Documents in and out: archived with their bytes, each bytes once, in versions where an address gives new ones."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, func, insert, or_, select, update

from dateline.model import Document, SetAside
from dateline.store.tables import archive, documents, purged

# A zero byte, and halves of characters: no database takes them as text. One character stands for one, so that
# offsets stay right.
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document that comes in, with the bytes that it was read from.

    What comes from the same `address` again is a version of it; `origin` is the file or address that it came in.
    """

    document: Document
    raw: bytes
    address: str
    origin: str


class Outcome(StrEnum):
    """What became of an arrival."""

    ADDED = "added"
    CHANGED = "changed"  # a new version
    KNOWN = "known"
    PURGED = "purged"  # it was, and is not let in again


class Kept(NamedTuple):
    """What became of an arrival, and the id of the document that it is."""

    outcome: Outcome
    id: str


class Stored(NamedTuple):
    """A document as it comes out of the store; `number` is its row."""

    number: int
    version: int
    document: Document


def put_document(tx: Connection, arrival: Arrival, *, at: str, key: bytes) -> Kept:
    """Archive a document, if its bytes are not known; `key` is the secret that purged ones are recognised by."""
    digest = hashlib.sha256(arrival.raw).hexdigest()
    known = tx.execute(select(documents.c.id).where(documents.c.sha256 == digest)).scalar()
    if known is not None:
        return Kept(Outcome.KNOWN, known)
    marks = (mark(digest, key), mark(arrival.address, key))
    gone = select(purged.c.document_id).where(or_(purged.c.bytes_mark == marks[0], purged.c.address_mark == marks[1]))
    if (id := tx.execute(gone).scalar()) is not None:
        return Kept(Outcome.PURGED, id)
    before = tx.execute(
        select(documents.c.id, func.max(documents.c.version))
        .where(documents.c.address == arrival.address)
        .group_by(documents.c.id)
    ).first()
    id, version = (before[0], before[1] + 1) if before else (_free_id(tx, arrival), 1)
    tx.execute(update(documents).where(documents.c.id == id).values(current=False))
    tx.execute(insert(archive).values(sha256=digest, size=len(arrival.raw), packed=zlib.compress(arrival.raw)))
    row = {"id": id, "version": version, "current": True, "sha256": digest, "added": at}
    row |= {"address": writable(arrival.address), "origin": writable(arrival.origin)}
    tx.execute(insert(documents).values(**row, **_columns(arrival.document)))
    return Kept(Outcome.CHANGED if before else Outcome.ADDED, id)


def mark(value: str, key: bytes) -> str:
    """A keyed hash: the same value has the same mark, and without the key nobody can try values out."""
    return hmac.new(key, value.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def writable(words: str) -> str:
    """The words as a database takes them, character for character."""
    return _UNWRITABLE.sub("\ufffd", words)


def _free_id(tx: Connection, arrival: Arrival) -> str:
    """The id wanted, or, where another document has or had it, that with a piece of the address's hash."""
    wanted = writable(arrival.document.id)
    taken = select(documents.c.id).where(documents.c.id == wanted)
    ever = taken.union(select(purged.c.document_id).where(purged.c.document_id == wanted))
    if tx.execute(ever).first() is None:
        return wanted
    return f"{wanted}~{hashlib.sha256(arrival.address.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _columns(doc: Document) -> dict[str, Any]:
    return {
        "title": writable(doc.title),
        "published": doc.published.isoformat() if doc.published else None,
        "published_from": doc.published_from,
        "publisher": writable(doc.publisher),
        "byline": writable(doc.byline),
        "url": writable(doc.url),
        "lang": doc.lang,
        "text": writable(doc.text),
        "set_aside": writable(json.dumps([[one.text, one.reason] for one in doc.set_aside], ensure_ascii=False)),
    }


def stored(row: Row[Any]) -> Stored:
    """A row of `documents` as the noun of the pipeline."""
    return Stored(
        row.number,
        row.version,
        Document(
            id=row.id,
            text=row.text,
            title=row.title,
            published=date.fromisoformat(row.published) if row.published else None,
            published_from=row.published_from,
            publisher=row.publisher,
            byline=row.byline,
            url=row.url,
            lang=row.lang,
            set_aside=tuple(SetAside(*one) for one in json.loads(row.set_aside)),
        ),
    )


def current_documents(tx: Connection) -> Iterator[Stored]:
    """The newest version of each document, by id."""
    for row in tx.execute(select(documents).where(documents.c.current).order_by(documents.c.id)):
        yield stored(row)


def documents_by_number(tx: Connection, numbers: Sequence[int]) -> list[Stored]:
    """The documents of these rows, in the order of the rows; what was purged meanwhile is left out."""
    rows = tx.execute(select(documents).where(documents.c.number.in_(numbers)).order_by(documents.c.number))
    return [stored(row) for row in rows]


def find_document(tx: Connection, id: str, version: int | None = None) -> Stored | None:
    """A document by its id, the newest version where none is named."""
    wanted = documents.c.current if version is None else documents.c.version == version
    row = tx.execute(select(documents).where(documents.c.id == id, wanted)).first()
    return stored(row) if row else None


def raw_bytes(tx: Connection, number: int) -> bytes:
    """The bytes that the document of a row was read from."""
    joined = select(archive.c.packed).join(documents, documents.c.sha256 == archive.c.sha256)
    return zlib.decompress(tx.execute(joined.where(documents.c.number == number)).scalar_one())


def when_purged(tx: Connection, id: str) -> str | None:
    """When a document was purged; None for one that was not."""
    return tx.execute(select(purged.c.at).where(purged.c.document_id == id)).scalar()
