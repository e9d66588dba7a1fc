"""The figures of people told of before, to whom "them", "the three" or "all of the captives" points."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.draft import Toll
from dateline.fill.context import Reading, climb, people_of
from dateline.fill.shares import PERSONS
from dateline.fill.words import FillData
from dateline.grammar import Syntax, phrase
from dateline.mention import Mention
from dateline.model import Count, Parse, Said, Span, Token

BACK = 8  # sentences back that "the engineers" points
BY = "fill/told_before"


def told_before(
    reading: Reading, mention: Mention, name: str, span: Span, data: FillData, told: Sequence[Toll]
) -> Said[Count] | None:
    """The figure of the people that a pronoun or a description points to; None where it points to none that is told.

    `name` is the count that is asked for, `told` are the figures of the text before.
    """
    words = span.of(reading.doc.text).lower()
    if words in data.they:
        return _by_pronoun(reading, mention, span) or _taken(reading, mention, name, data, told)
    return _by_description(reading, mention, name, words, span, data, told)


def _by_pronoun(reading: Reading, mention: Mention, span: Span) -> Said[Count] | None:
    """The figure of the last people before a pronoun, but for those who act on them, or of the subject before."""
    parse, s = mention.parse, reading.syntax
    own = {h for name, heads in mention.roles.items() if name not in mention.counts.values() for h in heads}
    before = [t for t in parse.tokens if t.end <= span.start and own.isdisjoint(climb(parse, t.i))]
    people = [t.i for t in before if _persons(reading, t)]
    if not people and mention.sentence:
        parse = reading.parses[mention.sentence - 1]
        near = parse.sentence.paragraph == mention.parse.sentence.paragraph
        people = [t.i for t in parse.tokens if near and t.dep in s.subjects and _persons(reading, t)]
    if not people:
        return None
    count = reading.resolvers.people(phrase(parse, _first_of(parse, people[-1], s), s, whole=True).of(reading.doc.text))
    several = isinstance(count, Said) and count.value.low > 1
    return Said(count.value, (), BY) if isinstance(count, Said) and several else None


def _taken(reading: Reading, mention: Mention, name: str, data: FillData, told: Sequence[Toll]) -> Said[Count] | None:
    """The figure of those who were taken in the sentence before: "held four clerks. They were set free"."""
    paragraph = mention.parse.sentence.paragraph
    near = [t for t in told if t.sentence == mention.sentence - 1 and not t.headline and t.name in data.taking]
    close = mention.sentence and reading.parses[mention.sentence - 1].sentence.paragraph == paragraph
    if not close or name not in data.after_taking or len(near) != 1 or near[0].count.low <= 1:
        return None
    return Said(near[0].count, (), BY)


def _first_of(parse: Parse, at: int, s: Syntax) -> int:
    """The first of those who are listed with somebody: "a woman and two men"."""
    while parse.tokens[at].dep in s.conjunct and parse.tokens[parse.tokens[at].head].pos in ("NOUN", "PROPN", "NUM"):
        at = parse.tokens[at].head
    return at


def _persons(reading: Reading, token: Token) -> bool:
    """Does a token head a phrase of several people, or stand for them: "the three"?"""
    if token.pos == "NUM":
        return token.dep in reading.syntax.subject | reading.syntax.passive_subject
    return token.tag in reading.syntax.plural_tags and reading.resolvers.noun_class(token.lemma) in PERSONS


def _by_description(
    reading: Reading,
    mention: Mention,
    name: str,
    words: str,
    span: Span,
    data: FillData,
    told: Sequence[Toll],
) -> Said[Count] | None:
    """The figure told last for people of the same noun, or for those taken where "the captives" are meant."""
    opening = next((o for o in data.all_of if words.startswith(f"{o} ")), None)
    inside = [t for t in mention.parse.tokens if span.start <= t.start and t.end <= span.end]
    head = next((t for t in reversed(inside) if t.tag in reading.syntax.plural_tags), None)
    if opening is None or head is None or head is not inside[-1]:
        return None
    for toll in reversed(told):
        if mention.sentence - toll.sentence > BACK or toll.people is None or toll.headline or toll.part:
            continue
        taken = toll.name in data.taking and name in data.after_taking
        if toll.name != name and not taken:
            continue
        if head.lemma in people_of(reading, toll) or (taken and head.lemma in data.captives):
            return Said(toll.count, (), BY) if toll.count.low > 1 else None
    return None
