"""Whose an unnamed party is, and the parties that share one head: "armed men, members of X", "X and Y soldiers"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from dateline.draft import HELD
from dateline.fill.context import PartyReading, Reading, climb, token_at
from dateline.fill.words import FillData
from dateline.grammar import Syntax, conjuncts, kids, phrase, subtree
from dateline.mention import Mention
from dateline.model import ARMED_KINDS, STATE_KINDS, Parse, Party, PartyKind, Span, Token, Unknown

Ask = Callable[[Span, int], PartyReading | Unknown]  # reads a phrase with its head token as a party

NOBODY = frozenset((PartyKind.UNIDENTIFIED, PartyKind.CIVILIANS, PartyKind.REBEL_GROUP))
BODIES = frozenset(("armed", "state", "authority"))
SENDERS = frozenset(("armed", "state_force", "authority", "org", "part"))  # classes of nouns that act for a body
NAMES = frozenset(("name", "definition"))  # how `who` marks a party that the words name
FIGHTERS = frozenset(("armed", "state_force"))  # classes of nouns for those who fight
_HELD = HELD.removeprefix("who/")  # a party that only a thing tells of
CLOSE = 2  # tokens between a phrase and the words that say whose it is


@dataclass(frozen=True, slots=True)
class Named:
    """A party named by the words behind an unnamed one."""

    party: Party
    span: Span
    by: str
    person_class: str


def whose(reading: Reading, parse: Parse, head: int, data: FillData, ask: Ask) -> PartyReading | None:
    """Whose an unnamed party is, where the words behind it say: "armed men believed to be members of X"."""
    s = reading.syntax
    for clause in kids(parse, head, s.reduced_clause | s.relative_clause | s.apposition):
        heads = [clause, *kids(parse, clause, s.attribute)] if parse.tokens[clause].lemma in s.be else [clause]
        if any(parse.tokens[n].lemma in data.belonging for n in heads):
            named = _named_in(reading, [parse.tokens[n] for n in subtree(parse, clause, s.agent_marker)])
            if named:
                return named
    for n in kids(parse, head, s.apposition):
        found = ask(phrase(parse, n, s, ties=True), n)
        counted = parse.tokens[n].pos == "NUM"  # "40 men, twelve of them in X"
        if not counted and not isinstance(found, Unknown) and _is_body(found):
            return found
    return _said_in_passing(reading, parse, head, data)


def manned(reading: Reading, parse: Parse, head: int, data: FillData, ask: Ask) -> PartyReading | None:
    """Who is in a thing, as the clause behind it says: "bunkers manned by volunteers", "a bus carrying police"."""
    s = reading.syntax
    for clause in kids(parse, head, s.reduced_clause | s.relative_clause):
        inside = [o for by in kids(parse, clause, s.agent_marker) for o in kids(parse, by, s.preposition_object)]
        for n in kids(parse, clause, s.object) if parse.tokens[clause].lemma in data.carrying else inside:
            found = ask(phrase(parse, n, s, ties=True), n)
            if not isinstance(found, Unknown) and found.by != _HELD and found.person_class in BODIES:
                return found
    return None


def backers(reading: Reading, parse: Parse, head: int, data: FillData, ask: Ask) -> Iterator[PartyReading]:
    """The forces that are said to be with a force: "troops backed by marines and by the X"."""
    s = reading.syntax
    for clause in kids(parse, head, s.reduced_clause | s.relative_clause):
        if parse.tokens[clause].lemma not in data.backing:
            continue
        for by in kids(parse, clause, s.agent_marker):
            for n in (c for o in kids(parse, by, s.preposition_object) for c in conjuncts(parse, o, s)):
                found = ask(phrase(parse, n, s, ties=True), n)
                if not isinstance(found, Unknown) and found.party.kind in ARMED_KINDS and found.by != _HELD:
                    yield found


def serving(reading: Reading, parse: Parse, head: int) -> PartyReading | None:
    """The force that fighters are said to be in, by its name: "a soldier in the X Regiment", "officers with the Y"."""
    s = reading.syntax
    if reading.resolvers.noun_class(parse.tokens[head].lemma) not in FIGHTERS:
        return None
    for p in (p for p in kids(parse, head, s.preposition) if parse.tokens[p].lower in s.ranks):
        for n in kids(parse, p, s.preposition_object):
            at = parse.tokens[n].start
            actor = next((a for a in reading.actors if a.span.start <= at < a.span.end), None)
            if actor and actor.party.kind in ARMED_KINDS:
                return Named(actor.party, actor.span, "belonging", "armed")
    return None


def by_name(reading: Reading, parse: Parse, head: int, read: PartyReading) -> PartyReading:
    """Somebody in office by the full name behind the office: "the deputy governor, Ana Paz,"."""
    if read.party.kind is not PartyKind.AUTHORITY or read.by in NAMES:
        return read
    s, tokens = reading.syntax, parse.tokens
    for n in kids(parse, head, s.apposition):
        name = phrase(parse, n, s).of(reading.doc.text)
        if tokens[n].pos == "PROPN" and any(tokens[c].pos == "PROPN" for c in kids(parse, n, s.compound)):
            return Named(replace(read.party, name=name), read.span, read.by, read.person_class)
    return read


def charged_as(reading: Reading, mention: Mention, data: FillData) -> Named | None:
    """The group of which people are held to be, as the ground says: "arrested on suspicion of belonging to X"."""
    parse = mention.parse
    held = {mention.head, *mention.roles.get("target", ())}
    for actor in reading.actors:
        if (
            actor.party.kind not in ARMED_KINDS
            or actor.party.kind in STATE_KINDS
            or actor.span.start < mention.trigger.end
        ):
            continue
        at = token_at(parse, actor.span.end - 1) if parse.sentence.span.holds(actor.span) else None
        above = climb(parse, at) if at is not None else []
        ground = takewhile(lambda n: n not in held, above)
        if not held.isdisjoint(above) and any(parse.tokens[n].lemma in data.membership for n in ground):
            return Named(actor.party, actor.span, "belonging", "armed")
    return None


def _is_body(read: PartyReading) -> bool:
    return read.person_class in BODIES and read.by != HELD and read.party.kind is not PartyKind.UNIDENTIFIED


def _named_in(reading: Reading, tokens: Sequence[Token]) -> Named | None:
    starts = {t.start for t in tokens}
    for actor in reading.actors:
        if actor.span.start in starts and actor.party.kind is not PartyKind.UNIDENTIFIED:
            return Named(actor.party, actor.span, "belonging", "armed")
    return None


def _said_in_passing(reading: Reading, parse: Parse, head: int, data: FillData) -> Named | None:
    """ "gunmen, believed X," whatever the parse makes of it: up to the next stop or verb."""
    tokens = parse.tokens
    at = next((t.i for t in tokens[head + 1 : head + 2 + CLOSE] if t.pos != "PUNCT"), None)
    if at is None or tokens[at].lemma not in data.presumed:
        return None
    end = at + 1
    while end < len(tokens) and tokens[end].pos != "PUNCT" and tokens[end].tag not in reading.syntax.past_tags:
        end += 1
    return _named_in(reading, tokens[at:end])


def sharing(reading: Reading, parse: Parse, head: int, ask: Ask) -> Iterator[PartyReading]:
    """The parties that share a head: "X and Y soldiers", "X/Y patrol", "delegates of X and of Y"; not one alone."""
    if reading.resolvers.noun_class(parse.tokens[head].lemma) not in SENDERS | {"vehicle"}:
        return
    for members in (*_before(reading, parse, head), _behind(reading, parse, head)):
        if len(members) > 1:
            for n in members:
                found = ask(phrase(parse, n, reading.syntax), n)
                if not isinstance(found, Unknown) and _is_body(found):
                    yield found


def _before(reading: Reading, parse: Parse, head: int) -> Iterator[list[int]]:
    s = reading.syntax
    for n in kids(parse, head, s.compound | s.possessor):
        if n < head:
            slashed = [m for m in kids(parse, n, s.compound) if m < n - 1 and parse.tokens[n - 1].text in s.slashes]
            yield sorted({*slashed, *(c for c in conjuncts(parse, n, s) if c < head), *_beside(parse, n, head, s)})


def _beside(parse: Parse, n: int, head: int, s: Syntax) -> list[int]:
    """The word that a coordinator joins to the one at `n` though both hang on the head: "army and police team"."""
    joined = kids(parse, n, s.coordinator) and parse.children[n][-1] > n
    return [c for c in kids(parse, head, s.compound) if joined and n < c < head][:1]


def _behind(reading: Reading, parse: Parse, head: int) -> list[int]:
    s = reading.syntax
    links = [
        c
        for p in kids(parse, head, s.preposition)
        if parse.tokens[p].lower in s.links
        for c in conjuncts(parse, p, s)
        if parse.tokens[c].lower in s.links
    ]
    return [c for p in links for o in kids(parse, p, s.preposition_object) for c in conjuncts(parse, o, s)]
