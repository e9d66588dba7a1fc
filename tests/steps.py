"""What a process does to a project, for tests that kill it on the way; imported once, before such processes part."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from dateline.out import jsonl
from dateline.project import Coder, Project, add, code, coder_of, join_reports, merge, open_project
from dateline.sources import document, take_in
from dateline.store import current_documents, event_records, faults, judged_reports
from littlecoder import AT, join, little

document("What makes the first document slow is read here: the rules of pages, the languages.")


def step(folder: Path, what: str, pages: Path, begun: Connection | None = None, most: int = 0) -> None:
    """Do one thing: add, code, code2 (anew, by other rules), merge; with the real coder: really code, really merge.

    `begun` is told when the project is open; no file may grow longer than `most` bytes, where that is given.
    """
    if most:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    project = open_project(folder)
    if begun:
        begun.send(what)
    if what == "add":
        list(add(project, take_in([pages]), at=AT))
    elif what in ("merge", "really merge"):
        merge(project, at=AT, join=join if what == "merge" else join_reports)
    else:
        list(code(project, _coder(what), clock=lambda: AT, anew=what == "code2"))
    project.store.close()


def _coder(what: str) -> Coder:
    if what == "really code":
        import realkit

        return coder_of(realkit.KIT)
    return little("2") if what == "code2" else little("1")


def everything(project: Project) -> str:
    """What a project says, line by line: documents, reports, events; raises AssertionError where it does not agree."""
    with project.store.writing() as tx:
        assert list(faults(tx)) == []
        return "\n".join(_lines(tx))


def _lines(tx: object) -> Iterator[str]:
    for stored in current_documents(tx):  # type: ignore[arg-type]
        yield f"{stored.document.id} {stored.version} {stored.document.text}"
    yield from (jsonl(judged.record) for judged in judged_reports(tx))  # type: ignore[arg-type]
    yield from (jsonl(record) for record in event_records(tx))  # type: ignore[arg-type]
