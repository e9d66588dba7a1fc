"""The commands that show and prove what the coder goes by and how good it is: check, types, evaluate."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.program import FAILED, cli, command, say
from dateline.cli.running import loaded_kit, opened


@command(cli)
def check() -> None:
    """Load all rules and lexica and run every proof."""
    from dateline.pipeline import run_proofs

    result = run_proofs(loaded_kit(None))
    for name, number in result.counts.items():
        click.echo(f"{number:>7}  {name}")
    for failure in result.failures:
        say(failure)
    say(f"{len(result.failures)} failed" if result.failures else "every proof holds")
    if result.failures:
        raise click.exceptions.Exit(FAILED)


@command(cli)
@click.option("--format", "form", type=click.Choice(["markdown", "json"]), default="markdown", show_default=True)
def types(form: str) -> None:
    """Print the codebook: every event type, its definition and its fields."""
    from dateline.ontology import codebook, load_ontology
    from dateline.out import codebook_json

    with opened(None) as stream:
        stream.write(codebook(load_ontology()) if form == "markdown" else codebook_json(load_ontology()))


@command(cli)
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.argument("predictions", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(["markdown", "json"]), default="markdown", show_default=True)
@click.option("--show", type=click.IntRange(0), default=0, help="List so many of the things that are wrong.")
def evaluate(gold: Path, predictions: Path, form: str, show: int) -> None:
    """Measure PREDICTIONS (JSONL of records) by GOLD: what was found, what is right, field by field, type by type.

    GOLD is a folder of coded reports (YAML with text and events), or JSONL of another coder's records; then
    the figures tell how far two coders agree.
    """
    import json

    from dateline.agreement import error_page, load_criteria, plain_figures, read_coded, read_records
    from dateline.agreement import evaluate as compare

    evaluation = compare(read_coded(gold), read_records(predictions), load_criteria())
    with opened(None) as stream:
        if form == "json":
            stream.write(json.dumps(plain_figures(evaluation)) + "\n")
        else:
            stream.write(error_page(evaluation, gold=gold.name, predictions=predictions.name, show=show))
