"""People who were shot, dead and wounded in one figure: "five were shot, one fatally", "the shooting of four men"."""

from __future__ import annotations

from dateline.draft import Toll
from dateline.fill.ages import with_ages
from dateline.fill.context import Reading
from dateline.fill.counted import set_apart
from dateline.fill.died import DEADLY
from dateline.fill.parties import people_spans
from dateline.fill.words import FillData
from dateline.mention import Mention
from dateline.model import Said, SentenceKind, Span

BY = "fill/shot"


def shot_in(reading: Reading, mention: Mention, data: FillData) -> list[Toll]:
    """The exact figures above one of those whom a telling says to be shot, whatever became of them."""
    dead = not DEADLY.isdisjoint(mention.counts)
    if mention.rule not in data.shot or (dead and set_apart(mention) is None):
        return []
    headline = mention.parse.sentence.kind is SentenceKind.HEADLINE
    out: list[Toll] = []
    for span in people_spans(reading, mention, "target", data):
        before = span.start < mention.trigger.start < span.end
        people = Span(span.start, mention.trigger.start) if before else with_ages(reading, mention.parse, span)
        words = people.of(reading.doc.text)
        count = reading.resolvers.people(words)
        if not data.added.isdisjoint(words.lower().split()):
            continue  # "two others": beside whoever died
        if isinstance(count, Said) and 1 < count.value.low == count.value.high and not count.value.approximate:
            out.append(Toll("shot", count.value, people, BY, mention.sentence, headline=headline, people=people))
    return out
