"""What could not be read or coded: a row each, with its reason, until it can be."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from dateline.store.documents import writable
from dateline.store.tables import failures

ADD, CODE = "add", "code"  # the stages


class Failure(NamedTuple):
    """What failed at which stage, and why."""

    stage: str
    name: str
    reason: str
    at: str


def note_failure(tx: Connection, failure: Failure) -> None:
    """Keep a failure; an older one of the same name and stage goes."""
    settle(tx, failure.stage, failure.name)
    name, reason = writable(failure.name), writable(failure.reason)
    tx.execute(insert(failures).values(stage=failure.stage, name=name, reason=reason, at=failure.at))


def settle(tx: Connection, stage: str, name: str) -> None:
    """What failed has succeeded, or is gone."""
    tx.execute(delete(failures).where(failures.c.stage == stage, failures.c.name == writable(name)))


def all_failures(tx: Connection) -> list[Failure]:
    """Every failure, by stage and name."""
    columns = (failures.c.stage, failures.c.name, failures.c.reason, failures.c.at)
    return [Failure(*row) for row in tx.execute(select(*columns).order_by(failures.c.stage, failures.c.name))]
