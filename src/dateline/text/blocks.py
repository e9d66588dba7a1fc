"""Cuts a text into blocks: paragraphs, lines that stand alone, items of lists. Knows no words."""

from __future__ import annotations

import re
from enum import Enum

from dateline.nouns import noun

MIN_WRAP = 50  # characters; text wrapped by a mailer or a telex has lines of 55 to 80

_PARAGRAPH = re.compile(r"\S(?:.|\n(?![^\S\n]*(?:\n|\Z)))*")
_BULLET = re.compile(r"(?:[•●▪■‣◦·∙*⁃➢►✓]+|[-–—]{1,2}(?=\s))\s*(?=[\w\"“‘'«(\[])")
_NUMBER = re.compile(r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})\)|\d{1,3}[./])\s+(?=[^\W_])")
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)(?:\s*[-–—:|])?\s+(?=[^\W\d_])")


class Mark(Enum):
    """What stands before an item."""

    NONE = "none"
    BULLET = "bullet"
    NUMBER = "number"
    CLOCK = "clock"


@noun(frozen=True, slots=True)
class Block:
    """A stretch of text that holds whole sentences; `start` is after the mark of an item, `line` before it.

    `paragraph` counts the text's blank-line paragraphs, `alone` tells whether the block is all of one.
    """

    start: int
    end: int
    mark: Mark
    paragraph: int
    alone: bool
    line: int


def blocks(text: str) -> list[Block]:
    """The blocks of a text in order: everything but white space and the marks of items."""
    out: list[Block] = []
    for number, match in enumerate(_PARAGRAPH.finditer(text)):
        start, end = match.span()
        end = start + len(text[start:end].rstrip())
        lines = _lines(text, start, end)
        for a, b in lines:
            mark, begin = _mark(text, a, b)
            out.append(Block(begin, b, mark, number, len(lines) == 1, a))
    return out


def clock_of(text: str, block: Block) -> tuple[int, int]:
    """The two figures of an item's mark that is an hour, or a length; zeros without such a mark."""
    mark = _CLOCK.match(text, block.line)
    return (int(mark[1]), int(mark[2])) if mark else (0, 0)


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    # Joins again what was only wrapped: a line so long that the next word did not fit on it.
    if "\n" not in text[start:end]:
        return [(start, end)]
    lines: list[tuple[int, int]] = []
    at = start
    for line in text[start:end].split("\n"):
        a, b = at + len(line) - len(line.lstrip()), at + len(line.rstrip())
        at += len(line) + 1
        if b > a:
            lines.append((a, b))
    width = max(b - a for a, b in lines)
    out = [lines[0]]
    previous = lines[0]
    for a, b in lines[1:]:
        if _continues(text, previous, (a, b), width):
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
        previous = (a, b)
    return out


def _continues(text: str, previous: tuple[int, int], line: tuple[int, int], width: int) -> bool:
    mark, begin = _mark(text, *line)
    if mark is not Mark.NONE:
        return False
    if text[begin].islower():
        return True
    if text[slice(*previous)].isupper() and not text[slice(*line)].isupper():
        return False
    word = len(text[line[0] : line[1]].split(None, 1)[0])
    return width >= MIN_WRAP and previous[1] - previous[0] + 1 + word > width


def _mark(text: str, start: int, end: int) -> tuple[Mark, int]:
    for mark, pattern in ((Mark.BULLET, _BULLET), (Mark.NUMBER, _NUMBER), (Mark.CLOCK, _CLOCK)):
        match = pattern.match(text, start, end)
        if not match or match.end() >= end:
            continue
        if mark is Mark.NUMBER and text[match.end()].islower():
            continue
        return mark, match.end()
    return Mark.NONE, start
