"""Who did it and to whom: the phrases that fill a telling's roles, read as parties."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.fill.context import PartyReading, Reading
from dateline.fill.words import FillData
from dateline.grammar import conjuncts, kids, phrase, subtree
from dateline.mention import Mention
from dateline.model import Parse, Party, PartyKind, Said, Span, Unknown

HOLDER = "place"  # how `who` marks a party read from a thing that it may hold
_NOBODY = frozenset((PartyKind.UNIDENTIFIED, PartyKind.CIVILIANS, PartyKind.REBEL_GROUP))


@dataclass(frozen=True, slots=True)
class Named:
    """A party named by the words behind an unnamed one."""

    party: Party
    span: Span
    by: str
    person_class: str


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
        if (
            role == "actor"
            and read.by == HOLDER
            and reading.resolvers.noun_class(mention.parse.tokens[head].lemma) != "vehicle"
        ):
            continue  # "three missiles hit": whose they are the words do not say
        if read.party.kind in _NOBODY:
            read = _belonging(reading, mention.parse, head, data, read)
        earlier.append(read)
        party = read.party
        become = data.becomes.get((role, mention.type, party.kind))
        if become:
            party = replace(party, name=become[0], kind=become[1], private=False)
        if all(party.name != p.value.name for p in out):
            out.append(Said(party, (span,), f"who/{read.by}"))
    return out


def _belonging(reading: Reading, parse: Parse, head: int, data: FillData, read: PartyReading) -> PartyReading:
    """Whose an unnamed party is, where the clause behind it says: "armed men believed to be members of X"."""
    clauses = kids(
        parse, head, reading.syntax.reduced_clause | reading.syntax.relative_clause | reading.syntax.apposition
    )
    for clause in clauses:
        nodes = [parse.tokens[n] for n in subtree(parse, clause)]
        if not any(t.lemma in data.belonging for t in nodes):
            continue
        low, high = min(t.start for t in nodes), max(t.end for t in nodes)
        for actor in reading.actors:
            if low <= actor.span.start and actor.span.end <= high and actor.party.kind not in _NOBODY:
                return Named(actor.party, actor.span, "belonging", read.person_class)
    return read


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
