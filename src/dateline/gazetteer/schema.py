"""The tables of a gazetteer file, and what a file must say of itself to be used.

    places     one row a place; `geonames` is its GeoNames number, where it has one
    names      normal form -> places that bear it
    skeletons  loose form -> places that bear it
    words      first words of names (loose = 0) and of loose forms (loose = 1)
    meta       name -> value: fingerprint, complete, counts, imported
"""

from __future__ import annotations

import sqlite3

from dateline.gazetteer.entry import Entry

VERSION = "1"  # raised when the tables or the way that they are filled change
# Shorter skeletons are shared by too many unlike names ("Ayr" and "Eyre"): they are not kept.
SHORTEST_SKELETON = 4

TABLES = """
CREATE TABLE places (
    place INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT NOT NULL,
    admin1 TEXT NOT NULL, admin1_code TEXT NOT NULL, admin2 TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
    population INTEGER NOT NULL, geonames INTEGER
);
CREATE TABLE names (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE skeletons (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE words (word TEXT NOT NULL, loose INTEGER NOT NULL, PRIMARY KEY (word, loose)) WITHOUT ROWID;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
INDEXES = """
CREATE INDEX places_by_geonames ON places (geonames);
CREATE INDEX places_by_division ON places (country, kind);
CREATE UNIQUE INDEX places_by_id ON places (id);
"""
COLUMNS = "p.id, p.name, p.kind, p.country, p.admin1, p.admin1_code, p.admin2, p.lat, p.lon, p.population"
INSERT_PLACE = "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def row_of(number: int, entry: Entry, geonames: int | None) -> tuple[object, ...]:
    """The row of table `places` for an entry."""
    return (
        number, entry.id, entry.name, entry.kind, entry.country, entry.admin1, entry.admin1_code,
        entry.admin2, entry.lat, entry.lon, entry.population, geonames,
    )  # fmt: skip


def meta_of(connection: sqlite3.Connection) -> dict[str, str]:
    """What a file says of itself."""
    return dict(connection.execute("SELECT name, value FROM meta"))
