"""What people decide: rows that are added and never changed. One that was a mistake is undone by another."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from dateline.errors import UsageError
from dateline.store.documents import writable
from dateline.store.tables import verdicts


class Kind(StrEnum):
    """What is decided."""

    ACCEPTED = "accepted"  # the values of a report are right: all, or those of some fields
    CORRECTED = "corrected"  # a field has another value
    REJECTED = "rejected"  # a report is none
    SAME = "same"  # two reports tell of one event
    DIFFERENT = "different"  # two reports tell of two events
    SPLIT = "split"  # a report leaves its event
    UNDONE = "undone"  # another verdict falls


OF_REPORTS = frozenset({Kind.ACCEPTED, Kind.CORRECTED, Kind.REJECTED})


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's decision, before it is kept.

    `values` are those of the fields that it is about. For `split`, `other` is a report of the `event` that is left.
    """

    kind: Kind
    who: str
    why: str = ""
    document: str | None = None
    report: str | None = None
    other_document: str | None = None
    other: str | None = None
    event: str | None = None
    values: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision that is kept, with its number and time."""

    number: int
    at: str
    decision: Decision


def put_verdict(tx: Connection, decision: Decision, *, at: str) -> int:
    """Keep a decision; gives its number."""
    values = None if decision.values is None else json.dumps(decision.values, ensure_ascii=False)
    row = insert(verdicts).values(
        at=at,
        who=writable(decision.who),
        kind=decision.kind.value,
        document_id=decision.document,
        report_id=decision.report,
        other_document_id=decision.other_document,
        other_report_id=decision.other,
        event_id=decision.event,
        field=", ".join(decision.values or ()) or None,
        value=values and writable(values),
        why=writable(decision.why),
    )
    return int(tx.execute(row.returning(verdicts.c.number)).scalar_one())


def undo(tx: Connection, number: int | None, *, who: str, why: str, at: str) -> Verdict:
    """Undo a verdict, the last one that stands where none is named; raises UsageError where there is none."""
    standing = in_force(tx)
    found = next((each for each in reversed(standing) if number in (None, each.number)), None)
    if found is None:
        raise UsageError(f"there is no verdict {number} that stands" if number else "there is no verdict to undo")
    tx.execute(
        insert(verdicts).values(
            at=at, who=writable(who), kind=Kind.UNDONE.value, why=writable(why), undoes=found.number
        )
    )
    return found


def in_force(tx: Connection) -> list[Verdict]:
    """The verdicts that stand, in the order in which they were given."""
    undone = select(verdicts.c.undoes).where(verdicts.c.undoes.is_not(None))
    query = select(verdicts).where(verdicts.c.kind != Kind.UNDONE.value, verdicts.c.number.not_in(undone))
    return [_verdict(row) for row in tx.execute(query.order_by(verdicts.c.number))]


def _verdict(row: Row[Any]) -> Verdict:
    decision = Decision(
        kind=Kind(row.kind),
        who=row.who,
        why=row.why,
        document=row.document_id,
        report=row.report_id,
        other_document=row.other_document_id,
        other=row.other_report_id,
        event=row.event_id,
        values=json.loads(row.value) if row.value else None,
    )
    return Verdict(row.number, row.at, decision)
