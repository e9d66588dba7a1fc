"""What stands around a mention: words that tell of what is to come, sentence ends, how a text writes its dates."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

from .lexing import BREAK, Words
from .loading import WhenData
from .scene import Anchor, Node, Scene
from .story import Told

_FIGURES = re.compile(r"(\d{1,2})[-/](\d{1,2})\b")
_CUE_BEFORE = 25  # words from "will" to the day that it governs
_CUE_AFTER = 12  # words from a day that opens its sentence to "will"
_HEADING = 12  # words, at most, of a paragraph without a full stop
_DATELINE = 8  # words, at most, before the date of a dateline
_OPENING = 3  # words that may stand before such a day
_BEHIND = 3  # days of a sentence that are looked at behind one
_AHEAD = 8  # words from "two days after" to the day named next


@dataclass(slots=True)
class _Evidence:
    """Word numbers, ascending: of words that tell of what is to come, of what was, and of sentence ends."""

    coming: list[int]
    told: list[int]
    stops: list[int]


class Surroundings:
    """A text's words and mentions, asked only where a mention's value depends on them."""

    def __init__(self, *, words: Words, nodes: Sequence[Node], data: WhenData) -> None:
        self._words = words
        self._nodes = nodes
        self._data = data

    def scene(self, index: int, *, published: date | None, named: Sequence[Anchor], told: Told | None = None) -> Scene:
        """The place of one mention."""
        return Scene(
            published=published,
            told=told,
            named=named,
            meanings=self._data.meanings,
            is_future=partial(self._is_future, self._nodes[index]),
            is_month_first=self._month_first,
            is_speaking=partial(self._is_speaking, self._nodes[index]),
            is_trailing=partial(self._is_trailing, index),
            beside=partial(self._beside, index),
            ahead=partial(self._ahead, index),
        )

    @cached_property
    def _evidence(self) -> _Evidence:
        letters, data = self._words.letters, self._data
        return _Evidence(
            [m.end() - 1 for m in data.coming.finditer(letters)],
            [m.start() for m in data.told.finditer(letters)],
            [m.start() for m in data.stop.finditer(letters)],
        )

    @cached_property
    def _speaking(self) -> frozenset[int]:
        """The words right behind those that tell of speaking."""
        return frozenset(m.end() for m in self._data.speaking.finditer(self._words.letters))

    def _sentence(self, number: int) -> tuple[int, int]:
        stops = self._evidence.stops
        at = bisect_left(stops, number)
        return (stops[at - 1] + 1 if at else 0), (stops[at] if at < len(stops) else len(self._words.letters))

    def _is_future(self, node: Node) -> bool:
        coming = self._evidence.coming
        if not coming:
            return False
        start, end = self._sentence(node.first_word)
        at = bisect_right(coming, node.first_word)  # its first word can end such words: "ahead of Sunday"
        if at and coming[at - 1] >= max(start, node.first_word - _CUE_BEFORE):
            return not self._told_between(coming[at - 1], node.first_word)
        at = bisect_right(coming, node.last_word)
        opens = node.first_word - start <= _OPENING and not self._told_between(start - 1, node.first_word)
        if opens and at < len(coming) and coming[at] < min(end, node.last_word + _CUE_AFTER):
            return not self._told_between(node.last_word, coming[at])
        return False

    def _is_speaking(self, node: Node, number: int) -> bool:
        """Is that a day on which somebody speaks, other than in the node's own sentence ("said on Monday that ...")?"""
        return number in self._speaking and number < self._sentence(node.first_word)[0]

    def is_filed(self, node: Node) -> bool:
        """Is that the date of a dateline at the head of the text: "BOGOTA, 4 FEB 90 (EFE) --"?"""
        stops = self._evidence.stops
        opens = node.first_word <= _DATELINE and (not stops or stops[0] > node.last_word)
        return opens and self._data.filed.match(self._words.letters, node.last_word + 1) is not None

    def _is_trailing(self, index: int) -> bool:
        """Does it stand behind a comma in a sentence that has named a day ("on Thursday, a day after the raid")?"""
        node = self._nodes[index]
        start, _ = self._sentence(node.first_word)
        letters, comma = self._words.letters, self._data.lexicon.letters["comma"]
        if node.first_word == 0 or letters[node.first_word - 1] not in comma:
            return False
        before = self._nodes[max(index - _BEHIND, 0) : index]
        return any(n.first_word >= start and n.rule.kind in self._data.day_kinds for n in before)

    def _beside(self, index: int) -> Node | None:
        """The day right behind which it stands between commas ("On Thursday, a day after the raid, they left")."""
        node, before = self._nodes[index], self._nodes[index - 1]
        if not self._is_trailing(index) or before.last_word != node.first_word - 2:
            return None
        letters, comma = self._words.letters, self._data.lexicon.letters["comma"]
        _, end = self._sentence(node.last_word)
        return before if any(letter in comma for letter in letters[node.last_word + 1 : end]) else None

    def told_in(self, index: int) -> Node | None:
        """The day on which the node's sentence says that it was told ("overnight, police said on Monday"), if any."""
        _, end = self._sentence(self._nodes[index].last_word)
        for node in self._nodes[index + 1 :]:
            if node.first_word >= end:
                return None
            if node.rule.kind in self._data.day_kinds and node.first_word in self._speaking:
                return node
        return None

    def is_leading(self, node: Node) -> bool:
        """Does the mention open its sentence, or stand in a paragraph that is none?"""
        start, end = self._sentence(node.first_word)
        letters = self._words.letters
        heading = end - start <= _HEADING and (end == len(letters) or letters[end] == self._breaks)
        return heading or node.first_word - start <= _OPENING

    def paragraph(self, node: Node) -> int:
        """The number of the paragraph in which the mention stands."""
        return bisect_left(self._gaps, node.first_word)

    @cached_property
    def _gaps(self) -> list[int]:
        return [at for at, letter in enumerate(self._words.letters) if letter == self._breaks]

    def is_aside(self, node: Node) -> bool:
        """Does the mention stand first in brackets?"""
        letters, opening = self._words.letters, self._data.lexicon.letters["open"]
        return bool(node.first_word) and letters[node.first_word - 1] in opening

    @cached_property
    def _breaks(self) -> str:
        return self._data.lexicon.table[BREAK]

    def _told_between(self, first: int, last: int) -> bool:
        told = self._evidence.told
        at = bisect_right(told, first)
        return at < len(told) and told[at] < last

    def _ahead(self, index: int) -> Node | None:
        if index + 1 >= len(self._nodes):
            return None
        node, following = self._nodes[index], self._nodes[index + 1]
        _, end = self._sentence(node.last_word)
        near = following.first_word < end and following.first_word - node.last_word <= _AHEAD
        return following if near and following.rule.kind in self._data.day_kinds else None

    def _month_first(self) -> bool | None:
        """By the dates in figures that can be read in one way only, by what they share, else by those with a name."""
        pairs = {pair for node in self._nodes for pair in _in_figures(node)}
        for first, second in sorted(pairs):
            if first <= 12 < second:
                return True
            if second <= 12 < first:
                return False
        firsts, seconds = {first for first, _ in pairs}, {second for _, second in pairs}
        if len(pairs) > 1 and 1 in (len(firsts), len(seconds)):
            return len(firsts) == 1  # "09/08 ... 11/08 ... 12/08": days of one month
        letters, all_letters = self._data.lexicon.letters, self._words.letters
        month, day = f"[{letters['month']}]", f"[{letters['day']}]"
        orders = bool(re.search(month + day, all_letters)), bool(re.search(day + month, all_letters))
        return orders[0] if orders[0] != orders[1] else None


def _in_figures(node: Node) -> Iterator[tuple[int, int]]:
    """The first two figures of each date in figures that a node holds, but those that begin with a year."""
    slots = node.slots
    written = str(slots.get("figures") or f"{slots.get('a')}/{slots.get('b')}")
    if match := _FIGURES.match(written):
        yield int(match[1]), int(match[2])
    for inner in slots.values():
        if isinstance(inner, Node):
            yield from _in_figures(inner)
