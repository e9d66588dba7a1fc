"""A read-only handle on a gazetteer file: names in, places out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final

from dateline.errors import DataError
from dateline.gazetteer.entry import Entry
from dateline.gazetteer.names import Variants, key, load_variants
from dateline.gazetteer.schema import COLUMNS, SHORTEST_SKELETON, meta_of

_BY_NAME = f"SELECT {COLUMNS} FROM names n JOIN places p ON p.place = n.place WHERE n.key = ?"
_BY_SKELETON = f"SELECT {COLUMNS} FROM skeletons n JOIN places p ON p.place = n.place WHERE n.key = ?"
_BY_ID = f"SELECT {COLUMNS} FROM places p WHERE p.id = ?"
_BY_COUNTRY = f"SELECT {COLUMNS} FROM places p WHERE p.country = ? AND p.kind = ?"
_WORD = "SELECT 1 FROM words WHERE word = ? AND loose = ?"
_NAMED = "SELECT 1 FROM names WHERE key = ? LIMIT 1"
_ALIKE = "SELECT 1 FROM skeletons WHERE key = ? LIMIT 1"
_PREFIX = "SELECT 1 FROM names WHERE key >= ? AND key < ? LIMIT 1"
_LOOSE_PREFIX = "SELECT 1 FROM skeletons WHERE key >= ? AND key < ? LIMIT 1"
_LAST: Final = "\U0010ffff"
_KIND_ORDER = {"country": 0, "settlement": 1, "admin1": 2, "region": 3, "admin2": 4, "site": 5, "water": 6}


class Gazetteer:
    """One file of places, looked up by name. Opening reads nothing but the file's own account of itself.

    Each process opens its own handle; a handle may be used by one thread at a time.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        self._db.execute("PRAGMA mmap_size = 536870912")
        self.meta = meta_of(self._db)
        self.fingerprint: str = self.meta["fingerprint"]
        self.lookup = lru_cache(maxsize=1 << 16)(self._lookup)
        self.variants = lru_cache(maxsize=1 << 14)(self._variants)
        self.begins = lru_cache(maxsize=1 << 17)(self._begins)
        self._loaded: Variants | None = None

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _lookup(self, name: str) -> tuple[Entry, ...]:
        """Every place that may bear the name, most populous first; () where there is none.

        First the exact name; then, where it ends in a word for a division ("Homs province"), the
        divisions of the name before it; and only then the spellings that meet it by rule.
        """
        normal = key(name)
        if found := self._named(normal):
            return found
        if parted := self._rules.divided(normal):
            bare, kinds = parted
            for candidates in (self._named(bare), self._alike(bare)):
                if divisions := tuple(e for e in candidates if e.kind in kinds):
                    return divisions
        return self._alike(normal)

    def _variants(self, name: str) -> tuple[Entry, ...]:
        """Every place with a name that meets this one by rule, those of the exact name included."""
        return self._alike(key(name))

    def _begins(self, word: str) -> bool:
        """Does any name begin with this word or these words, in their normal form, or a spelling that meets them?

        For scanning a text: where it is false, no longer run of words from here can be a name.
        """
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

    @property
    def _rules(self) -> Variants:
        if self._loaded is None:
            self._loaded = load_variants()
        return self._loaded

    def _rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
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
