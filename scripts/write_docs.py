"""Writes what the project can tell of itself: docs/cli.md, docs/codebook.md and the sample's table in README.md.

docs/resolvers.md is written by show_resolvers.py.

Run from anywhere: .venv/bin/python scripts/write_docs.py. Tests fail where a page and the code differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from dateline.cli import SAMPLE, cli
from dateline.ontology import codebook, load_ontology

TOP = Path(__file__).parents[1]
DOCS = TOP / "docs"
WIDTH = 100  # columns of a command's help
TABLE_WIDTH = 120  # columns of the sample's table

BEGIN = "<!-- sample: written by scripts/write_docs.py -->\n```text\n"
END = "```\n<!-- end of sample -->"

FOREWORD = """# The command line

Written by `scripts/write_docs.py` from the commands' own help.

Data go to stdout, messages and progress to stderr. Colours only on a terminal, and not where `NO_COLOR` is set.

| exit code | means |
|---|---|
| 0 | all well |
| 1 | some documents or proofs failed, or are not there; each is one line on stderr |
| 2 | misuse: an unknown option, a day that is none, an output that cannot be written |
| 130 | stopped with Ctrl-C |
| 141 | the reader of the output went away (`| head`) |

With `--output reports.jsonl` the records go to that file, which gets its name only when it is whole, and a manifest
with times, versions, configuration, counts and failures to `reports.manifest.json`. The records themselves hold no
times: every run, with any number of workers, writes the same bytes. Their keys are told in [record.md](record.md).

Table, CSV and GeoJSON show sources and parties that are private persons by their role; `--names` shows their names.
JSONL holds everything, with a `private` flag: mind to whom you give it.
"""


def cli_page() -> str:
    """The page of commands: each with its help, in the order of the alphabet."""
    return "\n".join([FOREWORD, *_sections(cli, click.Context(cli, info_name="dateline", **cli.context_settings))])


def codebook_page() -> str:
    """The page of event types."""
    return codebook(load_ontology())


def readme_page() -> str:
    """The README with the sample's table as it is now; loads the whole coder."""
    text = (TOP / "README.md").read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}{sample_table()}{END}{after}"


def sample_table() -> str:
    """The table that `dateline sample` prints."""
    from dateline.errors import SourceError
    from dateline.kit import load_kit
    from dateline.out import table
    from dateline.pipeline import code_documents
    from dateline.sources import read_sources

    codings = list(code_documents(read_sources([SAMPLE]), load_kit()))
    return table([c for c in codings if not isinstance(c, SourceError)], width=TABLE_WIDTH)


def _sections(command: click.Command, ctx: click.Context) -> Iterator[str]:
    ctx.terminal_width = WIDTH
    yield f"## `{ctx.command_path}`\n\n```text\n{command.get_help(ctx)}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            inner = command.get_command(ctx, name)
            if inner is not None:
                yield from _sections(inner, click.Context(inner, info_name=name, parent=ctx))


if __name__ == "__main__":
    (DOCS / "cli.md").write_text(cli_page(), encoding="utf-8")
    (DOCS / "codebook.md").write_text(codebook_page(), encoding="utf-8")
    (TOP / "README.md").write_text(readme_page(), encoding="utf-8")
