"""How the commands do it: what they read with, what they write to, and how they tell of it."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from dateline.cli.program import FAILED, say
from dateline.errors import SourceError, UsageError

if TYPE_CHECKING:
    from dateline.kit import Kit
    from dateline.model import Document
    from dateline.out import Tally
    from dateline.pipeline import Coding

FORMATS = ("table", "jsonl", "csv", "geojson")
CLEAR = "\x1b[K"  # clears a terminal's line from here on
WIDE = 140  # columns of a table that goes to a file or a pipe


def chosen_format(form: str | None, output: Path | None) -> str:
    """The format asked for, else the one that the output's ending names, else the table."""
    ending = output.suffix.removeprefix(".").lower() if output else ""
    return form or (ending if ending in FORMATS else FORMATS[0])


def loaded_kit(parser: str | None, relevance: str = "political") -> Kit:
    """All that the coder goes by, with the parser asked for; `relevance` says what is coded with it."""
    from dateline.kit import load_kit

    kit = load_kit(parser=parser, relevance=relevance, progress=progress)
    gc.freeze()  # it stays to the end: not to be gone through for waste again and again
    return kit


def read_documents(
    files: tuple[str, ...], published: date | None, publisher: str | None
) -> Iterator[Document | SourceError]:
    """The documents of files, folders, archives and, for `-`, of stdin; what cannot be read comes as its error."""
    from dateline.sources import read_sources

    stdin = sys.stdin.buffer if "-" in files else None
    today = now().date()
    yield from read_sources(files, stdin=stdin, published=published, publisher=publisher or "", today=today)


def coded(documents: Iterable[Document | SourceError], kit: Kit, workers: int) -> Iterable[Coding | SourceError]:
    """The codings in the order of the documents, by one process or several."""
    if workers == 1:
        from dateline.pipeline import code_documents

        return code_documents(documents, kit)
    from dateline.pipeline import code_parallel

    return code_parallel(documents, kit, workers=workers)


def followed(items: Iterable[Coding | SourceError], tally: Tally, *, least: float = 0.0) -> Iterator[Coding]:
    """The codings alone, with their reports that have the `least` confidence; failures go to stderr, a line each.

    A terminal sees how far the run is.
    """
    live = sys.stderr.isatty() and not sys.stdout.isatty()
    for item in items:
        if not isinstance(item, SourceError):
            sure = tuple(report for report in item.reports if report.confidence >= least)
            tally.unsure += len(item.reports) - len(sure)
            item = replace(item, reports=sure)
        tally.add(item)
        if live:
            click.echo(f"\r{_sum(tally)}{CLEAR}", err=True, nl=False)
        if isinstance(item, SourceError):
            say(f"\r{CLEAR}" * live + " ".join(str(item).split()))
        else:
            yield item
    if live:
        click.echo(f"\r{CLEAR}", err=True, nl=False)


def write(codings: Iterable[Coding], form: str, stream: TextIO, *, names: bool) -> None:
    """Write the codings as they come; a table fits the terminal."""
    from dateline.out import Format, written

    width, colour = table_look(stream)
    for piece in written(codings, Format(form), names=names, width=width, colour=colour):
        stream.write(piece)


def table_look(stream: TextIO) -> tuple[int, bool]:
    """How many columns a table has there, 80 at least, and whether it has colours."""
    from shutil import get_terminal_size

    if not stream.isatty():
        return WIDE, False
    return max(80, get_terminal_size().columns), "NO_COLOR" not in os.environ


@contextmanager
def opened(output: Path | None) -> Iterator[TextIO]:
    """Where data go: stdout, or a file that gets its name only when it is whole."""
    if output is None:
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
        yield sys.stdout
        sys.stdout.flush()
        return
    part = output.with_name(output.name + ".part")
    try:
        file = part.open("w", encoding="utf-8", errors="backslashreplace", newline="")
    except OSError as wrong:
        raise UsageError(f"cannot write {output}: {wrong.strerror or wrong}; name another file") from wrong
    with file:
        yield file
    part.replace(output)


def write_manifest(
    path: Path, tally: Tally, kit: Kit, started: datetime, options: dict[str, Any], files: tuple[str, ...]
) -> None:
    """Write the account of a run."""
    import json
    from importlib.metadata import version

    from dateline.out import manifest

    versions = {"dateline": version("dateline"), **kit.versions()}
    account = manifest(tally, started=started, finished=now(), versions=versions, configuration=options, inputs=files)
    with opened(path) as stream:
        stream.write(json.dumps(account, ensure_ascii=False, indent=2) + "\n")


def now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)  # noqa: TID251 - the one clock of the project


def _sum(tally: Tally) -> str:
    return ", ".join(
        f"{number} {noun}{'' if number == 1 else 's'}"
        for number, noun in ((tally.documents, "document"), (tally.reports, "report"))
    )


def finish(tally: Tally, output: Path | None) -> None:
    """Sum the run up on stderr and leave with 1 where documents failed."""
    unsure = f", {tally.unsure} below the confidence asked for" if tally.unsure else ""
    failed = f", {len(tally.failures)} failed" if tally.failures else ""
    where = f" -> {output}" if output else ""
    say(f"{_sum(tally)}{unsure}{failed}{where}")
    if tally.failures:
        raise click.exceptions.Exit(FAILED)


def progress(what: str, share: float = 0.0) -> None:
    """Tell on stderr what a long step is at."""
    say(f"gazetteer: {what} ({share:.0%})")
