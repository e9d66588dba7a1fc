"""Takes documents into a project."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.errors import SourceError
from dateline.project.folder import Project
from dateline.sources import Taken
from dateline.store import ADD, Arrival, Failure, Kept, note_failure, put_document, settle

PIPE = "-"  # the name of standard input

# "https://...", "urn:...", "tag:...": it means the same wherever the file that it stands in is.
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:\S", re.IGNORECASE)


def add(project: Project, arrivals: Iterable[Taken | SourceError], *, at: str) -> Iterator[Kept | SourceError]:
    """Archive documents as they come, each in a transaction of its own, and tell what became of each.

    What could not be read is kept as a failure, until it can be. `at` is the time that stands by them.
    """
    for one in arrivals:
        with project.store.writing() as tx:
            if isinstance(one, SourceError):
                note_failure(tx, Failure(ADD, one.name, one.message, at))
                result: Kept | SourceError = one
            else:
                settle(tx, ADD, one.origin)
                result = put_document(tx, _arrival(one, project), at=at, key=project.key)
        yield result


def _arrival(taken: Taken, project: Project) -> Arrival:
    file = _place(taken.file, project.folder) if taken.file else ""
    part = taken.part or (hashlib.sha256(taken.raw).hexdigest() if file == PIPE else "")
    own = part if _ADDRESS.match(part) or not file else ""
    address = own or (f"{file}#{part}" if part else file)
    return Arrival(taken.document, taken.raw, address, file or taken.part)


def _place(file: str, folder: Path) -> str:
    """A file's path: below the project's folder where it is in it, else from the root."""
    if file == PIPE:
        return file
    path, folder = Path(file).resolve(), folder.resolve()
    return (path.relative_to(folder) if path.is_relative_to(folder) else path).as_posix()
