"""Reports as a table for a terminal: one table a document, private persons by their role."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dateline.model import Attitude, Report, Status, Unknown
from dateline.out.records import in_order
from dateline.out.wording import (
    Coded,
    count_words,
    days_words,
    nothing_found,
    party_name,
    place_words,
    source_name,
)

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

UNKNOWN = "?"
# "what" and "when" never break inside a word or a day; the others share what is left.
WIDTHS = {"what": 14, "when": 12}
HEADINGS = ("what", "who", "to whom", "when", "where", "how many", "says")


def table(codings: Iterable[Coded], *, names: bool = False, width: int = 120, colour: bool = False) -> str:
    """A table for each document under its title and date, `width` columns wide; ANSI colours on request."""
    console, buffer = _console(width, colour=colour)
    for number, coding in enumerate(codings):
        if number:
            console.print()
        console.print(heading(coding), style="bold")
        console.print(_grid(coding, names=names) if coding.reports else f"  {nothing_found(coding)}")
    return _trimmed(buffer)


def drawn(headings: Sequence[str], rows: Iterable[Sequence[str]], *, width: int, colour: bool = False) -> str:
    """One table of cells under headings, `width` columns wide."""
    console, buffer = _console(width, colour=colour)
    console.print(_lined(headings, rows))
    return _trimmed(buffer)


def _console(width: int, *, colour: bool) -> tuple[Console, io.StringIO]:
    from rich.console import Console

    buffer = io.StringIO()
    # Only what we ask for decides: not the terminal, not the environment.
    console = Console(
        file=buffer,
        width=width,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )
    return console, buffer


def _trimmed(buffer: io.StringIO) -> str:
    return "\n".join(line.rstrip() for line in buffer.getvalue().split("\n"))


def heading(coding: Coded) -> str:
    """A document's name, title, publisher and date on one line, as far as they are known."""
    doc = coding.document
    published = f"published {doc.published}" if doc.published else "no publication date"
    return " · ".join(part for part in (doc.id, doc.title, doc.publisher, published) if part)


def _grid(coding: Coded, *, names: bool) -> RenderableType:
    return _lined(HEADINGS, (_cells(report, names=names) for report in coding.reports))


def _lined(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> RenderableType:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_lines=False, expand=False, padding=(0, 1))
    for name in headings:
        grid.add_column(name, overflow="fold", min_width=WIDTHS.get(name, 8))
    for row in rows:
        grid.add_row(*(Text(cell) for cell in row))
    return grid


def _cells(report: Report, *, names: bool) -> tuple[str, ...]:
    marks = [report.status.value] if report.status is not Status.ACTUAL else []
    if report.aggregate:
        marks.append("sum")
    when = UNKNOWN if isinstance(report.when, Unknown) else days_words(report.when.value).replace("..", ".. ")
    where = UNKNOWN if isinstance(report.where, Unknown) else place_words(report.where.value)
    return (
        f"{report.type} ({', '.join(marks)})" if marks else report.type,
        "; ".join(party_name(said.value, names=names) for said in report.actor) or UNKNOWN,
        "; ".join(party_name(said.value, names=names) for said in report.target) or UNKNOWN,
        when,
        where,
        _how_many(report),
        _voices(report, names=names),
    )


def _how_many(report: Report) -> str:
    known = [f"{name} {count_words(report.counts[name].value)}" for name in in_order(report.counts)]
    return ", ".join(known + [f"{name} {UNKNOWN}" for name in in_order(report.counts_unknown)])


def _voices(report: Report, *, names: bool) -> str:
    voices: dict[str, None] = {}
    for source in report.sources:
        stance = "" if source.attitude is Attitude.ASSERTS else f" {source.attitude.value}"
        voices[source_name(source, names=names) + stance] = None
    return "; ".join(voices)
