"""Compiles the patterns of `when_patterns.yaml` to regular expressions over the letters of words.

A pattern is a row of words and slots: `in the? {part} of {month} (,? {year})?`. A slot `{name:A|B}`
takes a word of class A or B, or an expression of that kind, and keeps it under its name; `{A}` is
`{A:A}`. `?` and `*` follow what they repeat, `( | )` groups. `<( )` and `!<( )` ask what stands
before, `&( )` and `!( )` what follows, and keep nothing; `^` and `$` are the ends of the text, `_` is any word
without a class.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from .lexing import NONE

_PIECE = re.compile(r"\s*(?:(!<\(|<\(|&\(|!\(|\()|([)|?*$^])|\{(?:(\w+):)?([\w|]+)\}|([^\s?*(){}|$^]+))")
_GROUPS = {"(": "(?:", "<(": "(?<=", "!<(": "(?<!", "&(": "(?=", "!(": "(?!"}
_ANY = "_"


class PatternError(ValueError):
    """A pattern cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern over letters; `first` are the letters that it can begin with, `slots` its names and classes."""

    regex: re.Pattern[str]
    source: str
    first: frozenset[str]
    slots: Mapping[str, tuple[str, ...]]


def literal_class(word: str) -> str:
    """The class that a plain word of a pattern has for itself alone."""
    return "=" + word


def literals(pattern: str) -> set[str]:
    """The plain words of a pattern; PatternError where it cannot be read."""
    return {m.group(5) for m in _pieces(pattern) if m.group(5) and m.group(5) != _ANY}


def compile_pattern(pattern: str, letters: Mapping[str, str]) -> Compiled:
    """The pattern over the letters of each class; PatternError names an unknown class or a bad form."""
    reader = _Reader(list(_pieces(pattern)), letters)
    part = reader.alternatives()
    if reader.at < len(reader.pieces):
        raise PatternError("a bracket is closed that was not opened")
    if part.empty:
        raise PatternError("the pattern matches nothing at all")
    try:
        regex = re.compile(part.source)
    except re.error as e:
        raise PatternError(str(e)) from e
    return Compiled(regex, part.source, frozenset(part.first), reader.slots)


def any_of(patterns: Iterable[Compiled]) -> re.Pattern[str]:
    """A pattern that matches where one of the patterns does, and keeps nothing."""
    return re.compile("|".join(dict.fromkeys(re.sub(r"\?P<\w+>", "?:", p.source) for p in patterns)))


def _pieces(pattern: str) -> Iterator[re.Match[str]]:
    position, pattern = 0, pattern.strip()
    while position < len(pattern):
        match = _PIECE.match(pattern, position)
        if match is None:
            raise PatternError(f"cannot read '{pattern[position:]}'")
        yield match
        position = match.end()


@dataclass(frozen=True, slots=True)
class _Part:
    source: str
    first: frozenset[str]
    empty: bool


_NOTHING = _Part("", frozenset(), empty=True)


@dataclass(slots=True)
class _Reader:
    pieces: list[re.Match[str]]
    letters: Mapping[str, str]
    at: int = 0
    looking: int = 0  # how many brackets that only look are open
    slots: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def alternatives(self) -> _Part:
        parts = [self.row()]
        while self.at < len(self.pieces) and self.pieces[self.at].group(2) == "|":
            self.at += 1
            parts.append(self.row())
        first = frozenset().union(*(p.first for p in parts))
        return _Part("|".join(p.source for p in parts), first, empty=any(p.empty for p in parts))

    def row(self) -> _Part:
        row = _NOTHING
        while self.at < len(self.pieces) and self.pieces[self.at].group(2) not in (")", "|"):
            part = self.repeated()
            row = _Part(
                row.source + part.source,
                row.first | part.first if row.empty else row.first,
                empty=row.empty and part.empty,
            )
        return row

    def repeated(self) -> _Part:
        part = self.piece()
        while self.at < len(self.pieces) and self.pieces[self.at].group(2) in ("?", "*"):
            part = _Part(part.source + str(self.pieces[self.at].group(2)), part.first, empty=True)
            self.at += 1
        return part

    def piece(self) -> _Part:
        opened, sign, name, classes, word = self.pieces[self.at].groups()
        self.at += 1
        if opened:
            self.looking += opened != "("
            inner = self.alternatives()
            if self.at == len(self.pieces):
                raise PatternError("a bracket is not closed")
            self.at += 1
            self.looking -= opened != "("
            source = f"{_GROUPS[opened]}{inner.source})"
            return _Part(source, inner.first, inner.empty) if opened == "(" else _Part(source, frozenset(), empty=True)
        if sign in ("^", "$"):
            return _Part(str(sign), frozenset(), empty=True)
        if sign:
            raise PatternError(f"'{sign}' has nothing before it")
        if classes:
            return self.slot(name, tuple(classes.split("|")))
        found = NONE if word == _ANY else self.letters[literal_class(word)]
        return _Part(f"[{found}]", frozenset(found), empty=False)

    def slot(self, name: str | None, classes: tuple[str, ...]) -> _Part:
        for known in classes:
            if known not in self.letters:
                raise PatternError(f"no class or kind '{known}'")
        found = "".join(dict.fromkeys("".join(self.letters[n] for n in classes)))
        if self.looking:  # what only stands around is not kept
            return _Part(f"[{found}]", frozenset(found), empty=False)
        name = name or classes[0]
        if name in self.slots:
            raise PatternError(f"slot '{name}' stands twice")
        self.slots[name] = classes
        return _Part(f"(?P<{name}>[{found}])", frozenset(found), empty=False)
