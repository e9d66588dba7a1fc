"""The commands that code documents: code, explain, sample."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from click.core import ParameterSource

from dateline.cli.options import NAMES, PARSER, PROJECT, PUBLISHED, PUBLISHER, RELEVANCE
from dateline.cli.program import cli, command, say
from dateline.cli.projects import is_project
from dateline.cli.reports import code_project, explain_event
from dateline.cli.running import (
    FORMATS,
    chosen_format,
    coded,
    finish,
    followed,
    loaded_kit,
    now,
    opened,
    read_documents,
    write,
    write_manifest,
)

SAMPLE = Path(__file__).parents[1] / "data" / "sample" / "report.html"


@command(cli)
@click.argument("files", nargs=-1)
@PUBLISHED
@PUBLISHER
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: by the ending of --output, else table.")
@NAMES
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave less certain reports out.")
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes to code with.")
@RELEVANCE
@PARSER
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write, and a manifest by it.")
@click.option("--manifest", type=click.Path(dir_okay=False, path_type=Path), help="File for the run's manifest.")
@click.option("--retry", is_flag=True, help="In a project: code again what failed.")
@PROJECT
@click.pass_context
def code(
    ctx: click.Context,
    files: tuple[str, ...],
    published: date | None,
    publisher: str | None,
    form: str | None,
    names: bool,  # noqa: FBT001 - click passes options by name
    min_confidence: float,
    workers: int,
    relevance: str,
    parser: str | None,
    output: Path | None,
    manifest: Path | None,
    retry: bool,  # noqa: FBT001 - click passes options by name
    folder: Path | None,
) -> None:
    """Code the events of FILES: pages, texts, JSONL, feeds, archives, folders of them, or - for stdin.

    Without FILES: code what is new or changed in the project; its own settings say what and with which parser.
    """
    if not files:
        _only(ctx, "retry", "folder", "workers")
        code_project(folder, workers, retry=retry)
        return
    from dateline.out import Tally

    _only(ctx, *(param.name or "" for param in ctx.command.params if param.name not in ("retry", "folder")))

    started, tally, form = now(), Tally(), chosen_format(form, output)
    options = {"format": form, "names": names, "workers": workers, "parser": parser, "publisher": publisher}
    options |= {"min_confidence": min_confidence, "relevance": relevance}
    options["published"] = published.isoformat() if published else None
    with opened(output) as stream:
        kit = loaded_kit(parser, relevance)
        documents = read_documents(files, published, publisher)
        write(followed(coded(documents, kit, workers), tally, least=min_confidence), form, stream, names=names)
    if target := manifest or (output.with_suffix(".manifest.json") if output else None):
        write_manifest(target, tally, kit, started, options, files)
    finish(tally, output)


def _only(ctx: click.Context, *names: str) -> None:
    """Refuse options of the other way of coding: of files, or of a project."""
    given = (p for p in ctx.command.params if ctx.get_parameter_source(p.name or "") is ParameterSource.COMMANDLINE)
    for param in given:
        if param.name not in names:
            where = "for FILES; in a project its settings hold" if "retry" in names else "for a project, without FILES"
            raise click.UsageError(f"{param.opts[-1]} is {where}", ctx)


@command(cli)
@click.argument("file", metavar="FILE|EVENT")
@PUBLISHED
@PUBLISHER
@RELEVANCE
@PARSER
@NAMES
@PROJECT
def explain(
    file: str,
    published: date | None,
    publisher: str | None,
    relevance: str,
    parser: str | None,
    names: bool,  # noqa: FBT001 - click passes options by name
    folder: Path | None,
) -> None:
    """Tell why each value of FILE's reports is what it is: words, offsets, voice, rule, what was rejected.

    Of an EVENT of a project: its values with the claims for and against each, its origins, and why its reports were
    joined.
    """
    if not Path(file).exists() and is_project(folder):
        explain_event(folder, file, names=names)
        return
    from dateline.out import Tally
    from dateline.out import explain as account

    tally = Tally()
    documents = read_documents((file,), published, publisher)
    with opened(None) as stream:
        for coding in followed(coded(documents, loaded_kit(parser, relevance), 1), tally):
            stream.write(account(coding))
    finish(tally, None)


@command(cli)
@NAMES
@PARSER
def sample(names: bool, parser: str | None) -> None:  # noqa: FBT001 - click passes options by name
    """Code the sample report that comes along and show its events."""
    from dateline.out import Tally

    tally = Tally()
    with opened(None) as stream:
        documents = read_documents((str(SAMPLE),), None, None)
        write(followed(coded(documents, loaded_kit(parser), 1), tally), "table", stream, names=names)
    finish(tally, None)
    say(f"Every value with its words and its reasons: dateline explain {SAMPLE}")
