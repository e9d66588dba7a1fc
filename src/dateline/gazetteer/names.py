"""The normal form of a place name, and the looser form in which its spellings meet.

`key` is what the index holds. `Variants` works out skeletons by the rules of `variants.yaml`: how
Arabic, Persian, French or Turkish habits of romanisation differ is data, not code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from dateline.datafiles import DATA, Node, read_yaml
from dateline.errors import DataError

VARIANTS = DATA / "gazetteer" / "variants.yaml"

_SHORTEST_BARE = 4  # letters of a name without its article
# Letters that no decomposition brings to their plain form.
_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "ə": "a", "þ": "th", "ħ": "h", "ŋ": "n"}
    | {"ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ɛ": "e", "ɔ": "o", "ĸ": "k", "ŧ": "t", "ƥ": "p", "ǝ": "a"}
)
# Arabic letters that writers interchange, and signs that they leave out.
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": None})
_SILENT = str.maketrans(dict.fromkeys("'’‘ʼʻʿʾ`´′ˈ“”\".·", None))
_SPACING = str.maketrans(dict.fromkeys("-‐‑‒–—_/,;:()[]{}&+!?*\u00a0", " "))
_ASCII = {**{c: v for c, v in _SILENT.items() if c < 128}, **{c: v for c, v in _SPACING.items() if c < 128}}
_ALL = {**_SILENT, **_SPACING}


@lru_cache(maxsize=1 << 15)
def key(name: str) -> str:
    """The form in which a name is looked up: case folded, without accents, apostrophes and dots, spaces for hyphens."""
    return normal_form(name)


def normal_form(name: str) -> str:
    """`key` without its cache, for names that are met once."""
    if name.isascii():
        return " ".join(name.lower().translate(_ASCII).split())
    folded = unicodedata.normalize("NFKD", name.casefold().translate(_ALL))
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    return " ".join(bare.translate(_LETTERS).translate(_ARABIC).translate(_ALL).split())


@dataclass(frozen=True, slots=True)
class Variants:
    """The rules by which spellings of one name meet."""

    articles: frozenset[str]
    bare_in: frozenset[str]
    words: Mapping[str, str]
    fused: re.Pattern[str]
    letters: tuple[tuple[re.Pattern[str], str], ...]
    divisions: Mapping[str, frozenset[str]]
    before: frozenset[str]
    meet: tuple[tuple[str, str], ...]
    apart: tuple[tuple[str, str], ...]
    _seen: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def skeleton(self, normal: str) -> str:
        """The loose form of a name that is in its normal form; "" where it has no Latin letter."""
        if not normal.isascii():
            return ""
        words = normal.split()
        kept = [w for w in words if w not in self.articles] or words
        parts = [self._word(w) if i == 0 else self._word(self.fused.sub(r"\1", w)) for i, w in enumerate(kept)]
        return "".join(parts)

    def loose(self, normal: str) -> str:
        """The form in which spellings of a name meet, whatever its script: its skeleton, else the name as it is."""
        return self.skeleton(normal) or normal

    def bare(self, normal: str, country: str) -> str:
        """The name of a town without its article, where its country's towns are written so too; "" where not."""
        article, _, rest = normal.partition(" ")
        told = country in self.bare_in and article in self.articles and len(rest) >= _SHORTEST_BARE
        return rest if told else ""

    def divided(self, normal: str) -> tuple[str, frozenset[str]] | None:
        """The bare name and the kinds of division that it may be, where the last words say that it is one."""
        words = normal.split()
        for size in (2, 1):
            tail = " ".join(words[-size:])
            kinds = frozenset(kind for kind, terms in self.divisions.items() if tail in terms)
            if kinds and len(words) > size:
                return " ".join(words[:-size]), kinds
        return None

    def _word(self, word: str) -> str:
        known = self._seen.get(word)
        if known is not None:
            return known
        out = self.words.get(word, word)
        for pattern, replacement in self.letters:
            out = pattern.sub(replacement, out)
        if len(self._seen) < 1 << 20:
            self._seen[word] = out
        return out


@lru_cache(maxsize=4)
def load_variants(path: Path = VARIANTS) -> Variants:
    """The rules of `variants.yaml`; raises DataError where they are malformed or break their own proofs."""
    root: Node = read_yaml(path)
    root.expect(("articles", "bare_in", "words", "fused", "letters", "divisions", "before", "proofs"))
    root["proofs"].expect(("meet", "apart"))
    root["divisions"].expect(("admin1", "admin2"))
    variants = Variants(
        articles=frozenset(root["articles"]),
        bare_in=frozenset(root["bare_in"]),
        words=dict(root["words"]),
        fused=_pattern(root, root["fused"]),
        letters=tuple((_pattern(root, a), b) for a, b in root["letters"]),
        divisions={kind: frozenset(words) for kind, words in root["divisions"].items()},
        before=frozenset(root["before"]),
        meet=tuple((a, b) for a, b in root["proofs"]["meet"]),
        apart=tuple((a, b) for a, b in root["proofs"]["apart"]),
    )
    for pairs, wanted in ((variants.meet, True), (variants.apart, False)):
        for a, b in pairs:
            got = variants.skeleton(key(a)), variants.skeleton(key(b))
            if (got[0] == got[1]) != wanted:
                raise DataError(path, None, f"proof fails: {a} and {b} have the skeletons {got[0]} and {got[1]}")
    return variants


def _pattern(node: Node, expression: str) -> re.Pattern[str]:
    try:
        return re.compile(expression)
    except re.error as e:
        raise node.error(f"not a regular expression: {expression} ({e})") from e
