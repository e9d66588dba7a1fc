"""What counts as the same in a comparison: compatible types, names of one party; read from `data/agreement.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz

from dateline.datafiles import DATA, read_yaml

LONGEST_NAME, LONGEST_WORDS = 10, 15  # words of a party's name, of an extract that describes one
ALIKE = 85  # of 100: ratio of sorted tokens above which two names are one


@dataclass(frozen=True, slots=True)
class Criteria:
    """The lists that a comparison goes by; names in `same_party` are folded."""

    compatible_types: tuple[frozenset[str], ...]
    shared_words: frozenset[str]
    acronym_skips: frozenset[str]
    unnamed_kinds: frozenset[str]
    same_party: Mapping[str, frozenset[str]]

    def compatible(self, a: str, b: str) -> bool:
        """Can reports of these two types tell of one happening?"""
        return a == b or any(a in types and b in types for types in self.compatible_types)

    def same_name(self, a: str | None, b: str | None) -> bool:
        """Is `b` a name of the party that `a` names?"""
        if not a or not b or len(folded(b).split()) > LONGEST_NAME:
            return False
        if folded(b) in self.same_party.get(folded(a), ()):
            return True
        if self._acronym(a) == folded(b).replace(" ", "") or folded(a).replace(" ", "") == self._acronym(b):
            return True
        mine, yours = self.telling(a), self.telling(b)
        if fuzz.token_sort_ratio(mine, yours) >= ALIKE:
            return True
        return set(mine.split()) <= set(yours.split()) or set(yours.split()) <= set(mine.split())

    def same_words(self, a: str | None, b: str | None) -> bool:
        """Do two extracts describe an unnamed party alike?"""
        if not a or not b or len(folded(b).split()) > LONGEST_WORDS:
            return False
        return fuzz.token_set_ratio(self.telling(a), self.telling(b)) >= ALIKE

    def same_source(self, a: str | None, b: str | None) -> bool:
        """Is `b` a name or description of the source that `a` names?"""
        if not a or not b or len(folded(b).split()) > LONGEST_NAME:
            return False
        return self.same_name(a, b) or fuzz.token_set_ratio(self.telling(a), self.telling(b)) >= ALIKE

    def telling(self, name: str) -> str:
        """The words of a name that tell it from others, or all of them where it has no such words."""
        words = folded(name).split()
        return " ".join(word for word in words if word not in self.shared_words) or " ".join(words)

    def _acronym(self, name: str) -> str:
        return "".join(word[0] for word in folded(name).split() if word not in self.acronym_skips)


@lru_cache(maxsize=65536)
def folded(text: str | None) -> str:
    """The text in small letters, without punctuation."""
    return re.sub(r"[^\w ]+", " ", str(text or "").lower()).strip()


def load_criteria(path: Path = DATA / "agreement.yaml") -> Criteria:
    """The criteria of the file; DataError where it is not as it should be."""
    node = read_yaml(path)
    node.expect(("compatible_types", "shared_words", "acronym_skips", "unnamed_kinds", "same_party"))
    return Criteria(
        compatible_types=tuple(frozenset(types) for types in node["compatible_types"]),
        shared_words=frozenset(node["shared_words"].split()),
        acronym_skips=frozenset(node["acronym_skips"].split()),
        unnamed_kinds=frozenset(node["unnamed_kinds"]),
        same_party={folded(names[0]): frozenset(folded(name) for name in names[1:]) for names in node["same_party"]},
    )
