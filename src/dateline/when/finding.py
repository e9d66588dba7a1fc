"""Finds the words of a text that say when, and resolves them in text order.

Stage after stage, the row of letters is read from the left, the longest pattern at each place wins,
and what it read becomes one letter for the next stage. Nothing here knows a language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from dateline.model import DayMention, DayPrecision, Days, Span, Unknown

from .calendars import days_from
from .grammar import Compiled
from .lexing import Words
from .loading import Stage, WhenData
from .scene import NO_DATE, Anchor, Node, Rule
from .story import Told, is_told
from .surroundings import Surroundings

_RELATIVE = "when/relative_to_text"
_HISTORY = 3  # dates in full, at least, of a text that is read in its own years though it has a day of publication

Item = int | Node  # the number of a word, or what a rule read


def find_days(text: str, data: WhenData, *, published: date | None) -> tuple[DayMention, ...]:
    """The day mentions of a text in order, not overlapping, each with its interval or why it has none.

    A text without a day of publication, or one that tells of years long before, is read in the years that it gives.
    Expressions relative to another day ("the day before") are counted from the last one named
    before them; `by` tells these apart: their pattern's id begins with `when/relative_to_text`.
    """
    words = data.lexicon.words(text)
    if data.gate.search(words.letters) is None:
        return ()
    if data.old_times.search(words.letters) is not None:
        words.letters = words.letters.translate(data.as_years)
    nodes = _nodes(words, data)
    around = Surroundings(words=words, nodes=nodes, data=data)
    named: list[Anchor] = []
    mentions = []
    told = _history(nodes, around, published, data)
    if told:
        published = None
    for index, node in enumerate(nodes):
        base = _told(nodes, index, around, published, data)
        value = around.scene(index, published=base, told=told, named=named).read(node)
        if value is None:
            continue
        if isinstance(value, Days):
            named.append(Anchor(value, node.first_word))
            if told and node.rule.kind not in data.bounds and not around.is_aside(node):
                told = told.then(value, leading=around.is_leading(node))
        span = Span(words.starts[node.first_word], words.end(node.last_word))
        mentions.append(DayMention(span, value, _origin(node).id))
    return tuple(mentions)


def _history(nodes: Sequence[Node], around: Surroundings, published: date | None, data: WhenData) -> Told | None:
    """What a text tells of first that is read in its own years: one without a day of publication, or of years before.

    The latter opens with a date in full and gives more, none of them of late, and nothing that counts from publication.
    """
    first, dates = None, 0
    for index, node in enumerate(nodes):
        value = around.scene(index, published=None, named=()).read(node)
        if isinstance(value, Days):
            first = first or (Told(value) if is_told(value) else None)
            if published is not None and value.last.year >= published.year - 1:
                return None
            dates += is_told(value)
        elif published is not None and value == NO_DATE and _is_news(_origin(node), data, opening=first is None):
            return None
    return first if published is None or dates >= _HISTORY else None


def _is_news(rule: Rule, data: WhenData, *, opening: bool) -> bool:
    """Does what the rule read count from publication? A date without a year does where it opens the text."""
    if rule.kind in data.without_year:
        return opening
    return rule.kind not in data.spans and not rule.id.startswith(_RELATIVE)


def _told(
    nodes: Sequence[Node], index: int, around: Surroundings, published: date | None, data: WhenData
) -> date | None:
    """The day from which a distance of days counts: that of the telling where the sentence names one, else publication.

    "Overnight, police said on Monday" is the night to Monday, whenever that is printed.
    """
    if published is None or _origin(nodes[index]).kind not in data.distances:
        return published
    node = around.told_in(index)
    value = around.scene(index, published=published, named=()).read(node) if node is not None else None
    return value.last if isinstance(value, Days) and value.last < published else published


def inferred_days(published: date | None, data: WhenData) -> Days | Unknown:
    """When a fresh event without a date in the text can have happened: the codebook's days before publication."""
    if published is None:
        return NO_DATE
    back = int(data.meanings["inferred"]["days_back"])
    return Days(days_from(published, -back), published, DayPrecision.INFERRED)


def _nodes(words: Words, data: WhenData) -> list[Node]:
    letters, items = words.letters, list[Item](range(len(words.tokens)))
    for stage in data.stages:
        letters, items = _reduced(letters, items, stage, words, data)
    return [item for item in items if isinstance(item, Node) and item.rule.kind not in data.silent]


def _reduced(letters: str, items: list[Item], stage: Stage, words: Words, data: WhenData) -> tuple[str, list[Item]]:
    """The row with everything that a rule of the stage reads put into one item."""
    out_letters: list[str] = []
    out_items: list[Item] = []
    done = position = 0
    search = stage.start.search
    while (start := search(letters, position)) is not None:
        position = start.start()
        found = _longest(letters, position, stage)
        if found is None:
            position += 1
            continue
        rule, pattern, match = found
        slots: dict[str, str | Node] = dict(rule.settings)
        for name, classes in pattern.slots.items():
            at = match.start(name)
            if at >= 0:
                slots[name] = _meaning(items[at], classes, words, data)
        end = match.end()
        node = Node(rule, slots, _first_word(items[position]), _last_word(items[end - 1]))
        out_letters += (letters[done:position], data.lexicon.letters[rule.kind])
        out_items += items[done:position]
        out_items.append(node)
        done = position = end
    if not done:
        return letters, items
    return "".join(out_letters) + letters[done:], out_items + items[done:]


def _longest(letters: str, position: int, stage: Stage) -> tuple[Rule, Compiled, re.Match[str]] | None:
    candidates = stage.by_first[letters[position]]
    if candidates.any_of_them.match(letters, position) is None:
        return None
    best, end = None, position
    for rule, pattern in candidates.patterns:
        match = pattern.regex.match(letters, position)
        if match is not None and match.end() > end:
            best, end = (rule, pattern, match), match.end()
    return best


def _meaning(item: Item, classes: Sequence[str], words: Words, data: WhenData) -> str | Node:
    if isinstance(item, Node):
        return item.rule.settings.get("means", item)
    name, value = words.value(item, classes)
    return str(data.meanings["numbers_of"].get(name, {}).get(value, value))


def _first_word(item: Item) -> int:
    return item.first_word if isinstance(item, Node) else item


def _last_word(item: Item) -> int:
    return item.last_word if isinstance(item, Node) else item


def _origin(node: Node) -> Rule:
    """The rule that gave the value: rules that only add words are passed over."""
    while node.rule.transparent and isinstance(inner := node.slots.get("a"), Node):
        node = inner
    return node.rule
