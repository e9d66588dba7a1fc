"""What came of coding a document goes in, all of it or nothing; its reports keep the ids that they had."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from dateline.store.failures import CODE, settle
from dateline.store.recognising import Telling, absorbed, recognise
from dateline.store.tables import claims, codings, documents, gone, reports


@dataclass(frozen=True, slots=True)
class Coded:
    """What a run made of a document: records as docs/record.md has them, in text order; `families` by their types."""

    number: int  # the document's row
    records: Sequence[Mapping[str, Any]]
    families: Mapping[str, str]
    other_field: str = ""


def put_coding(tx: Connection, coded: Coded, *, run: int, at: str) -> bool:
    """Keep a coding; False where another process did so for the same run, or the document was purged meanwhile.

    Reports that an older coding had keep their ids. One that this coding does not have is gone: it leads to the
    report that tells the same now, or nowhere. Nothing of older codings is deleted.
    """
    if tx.execute(select(codings.c.run).where(codings.c.document == coded.number, codings.c.run == run)).first():
        return False
    id = tx.execute(select(documents.c.id).where(documents.c.number == coded.number)).scalar()
    if id is None:
        return False
    old = _tellings_before(tx, id)
    new = [_telling(record, coded) for record in coded.records]
    same = recognise(new, old)
    ids = _ids(tx, new, old, same)
    tx.execute(
        insert(codings).values(document=coded.number, run=run, at=at, reports=len(new), other_field=coded.other_field)
    )
    versions = select(documents.c.number).where(documents.c.id == id)
    tx.execute(update(reports).where(reports.c.document.in_(versions)).values(current=False))
    for place, (telling, own) in enumerate(zip(new, ids, strict=True)):
        _put_report(tx, telling, own, run=run, place=place)
    tx.execute(delete(gone).where(gone.c.kind == "report", gone.c.document_id == id, gone.c.id.in_(ids)))
    _put_gone(
        tx, id, [each for m, each in enumerate(old) if each.current and m not in same.values()], new, ids, run, at
    )
    settle(tx, CODE, id)
    return True


def _tellings_before(tx: Connection, id: str) -> list[Telling]:
    """The newest telling of each report that the document ever had, by the order in which the reports came."""
    rows = tx.execute(select(reports).join(documents).where(documents.c.id == id).order_by(reports.c.number))
    found: dict[str, Telling] = {}
    for row in rows:
        record = json.loads(row.record)
        found[row.id] = Telling(row.id, row.made_as, row.family, record, row.document, row.current)
    return list(found.values())


def _telling(record: Mapping[str, Any], coded: Coded) -> Telling:
    return Telling("", record["id"], coded.families[record["type"]], record, coded.number)


def _ids(tx: Connection, new: Sequence[Telling], old: Sequence[Telling], same: Mapping[int, int]) -> list[str]:
    """The ids: old ones, and for new reports those that they were made with, unless they are taken."""
    taken = {each.id for each in old}
    ids = []
    for n, each in enumerate(new):
        id = old[same[n]].id if n in same else _free(tx, each.made_as, taken)
        taken.add(id)
        ids.append(id)
    return ids


def _free(tx: Connection, id: str, taken: set[str]) -> str:
    """The id, or that with a number after it, which no report of the project has or had."""
    number = 2
    free = id
    while free in taken or tx.execute(select(reports.c.number).where(reports.c.id == free)).first():
        free = f"{id}~{number}"
        number += 1
    return free


def _put_report(tx: Connection, telling: Telling, id: str, *, run: int, place: int) -> None:
    record = {**telling.record, "id": id}
    where, when = record["where"] or {}, record["when"] or {}
    number = tx.execute(
        insert(reports)
        .values(
            document=telling.text,
            run=run,
            id=id,
            made_as=telling.made_as,
            place_in_document=place,
            current=True,
            type=record["type"],
            family=telling.family,
            status=record["status"],
            first_day=when.get("first"),
            last_day=when.get("last"),
            place=where.get("name"),
            admin1=where.get("admin1"),
            country=where.get("country"),
            lat=where.get("lat"),
            lon=where.get("lon"),
            confidence=record["confidence"],
            record=json.dumps(record, ensure_ascii=False),
        )
        .returning(reports.c.number)
    ).scalar_one()
    rows = [_claim(claim, number, run) for claim in record["claims"]]
    if rows:
        tx.execute(insert(claims), rows)


def _claim(claim: Mapping[str, Any], report: int, run: int) -> dict[str, Any]:
    return {
        "report": report,
        "run": run,
        "field": claim["field"],
        "value": json.dumps(claim["value"], ensure_ascii=False),
        "words": claim["words"],
        "first_character": claim["start"],
        "last_character": claim["end"],
        "source": claim["source"],
        "attitude": claim["attitude"],
        "rule": claim["by"],
    }


def _put_gone(
    tx: Connection,
    document: str,
    lost: Iterable[Telling],
    new: Sequence[Telling],
    ids: Sequence[str],
    run: int,
    at: str,
) -> None:
    for each in lost:
        into = absorbed(each, new)
        why = f"not found by run {run}" if into is None else f"told as one with it by run {run}"
        became = None if into is None else ids[into]
        row = {"kind": "report", "document_id": document, "id": each.id, "became": became, "at": at, "why": why}
        tx.execute(insert(gone).values(**row))
