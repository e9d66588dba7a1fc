"""Cuts text into words and folds them, so that spellings of one name compare equal.

Hyphens part words, apostrophes do not: "Hay'at Tahrir al-Sham" is hayat, tahrir, al, sham. The
ending of a possessive is left out of its word. Nothing here knows what a word means.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

APOSTROPHES = "'’ʼ`‘ʿʾ"
WORD = re.compile(rf"\w+(?:[{APOSTROPHES}]\w+)*[{APOSTROPHES}]?")
_DROP = str.maketrans("", "", APOSTROPHES)


class Word(NamedTuple):  # made for every word of a text: twice as fast as a dataclass
    """A word of a text: where it stands, as written without its possessive ending, and folded."""

    start: int
    end: int
    text: str
    key: str
    owns: bool = False  # a possessive: "Kenya's", "the rebels'"

    @property
    def capital(self) -> bool:
        """Does it begin with a capital letter or a figure?"""
        return not self.text[0].islower()


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word in lower case without accents and apostrophes."""
    folded = word.translate(_DROP).lower()
    if folded.isascii():
        return folded
    plain = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return plain.replace("ı", "i").replace("ł", "l").replace("đ", "d").replace("ø", "o")


@lru_cache(maxsize=65536)
def _stem(word: str, endings: tuple[str, ...]) -> tuple[str, str, bool]:
    """A word without its possessive ending, the same folded, and whether it had one."""
    if word[-1] in APOSTROPHES or (len(word) > 2 and word[-2] in APOSTROPHES):
        for ending in endings:
            if word.endswith(ending) and len(word) > len(ending):
                stem = word[:-1] if ending[-1] in APOSTROPHES else word[: -len(ending)]
                return stem, fold(stem), True
    stem = word.rstrip(APOSTROPHES)
    return stem, fold(stem), False


def cut(text: str, endings: tuple[str, ...], start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `text[start:end]`; `endings` are those of a possessive."""
    words = []
    for match in WORD.finditer(text, start, len(text) if end is None else end):
        stem, key, owns = _stem(match[0], endings)
        at = match.start()
        words.append(Word(at, at + len(stem), stem, key, owns))
    return words


@lru_cache(maxsize=4)
def words_of(text: str, endings: tuple[str, ...]) -> tuple[Word, ...]:
    """The words of a whole text, cut once for all who ask in turn."""
    return tuple(cut(text, endings))


@lru_cache(maxsize=4)
def _bounds(text: str) -> tuple[list[int], list[int]]:
    """Where the words of a whole text begin and end, possessive endings included."""
    spans = [match.span() for match in WORD.finditer(text)]
    return [start for start, _ in spans], [end for _, end in spans]


def words_in(text: str, endings: tuple[str, ...], start: int, end: int) -> Sequence[Word]:
    """What `cut` gives for a stretch of a text of which many stretches are asked for."""
    starts, ends = _bounds(text)
    first, stop = bisect_left(starts, start), bisect_left(starts, end)
    if (first and ends[first - 1] > start) or (stop > first and ends[stop - 1] > end):
        return cut(text, endings, start, end)  # it begins or ends inside a word: "Kenya" of "Kenya's"
    return words_of(text, endings)[first:stop]


def keys(name: str, endings: tuple[str, ...]) -> tuple[str, ...]:
    """A name as its folded words."""
    return tuple(w.key for w in cut(name, endings))


def joined(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    """Do the words `first` to `last` stand together, with nothing but spaces and joining marks between?"""
    for left, right in zip(words[first:last], words[first + 1 : last + 1], strict=True):
        gap = text[left.end : right.start]
        if gap != " " and gap != "-" and not _JOINS.fullmatch(gap):
            return False
    return True


# A dot joins only without a space behind it ("U.S."); a line may break once in a name.
_JOINS = re.compile(
    rf"[ \u00a0]*[-–/.{APOSTROPHES}“”\"«»]?\(?|(?:'s|’s|['’])? ?[“\"«(]?|[ ]?\n[ ]?|[“”\"«»] |(?:'s|’s) "
)
