"""Parties of reports as keys that can be compared: the same one, one that holds the other, or nobody in particular."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.datafiles import DATA, read_tsv
from dateline.model import PartyKind

ACTOR_COLUMNS = ("name", "kind", "country", "aliases", "from", "to", "parent")
PEOPLE = frozenset((PartyKind.CIVILIANS, PartyKind.PROTESTERS, PartyKind.RIOTERS))
OF_A_STATE = frozenset((PartyKind.STATE_FORCES, PartyKind.EXTERNAL_FORCES, PartyKind.AUTHORITY))
GENERIC_IN = 6  # a word in so many names of the index tells no party from another ("front", "army")
TELLING_LETTERS = 4  # shorter words of a name tell nothing

OFFICE_WORDS = 2  # "... spokesman", "... media office"

_WORD = re.compile(r"\w+")
_APOSTROPHES = str.maketrans("", "", "'’ʼ`‘ʿʾ")


def plain(name: str) -> str:
    """A name in lower case, its words without accents, marks and apostrophes."""
    folded = name.translate(_APOSTROPHES).casefold()
    if folded.isascii():
        return " ".join(_WORD.findall(folded))
    folded = unicodedata.normalize("NFKD", folded)
    return " ".join(_WORD.findall("".join(c for c in folded if not unicodedata.combining(c))))


@dataclass(frozen=True, slots=True)
class Keys:
    """The parties of one role: `own` name them, `wide` holds also what they are part of, `vague` may be anybody."""

    own: frozenset[str] = frozenset()
    wide: frozenset[str] = frozenset()
    people: bool = False
    vague: bool = False


@dataclass
class Index:
    """The actor index: names by alias, parents by name, and words that stand in many names."""

    names: Mapping[str, str]
    parents: Mapping[str, str]
    generic: frozenset[str]
    _known: dict[tuple[str, str, str], Keys] = field(default_factory=dict)

    def keys(self, parties: Iterable[Mapping[str, Any]], country: str) -> Keys:
        """All parties of a role together; `country` is where it happened, for forces of an unnamed state."""
        found = [self._of(p.get("name") or "", p.get("kind") or "", p.get("country") or country) for p in parties]
        return Keys(
            frozenset().union(*(k.own for k in found)),
            frozenset().union(*(k.wide for k in found)),
            any(k.people for k in found),
            any(k.vague for k in found),
        )

    def name_of(self, name: str) -> str:
        """The key of a party's or source's name: that of the index for all its spellings."""
        folded = plain(name)
        return self.names.get(folded, folded)

    def source(self, name: str) -> str:
        """The key of who speaks: a party for its spokesman, where the index has the party's name before his office."""
        words = plain(name).split()
        for end in range(len(words), max(0, len(words) - OFFICE_WORDS) - 1, -1):
            if end and (key := self.names.get(" ".join(words[:end]))):
                return key
        return " ".join(words)

    def _of(self, name: str, kind: str, country: str) -> Keys:
        asked = (name, kind, country)
        if asked not in self._known:
            self._known[asked] = self._keys(name, kind, country)
        return self._known[asked]

    def _keys(self, name: str, kind: str, country: str) -> Keys:
        key = self.name_of(name)
        if kind in PEOPLE:
            return Keys(people=True)
        described = key not in self.parents and not name[:1].isupper()
        if kind == PartyKind.UNIDENTIFIED or not key or (described and kind not in OF_A_STATE):
            return Keys(wide=frozenset(self._telling(key)), vague=True)
        wide = {key, *self._above(key)}
        if kind in OF_A_STATE and country:
            wide.add(f"state:{country}")
        return Keys(frozenset((key,)) if not described else frozenset(), frozenset(wide | self._telling(key)))

    def _above(self, key: str) -> set[str]:
        above: set[str] = set()
        while (key := self.parents.get(key, "")) and key not in above:
            above.add(key)
        return above

    def _telling(self, key: str) -> set[str]:
        return {f"word:{w}" for w in key.split() if len(w) >= TELLING_LETTERS and w not in self.generic}


def load_index(folder: Path = DATA) -> Index:
    """The index of all languages' lexica of actors."""
    names: dict[str, str] = {}
    parents: dict[str, str] = {}
    for path in sorted(folder.glob("*/lexica/actors*.tsv")):
        for row in read_tsv(path, ACTOR_COLUMNS, key=("name", "from")):
            key = plain(row["name"])
            parents[key] = plain(row["parent"]) or parents.get(key, "")
            names.setdefault(key, key)
            for alias in filter(None, row["aliases"].split("|")):
                if not alias.endswith("?"):
                    names.setdefault(plain(alias), key)
    counted = Counter(w for key in parents for w in set(key.split()))
    return Index(names, parents, frozenset(w for w, n in counted.items() if n >= GENERIC_IN))
