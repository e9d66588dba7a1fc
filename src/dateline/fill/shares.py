"""Who the parts of a toll are: "seven people, five of them shopkeepers", "ten of the dead were soldiers"."""

from __future__ import annotations

from collections.abc import Iterator

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
