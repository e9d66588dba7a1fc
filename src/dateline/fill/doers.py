"""Who is behind an act whose words name no doer: whose the weapon, the vehicle or the act is."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.draft import HELD
from dateline.fill.belonging import BODIES
from dateline.fill.context import PartyReading, Reading
from dateline.fill.words import FillData
from dateline.grammar import Syntax, conjuncts, kids, phrase
from dateline.mention import Mention
from dateline.model import Parse, Party, Said, Span, Unknown

_FORCES = frozenset(("armed", "state"))
_NO_FORCE = frozenset((HELD.removeprefix("who/"), "person", "proper"))
_HIT = frozenset(("site", "vehicle", "civilian", "people", "authority", "state_force", "armed"))
_PLACES = frozenset(("site", "vehicle"))
_NO_OWNERS = frozenset(("NUM", "DET", "PUNCT"))


def senders_of(
    reading: Reading, mention: Mention, data: FillData, earlier: list[PartyReading], country: str
) -> list[Said[Party]]:
    """The force whose weapons or act a telling is about: "Russian drones hit", "a mine laid by separatists"."""
    told = [*mention.clause.agent, *mention.clause.patient]
    if mention.type in data.laid and not mention.noun:  # "drove over a mine laid by rebels"
        told += [h for heads in mention.clause.obliques.values() for h in heads]
    others = {h for role in ("target", "weapon") for h in mention.roles.get(role, ())}
    sent = [thing_of(reading, mention.parse, h) for h in told if h not in others]
    sent = [h for h in sent if mention.parse.tokens[h].lemma in data.sent]
    if sent or mention.noun:
        sent.append(mention.head)
    return next(_forces(reading, mention, sent, earlier, country), [])


def deciders_of(reading: Reading, mention: Mention, earlier: list[PartyReading], country: str) -> list[Said[Party]]:
    """Who made what a noun tells of, in a clause behind it: "the curfew which the army decreed"."""
    parse, syntax = mention.parse, reading.syntax
    for n in kids(parse, mention.head, syntax.relative_clause) if mention.noun else ():
        for head in kids(parse, n, syntax.subject):
            if parse.tokens[head].tag in syntax.relative_tags:
                continue
            span = phrase(parse, head, syntax, ties=True)
            read = _read(reading, span, parse, head, earlier, country)
            if not isinstance(read, Unknown) and read.person_class in BODIES:
                return [Said(read.party, (span,), f"who/{read.by}")]
    return []


def blamed(reading: Reading, mention: Mention, earlier: list[PartyReading], country: str) -> list[Said[Party]]:
    """Whose the deeds are that are condemned: "the conduct of the police", "the raid in which rebels killed six"."""
    parse, syntax = mention.parse, reading.syntax
    acts = {m.head: m for m in reading.mentions_in[mention.sentence] if m.noun}
    for deed in mention.roles.get("target", ()):
        told = [n for n in kids(parse, deed, syntax.relative_clause) for n in kids(parse, n, syntax.subject)]
        doers = [[n] for n in told if parse.tokens[n].tag not in syntax.relative_tags]
        # "the killing of soldiers": they are those whom it hit
        doers += [list(acts[deed].roles.get("actor", ()))] if deed in acts else owners(parse, deed, syntax)
        for head in (h for heads in doers for h in heads):
            span = phrase(parse, head, syntax, ties=True)
            read = _read(reading, span, parse, head, earlier, country)
            if not isinstance(read, Unknown) and read.person_class in BODIES and read.by not in _NO_FORCE:
                return [Said(read.party, (span,), f"who/{read.by}")]
    return []


def struck(
    reading: Reading, mention: Mention, data: FillData, earlier: list[PartyReading], country: str
) -> list[Said[Party]]:
    """Whom a device was laid for: "a bomb hidden beneath a senator's car", "a mine planted at a police post"."""
    parse, syntax = mention.parse, reading.syntax
    for thing in (h for h in mention.clause.agent if parse.tokens[h].lemma in data.sent):
        for n in kids(parse, thing, syntax.reduced_clause | syntax.relative_clause):
            for p in kids(parse, n, syntax.preposition):
                for head in kids(parse, p, syntax.preposition_object):
                    if reading.resolvers.noun_class(parse.tokens[head].lemma) not in _HIT:
                        continue
                    span = phrase(parse, head, syntax, ties=True)
                    read = _read(reading, span, parse, head, earlier, country)
                    if not isinstance(read, Unknown):
                        return [Said(read.party, (span,), f"who/{read.by}")]
    return []


def _read(
    reading: Reading, span: Span, parse: Parse, i: int, earlier: list[PartyReading], country: str
) -> PartyReading | Unknown:
    head = Span(parse.tokens[i].start, parse.tokens[i].end)
    return reading.resolvers.party(span, head, country=country, place_country=country, earlier=earlier, violent=True)


def owners_of_weapons(
    reading: Reading, mention: Mention, earlier: list[PartyReading], country: str
) -> list[Said[Party]]:
    """The force whose drones, missiles or stores an act brings down or takes."""
    told = mention.roles.get("weapon", ())
    return next(_forces(reading, mention, [thing_of(reading, mention.parse, h) for h in told], earlier, country), [])


def thing_of(reading: Reading, parse: Parse, head: int) -> int:
    """The noun that a number or a part is of: "seven of nine drones"; a post of the army is no part of it."""
    syntax = reading.syntax
    if reading.resolvers.noun_class(parse.tokens[head].lemma) in _PLACES:
        return head
    for p in kids(parse, head, syntax.preposition):
        if parse.tokens[p].lower in syntax.links and parse.tokens[head].pos != "PROPN":
            return next(iter(kids(parse, p, syntax.preposition_object)), head)
    return head


def _forces(
    reading: Reading, mention: Mention, things: list[int], earlier: list[PartyReading], country: str
) -> Iterator[list[Said[Party]]]:
    parse, syntax = mention.parse, reading.syntax
    for thing in things:
        for heads in owners(parse, thing, syntax):
            out: list[Said[Party]] = []
            for head in heads:
                if head in mention.roles.get("target", ()):
                    continue
                span = phrase(parse, head, syntax)
                read = _read(reading, span, parse, head, earlier, country)
                if isinstance(read, Unknown) or read.person_class not in _FORCES or read.by in _NO_FORCE:
                    continue
                if read.by == "country" and parse.tokens[head].pos != "ADJ":
                    continue  # rockets from Lebanon are not the Lebanese army's
                out.append(Said(read.party, (span,), f"who/{read.by}"))
            if out:
                yield out


def owners(parse: Parse, i: int, s: Syntax) -> Iterator[list[int]]:
    """Who may be behind the thing or act at token `i`, the surest first; each with what is coordinated with it.

    Who made it in a clause behind it ("a mine that X had left", "rockets fired from X"), its possessor, what a
    preposition such as "of" brings, and the words before it, the nearest last ("X's rockets", "Russian drones").
    """
    clauses = kids(parse, i, s.reduced_clause | s.relative_clause)
    for n in clauses:
        yield from ([o] for o in kids(parse, n, s.subject) if parse.tokens[o].tag not in s.relative_tags)
    for n in (*clauses, i):
        for p in kids(parse, n, s.agent_marker | s.preposition):
            if parse.tokens[p].lower in (s.by if parse.tokens[p].dep in s.agent_marker else s.whose):
                yield from (conjuncts(parse, o, s) for o in kids(parse, p, s.preposition_object))
    before = kids(parse, i, s.possessor | s.compound)
    yield from (conjuncts(parse, n, s) for n in before if parse.tokens[n].pos not in _NO_OWNERS)
