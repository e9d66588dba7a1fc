"""People who were shot, dead and wounded in one figure: "five were shot, one fatally", "the shooting of four men"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.draft import Toll
from dateline.fill.ages import with_ages
from dateline.fill.context import Reading
from dateline.fill.counted import multiple_of, set_apart
from dateline.fill.died import DEADLY, person
from dateline.fill.individuals import individual
from dateline.fill.parties import people_spans
from dateline.fill.tolls import ONE
from dateline.fill.unhurt import BOTH
from dateline.fill.words import FillData
from dateline.grammar import kids
from dateline.mention import Mention
from dateline.model import Count, Said, SentenceKind, Span

BY = "fill/shot"
_HURT = BOTH[1]


def shot_in(reading: Reading, mention: Mention, data: FillData) -> list[Toll]:
    """The exact figures above one of those whom a telling says to be shot, whatever became of them."""
    dead = not DEADLY.isdisjoint(mention.counts)
    told = mention.parse.tokens[mention.head].lower in data.multiplied  # "a triple shooting"
    if many := multiple_of(mention, data) if told else 0:
        at = mention.trigger
        return [Toll("shot", Count(many, many), at, BY, mention.sentence, people=at)]
    if mention.rule not in data.shot or (dead and set_apart(mention) is None):
        return []
    headline = mention.parse.sentence.kind is SentenceKind.HEADLINE
    out: list[Toll] = []
    for people, count in _counted(reading, mention, data):
        if not data.added.isdisjoint(people.of(reading.doc.text).lower().split()):
            continue  # "two others": beside whoever died
        if 1 < count.low == count.high and not count.approximate:
            out.append(Toll("shot", count, people, BY, mention.sentence, headline=headline, people=people))
    return out


def _counted(reading: Reading, mention: Mention, data: FillData) -> Iterator[tuple[Span, Count]]:
    """The words for people whom a telling says to be shot, each with how many they are."""
    for span in people_spans(reading, mention, "target", data):
        before = span.start < mention.trigger.start < span.end
        people = Span(span.start, mention.trigger.start) if before else with_ages(reading, mention.parse, span)
        count = reading.resolvers.people(people.of(reading.doc.text))
        if isinstance(count, Said):
            yield people, count.value


def others_shot(reading: Reading, mention: Mention, data: FillData) -> list[Toll]:
    """Others beside whoever was hit, of whom it is only said that they were shot: "two others were shot", "also shot".

    They are hurt, unless the text goes on to say that they died.
    """
    if mention.rule not in data.shot or mention.counts:
        return []
    tokens = mention.parse.tokens
    also = any(tokens[c].lower in data.added for c in kids(mention.parse, mention.head, reading.syntax.adverb))
    headline = mention.parse.sentence.kind is SentenceKind.HEADLINE
    out: list[Toll] = []
    for people, count in _counted(reading, mention, data):
        told = people.of(reading.doc.text).lower().split()
        if count.low != count.high or not count.low:
            continue
        beside = also or (mention.clause.passive and not data.added.isdisjoint(told[:2]))
        if beside and data.ordinals.keys().isdisjoint(told):  # "a man shot another man": beside the one who shot
            one = count == ONE
            out.append(
                Toll(
                    _HURT,
                    count,
                    people,
                    BY,
                    mention.sentence,
                    others=True,
                    headline=headline,
                    people=people,
                    noun=person(told, data) if one else "",
                    who=individual(reading, mention.parse, people, data) if one else None,
                    unsure=True,
                    least=True,
                )
            )
    return out
