"""Who did it and to whom: the phrases that fill a telling's roles, read as parties."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dateline.fill.belonging import NOBODY, Ask, manned, sharing, whose
from dateline.fill.context import PartyReading, Reading, climb
from dateline.fill.custody import speaker
from dateline.fill.words import FillData
from dateline.grammar import conjuncts, kids, phrase
from dateline.mention import Mention
from dateline.model import Parse, Party, PartyKind, Said, Span, Unknown, Why

NAMED = frozenset(("name", "definition"))  # how `who` marks a party that the words name
HOLDER = "place"  # how `who` marks a party read from a thing that it may hold


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
    province: str = "",
    day: date | None = None,
    violent: bool = False,
    but: frozenset[str] = frozenset(),
) -> list[Said[Party]]:
    """The parties that fill a role of a telling, in text order, each once; what they mean is added to `earlier`.

    A pronoun means none of the parties named in `but`, the other side of the act; "the army" is that of `day`.
    """
    parse, s = mention.parse, reading.syntax

    def ask(span: Span, head: int) -> PartyReading | Unknown:
        return reading.resolvers.party(
            span,
            head_span(parse, head),
            country=country,
            place_country=country,
            province=province,
            day=day,
            earlier=earlier,
            violent=violent,
            but=but,
        )

    _speakers(reading, mention, earlier, ask)
    out: list[Said[Party]] = []
    against = foilers(reading, mention, data) if role == "actor" else set()
    for head in mention.roles.get(role, ()):
        if head in against or (role == "actor" and parse.tokens[head].lemma in data.reckonings):
            continue
        span = phrase(parse, head, s)
        for read in _readings(reading, parse, head, data, earlier, ask, country, province):
            if role == "actor" and _is_weapon(reading, parse, head, read):
                continue  # "twin bombs killed": whose they are is asked elsewhere
            if role == "actor" and read.by == HOLDER and not _drives(reading, parse, head, read):
                continue  # "three missiles hit": whose they are the words do not say
            earlier.append(read)
            party = become(read.party, role, mention.type, data)
            at = next((n for n, p in enumerate(out) if p.value.name == party.name), None)
            if at is None:
                out.append(Said(party, (span,), f"who/{read.by}"))
            elif all(not s.overlaps(span) for s in out[at].spans):
                out[at] = replace(out[at], spans=(*out[at].spans, span))  # "a judge and a reporter": both civilians
    return out


def foilers(reading: Reading, mention: Mention, data: FillData) -> set[int]:
    """Who foils or stops an act: the subjects of such verbs above it."""
    above = (n for n in climb(mention.parse, mention.head)[1:] if mention.parse.tokens[n].lemma in data.foiling)
    return {head for n in above for head in kids(mention.parse, n, reading.syntax.subject)}


def _is_weapon(reading: Reading, parse: Parse, head: int, read: PartyReading) -> bool:
    """Is a weapon, with nobody named in its phrase, read as people?"""
    kind = reading.resolvers.noun_class(parse.tokens[head].lemma)
    return kind == "weapon" and read.party.kind in (PartyKind.CIVILIANS, PartyKind.UNIDENTIFIED)


def become(party: Party, role: str, type_: str, data: FillData) -> Party:
    """Who a party is in an act: civilians who march are protesters."""
    known = data.becomes.get((role, type_, party.kind))
    return replace(party, name=known[0], kind=known[1], private=False) if known else party


def _drives(reading: Reading, parse: Parse, head: int, read: PartyReading) -> bool:
    """Does a vehicle that acts say whose it is: "tanks entered", but not "two trucks arrived"?"""
    vehicle = reading.resolvers.noun_class(parse.tokens[head].lemma) == "vehicle"
    return vehicle and read.party.kind is not PartyKind.CIVILIANS


def _speakers(reading: Reading, mention: Mention, earlier: list[PartyReading], ask: Ask) -> None:
    """Read who does what governs the act, before a pronoun in it is read: "the command denied that its troops left"."""
    parse, s = mention.parse, reading.syntax
    known = {read.span.start for read in earlier}
    for n in climb(parse, mention.head)[1:]:
        for head in kids(parse, n, s.subject):
            span = phrase(parse, head, s, ties=True)
            read = ask(span, head) if span.start not in known else Unknown(Why.NOT_A_VALUE)
            if not isinstance(read, Unknown):
                earlier.append(read)


def _readings(
    reading: Reading,
    parse: Parse,
    head: int,
    data: FillData,
    earlier: list[PartyReading],
    ask: Ask,
    country: str,
    province: str,
) -> list[PartyReading]:
    """The parties that one phrase means: one as a rule, more where several share its head, both for "both sides"."""
    span = phrase(parse, head, reading.syntax, ties=True)
    read = ask(span, head)
    if isinstance(read, Unknown) or read.by == HOLDER:
        read = manned(reading, parse, head, ask) or read
    if isinstance(read, Unknown) and parse.tokens[head].pos == "PRON" and read.why is Why.NOT_A_VALUE:
        read = speaker(reading, head_span(parse, head), earlier, country=country, province=province) or read
    if isinstance(read, Unknown):
        both = list(reading.resolvers.sides(span, earlier=earlier))
        named = None if both else whose(reading, parse, head, data, ask)
        return [named] if named else both
    if read.party.kind in NOBODY and read.by not in NAMED:
        read = whose(reading, parse, head, data, ask) or read
    shared = list(sharing(reading, parse, head, ask))
    return shared if len(shared) > 1 else [read]


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
