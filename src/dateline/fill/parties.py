"""Who did it and to whom: the phrases that fill a telling's roles, read as parties."""

from __future__ import annotations

from dataclasses import replace

from dateline.fill.context import PartyReading, Reading
from dateline.fill.words import FillData
from dateline.grammar import conjuncts, phrase
from dateline.mention import Mention
from dateline.model import Parse, Party, Said, Span, Unknown


def head_span(parse: Parse, head: int) -> Span:
    """The span of one token."""
    return Span(parse.tokens[head].start, parse.tokens[head].end)


def parties_in(
    reading: Reading,
    mention: Mention,
    role: str,
    data: FillData,
    earlier: list[PartyReading],
    *,
    country: str = "",
    violent: bool = False,
) -> list[Said[Party]]:
    """The parties that fill a role of a telling, in text order, each once; what they mean is added to `earlier`."""
    out: list[Said[Party]] = []
    for head in mention.roles.get(role, ()):
        span = phrase(mention.parse, head, reading.syntax)
        read = reading.resolvers.party(
            span,
            head_span(mention.parse, head),
            country=country,
            place_country=country,
            earlier=earlier,
            violent=violent,
        )
        if isinstance(read, Unknown):
            continue
        earlier.append(read)
        party = read.party
        become = data.becomes.get((role, mention.type, party.kind))
        if become:
            party = replace(party, name=become[0], kind=become[1], private=False)
        if all(party.name != p.value.name for p in out):
            out.append(Said(party, (span,), f"who/{read.by}"))
    return out


def people_spans(reading: Reading, mention: Mention, role: str) -> list[Span]:
    """The phrases to count for a role: one a coordination, with all that belongs to it."""
    heads = mention.roles.get(role, ())
    parse, done, out = mention.parse, set[int](), []
    for head in heads:
        if head in done:
            continue
        done.update(conjuncts(parse, head, reading.syntax))
        out.append(phrase(parse, head, reading.syntax, whole=True))
    return out
