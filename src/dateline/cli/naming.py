"""The commands that only resolve: days, places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click

from dateline.cli.options import PUBLISHED
from dateline.cli.program import FAILED, cli, command, say
from dateline.cli.running import opened, read_documents, table_look
from dateline.errors import SourceError
from dateline.model import Document

OUTPUT = click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write.")


@command(cli)
@click.argument("files", nargs=-1, required=True)
@PUBLISHED
@click.option("--format", "form", type=click.Choice(["table", "jsonl", "csv"]), default="table", show_default=True)
@OUTPUT
def days(files: tuple[str, ...], published: date | None, form: str, output: Path | None) -> None:
    """List the days that FILES name, each resolved to its first and last day, or why it cannot be.

    FILES are pages, texts, JSONL, feeds, archives, folders of them, or - for stdin. Days without a year, such as
    "on Thursday", count from the day of publication, which a page tells itself and --published tells for a text.
    """
    from dateline.resolvers import days as resolve

    def rows(doc: Document) -> list[dict[str, Any]]:
        return [asdict(found) for found in resolve(doc.text, published=doc.published)]

    _list(files, published, form, output, rows, ("words", "first", "last", "precision", "extent", "edtf", "why"))


@command(cli, "places")
@click.argument("files", nargs=-1, required=True)
@click.option("--country", default="", metavar="CC", help="Where they were published, ISO 3166-1: a hint, no more.")
@click.option(
    "--disputed",
    type=click.Choice(["iso", "control", "none"]),
    default="iso",
    show_default=True,
    help="Whose disputed territories are: as ISO 3166 and GeoNames have it, who governs there in fact, nobody's.",
)
@click.option(
    "--format", "form", type=click.Choice(["table", "jsonl", "csv", "geojson"]), default="table", show_default=True
)
@OUTPUT
def place_names(files: tuple[str, ...], country: str, disputed: str, form: str, output: Path | None) -> None:
    """List the places that FILES name, each resolved to one of the gazetteer, or why it cannot be.

    FILES are pages, texts, JSONL, feeds, archives, folders of them, or - for stdin.
    """
    from dateline.resolvers import places as resolve

    def rows(doc: Document) -> list[dict[str, Any]]:
        return [_told(asdict(found)) for found in resolve(doc.text, country=country, disputed=disputed)]

    shown = ("words", "name", "admin1", "country", "precision", "within_km", "lat", "lon", "because", "or_else", "why")
    _list(files, None, form, output, rows, shown)


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """A row with its reasons in one cell, and beside them what else the words could have named."""
    others = (", ".join(filter(None, (o["name"], o["admin1"], o["country"]))) for o in row["runners_up"][:1])
    return {**row, "because": "; ".join(row["because"]), "or_else": next(others, "")}


def _list(
    files: tuple[str, ...],
    published: date | None,
    form: str,
    output: Path | None,
    rows: Callable[[Document], list[dict[str, Any]]],
    shown: tuple[str, ...],
) -> None:
    """Write the rows of all documents; those that cannot be read are a line each on stderr, and exit code 1.

    A table has the column `document` where it holds several, and none is drawn where they name nothing.
    """
    from dateline.out import listed

    failed = 0

    def every() -> Iterator[dict[str, Any]]:
        nonlocal failed
        for doc in read_documents(files, published, None):
            if isinstance(doc, SourceError):
                failed += 1
                say(" ".join(str(doc).split()))
            else:
                yield from ({"document": doc.id, **row} for row in rows(doc))

    found: Iterable[dict[str, Any]] = every()
    if form == "table":
        found = list(found)
        if len({row["document"] for row in found}) > 1:
            shown = ("document", *shown)
    with opened(output) as stream:
        width, colour = table_look(stream)
        if found:
            for piece in listed(found, form, shown=shown, width=width, colour=colour):
                stream.write(piece)
        elif not failed:
            say("none found")
    if failed:
        raise click.exceptions.Exit(FAILED)
