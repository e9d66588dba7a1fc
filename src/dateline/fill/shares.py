"""What the parts of a toll tell: who they are ("ten of the dead were soldiers"), how many it is at least."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, takewhile

from dateline.draft import Toll
from dateline.fill.context import PartyReading, Reading
from dateline.fill.words import FillData
from dateline.grammar import phrase
from dateline.model import Parse, Party, Said, Span, Unknown
from dateline.wordorder import chunk_after, head_of

PERSONS = frozenset(("people", "civilian", "armed", "state_force", "crowd", "authority"))


def sorts_of_victims(
    reading: Reading, n: int, data: FillData, earlier: list[PartyReading], country: str
) -> list[Said[Party]]:
    """What sentence `n` says that some of the dead or hurt were, in text order."""
    parse = reading.parses[n]
    out: list[Said[Party]] = []
    for head in _heads(parse, reading, data):
        span = phrase(parse, head, reading.syntax)
        at = Span(parse.tokens[head].start, parse.tokens[head].end)
        read = reading.resolvers.party(span, at, country=country, place_country=country, earlier=earlier, violent=True)
        if not isinstance(read, Unknown):
            out.append(Said(read.party, (span,), f"who/{read.by}"))
    return out


def _heads(parse: Parse, reading: Reading, data: FillData) -> Iterator[int]:
    tokens, syntax = parse.tokens, reading.syntax
    for t in tokens:
        if t.lower not in syntax.links:
            continue
        at = t.i + 1
        while at < len(tokens) and tokens[at].pos == "DET":
            at += 1
        if at >= len(tokens) or tokens[at].lower not in data.victims:
            continue
        while at + 1 < len(tokens) and tokens[at + 1].lemma in syntax.be:
            at += 1
        run = chunk_after(parse, at)
        if run and reading.resolvers.noun_class(tokens[head_of(parse, run)].lemma) in PERSONS:
            yield head_of(parse, run)


def bounded_by_parts(reading: Reading, parse: Parse, toll: Toll, data: FillData) -> Toll:
    """A toll that is open below, with no fewer than those who are told to be among it.

    "Two drivers were among up to nine people killed", "up to nine people, four of them women".
    """
    if toll.count.low or not toll.count.high or not toll.people:
        return toll
    beside = (_part_before(reading, parse, toll.people, data), *_parts_behind(reading, parse, toll.span, data))
    counts = [reading.resolvers.people(words) for words in beside if words]
    least = max((c.value.low for c in counts if not isinstance(c, Unknown)), default=0)
    return replace(toll, count=toll.count.no_less(least))


def is_share(reading: Reading, parse: Parse, people: Span, data: FillData) -> bool:
    """Does a word before people make them some of others: "including two", and not "one of five"?"""
    before = [t for t in parse.tokens if t.end <= people.start][-2:]
    if not before or before[-1].lower not in data.part - data.wholes:
        return False
    return not (len(before) > 1 and before[0].pos == "NUM" and before[-1].lower in reading.syntax.links)


def _part_before(reading: Reading, parse: Parse, people: Span, data: FillData) -> str:
    """The words before "among" that stands right before people, "" where none does."""
    before = [t for t in parse.tokens if t.end <= people.start]
    while before and before[-1].pos == "DET":
        before.pop()
    if not before or before.pop().lower not in data.wholes:
        return ""
    while before and (before[-1].lemma in reading.syntax.be or before[-1].pos == "PUNCT"):
        before.pop()
    return reading.doc.text[before[0].start : before[-1].end] if before else ""


def _parts_behind(reading: Reading, parse: Parse, figure: Span, data: FillData) -> Iterator[str]:
    """What stands between commas behind a figure and breaks it down: "including four women", "four of them women"."""
    s = reading.syntax
    rest = (t for t in parse.tokens if t.start >= figure.end)
    behind = list(takewhile(lambda t: t.pos not in s.verb_pos or t.lower in data.part, rest))
    commas = [n for n, t in enumerate(behind) if t.pos == "PUNCT"]
    for first, stop in pairwise(commas):
        inside = [t for t in behind[first + 1 : stop] if t.pos != "PRON"]
        if not inside:
            continue
        if inside[0].lower in data.part - s.links:
            yield reading.doc.text[inside[0].end : inside[-1].end].lstrip()
        elif inside[0].pos == "NUM" and len(inside) > 1 and inside[1].lower in s.links:
            yield inside[0].text
