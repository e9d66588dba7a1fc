"""Runs: what a coding was made with, so that a change can be laid at the door of what changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Row, Select, exists, func, insert, select, update

from dateline.store.failures import CODE
from dateline.store.tables import codings, documents, failures, runs


@dataclass(frozen=True, slots=True)
class Means:
    """What documents are coded with: two runs with equal means give equal reports."""

    versions: Mapping[str, str]
    data_files: Mapping[str, str]
    configuration: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Run:
    """A run as it stands in the store; `finished` is None while it goes on, and where it was cut off."""

    number: int
    started: str
    finished: str | None
    means: Means


def begin_run(tx: Connection, means: Means, *, at: str) -> int:
    """The number of a new run; where one with the same means was cut off, that one goes on."""
    open_ = select(runs.c.number).where(runs.c.finished.is_(None), *_with(means)).order_by(runs.c.number.desc())
    begun = tx.execute(open_).scalar()
    if begun is None:
        begun = tx.execute(insert(runs).values(started=at, **_columns(means)).returning(runs.c.number)).scalar_one()
    return int(begun)


def finish_run(tx: Connection, number: int, *, at: str) -> None:
    """The run has seen all of its documents."""
    tx.execute(update(runs).where(runs.c.number == number).values(finished=at))


def find_run(tx: Connection, number: int) -> Run | None:
    """A run by its number."""
    row = tx.execute(select(runs).where(runs.c.number == number)).first()
    return _run(row) if row else None


def all_runs(tx: Connection) -> list[Run]:
    """Every run, the oldest first."""
    return [_run(row) for row in tx.execute(select(runs).order_by(runs.c.number))]


def documents_of_runs(tx: Connection) -> dict[int, int]:
    """How many documents each run coded."""
    query = select(codings.c.run, func.count()).group_by(codings.c.run)
    return {run: number for run, number in tx.execute(query)}


def uncoded(tx: Connection, *, retry: bool) -> list[int]:
    """The rows of documents whose newest version was never coded; those that failed only with `retry`."""
    coded = exists().where(codings.c.document == documents.c.number)
    failed = exists().where(failures.c.stage == CODE, failures.c.name == documents.c.id)
    query = select(documents.c.number).where(documents.c.current, ~coded)
    return _numbers(tx, query if retry else query.where(~failed))


def coded_otherwise(tx: Connection, means: Means) -> list[int]:
    """The rows of documents whose newest version was not coded with these means yet."""
    so = select(codings.c.document).join(runs, codings.c.run == runs.c.number).where(*_with(means))
    return _numbers(tx, select(documents.c.number).where(documents.c.current, documents.c.number.not_in(so)))


def _numbers(tx: Connection, query: Select[int]) -> list[int]:
    return list(tx.execute(query.order_by(documents.c.number)).scalars())


def _with(means: Means) -> list[ColumnElement[bool]]:
    return [runs.c[name] == value for name, value in _columns(means).items()]


def _columns(means: Means) -> dict[str, str]:
    return {
        name: json.dumps(dict(getattr(means, name)), sort_keys=True)
        for name in ("versions", "data_files", "configuration")
    }


def _run(row: Row[object]) -> Run:
    means = Means(*(json.loads(getattr(row, name)) for name in ("versions", "data_files", "configuration")))
    return Run(row.number, row.started, row.finished, means)
