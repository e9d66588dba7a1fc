"""What a reading of an expression may know: the publication date, the days named before it, its sentence.

`Rule` is a pattern with its operation, `Node` words of a text that a rule read, `Scene` one place in
a text at which nodes are resolved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from dateline.model import DayPrecision, Days, Extent, Unknown, Why
from dateline.nouns import noun

from .calendars import Interval
from .grammar import Compiled
from .story import Told

Value = Days | Unknown | None  # None: the words name no day at all, such as 31 June
Slots = Mapping[str, "str | Node"]
Meaning = Mapping[str, Any]

NO_DATE = Unknown(Why.NO_PUBLICATION_DATE)
AMBIGUOUS = Unknown(Why.AMBIGUOUS)


@noun(frozen=True, slots=True)
class Proof:
    """Words that a rule must read, and the value: an interval, or "" where nothing may be found."""

    text: str
    value: str
    published: date | None


@noun(frozen=True, slots=True)
class Rule:
    """A pattern of `when_patterns.yaml`: `kind` is what it gives, `settings` what it tells its operation.

    `transparent` rules add words and no meaning: the mention keeps the id of what they hold.
    """

    id: str
    kind: str
    operation: Callable[[Scene, Slots], Value]
    settings: Mapping[str, str]
    patterns: tuple[Compiled, ...]
    transparent: bool
    proofs: tuple[Proof, ...]


@noun(frozen=True, slots=True)
class Node:
    """What a rule read, from one word of the text to another; its slots hold meanings of words, or nodes."""

    rule: Rule
    slots: Slots
    first_word: int
    last_word: int


def origin(node: Node) -> Rule:
    """The rule that gave the value: rules that only add words are passed over."""
    while node.rule.transparent and isinstance(inner := node.slots.get("a"), Node):
        node = inner
    return node.rule


@noun(frozen=True, slots=True)
class Anchor:
    """Days named in the text, and the number of their first word."""

    days: Days
    first_word: int


class Scene:
    """One mention's surroundings: `named` are the days named before it, in text order.

    `told` is the time that the text tells of, of a text or part of one that is not read from its day of publication;
    `published` is None then.
    """

    def __init__(
        self,
        *,
        published: date | None,
        told: Told | None,
        named: Sequence[Anchor],
        meanings: Meaning,
        is_future: Callable[[], bool],
        is_month_first: Callable[[], bool | None],
        is_speaking: Callable[[int], bool],
        is_trailing: Callable[[], bool],
        beside: Callable[[], Node | None],
        ahead: Callable[[], Node | None],
        uncut: bool = False,
    ) -> None:
        self.published = published
        self.told = told
        self.named = named
        self.meanings = meanings
        self._is_future = is_future
        self._is_month_first = is_month_first
        self._is_speaking = is_speaking
        self.is_trailing = is_trailing
        self.beside = beside
        self._ahead = ahead
        self._uncut = uncut

    @property
    def latest(self) -> date | None:
        """The day from which the latest date without a year is looked for, backwards."""
        return self.told.latest if self.told else self.published

    @cached_property
    def future(self) -> bool:
        """Does the sentence tell of what is to come?"""
        return self.told is None and self._is_future()

    @cached_property
    def month_first(self) -> bool | None:
        """Does the text write 08/27 for 27 August? None where it does not show."""
        return self._is_month_first()

    @cached_property
    def ahead(self) -> Value:
        """The day named next in the same sentence, for "two days after he was held on 3 May".

        It has to be said by itself, without counting from another.
        """
        node = self._ahead()
        return None if node is None else self._elsewhere(()).read(node)

    def anchors(self) -> list[Days]:
        """The days to count from, latest first: those on which somebody speaks only where there is no other."""
        latest_first = self.named[::-1]
        acted = [a.days for a in latest_first if not self._is_speaking(a.first_word)]
        return acted or [a.days for a in latest_first]

    def read(self, node: str | Node) -> Value:
        """The value of an expression at this place."""
        if isinstance(node, str):
            raise TypeError(f"'{node}' is a word where an expression was expected")
        return node.rule.operation(self, node.slots)

    def counting_from(self, day: Days) -> Scene:
        """The same place, with this day as the only one named before it."""
        return self._elsewhere((Anchor(day, 0),), is_future=lambda: True, is_speaking=lambda number: False)

    def in_full(self, node: str | Node) -> Value:
        """The value of an expression by itself, Unknown where it needs another day to count from."""
        return self._elsewhere((), published=None, told=None).read(node)

    def looking_back(self) -> Scene:
        """The same place, where nothing is to come."""
        return self._elsewhere(self.named, is_future=lambda: False)

    def going_on(self) -> Scene:
        """The same place, where a date without a year is behind what a history told of last."""
        return self._elsewhere(self.named, told=replace(self.told, from_here=True)) if self.told else self

    def unit(self, node: str | Node) -> Interval | None:
        """The days, month or year that an expression names, not cut at publication."""
        value = self._elsewhere(self.named, uncut=True).read(node)
        return (value.first, value.last) if isinstance(value, Days) else None

    def told_at(self, day: Days) -> Scene:
        """The same place, where a date without a year is the latest one up to a day."""
        return self._elsewhere((), published=None, told=Told(day, up_to=True))

    def _elsewhere(self, named: Sequence[Anchor], **changes: Any) -> Scene:
        """A place of the same text with nothing ahead of it."""
        same = {
            "published": self.published,
            "told": self.told,
            "meanings": self.meanings,
            "is_future": self._is_future,
            "is_month_first": self._is_month_first,
            "is_speaking": self._is_speaking,
            "is_trailing": lambda: False,
            "beside": lambda: None,
            "ahead": lambda: None,
            "uncut": self._uncut,
        }
        return Scene(named=named, **{**same, **changes})

    def days(self, interval: Interval, precision: str = "", extent: Extent = Extent.WITHIN) -> Days:
        """The interval as a value; without a precision it follows from the length."""
        return Days(*interval, DayPrecision(precision) if precision else self.precision(interval), extent)

    def precision(self, interval: Interval) -> DayPrecision:
        """How fine an interval of this length is."""
        length = (interval[1] - interval[0]).days + 1
        for name, longest in self.meanings["precision"].items():
            if length <= int(longest):
                return DayPrecision(name)
        return DayPrecision.YEAR

    def until_published(self, interval: Interval) -> Interval:
        """The interval, cut at the publication date where that falls into it and nothing is to come."""
        first, last = interval
        if not self._uncut and self.published is not None and first <= self.published < last and not self.future:
            return first, self.published
        return interval
