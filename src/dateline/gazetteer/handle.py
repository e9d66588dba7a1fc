"""A read-only handle on a gazetteer file: names in, places out."""

from __future__ import annotations

import os
import sqlite3
import weakref
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Self

from dateline.errors import DataError
from dateline.gazetteer.borders import Border, from_row
from dateline.gazetteer.entry import Entry
from dateline.gazetteer.names import Variants, key, load_variants
from dateline.gazetteer.schema import COLUMNS, SHORTEST_SKELETON, read_only

_BY_NAME = f"SELECT {COLUMNS} FROM names n JOIN places p ON p.place = n.place WHERE n.key = ?"
_BY_SKELETON = f"SELECT {COLUMNS} FROM skeletons n JOIN places p ON p.place = n.place WHERE n.key = ?"
_LONGER = (
    f"SELECT DISTINCT {COLUMNS} FROM names n JOIN places p ON p.place = n.place "
    "WHERE n.key >= ? AND n.key < ? AND p.country = ? AND p.kind = ?"
)
_BY_ID = f"SELECT {COLUMNS} FROM places p WHERE p.id = ?"
_BY_COUNTRY = f"SELECT {COLUMNS} FROM places p WHERE p.country = ? AND p.kind = ?"
_BORDERS = "SELECT one, other, line, lat, lon FROM borders WHERE ? IN (one, other)"
_META = "SELECT name, value FROM meta"
_WORD = "SELECT 1 FROM words WHERE word = ? AND loose = ?"
_NAMED = "SELECT 1 FROM names WHERE key = ? LIMIT 1"
_ALIKE = "SELECT 1 FROM skeletons WHERE key = ? LIMIT 1"
_PREFIX = "SELECT 1 FROM names WHERE key >= ? AND key < ? LIMIT 1"
_LOOSE_PREFIX = "SELECT 1 FROM skeletons WHERE key >= ? AND key < ? LIMIT 1"
_LAST = "\U0010ffff"  # sorts after all that a name holds
_KIND_ORDER = {
    "country": 0,
    "settlement": 1,
    "admin1": 2,
    "region": 3,
    "admin2": 4,
    "site": 5,
    "water": 6,
    "continent": 7,
}
_MAPPED_BYTES = 1 << 29  # read through the page cache, which all processes share


