"""Writes what a build has gathered into a new file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path

from dateline.errors import DataError
from dateline.gazetteer.gathering import Gathering
from dateline.gazetteer.names import Variants
from dateline.gazetteer.schema import INDEXES, INSERT_PLACE, SHORTEST_SKELETON, TABLES, row_of

Progress = Callable[[str, float], None]


def write(path: Path, gathering: Gathering, variants: Variants, fingerprint: str, tell: Progress) -> None:
    """The new file, whole; raises DataError where the disk has no room for it."""
    connection = sqlite3.connect(path)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -100000;")
        connection.executescript(TABLES)
        _fill(connection, gathering, variants, tell)
        set_meta(connection, {"fingerprint": fingerprint}.items())
        seal(connection)
    except sqlite3.OperationalError as e:
        raise DataError(path, None, f"cannot write the gazetteer ({e}); it needs 400 MB of free disk space") from e
    finally:
        connection.close()


def _fill(connection: sqlite3.Connection, gathering: Gathering, variants: Variants, tell: Progress) -> None:
    tell("names", 0.55)
    names: list[tuple[str, int]] = []
    loose: set[tuple[str, int]] = set()
    words: set[tuple[str, int]] = set()
    for number, place in enumerate(gathering.places, 1):
        for key in place.keys:
            names.append((key, number))
            index(key, number, variants, loose, words)
    tell("writing", 0.75)
    connection.executemany(
        INSERT_PLACE, (row_of(n, g.entry, g.geonames) for n, g in enumerate(gathering.places, 1))
    )
    names.sort()
    connection.executemany("INSERT INTO names VALUES (?, ?)", names)
    tell("writing", 0.85)
    connection.executemany("INSERT INTO skeletons VALUES (?, ?)", sorted(loose))
    connection.executemany("INSERT INTO words VALUES (?, ?)", sorted(words))
    tell("writing", 0.95)
    connection.executescript(INDEXES)
    set_meta(connection, {"places": str(len(gathering.places)), "names": str(len(names))}.items())


def index(
    key: str, number: int, variants: Variants, loose: set[tuple[str, int]], words: set[tuple[str, int]]
) -> None:
    """Enter a name's skeleton and first words."""
    first, _, rest = key.partition(" ")
    words.add((first, 0))
    skeleton = variants.skeleton(key)
    if len(skeleton) >= SHORTEST_SKELETON:
        loose.add((skeleton, number))
        if rest:  # a name of one word is found by its skeleton alone
            beginning = rest.partition(" ")[0] if first in variants.articles else first
            words.add((variants.skeleton(beginning), 1))


def seal(connection: sqlite3.Connection) -> None:
    """Enter the file's own size, by which a cut file is known."""
    set_meta(connection, [("bytes", "0" * 12)])
    connection.commit()
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (page,) = connection.execute("PRAGMA page_size").fetchone()
    set_meta(connection, [("bytes", f"{pages * page:012d}")])
    connection.commit()


def set_meta(connection: sqlite3.Connection, items: Iterable[tuple[str, str]]) -> None:
    """Enter what the file says of itself."""
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", items)
