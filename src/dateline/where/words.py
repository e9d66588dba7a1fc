"""The words of a text as the room reads them, and the shapes that it works with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, Protocol

from dateline.model import Outline, SentenceKind
from dateline.where.lexicon import WhereData

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’‘ʼʻ`.‑‐-][^\W_]+)*")
# A headline or a shouted page has more capitals than this among its longer words.
_SHOUTED = 0.8
_LONGER = 4
_NO = False
_Rest = tuple[bool, bool, bool, int]


class Point(Protocol):
    """Whatever lies somewhere."""

    @property
    def lat(self) -> float: ...
    @property
    def lon(self) -> float: ...


class EntryLike(Point, Protocol):
    """A place of the gazetteer, as the room needs it."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def admin1(self) -> str: ...
    @property
    def admin1_code(self) -> str: ...
    @property
    def admin2(self) -> str: ...
    @property
    def population(self) -> int: ...
    @property
    def reach_km(self) -> float: ...


class BorderLike(Point, Protocol):
    """The line that two countries share, each part a row of (longitude, latitude); its point is its middle."""

    @property
    def one(self) -> str: ...
    @property
    def other(self) -> str: ...
    @property
    def line(self) -> tuple[tuple[tuple[float, float], ...], ...]: ...


class GazetteerLike(Protocol):
    """Whatever finds the places that bear a name, most populous first.

    `lookup` gives those of that spelling, or where there are none those whose spellings meet it;
    `variants` gives all whose spellings meet it; `spelled` tells whether
    a place bears the name just so; `longer` gives a country's settlements whose names begin with these
    words; `borders` gives a country's lines with its neighbours.
    """

    def lookup(self, name: str, /) -> Sequence[EntryLike]: ...
    def spelled(self, name: str, /) -> bool: ...
    def variants(self, name: str, /) -> Sequence[EntryLike]: ...
    def longer(self, name: str, country: str, /) -> Sequence[EntryLike]: ...
    def borders(self, country: str, /) -> Sequence[BorderLike]: ...


class Word(NamedTuple):
    """A word: `end` without, `after` with its possessive or suffix. `glued`: only white space before it."""

    start: int
    end: int
    after: int
    text: str
    lower: str
    cap: bool
    owns: bool
    suffix: str
    glued: bool
    first: bool
    shouted: bool
    sentence: int


@dataclass(slots=True)
class Frame:
    """The words that locate around a name, and what they make of it."""

    start: int
    end: int
    sort: str = ""
    kinds: tuple[str, ...] = ()
    many: bool = False
    near: str = ""
    km: float = 0.0
    before: str = ""
    left: int = 0  # index of the word before the frame
    right: int = 0  # index of the word after it
    directed: bool = False  # "eastern X", "central X"
    said_apart: bool = False  # the class stands in an apposition
    word: str = ""  # the class word behind the name, as written: "High School", "province"
    implied: bool = False  # the class follows from the place that it holds
    holder: bool = False  # "the X town of Y": Y lies in it

    @property
    def strong(self) -> bool:
        """Do the words alone make the name a place's?"""
        return bool(self.sort or self.near)


@dataclass(slots=True)
class Occurrence:
    """A name in the text: words[first..last], the places that bear it, and the evidence that it is a place."""

    first: int
    last: int
    start: int
    end: int
    text: str
    entries: tuple[EntryLike, ...]
    frame: Frame
    score: float = 0.0
    accepted: bool = False
    links: list[Occurrence] = field(default_factory=list)
    told_by: list[Occurrence] = field(default_factory=list)  # "X, 20 km south of this", "X in this"
    until: Occurrence | None = None  # "between this and that", "the this-that road"
    by: str = "name"
    adjective: bool = False  # says whose something is, and not where: "U.S." in "a U.S. citizen"
    local: bool = False  # the text is from there, or tells of its police
    heads: bool = False  # heads a line or a section
    loose: tuple[EntryLike, ...] = ()  # those of the entries whose spelling only meets the text's
    certain: bool = False  # a short form that means one place alone
    spelled: bool = True  # a place bears it just so
    person: bool = False  # it stands in the name of a person elsewhere


@lru_cache(maxsize=1 << 14)
def plain(name: str) -> str:
    """The letters and digits of a name, case folded and without accents: for comparing two names."""
    return "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if c.isalnum())


def read_words(text: str, outline: Outline, data: WhereData) -> list[Word]:
    """The words of the dateline's place and of all sentences, in order."""
    words: list[Word] = []
    place = outline.dateline.place if outline.dateline else None
    head = [(0, place, SentenceKind.HEADING)] if place and outline.sentences else []
    for number, span, kind in (*head, *((n, s.span, s.kind) for n, s in enumerate(outline.sentences))):
        found = list(_WORD.finditer(text, span.start, span.end))
        long = [m for m in found if m.end() - m.start() >= _LONGER and text[m.start()].isalpha()]
        capitals = sum(text[m.start()].isupper() for m in long)
        shouted = kind is not SentenceKind.HEADING and len(long) > 2 and capitals > _SHOUTED * len(long)
        end, first = span.start, True
        for match in found:
            gap = text[end : match.start()]
            glued = not first and (gap == " " or (gap.isspace() and "\n\n" not in gap))
            glued = glued or (gap == ". " and _dotted(words[-1], data))
            word = _word(match, data, (glued, first, shouted, number))
            words.append(word)
            end, first = word.after, False
    return words


def _dotted(word: Word, data: WhereData) -> bool:
    """Does a full stop behind it end no sentence: "St. Louis", "ST. LOUIS", "Mr. Kabul", "Michael C. Chandler"?"""
    return (
        word.text.capitalize() in data.words["dotted"]
        or word.lower in data.titles
        or (word.cap and len(word.text) == 1 and word.glued)
    )


def _word(match: re.Match[str], data: WhereData, rest: _Rest) -> Word:
    start, after, core = match.start(), match.end(), match.group()
    if core.isalpha():  # most words, fast
        lower = core.lower()
        return Word(start, after, after, core, lower, core[0] != lower[0], _NO, "", *rest)
    owns, suffix = False, ""
    if core[-2:] in data.words["possessives"]:
        core, owns = core[:-2], True
    elif "-" in core:
        head, _, tail = core.rpartition("-")
        if tail.lower() in data.suffixes:
            core, suffix = head, tail.lower()
    cap = core[0].isupper()
    if not cap and core[-1].isalpha() and not core.islower():
        prefix, _, tail = core.replace("’", "-").replace("'", "-").partition("-")
        cap = tail[:1].isupper() and prefix in data.words["prefixes"]
    return Word(start, start + len(core), after, core, core.lower(), cap, owns, suffix, *rest)
