"""Codes a project's documents: those that are new, those that failed, or all anew by other rules."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import TYPE_CHECKING

from dateline.errors import DatelineError, SourceError
from dateline.model import Document
from dateline.out import record
from dateline.project.folder import Project
from dateline.store import (
    CODE,
    Coded,
    Failure,
    Means,
    Stored,
    begin_run,
    coded_otherwise,
    documents_by_number,
    finish_run,
    note_failure,
    put_coding,
    uncoded,
)

if TYPE_CHECKING:
    from dateline.kit import Kit
    from dateline.pipeline import Coding

READ = 64  # documents read out of the store at a time
ALONE = 32  # documents that are coded one by one after a fault; as many as the coder reads at a time

type Results = Iterable[Coding | SourceError]


@dataclass(frozen=True, slots=True)
class Coder:
    """What codes documents, in order: `many` of them as fast as may be, and the same `alone`, one at a time.

    `families` are those of the event types; `means` is what a run of it states.
    """

    many: Callable[[Iterable[Document]], Results]
    alone: Callable[[Iterable[Document]], Results]
    families: Mapping[str, str]
    means: Means


def coder_of(kit: Kit, *, workers: int = 1) -> Coder:
    """The coder with everything loaded."""
    from importlib.metadata import version

    from dateline.datafiles import fingerprints
    from dateline.parse import model_hash
    from dateline.pipeline import code_documents, code_parallel

    versions = {"dateline": version("dateline"), **kit.versions(), "model": model_hash(kit.parser)}
    return Coder(
        many=lambda docs: code_parallel(docs, kit, workers=workers),
        alone=lambda docs: code_documents(docs, kit),
        families={name: type_.family for name, type_ in kit.ontology.types.items()},
        means=Means(versions, fingerprints(), {"relevance": kit.relevance.value}),
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """One document done: how many reports it gave, or why it could not be coded."""

    document: str
    reports: int
    error: SourceError | None = None


def code(
    project: Project, coder: Coder, *, clock: Callable[[], str], retry: bool = False, anew: bool = False
) -> Iterator[Progress]:
    """Code what was never coded, with `retry` also what failed, with `anew` all that was coded by other means.

    Each document is committed by itself: whatever is killed goes on where it stood. A fault of the coder in one
    document is kept as its failure, and the others go on.
    """
    with project.store.reading() as tx:
        numbers = coded_otherwise(tx, coder.means) if anew else uncoded(tx, retry=retry)
    if not numbers:
        return
    with project.store.writing() as tx:
        run = begin_run(tx, coder.means, at=clock())
    for stored, result in _results(project, numbers, coder):
        yield _keep(project, stored, result, coder, run=run, at=clock())
    with project.store.writing() as tx:
        finish_run(tx, run, at=clock())


def _results(project: Project, numbers: Sequence[int], coder: Coder) -> Iterator[tuple[Stored, Coding | SourceError]]:
    """Each document of these rows with what came of it; after a fault of the coder, some are coded one by one."""
    done = 0
    while done < len(numbers):
        begun: deque[Stored] = deque()
        try:
            for result in coder.many(_documents(project, numbers[done:], begun)):
                done += 1
                yield begun.popleft(), result
        except DatelineError:
            raise
        except Exception:  # noqa: BLE001 - whatever it is: one of the next documents brings it about
            for stored in _stored(project, numbers[done : done + ALONE]):
                done += 1
                yield stored, _alone(stored.document, coder)


def _documents(project: Project, numbers: Sequence[int], begun: deque[Stored]) -> Iterator[Document]:
    for stored in _stored(project, numbers):
        begun.append(stored)
        yield stored.document


def _stored(project: Project, numbers: Sequence[int]) -> Iterator[Stored]:
    for some in batched(numbers, READ):
        with project.store.reading() as tx:
            found = documents_by_number(tx, some)
        yield from found


def _alone(doc: Document, coder: Coder) -> Coding | SourceError:
    try:
        (result,) = coder.alone([doc])
    except DatelineError:
        raise
    except Exception as bug:  # noqa: BLE001 - kept as the document's failure, so that the others go on
        return SourceError(doc.id, f"a fault of Dateline itself: {type(bug).__name__}: {bug}; please report it")
    return result


def _keep(
    project: Project, stored: Stored, result: Coding | SourceError, coder: Coder, *, run: int, at: str
) -> Progress:
    id = stored.document.id
    if isinstance(result, SourceError):
        with project.store.writing() as tx:
            note_failure(tx, Failure(CODE, id, result.message, at))
        return Progress(id, 0, result)
    records = [record(report, result.document) for report in result.reports]
    with project.store.writing() as tx:
        put_coding(tx, Coded(stored.number, records, coder.families, result.other_field), run=run, at=at)
    return Progress(id, len(records))
