"""The commands that make a project and tell of it: init, add, status, search, purge, verify."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.options import PROJECT, PUBLISHED, PUBLISHER, RELEVANCE, WHO
from dateline.cli.program import FAILED, cli, command, say
from dateline.cli.running import now, opened
from dateline.errors import SourceError, UsageError

if TYPE_CHECKING:
    from dateline.project import Project
    from dateline.sources import Taken


@contextmanager
def project_at(folder: Path | None) -> Iterator[Project]:
    """The project of a folder, or of the present one or the nearest above; its database is closed in the end."""
    from dateline.project import find_project, open_project

    found = folder or find_project(Path.cwd())
    if found is None:
        raise click.UsageError("no project here or above; go into one, name it with --project, or dateline init one")
    project = open_project(found)
    try:
        yield project
    finally:
        project.store.close()


def is_project(folder: Path | None) -> bool:
    """Is a project named, or is one here or above?"""
    from dateline.project import find_project

    return folder is not None or find_project(Path.cwd()) is not None


def stamp() -> str:
    """The time that stands by what is written into a project."""
    return now().isoformat(timespec="seconds")


def user(who: str | None) -> str:
    """Who decides: as named, or the user of this machine."""
    import getpass

    return who or getpass.getuser()


@command(cli)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", default="", help="Name of the project. Default: that of the folder.")
@RELEVANCE
@click.option("--database", default="", metavar="URL", help="postgresql://... Default: a file in the folder (SQLite).")
def init(folder: Path, name: str, relevance: str, database: str) -> None:
    """Make FOLDER a project: a dataset that documents are added to, coded in, and decided on by people."""
    import secrets

    from dateline.project import make_project

    project = make_project(folder, name=name, relevance=relevance, database=database, key=secrets.token_bytes(32))
    project.store.close()
    say(f"made {folder}; keep its {project.folder / 'secret.key'} secret, and a copy of it")


@command(cli)
@click.argument("files", nargs=-1, required=True)
@PUBLISHED
@PUBLISHER
@click.option("--allow-network", is_flag=True, help="Fetch those of FILES that are addresses (http, https).")
@PROJECT
def add(
    files: tuple[str, ...],
    published: date | None,
    publisher: str | None,
    allow_network: bool,  # noqa: FBT001 - click passes options by name
    folder: Path | None,
) -> None:
    """Archive the documents of FILES in the project: pages, texts, JSONL, feeds, archives, folders, addresses.

    Known ones are skipped, changed ones are kept as a new version. What cannot be read is kept as a failure with its
    reason.
    """
    from dateline.project import add as take

    _check_files(files, network=allow_network)
    outcomes: Counter[str] = Counter()
    with project_at(folder) as project:
        for result in take(project, _arrivals(files, published, publisher), at=stamp()):
            if isinstance(result, SourceError):
                outcomes["failed"] += 1
                say(" ".join(str(result).split()))
            else:
                outcomes[result.outcome.value] += 1
    say(", ".join(f"{outcomes[name]} {name}" for name in ("added", "changed", "known", "purged", "failed")))
    if outcomes["failed"]:
        raise click.exceptions.Exit(FAILED)


def _check_files(files: tuple[str, ...], *, network: bool) -> None:
    for name in files:
        if _is_address(name):
            if not network:
                raise UsageError(f"{name} is an address; nothing is fetched without --allow-network")
        elif name != "-" and not Path(name).exists():
            raise UsageError(f"{name}: no such file or folder; check the path")


def _is_address(name: str) -> bool:
    return name.startswith(("http://", "https://"))


def _arrivals(files: tuple[str, ...], published: date | None, publisher: str | None) -> Iterator[Taken | SourceError]:
    """The documents of files and addresses, in their order."""
    import sys
    from itertools import groupby

    from dateline.sources import fetched, take_in

    today, publisher = now().date(), publisher or ""
    for addresses, group in groupby(files, _is_address):
        if not addresses:
            stdin = sys.stdin.buffer if "-" in files else None
            yield from take_in(group, stdin=stdin, published=published, publisher=publisher, today=today)
            continue
        from dateline.cli.fetching import fetch

        for url in group:
            try:
                answer = fetch(url)
            except SourceError as error:
                yield error
                continue
            yield from fetched(
                answer.raw, url, declared=answer.declared, published=published, publisher=publisher, today=today
            )


@command(cli)
@PROJECT
def status(folder: Path | None) -> None:
    """Tell what is in the project: documents, reports, events, what was reviewed, what failed and why."""
    from dataclasses import asdict

    from dateline.store import all_failures, count_all

    with project_at(folder) as project, project.store.reading() as tx, opened(None) as stream:
        stream.write(f"project\t{project.name}\n")
        for name, number in asdict(count_all(tx)).items():
            stream.write(f"{name}\t{number}\n")
        failures = all_failures(tx)
        stream.write(f"failures\t{len(failures)}\n")
        for failure in failures:
            stream.write(f"  {failure.stage}\t{failure.name}\t{' '.join(failure.reason.split())}\n")


@command(cli)
@click.argument("words", nargs=-1, required=True)
@click.option("--most", type=click.IntRange(1), default=20, show_default=True, help="List so many documents.")
@PROJECT
def search(words: tuple[str, ...], most: int, folder: Path | None) -> None:
    """List the project's documents that hold all WORDS; quoted ones must stand together."""
    from dateline.store import search as look

    asked = " ".join(f'"{word}"' if " " in word else word for word in words)
    with project_at(folder) as project, project.store.reading() as tx, opened(None) as stream:
        for found in look(tx, asked, most=most):
            words_there = " ".join(found.words.split())
            stream.write(f"{found.id}\t{found.published or '?'}\t{found.publisher or '?'}\t{words_there}\n")


@command(cli)
@click.argument("name", metavar="DOCUMENT|SOURCE")
@click.option("--yes", is_flag=True, help="Do not ask.")
@WHO
@PROJECT
def purge(name: str, yes: bool, who: str | None, folder: Path | None) -> None:  # noqa: FBT001 - click
    """Take a document out of the project, or all of a publisher or of a file: words, bytes, index, reports, claims.

    Nothing brings them back, and they are not let in again. A tombstone without content stays. Copies that were made of
    the database or its exports are not known to it.
    """
    from dateline.store import Purge, documents_named
    from dateline.store import purge as take_out

    with project_at(folder) as project:
        with project.store.reading() as tx:
            ids = documents_named(tx, name)
        if not ids:
            raise UsageError(f"there is no document {name}, and none of a publisher or file of this name")
        number = f"{len(ids)} document{'' if len(ids) == 1 else 's'}"
        if not yes:
            click.confirm(f"purge {number} for good?", abort=True, err=True)
        take_out(project.store, Purge(ids, project.key, user(who), stamp()))
    say(f"purged {number}; dateline merge makes the events anew without them")


@command(cli)
@PROJECT
def verify(folder: Path | None) -> None:
    """Look whether bytes, texts, reports, claims and index of the project agree; each fault is a line."""
    from dateline.store import faults

    with project_at(folder) as project, project.store.writing() as tx:
        found = list(faults(tx))
    for fault in found:
        say(fault)
    say(f"{len(found)} fault{'' if len(found) == 1 else 's'}" if found else "all agrees")
    if found:
        raise click.exceptions.Exit(FAILED)
