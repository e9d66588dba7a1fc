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
    return [_word(match, endings) for match in WORD.finditer(text, start, len(text) if end is None else end)]


def _word(match: re.Match[str], endings: tuple[str, ...]) -> Word:
    stem, key, owns = _stem(match[0], endings)
    at = match.start()
    return Word(at, at + len(stem), stem, key, owns)


class _Whole(NamedTuple):
    """The words of a whole text, and where they begin and end, possessive endings included."""

    words: tuple[Word, ...]
    starts: list[int]
    ends: list[int]


@lru_cache(maxsize=4)
def _whole(text: str, endings: tuple[str, ...]) -> _Whole:
    """A text, cut once for all who ask in turn."""
    matches = list(WORD.finditer(text))
    words = tuple([_word(match, endings) for match in matches])
    return _Whole(words, [word.start for word in words], [match.end() for match in matches])


def words_of(text: str, endings: tuple[str, ...]) -> tuple[Word, ...]:
    """The words of a whole text."""
    return _whole(text, endings).words


def words_in(text: str, endings: tuple[str, ...], start: int, end: int) -> Sequence[Word]:
    """What `cut` gives for a stretch of a text of which many stretches are asked for."""
    words, starts, ends = _whole(text, endings)
    first, stop = bisect_left(starts, start), bisect_left(starts, end)
    if (first and ends[first - 1] > start) or (stop > first and ends[stop - 1] > end):
        return cut(text, endings, start, end)  # it begins or ends inside a word: "Kenya" of "Kenya's"
    return words[first:stop]


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
