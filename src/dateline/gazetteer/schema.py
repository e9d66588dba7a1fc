"""The tables of a gazetteer file, and what a file says of itself.

places     one row a place; `geonames` is its GeoNames number, where it has one
names      normal form -> places that bear it
skeletons  loose form -> places that bear it
words      first words of names (loose = 0) and of loose forms (loose = 1)
borders    two countries' codes, the line that they share as JSON, and its middle
codes      GeoNames code of a division ("SY.11") -> its usual name and ISO 3166-2 code
meta       built_from (packages, tables, layout), fingerprint (that and what was imported),
           imported, places, names, bytes (by which a cut file is known)
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from dateline.gazetteer.entry import Entry
from dateline.gazetteer.names import Variants

VERSION = "4"  # raised when the tables or the way that they are filled change

# Shorter skeletons are shared by too many unlike names ("Ayr" and "Eyre"): they are not kept.
SHORTEST_SKELETON = 4

TABLES = """
CREATE TABLE places (
    place INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT NOT NULL,
    admin1 TEXT NOT NULL, admin1_code TEXT NOT NULL, admin2 TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
    population INTEGER NOT NULL, reach_km REAL NOT NULL, geonames INTEGER
);
CREATE TABLE names (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE skeletons (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE words (word TEXT NOT NULL, loose INTEGER NOT NULL, PRIMARY KEY (word, loose)) WITHOUT ROWID;
CREATE TABLE borders (
    one TEXT NOT NULL, other TEXT NOT NULL, line TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE TABLE codes (code TEXT PRIMARY KEY, name TEXT NOT NULL, iso TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
INDEXES = """
CREATE INDEX places_by_geonames ON places (geonames);
CREATE INDEX places_by_division ON places (country, kind);
CREATE UNIQUE INDEX places_by_id ON places (id);
"""
COLUMNS = "p.id, p.name, p.kind, p.country, p.admin1, p.admin1_code, p.admin2, p.lat, p.lon, p.population, p.reach_km"
INSERT_PLACE = "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
INSERT_NAME = "INSERT OR IGNORE INTO names VALUES (?, ?)"
INSERT_SKELETON = "INSERT OR IGNORE INTO skeletons VALUES (?, ?)"
INSERT_WORD = "INSERT OR IGNORE INTO words VALUES (?, ?)"
INSERT_BORDER = "INSERT INTO borders VALUES (?, ?, ?, ?, ?)"
INSERT_CODE = "INSERT OR REPLACE INTO codes VALUES (?, ?, ?)"
_FAST = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;"


def read_only(path: Path) -> sqlite3.Connection:
    """A connection that cannot write; raises sqlite3.OperationalError where there is no file."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)


def writable(path: Path) -> sqlite3.Connection:
    """A connection for filling a file that nobody reads yet: no journal, no waiting for the disk."""
    connection = sqlite3.connect(path)
    connection.executescript(_FAST)
    return connection


def row_of(number: int, entry: Entry, geonames: int | None) -> tuple[object, ...]:
    """The row of table `places` for an entry."""
    return (
        number, entry.id, entry.name, entry.kind, entry.country, entry.admin1, entry.admin1_code,
        entry.admin2, entry.lat, entry.lon, entry.population, entry.reach_km, geonames,
    )  # fmt: skip


class Index:
    """Rows for `names`, `skeletons` and `words`, collected and then written in the order of their keys."""

    def __init__(self, variants: Variants) -> None:
        self._variants = variants
        self.names: set[tuple[str, int]] = set()
        self._skeletons: set[tuple[str, int]] = set()
        self._words: set[tuple[str, int]] = set()

    def add(self, keys: Iterable[str], number: int) -> None:
        """A place's names, in their normal form."""
        for key in keys:
            self.names.add((key, number))
            first, _, rest = key.partition(" ")
            self._words.add((first, 0))
            skeleton = self._variants.skeleton(key)
            if len(skeleton) >= SHORTEST_SKELETON:
                self._skeletons.add((skeleton, number))
                if rest:  # a name of one word is found by its skeleton alone
                    beginning = rest.partition(" ")[0] if first in self._variants.articles else first
                    self._words.add((self._variants.skeleton(beginning), 1))

    def write(self, connection: sqlite3.Connection) -> None:
        """Write what was collected, and forget it."""
        for statement, rows in (
            (INSERT_NAME, self.names),
            (INSERT_SKELETON, self._skeletons),
            (INSERT_WORD, self._words),
        ):
            connection.executemany(statement, sorted(rows))
            rows.clear()


def meta_of(connection: sqlite3.Connection) -> dict[str, str]:
    """What a file says of itself."""
    return dict(connection.execute("SELECT name, value FROM meta"))


def set_meta(connection: sqlite3.Connection, **values: str) -> None:
    """Enter what the file says of itself."""
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())


def seal(connection: sqlite3.Connection) -> None:
    """Enter the file's counts and its own size."""
    (places,) = connection.execute("SELECT count(*) FROM places").fetchone()
    (names,) = connection.execute("SELECT count(*) FROM names").fetchone()
    set_meta(connection, places=str(places), names=str(names), bytes="0" * 15)
    connection.commit()
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (page,) = connection.execute("PRAGMA page_size").fetchone()
    set_meta(connection, bytes=f"{pages * page:015d}")
    connection.commit()
