"""Ages: they count nobody, and whoever is listed behind them is counted with those before them."""

from __future__ import annotations

from dateline.fill.context import Reading
from dateline.fill.shares import PERSONS
from dateline.model import Parse, Span
from dateline.wordorder import chunk_after, chunk_before

_AGE = 3  # a sign, the age, and the sign behind it


def is_age(reading: Reading, parse: Parse, at: int) -> bool:
    """Is a bare number an age behind a comma and one person: "Ali Musa, 49, and his son", "a boy, 16, was hit"?"""
    tokens = parse.tokens
    if tokens[at].pos != "NUM" or not tokens[at].text[:1].isdigit():
        return False
    told = _told(reading, parse, at)
    if told and told.start < tokens[at].start:
        return True  # "between ages 12 and 16"
    if at < 2 or tokens[at - 1].text != ",":
        return False
    one = tokens[at - 2]
    person = one.tag not in reading.syntax.plural_tags and reading.resolvers.noun_class(one.lemma) in PERSONS
    if one.pos != "PROPN" and not (person or told):
        return False
    name = Span(one.start, one.end)
    return not any(k.overlaps(name) for k in [*(a.span for a in reading.actors), *(t.name for t in reading.toponyms)])


def _told(reading: Reading, parse: Parse, at: int) -> Span | None:
    """The age, or the run of them with the words that open it, of which a number is."""
    token = parse.tokens[at]
    return next((s for s in reading.ages_in(parse) if s.start <= token.start and token.end <= s.end), None)


def only_ages(reading: Reading, parse: Parse, span: Span) -> bool:
    """Are these words nothing but ages: "four boys between ages 12 and 16 were hurt"?"""
    inside = [t for t in parse.tokens if span.start <= t.start and t.end <= span.end]
    return bool(inside) and all(t.pos == "NUM" and _told(reading, parse, t.i) is not None for t in inside)


def with_ages(reading: Reading, parse: Parse, span: Span) -> Span:
    """A phrase with those who are listed behind the ages in it; the name before an age that was read alone.

    "The bodies of Ali Musa, 49, and his son", "guards Joseph Banda, 61, and Ronald Kimani, 63".
    """
    tokens = parse.tokens
    inside = [t.i for t in tokens if span.start <= t.start and t.end <= span.end]
    if len(inside) == 1 and is_age(reading, parse, inside[0]):
        told = _told(reading, parse, inside[0])
        opens = next((t.i for t in tokens if told and t.start == told.start), inside[0])
        before = opens - (tokens[opens - 1].text == ",")
        first, last = chunk_before(parse, before) or (before - 1, before - 1)  # "Boy, 7, dies", read as a call
        return Span(tokens[max(first, 0)].start, tokens[max(last, 0)].end)
    last = inside[-1] if inside else len(tokens)
    while last + _AGE + 1 < len(tokens) and is_age(reading, parse, last + 2):
        behind = last + _AGE + 1
        listed = tokens[last + _AGE].text == ","
        behind += tokens[behind].pos == "CCONJ"
        run = chunk_after(parse, behind) if listed else None
        if run is None or (tokens[behind - 1].pos != "CCONJ" and tokens[behind].pos != "PROPN"):
            break
        last = run[1]
    return Span(span.start, tokens[last].end) if inside and last > inside[-1] else span
