"""Which tellings sum several happenings: over a stretch of days, or over acts that the sentence counts."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.draft import Draft, How
from dateline.fill.context import Reading
from dateline.fill.words import FillData
from dateline.grammar import kids
from dateline.mention import Mention
from dateline.model import Said, Token

LONG = 31  # days over which a figure that is reckoned sums many happenings


def is_sum(reading: Reading, mention: Mention, draft: Draft, data: FillData) -> bool:
    """Does the telling count people over a stretch of days, or over several acts ("in three separate raids")?"""
    if stretches(draft, data) and any(t.count.low >= data.sum_least for t in draft.tolls):
        return True
    return bool(draft.tolls or draft.unknown_counts) and any(
        t.lemma in data.sum_acts and _several(reading, mention, t, data) for t in _around(reading, mention)
    )


def stretches(draft: Draft, data: FillData, least: int = 1) -> bool:
    """Is it told for a stretch of more than `least` days in which several things can have happened?"""
    return (
        isinstance(draft.when, Said)
        and draft.when_how is How.OWN
        and draft.when.by.startswith(data.sum_days)
        and (draft.when.value.last - draft.when.value.first).days >= least
        and draft.type not in data.lasting
    )


def _around(reading: Reading, mention: Mention) -> Iterator[Token]:
    """The nouns in which, or by doing which, the act was done: its own, its people's, and those of the verbs above."""
    parse, s = mention.parse, reading.syntax
    for p in (
        p
        for role in mention.counts.values()
        for h in mention.roles.get(role, ())
        for p in kids(parse, h, s.preposition)
    ):
        yield from (parse.tokens[o] for o in kids(parse, p, s.preposition_object))
    i = mention.head
    while True:
        for p in (i, *kids(parse, i, s.preposition)):
            yield from (parse.tokens[o] for o in kids(parse, p, s.preposition_object | s.object))
        above = parse.tokens[i].head
        if above == i or parse.tokens[i].dep in s.relative_clause | s.reduced_clause:
            return
        i = above


def _several(reading: Reading, mention: Mention, noun: Token, data: FillData) -> bool:
    """Does a plural stand with a word that tells its parts from each other?"""
    if noun.tag not in reading.syntax.plural_tags:
        return False
    return any(mention.parse.tokens[c].lower in data.sum_marks for c in mention.parse.children[noun.i])
