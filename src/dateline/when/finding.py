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
from .scene import NO_DATE, Anchor, Node, Rule, origin
from .surroundings import Surroundings
from .timeline import Timeline

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
    timeline = Timeline(nodes, around, data, published=published)
    named: list[Anchor] = []
    mentions = []
    for index, node in enumerate(nodes):
        value = timeline.read(index, named)
        if value is None:
            continue
        if isinstance(value, Days):
            named.append(Anchor(value, node.first_word))
        span = Span(words.starts[node.first_word], words.end(node.last_word))
        mentions.append(DayMention(span, value, origin(node).id))
    return tuple(mentions)


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
