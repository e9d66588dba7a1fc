"""Options that several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click


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


PARSER = click.option(
    "--parser", metavar="NAME", help="spaCy model to parse with, instead of the one that comes along."
)
NAMES = click.option("--names", is_flag=True, help="Show private persons by name in table, CSV and GeoJSON.")
PUBLISHED = click.option("--published", type=Day(), help="Day of publication, where the document does not tell it.")
RELEVANCE = click.option(
    "--relevance",
    type=click.Choice(["political", "all"]),
    default="political",
    show_default=True,
    help="What is coded: with all, ordinary crime too.",
)
PUBLISHER = click.option("--publisher", metavar="TEXT", help="Publisher, where the document does not tell it.")
PROJECT = click.option(
    "--project",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the project. Default: the one here, or the nearest above.",
)
WHO = click.option("--who", metavar="NAME", help="Who decides. Default: the name of the user of this machine.")