class Gazetteer:
    """One file of places, looked up by name. Opening reads nothing but the file's own account of itself.

    `meta` is that account. A process that is forked with a handle gets a connection of its own. As a context manager
    it lets go of the file at the end.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connect()
        try:
            self.meta: dict[str, str] = dict(self._rows(_META))  # type: ignore[arg-type]
        except DataError:
            self.close()
            raise
        self.fingerprint: str = self.meta["fingerprint"]
        self._lookup = lru_cache(maxsize=1 << 16)(self._look_up)
        self._spelled = lru_cache(maxsize=1 << 16)(self._borne)
        self._variants = lru_cache(maxsize=1 << 14)(self._alike_by_name)
        self._longer = lru_cache(maxsize=1 << 14)(self._begun_by)
        self._begins = lru_cache(maxsize=1 << 17)(self._may_begin)
        self._loaded: Variants | None = None

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Every place that may bear the name, most populous first; () where there is none.

        First the exact name; then, where it ends in a word for a division ("Homs province"), the
        divisions of the name before it; and only then the spellings that meet it by rule.
        """
        return self._lookup(name)

    def spelled(self, name: str) -> bool:
        """Does any place bear the name just so, and not only one whose spelling meets it by rule?"""
        return self._spelled(name)

    def variants(self, name: str) -> tuple[Entry, ...]:
        """Every place with a name that meets this one by rule, those of the exact name included."""
        return self._variants(name)

    def longer(self, name: str, country: str) -> tuple[Entry, ...]:
        """A country's settlements that bear a name which begins with this and has more words, as Mazar-i-Sharif."""
        return self._longer(name, country)

    def begins(self, key: str) -> bool:
        """Does any name begin with this word or these words, in their normal form, or a spelling that meets them?

        For scanning a text: where it is false, no longer run of words from here can be a name.
        """
        return self._begins(key)

    def by_id(self, identifier: str) -> Entry | None:
        """The place of this id."""
        found = _ordered(self._rows(_BY_ID, identifier))
        return found[0] if found else None

    def country(self, code: str) -> Entry | None:
        """The country of an ISO 3166-1 alpha-2 code."""
        return self.by_id(f"country:{code.upper()}")

    def admin1_of(self, country: str, name: str) -> Entry | None:
        """The country's first-level division of this name, however it is spelt."""
        normal = key(name)
        for candidates in (self._named(normal), self.lookup(name), self._alike(normal)):
            for entry in candidates:
                if entry.kind == "admin1" and entry.country == country:
                    return entry
        return None

    def divisions(self, country: str, kind: str = "admin1") -> tuple[Entry, ...]:
        """All of a country's divisions of a kind ("admin1", "admin2"), most populous first."""
        return _ordered(self._rows(_BY_COUNTRY, country, kind))

    def borders(self, country: str) -> tuple[Border, ...]:
        """The lines that a country shares with each of its neighbours."""
        return tuple(from_row(*row) for row in self._rows(_BORDERS, country))  # type: ignore[arg-type]

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _connect(self) -> None:
        self._process = os.getpid()
        self._db = read_only(self.path)
        weakref.finalize(self, self._db.close).atexit = False  # with the last that reads by it
        self._db.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")

    @property
    def _rules(self) -> Variants:
        if self._loaded is None:
            self._loaded = load_variants()
        return self._loaded

    def _look_up(self, name: str) -> tuple[Entry, ...]:
        normal = key(name)
        if found := self._named(normal):
            return found
        if parted := self._rules.divided(normal):
            bare, kinds = parted
            for candidates in (self._named(bare), self._alike(bare)):
                if divisions := tuple(e for e in candidates if e.kind in kinds):
                    return divisions
        return self._alike(normal)

    def _borne(self, name: str) -> bool:
        normal = key(name)
        parted = self._rules.divided(normal)
        return bool(self._named(normal)) or bool(parted and self._named(parted[0]))

    def _alike_by_name(self, name: str) -> tuple[Entry, ...]:
        return self._alike(key(name))

    def _begun_by(self, name: str, country: str) -> tuple[Entry, ...]:
        normal = key(name)
        return _ordered(self._rows(_LONGER, normal + " ", normal + "!", country, "settlement"))

    def _may_begin(self, word: str) -> bool:
        skeleton = self._rules.skeleton(word)
        if " " in word:
            return (
                self._any(_PREFIX, word + " ", word + "!")  # "!" is the next character after the space
                or self._any(_NAMED, word)
                or (len(skeleton) >= SHORTEST_SKELETON and self._any(_LOOSE_PREFIX, skeleton, skeleton + _LAST))
            )
        return (
            word in self._rules.articles
            or self._any(_WORD, word, 0)
            or self._any(_WORD, skeleton, 1)
            or (len(skeleton) >= SHORTEST_SKELETON and self._any(_ALIKE, skeleton))
        )

    def _rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        if os.getpid() != self._process:  # a connection must not be used across a fork
            self._connect()
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.DatabaseError as e:
            raise DataError(self.path, None, f"the gazetteer is damaged ({e}); delete it and it is built anew") from e

    def _any(self, query: str, *values: object) -> bool:
        return bool(self._rows(query, *values))

    def _named(self, normal: str) -> tuple[Entry, ...]:
        return _ordered(self._rows(_BY_NAME, normal))

    def _alike(self, normal: str) -> tuple[Entry, ...]:
        skeleton = self._rules.skeleton(normal)
        if len(skeleton) < SHORTEST_SKELETON:
            return self._named(normal)
        return _ordered(self._rows(_BY_SKELETON, skeleton))


def _ordered(rows: Iterable[tuple[object, ...]]) -> tuple[Entry, ...]:
    entries = [Entry(*row) for row in rows]  # type: ignore[arg-type]
    if len(entries) > 1:
        entries.sort(key=lambda e: (-e.population, _KIND_ORDER.get(e.kind, 9), e.id))
    return tuple(entries)
