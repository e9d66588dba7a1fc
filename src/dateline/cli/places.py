"""The commands for the file of places: gazetteer build, import, info."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.program import cli, command, say, subgroup
from dateline.cli.running import progress


@subgroup(cli)
def gazetteer() -> None:
    """Build, extend or describe the file of places (kept in the user's data folder, or in $DATELINE_DATA)."""


@command(gazetteer)
def build() -> None:
    """Build the file from the packaged data, anew; what was imported goes."""
    from dateline.gazetteer import build as assemble
    from dateline.gazetteer import default_path

    assemble(default_path(), progress=progress)
    say(f"built {default_path()}")


@command(gazetteer, "import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_file(file: Path) -> None:
    """Add the places of a GeoNames dump FILE (allCountries.txt, XX.txt or their .zip)."""
    from dateline.gazetteer import default_path, import_geonames

    import_geonames(file, default_path(), progress=progress)
    say(f"imported {file} into {default_path()}")


@command(gazetteer)
def info() -> None:
    """Print what the file holds and what it was built from."""
    from dateline.gazetteer import default_path, open_gazetteer

    places = open_gazetteer(default_path(), progress=progress)
    click.echo(f"path\t{places.path}")
    for name, value in places.meta.items():
        click.echo(f"{name}\t{value}")
