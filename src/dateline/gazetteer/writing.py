"""Writes what a build has gathered into a new file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from dateline.errors import DataError
from dateline.gazetteer.gathering import Gathering
from dateline.gazetteer.names import Variants
from dateline.gazetteer.schema import (
    INDEXES,
    INSERT_BORDER,
    INSERT_CODE,
    INSERT_PLACE,
    TABLES,
    Index,
    row_of,
    seal,
    set_meta,
    writable,
)

Progress = Callable[[str, float], None]


def write(path: Path, gathering: Gathering, variants: Variants, built_from: str, tell: Progress) -> None:
    """The new file, whole; raises DataError where the disk has no room for it."""
    connection = writable(path)
    try:
        connection.executescript(TABLES)
        tell("names", 0.55)
        index = Index(variants)
        for number, place in enumerate(gathering.places, 1):
            index.add(place.keys, number)
        tell("writing", 0.75)
        rows = (row_of(n, g.entry, g.geonames) for n, g in enumerate(gathering.places, 1))
        connection.executemany(INSERT_PLACE, rows)
        connection.executemany(INSERT_CODE, gathering.codes)
        connection.executemany(INSERT_BORDER, (border.row() for border in gathering.borders))
        index.write(connection)
        tell("writing", 0.95)
        connection.executescript(INDEXES)
        set_meta(connection, built_from=built_from, fingerprint=built_from)
        seal(connection)
    except sqlite3.OperationalError as e:
        raise DataError(path, None, f"cannot write the gazetteer ({e}); is the disk full?") from e
    finally:
        connection.close()
