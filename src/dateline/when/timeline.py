"""From where each mention of a text counts: its day of publication, the day of telling, or years that it tells of.

A history is read in the years that it gives. So is what a report tells of years before: "In 1994 war broke out. On
6 April a plane was shot down", as far as its paragraph goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dateline.model import Days

from .loading import WhenData
from .scene import NO_DATE, Anchor, Node, Rule, Value, origin
from .story import Told, is_told
from .surroundings import Surroundings

_RELATIVE = "when/relative_to_text"
_PRINTED = 10  # days, at most, from the date of a dateline to publication
_HISTORY = 3  # dates in full, at least, of a text that is read in its own years though it has a day of publication


class Timeline:
    """Reads the mentions of one text in order, and keeps to the time that it tells of."""

    def __init__(self, nodes: Sequence[Node], around: Surroundings, data: WhenData, *, published: date | None) -> None:
        self._nodes = nodes
        self._around = around
        self._data = data
        self._told = self._history(published)
        self._published = None if self._told else self._filed(published)
        self._before: Told | None = None  # years before publication, in this paragraph
        self._paragraph = 0

    def read(self, index: int, named: Sequence[Anchor]) -> Value:
        """The value of a mention; `named` are the days before it."""
        node = self._nodes[index]
        value = self._around.scene(index, published=self._base(index), told=self._told, named=named).read(node)
        if self._told is not None:
            if isinstance(value, Days) and node.rule.kind not in self._data.bounds and not self._around.is_aside(node):
                self._told = self._told.then(value, leading=self._around.is_leading(node))
            return value
        if self._published is None or not isinstance(value, Days):
            return value
        if self._before is not None and self._around.paragraph(node) != self._paragraph:
            self._before = None
        return self._of_years_before(index, value)

    def _of_years_before(self, index: int, value: Days) -> Days:
        """The value, in the year that the paragraph tells of where the words leave it out."""
        node, rule = self._nodes[index], origin(self._nodes[index])
        if self._published is None or rule.id.startswith(_RELATIVE):
            return value
        if value.last.year < self._published.year and is_told(value) and isinstance(self._in_full(index), Days):
            if self._around.is_leading(node):
                self._before, self._paragraph = Told(value), self._around.paragraph(node)
            return value
        # Anything else that counts from publication leads back to it.
        if self._before is None or rule.kind not in self._data.without_year | self._data.spans:
            self._before = None
            return value
        before = self._before.days
        then = self._around.scene(index, published=None, told=self._before, named=()).read(node)
        if isinstance(then, Days) and before.first <= then.first and then.last.year == before.last.year:
            self._before = Told(then)
            return then
        self._before = None
        return value

    def _filed(self, published: date | None) -> date | None:
        """The day from which the report counts: that of its dateline where it is printed some days later."""
        if published is None or not self._nodes or not self._around.is_filed(self._nodes[0]):
            return published
        value = self._around.scene(0, published=published, named=()).read(self._nodes[0])
        if isinstance(value, Days) and value.first == value.last and 0 <= (published - value.last).days <= _PRINTED:
            return value.last
        return published

    def _base(self, index: int) -> date | None:
        """The day from which a distance of days counts: that of the telling where the sentence names one.

        "Overnight, police said on Monday" is the night to Monday, whenever that is printed.
        """
        published = self._published
        if published is None or origin(self._nodes[index]).kind not in self._data.distances:
            return published
        node = self._around.told_in(index)
        value = self._around.scene(index, published=published, named=()).read(node) if node is not None else None
        return value.last if isinstance(value, Days) and value.last < published else published

    def _history(self, published: date | None) -> Told | None:
        """What a text tells of first that is read in its own years: one undated, or of years before its publication.

        The latter opens with a date in full and gives more, none of them of late, and nothing that counts from
        publication.
        """
        first, dates = None, 0
        for index, node in enumerate(self._nodes):
            value = self._in_full(index)
            if isinstance(value, Days):
                first = first or (Told(value) if is_told(value) else None)
                if published is not None and value.last.year >= published.year - 1:
                    return None
                dates += is_told(value)
            elif published is not None and value == NO_DATE and self._is_news(origin(node), opening=first is None):
                return None
        return first if published is None or dates >= _HISTORY else None

    def _is_news(self, rule: Rule, *, opening: bool) -> bool:
        """Does what the rule read count from publication? A date without a year does where it opens the text."""
        if rule.kind in self._data.without_year:
            return opening
        return rule.kind not in self._data.spans and not rule.id.startswith(_RELATIVE)

    def _in_full(self, index: int) -> Value:
        """The value of a mention by itself."""
        return self._around.scene(index, published=None, named=()).read(self._nodes[index])
