"""The command line: each command reads its options, calls one public function and writes what it gives.

Data go to stdout, talk goes to stderr. Exit code 0: all well; 1: some documents or proofs failed; 2: misuse.
Imports stand inside the commands, so that `dateline --help` is there at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from dateline.errors import DatelineError, SourceError, UsageError

if TYPE_CHECKING:
    from dateline.kit import Kit
    from dateline.model import Document
    from dateline.out import Tally
    from dateline.pipeline import Coding

FORMATS = ("table", "jsonl", "csv", "geojson")
FAILED, MISUSE, STOPPED, PIPE_CLOSED = 1, 2, 130, 141  # the last two as a shell has them: 128 + signal
SAMPLE = Path(__file__).with_name("data") / "sample" / "report.html"
CLEAR = "\x1b[K"  # clears a terminal's line from here on
WIDE = 140  # columns of a table that goes to a file or a pipe


class Day(click.ParamType[date]):
    """A day as ISO 8601 writes it."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write it as 2024-05-31", param, ctx)


def main(args: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code; a person never sees a traceback unasked."""
    args = sys.argv[1:] if args is None else args
    debug = "--debug" in args
    if not debug:
        _quiet_libraries()
    try:
        code = cli.main(args=args, prog_name="dateline", standalone_mode=False)
    except click.exceptions.Exit as leave:
        code = leave.exit_code
    except click.ClickException as wrong:
        wrong.show()
        code = MISUSE
    except UsageError as wrong:
        code = _complain(str(wrong), MISUSE)
    except (click.Abort, KeyboardInterrupt):
        code = _complain("stopped", STOPPED)
    except DatelineError as wrong:
        code = _complain(str(wrong), FAILED)
    except OSError as wrong:
        code = _complain(f"{wrong.filename or 'system'}: {wrong.strerror or wrong}", FAILED)
    except Exception as bug:
        # The outermost guard: one line for the person, the rest for whoever asks.
        if debug:
            raise
        fault = f"a fault of Dateline itself: {type(bug).__name__}: {bug}"
        code = _complain(f"{fault}. Please report what --debug shows, with `dateline --version`", FAILED)
    sys.exit(code if isinstance(code, int) else 0)


def _quiet_libraries() -> None:
    """Keep the log lines and warnings of dependencies off a person's terminal."""
    import logging
    import warnings

    logging.getLogger().addHandler(logging.NullHandler())
    warnings.simplefilter("ignore")


def _say(message: str) -> None:
    click.echo(message, err=True)


def _progress(what: str, share: float = 0.0) -> None:
    """Tell on stderr what a long step is at."""
    _say(f"gazetteer: {what} ({share:.0%})")


def _complain(message: str, code: int) -> int:
    _say(f"dateline: {' '.join(message.split())}")
    return code


# --- options that several commands share ----------------------------------------------------

DEBUG = click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an unexpected fault.")
PARSER = click.option(
    "--parser", metavar="NAME", help="spaCy model to parse with, instead of the one that comes along."
)
NAMES = click.option("--names", is_flag=True, help="Show private persons by name in table, CSV and GeoJSON.")
PUBLISHED = click.option("--published", type=Day(), help="Day of publication, where the document does not tell it.")
PUBLISHER = click.option("--publisher", metavar="TEXT", help="Publisher, where the document does not tell it.")


class _Commands(click.Group):
    """A group whose commands end quietly when the reader of their output has gone (`| head`)."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Python would still flush what is left on its way out.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise click.exceptions.Exit(PIPE_CLOSED) from None


def _command(group: click.Group, name: str | None = None) -> Callable[[Callable[..., None]], click.Command]:
    """Register a command that knows --debug too."""
    return lambda function: group.command(name)(DEBUG(function))


def _group(group: click.Group) -> Callable[[Callable[..., None]], click.Group]:
    """Register a group of commands that knows --debug too."""
    return lambda function: group.group(cls=_Commands)(DEBUG(function))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="dateline", message="dateline %(version)s")
@DEBUG
def cli() -> None:
    """Turn reports on armed conflict into sourced events: who did what to whom, where, when, how many.

    \b
    dateline sample                                     see what it does
    dateline code report.html                           a table of one report's events
    dateline code reports/ --output reports.jsonl       records with every value's words
    dateline explain report.html                        why each value is what it is
    """


# --- commands -------------------------------------------------------------------------------


@_command(cli)
@click.argument("files", nargs=-1, required=True)
@PUBLISHED
@PUBLISHER
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: by the ending of --output, else table.")
@NAMES
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes to code with.")
@PARSER
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write, and a manifest by it.")
@click.option("--manifest", type=click.Path(dir_okay=False, path_type=Path), help="File for the run's manifest.")
def code(
    files: tuple[str, ...],
    published: date | None,
    publisher: str | None,
    form: str | None,
    names: bool,  # noqa: FBT001 - click passes options by name
    workers: int,
    parser: str | None,
    output: Path | None,
    manifest: Path | None,
) -> None:
    """Code the events of FILES: pages, texts, JSONL, feeds, archives, folders of them, or - for JSONL on stdin."""
    from dateline.out import Tally

    started, tally, form = _now(), Tally(), _format(form, output)
    options = {"format": form, "names": names, "workers": workers, "parser": parser, "publisher": publisher}
    options["published"] = published.isoformat() if published else None
    with _target(output) as stream:
        kit = _kit(parser)
        documents = _documents(files, published, publisher)
        _write(_followed(_coded(documents, kit, workers), tally), form, stream, names=names)
    if target := manifest or (output.with_suffix(".manifest.json") if output else None):
        _write_manifest(target, tally, kit, started, options, files)
    _finish(tally, output)


@_command(cli)
@click.argument("file")
@PUBLISHED
@PUBLISHER
@PARSER
def explain(file: str, published: date | None, publisher: str | None, parser: str | None) -> None:
    """Tell why each value of FILE's reports is what it is: words, offsets, voice, rule, what was rejected."""
    from dateline.out import Tally
    from dateline.out import explain as account

    tally = Tally()
    documents = _documents((file,), published, publisher)
    with _target(None) as stream:
        for coding in _followed(_coded(documents, _kit(parser), 1), tally):
            stream.write(account(coding))
    _finish(tally, None)


@_command(cli)
@NAMES
@PARSER
def sample(names: bool, parser: str | None) -> None:  # noqa: FBT001 - click passes options by name
    """Code the sample report that comes along and show its events."""
    from dateline.out import Tally

    tally = Tally()
    with _target(None) as stream:
        documents = _documents((str(SAMPLE),), None, None)
        _write(_followed(_coded(documents, _kit(parser), 1), tally), "table", stream, names=names)
    _finish(tally, None)
    _say(f"Every value with its words and its reasons: dateline explain {SAMPLE}")


@_command(cli)
def check() -> None:
    """Load all rules and lexica and run every proof."""
    from dateline.pipeline import run_proofs

    result = run_proofs(_kit(None))
    for name, number in result.counts.items():
        click.echo(f"{number:>7}  {name}")
    for failure in result.failures:
        _say(failure)
    _say(f"{len(result.failures)} failed" if result.failures else "every proof holds")
    if result.failures:
        raise click.exceptions.Exit(FAILED)


@_command(cli)
@click.option("--format", "form", type=click.Choice(["markdown", "json"]), default="markdown", show_default=True)
def types(form: str) -> None:
    """Print the codebook: every event type, its definition and its fields."""
    from dateline.ontology import codebook, load_ontology
    from dateline.out import codebook_json

    with _target(None) as stream:
        stream.write(codebook(load_ontology()) if form == "markdown" else codebook_json(load_ontology()))


@_group(cli)
def gazetteer() -> None:
    """Build, extend or describe the file of places (kept in the user's data folder, or in $DATELINE_DATA)."""


@_command(gazetteer)
def build() -> None:
    """Build the file from the packaged data, anew; what was imported goes."""
    from dateline.gazetteer import build as assemble
    from dateline.gazetteer import default_path

    assemble(default_path(), progress=_progress)
    _say(f"built {default_path()}")


@_command(gazetteer, "import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_file(file: Path) -> None:
    """Add the places of a GeoNames dump FILE (allCountries.txt, XX.txt or their .zip)."""
    from dateline.gazetteer import default_path, import_geonames

    import_geonames(file, default_path(), progress=_progress)
    _say(f"imported {file} into {default_path()}")


@_command(gazetteer)
def info() -> None:
    """Print what the file holds and what it was built from."""
    from dateline.gazetteer import default_path, open_gazetteer

    places = open_gazetteer(default_path(), progress=_progress)
    click.echo(f"path\t{places.path}")
    for name, value in places.meta.items():
        click.echo(f"{name}\t{value}")


# --- how the commands do it -----------------------------------------------------------------


def _format(form: str | None, output: Path | None) -> str:
    """The format asked for, else the one that the output's ending names, else the table."""
    ending = output.suffix.removeprefix(".").lower() if output else ""
    return form or (ending if ending in FORMATS else FORMATS[0])


def _kit(parser: str | None) -> Kit:
    from dateline.kit import load_kit

    return load_kit(parser=parser, progress=_progress)


def _documents(
    files: tuple[str, ...], published: date | None, publisher: str | None
) -> Iterator[Document | SourceError]:
    from dateline.sources import read_sources

    stdin = sys.stdin.buffer if "-" in files else None
    today = _now().date()
    yield from read_sources(files, stdin=stdin, published=published, publisher=publisher or "", today=today)


def _coded(documents: Iterable[Document | SourceError], kit: Kit, workers: int) -> Iterable[Coding | SourceError]:
    if workers == 1:
        from dateline.pipeline import code_documents

        return code_documents(documents, kit)
    from dateline.pipeline import code_parallel

    return code_parallel(documents, kit, workers=workers)


def _followed(items: Iterable[Coding | SourceError], tally: Tally) -> Iterator[Coding]:
    """The codings alone; failures go to stderr, one line each, and a terminal sees how far the run is."""
    live = sys.stderr.isatty() and not sys.stdout.isatty()
    for item in items:
        tally.add(item)
        if live:
            click.echo(f"\r{_sum(tally)}{CLEAR}", err=True, nl=False)
        if isinstance(item, SourceError):
            _say(f"\r{CLEAR}" * live + " ".join(str(item).split()))
        else:
            yield item
    if live:
        click.echo(f"\r{CLEAR}", err=True, nl=False)


def _write(codings: Iterable[Coding], form: str, stream: TextIO, *, names: bool) -> None:
    from dateline.out import Format, written

    live = stream.isatty()
    width = _width() if live else WIDE
    colour = live and "NO_COLOR" not in os.environ
    for piece in written(codings, Format(form), names=names, width=width, colour=colour):
        stream.write(piece)


def _width() -> int:
    from shutil import get_terminal_size

    return max(80, get_terminal_size().columns)


@contextmanager
def _target(output: Path | None) -> Iterator[TextIO]:
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


def _write_manifest(
    path: Path, tally: Tally, kit: Kit, started: datetime, options: dict[str, Any], files: tuple[str, ...]
) -> None:
    import json
    from importlib.metadata import version

    from dateline.out import manifest

    versions = {"dateline": version("dateline"), **kit.versions()}
    account = manifest(tally, started=started, finished=_now(), versions=versions, configuration=options, inputs=files)
    with _target(path) as stream:
        stream.write(json.dumps(account, ensure_ascii=False, indent=2) + "\n")


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the one clock of the project


def _sum(tally: Tally) -> str:
    return ", ".join(
        f"{number} {noun}{'' if number == 1 else 's'}"
        for number, noun in ((tally.documents, "document"), (tally.reports, "report"))
    )


def _finish(tally: Tally, output: Path | None) -> None:
    """Sum the run up on stderr and leave with 1 where documents failed."""
    failed = f", {len(tally.failures)} failed" if tally.failures else ""
    where = f" -> {output}" if output else ""
    _say(f"{_sum(tally)}{failed}{where}")
    if tally.failures:
        raise click.exceptions.Exit(FAILED)
