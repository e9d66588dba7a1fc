"""Which tellings sum several happenings: over a stretch of days, or over acts that the sentence counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dateline.draft import Draft, How, Toll
from dateline.fill.context import Reading
from dateline.fill.words import FillData
from dateline.grammar import kids, subject
from dateline.mention import Mention
from dateline.model import DayPrecision, Days, GeoPrecision, Said, Token

MONTH = 27  # days from the first to the last of the shortest month
MANY = 100  # dead that are those of a war where a sentence names one, and no day of these weeks
LONG = 31  # days over which a figure that is reckoned sums many happenings
_ONE_SPOT = (GeoPrecision.EXACT, GeoPrecision.NEAR)


def is_sum(reading: Reading, mention: Mention, draft: Draft, data: FillData) -> bool:
    """Does the telling count people over a stretch of days, or over several acts ("in three separate raids")?"""
    if _counted_for_long(draft, data):
        return True
    if mention.weak and (_of_a_year(reading, mention, draft, data) or _ever_since(reading, mention, draft, data)):
        return True
    own = mention.parse.tokens[mention.head]
    if mention.noun and _for_long(draft, data) and _of_years(draft) and _of_a_time(reading, own, data):
        return True  # "have died in attacks this year": the figure is of another word
    if mention.noun and own.lemma in data.sum_acts and _several(reading, mention, own, data):
        return True  # "attacks across the country": its figures may be of another word
    if not (draft.tolls or draft.unknown_counts):
        return False
    around = list(_around(reading, mention))
    if _for_long(draft, data) and any(_of_a_time(reading, t, data) for t in around):
        return True
    many = (t for t in around if t.lemma in data.sum_always and t.tag in reading.syntax.plural_tags)
    if any(t.i != mention.head and not kids(mention.parse, t.i, reading.syntax.determiner) for t in many):
        return True
    return any(t.lemma in data.sum_acts and _several(reading, mention, t, data) for t in around)


def sums_up_later(drafts: Sequence[Draft], data: FillData) -> None:
    """Mark acts over a stretch of days that a figure of another word has been given to as sums."""
    for draft in drafts:
        draft.aggregate = draft.aggregate or _counted_for_long(draft, data)


def _counted_for_long(draft: Draft, data: FillData) -> bool:
    """Does it count people over a stretch of days?"""
    return stretches(draft, data) and any(t.count.low >= data.sum_least for t in draft.tolls)


def of_years_of_war(reading: Reading, n: int, tolls: Sequence[Toll], data: FillData) -> bool:
    """Are figures of sentence `n` those of a whole war, as reports end: "the conflict has cost 9,000 lives"?"""
    if all(t.count.low < MANY for t in tolls):
        return False
    tokens = reading.parses[n].tokens
    years = any(a.pos == "NUM" and b.lower in data.years for a, b in pairwise(tokens))
    if not years and data.wars.isdisjoint(t.lemma for t in tokens):
        return False
    published = reading.doc.published
    days = [d.value for d in reading.days_in[n] if isinstance(d.value, Days)]
    return not any(published is None or (published - d.last).days <= MONTH >= (d.last - d.first).days for d in days)


def _of_a_year(reading: Reading, mention: Mention, draft: Draft, data: FillData) -> bool:
    """Does it count the dead of months or a year, by nobody and at no spot in particular: "270 have died this year"?"""
    if draft.actor or not isinstance(draft.when, Said) or draft.when_how is not How.OWN:
        return False
    spot = isinstance(draft.where, Said) and draft.where_how is How.OWN and draft.where.value.precision in _ONE_SPOT
    acts = (m for m in reading.mentions_in[mention.sentence] if not m.weak and reading.ontology.violent(m.type))
    counted = any(t.count.low >= data.sum_least for t in draft.tolls)
    return counted and _of_years(draft) and not spot and next(acts, None) is None


def _of_years(draft: Draft) -> bool:
    return isinstance(draft.when, Said) and draft.when.value.precision is DayPrecision.YEAR


def _ever_since(reading: Reading, mention: Mention, draft: Draft, data: FillData) -> bool:
    """Does it count all who were hit from some time on, by nobody in particular: "300 have died since then"?"""
    s, parse = reading.syntax, mention.parse
    marks = (m for c in kids(parse, mention.head, s.adverbial_clause) for m in kids(parse, c, s.marker))
    hung = (*kids(parse, mention.head, s.preposition | s.adverb), *marks)
    counted = any(t.count.low >= data.sum_least for t in draft.tolls)
    return counted and not draft.actor and any(parse.tokens[m].lemma in data.since for m in hung)


def stretches(draft: Draft, data: FillData, least: int = 1) -> bool:
    """Is it told for a stretch of more than `least` days in which several things can have happened?"""
    return (
        isinstance(draft.when, Said)
        and draft.when_how is How.OWN
        and draft.when.by.startswith(data.sum_days)
        and (draft.when.value.last - draft.when.value.first).days >= least
        and draft.type not in data.lasting
    )


def _for_long(draft: Draft, data: FillData) -> bool:
    """Is its own time, however it is told, one in which many things happened?"""
    own = draft.when_how is How.OWN and draft.type not in data.lasting
    return own and isinstance(draft.when, Said) and (draft.when.value.last - draft.when.value.first).days >= MONTH


def _of_a_time(reading: Reading, noun: Token, data: FillData) -> bool:
    """Does a noun mean all that was done in a time: "violence", "attacks"?"""
    many = noun.tag in reading.syntax.plural_tags and noun.lemma in data.sum_acts
    return many or noun.lemma in data.sum_amid


def _around(reading: Reading, mention: Mention) -> Iterator[Token]:
    """The nouns in which, or by doing which, the act was done: its own, its people's, and those of the verbs above."""
    parse, s = mention.parse, reading.syntax
    yield from (parse.tokens[i] for i in (mention.head, *subject(parse, mention.head, s)))
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
    """Does a plural stand with a word that tells its parts from each other, or spreads them over a place?"""
    if noun.tag not in reading.syntax.plural_tags:
        return False
    tokens, spread = mention.parse.tokens, kids(mention.parse, noun.i, reading.syntax.preposition)
    marked = any(tokens[c].lower in data.sum_marks for c in mention.parse.children[noun.i])
    return marked or any(tokens[p].lower in data.sum_spread for p in spread)
