"""Who did it and to whom: the phrases that fill a telling's roles, read as parties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from dateline.fill.around import forces_told
from dateline.fill.belonging import (
    BODIES,
    NAMES,
    NOBODY,
    SENDERS,
    Ask,
    Named,
    backers,
    by_name,
    manned,
    serving,
    sharing,
    whose,
)
from dateline.fill.context import PartyReading, Reading, climb, token_at
from dateline.fill.custody import speaker
from dateline.fill.pointing import AskAt, of_figure, read_before, read_speakers, whom
from dateline.fill.sent import forces_sent
from dateline.fill.words import FillData
from dateline.grammar import Syntax, conjuncts, kids, phrase, subtree
from dateline.mention import Mention
from dateline.model import Parse, Party, PartyKind, Said, Span, Unknown, Why

NOUN = "noun"  # how `who` marks a party that only a common noun tells of
PERSON = "person"  # how `who` marks a party read from what somebody is called
HOLDER = "place"  # how `who` marks a party read from a thing that it may hold


def head_span(parse: Parse, head: int) -> Span:
    """The span of one token."""
    return Span(parse.tokens[head].start, parse.tokens[head].end)


def asking(
    reading: Reading,
    earlier: Sequence[PartyReading],
    *,
    country: str,
    province: str,
    day: date | None,
    violent: bool,
    but: frozenset[str] = frozenset(),
) -> AskAt:
    """What reads a phrase with its head as a party of one act: at its place, on its day, after what was read before."""
    return partial(
        reading.resolvers.party,
        country=country,
        place_country=country,
        province=province,
        day=day,
        earlier=earlier,
        violent=violent,
        but=but,
    )


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

    read_as = partial(asking, reading, earlier, country=country, province=province, day=day, violent=violent)
    ask_at = read_as(but=but)
    if role == "actor" and violent and _on_the_speaker(mention, ask_at):
        but |= {r.party.name for r in earlier if r.person_class not in BODIES}
        ask_at = read_as(but=but)

    def ask(span: Span, head: int) -> PartyReading | Unknown:
        return ask_at(span, head_span(parse, head))

    read_speakers(reading, mention, earlier, ask)
    pronouns = [n for head in mention.roles.get(role, ()) for n in (head, *kids(parse, head, s.possessor))]
    pronouns = [n for n in pronouns if parse.tokens[n].pos == "PRON"]
    if pronouns:
        read_before(reading, mention, pronouns[0], data, earlier, ask_at)
        others = [phrase(parse, whom(parse, h, data, s), s) for h in mention.roles.get("target", ()) if role == "actor"]
        hit = frozenset(r.party.name for r in earlier if any(at.overlaps(r.span) for at in others))
        ask_at = read_as(but=but | hit)  # "officers whom they accused"
    out: list[Said[Party]] = []
    tellers = _heard_behind(reading, mention) if role == "target" else []
    nobody = _not_doers(reading, mention, data, violent=violent) if role == "actor" else set()
    deeds = {m.head for m in reading.mentions_in[mention.sentence] if m.noun}
    for head in (whom(parse, h, data, s) for h in mention.roles.get(role, ())):
        if head in nobody or (role == "actor" and parse.tokens[head].lemma in data.reckonings):
            continue
        if any(at.holds(head_span(parse, head)) for at in tellers):
            continue  # "beat a clerk in Mudzi, the movement said"
        span = phrase(parse, head, s)
        told = of_figure(reading, mention, head) or (parse, head)
        reads = _readings(reading, *told, data, earlier, ask_at, country, province)
        with_them = _with_them(reading, mention, head, reads, data, ask)
        for read in (*_forces_moved(reading, mention, role, head, reads, data), *with_them):
            unhurt = mention.type in data.no_victims and read.party.kind is PartyKind.CIVILIANS
            if unhurt and parse.tokens[head].pos == "PROPN":
                continue  # "two Leopards", "14 Shaheds"
            if role == "actor" and read.by == PERSON and head in deeds | {mention.head}:
                continue  # "twin bombings"
            if role == "actor" and _is_weapon(reading, parse, head, read):
                continue  # "twin bombs killed": whose they are is asked elsewhere
            if role == "actor" and read.by == HOLDER and not _drives(reading, parse, head, read):
                continue  # "three missiles hit": whose they are the words do not say
            earlier.append(read)
            party = become(read.party, role, mention.type, data, named=read.by in NAMES)
            name = (
                _communal(reading, mention, head, read, data) if role == "actor" and mention.type in data.fights else ""
            )
            if name:
                party = replace(read.party, name=name, kind=PartyKind.COMMUNAL_MILITIA)
            at = next((n for n, p in enumerate(out) if p.value.name == party.name), None)
            where = read.span if read in with_them else span
            if at is None:
                out.append(Said(party, (where,), f"who/{read.by}"))
            elif all(not s.overlaps(where) for s in out[at].spans):
                out[at] = replace(out[at], spans=(*out[at].spans, where))  # "a judge and a reporter": both civilians
    return out


def _forces_moved(
    reading: Reading, mention: Mention, role: str, head: int, reads: list[PartyReading], data: FillData
) -> list[PartyReading]:
    """The readings of a phrase, with the forces of a government that moves them in its place.

    Names that nothing explains are of peoples where two of them fight: "clashes between X and Y".
    """
    if not reads and role == "actor" and mention.type in data.fights:
        return _peoples(reading, mention, head)
    if role != "actor" or mention.type not in data.moving:
        return reads
    return [r for read in reads for r in forces_sent(reading, mention, head, read) or [read]]


def _peoples(reading: Reading, mention: Mention, head: int) -> list[PartyReading]:
    """A people by its name, where it fights with another."""
    parse, s = mention.parse, reading.syntax
    at = head_span(parse, head)
    groups = [conjuncts(parse, h, s) for h in mention.roles.get("actor", ())]
    pair = [n for group in groups if head in group for n in group if parse.tokens[n].pos == "PROPN"]
    held = any(t.name.overlaps(head_span(parse, n)) for t in reading.toponyms_in[mention.sentence] for n in pair)
    if head not in pair or len(pair) < _A_PAIR or held:
        return []
    return [Named(Party(called(parse, head, s), PartyKind.COMMUNAL_MILITIA, reading.country), at, "name", "armed")]


_A_PAIR = 2


def _with_them(
    reading: Reading, mention: Mention, head: int, reads: list[PartyReading], data: FillData, ask: Ask
) -> list[PartyReading]:
    """Those who back a force in its act; of a fight each is told for itself."""
    told_apart = not reads or mention.type in data.split_sides
    return [] if told_apart else list(backers(reading, mention.parse, head, data, ask))


def _heard_behind(reading: Reading, mention: Mention) -> list[Span]:
    """Where those stand who are heard behind the words of the act in its sentence."""
    spans = [a.source.span for a in reading.attributions]
    return [at for at in spans if at and mention.trigger.end < at.start and mention.parse.sentence.span.holds(at)]


def _not_doers(reading: Reading, mention: Mention, data: FillData, *, violent: bool) -> set[int]:
    """Heads that name nobody who did it: those who foil it, and those whom violence hits."""
    return foilers(reading, mention, data) | (set(mention.roles.get("target", ())) if violent else set())


def _on_the_speaker(mention: Mention, ask_at: AskAt) -> bool:
    """Does an act of "them" hit whoever speaks: "they shot at us"? Those have arms, whoever was told of last."""
    told = [mention.parse.tokens[h] for role in ("actor", "target") for h in mention.roles.get(role, ())]
    if len(told) < 2 or any(t.pos != "PRON" for t in told):
        return False
    at = Span(told[-1].start, told[-1].end)
    hit = ask_at(at, at)
    return isinstance(hit, Unknown) and hit.why is Why.NOT_A_VALUE


def foilers(reading: Reading, mention: Mention, data: FillData) -> set[int]:
    """Who foils or stops an act: the subjects of such verbs above it."""
    above = (n for n in climb(mention.parse, mention.head)[1:] if mention.parse.tokens[n].lemma in data.foiling)
    return {head for n in above for head in kids(mention.parse, n, reading.syntax.subject)}


def _communal(reading: Reading, mention: Mention, head: int, read: PartyReading, data: FillData) -> str:
    """What those are called who fight as a community against another: "Herders", "Clans", "Men of two villages"."""
    parse, s = mention.parse, reading.syntax
    if _of_two(reading, mention, head, read):
        return called(parse, head, s)
    behind = [o for p in kids(parse, head, s.preposition) for o in kids(parse, p, s.preposition_object)]
    for n in (head, *behind) if read.by == NOUN else ():
        apart = any(parse.tokens[c].lemma in data.rivals for c in parse.children[n])
        if apart and parse.tokens[n].lemma in data.communities:
            words = called(parse, head, s) if n == head else phrase(parse, head, s).of(reading.doc.text)
            return words[:1].upper() + words[1:]
    return ""


def against_their_like(mention: Mention, data: FillData) -> bool:
    """Are both sides told by one plural: "rival militias", "two clans"?"""
    words = (mention.parse.tokens[n].lemma for h in mention.roles.get("actor", ()) for n in subtree(mention.parse, h))
    return any(word in data.rivals for word in words)


def _of_two(reading: Reading, mention: Mention, head: int, read: PartyReading) -> bool:
    """Are people whom a noun tells of one of two sides that fight: "clashes between farmers and herders"?"""
    if read.by != NOUN or read.party.kind is not PartyKind.CIVILIANS:
        return False
    groups = (conjuncts(mention.parse, h, reading.syntax) for h in mention.roles.get("actor", ()))
    return any(head in group and len(group) > 1 for group in groups)


def called(parse: Parse, head: int, s: Syntax) -> str:
    """People by their noun and the nouns before it, as a name: "Cattle herders"."""
    before = [n for n in kids(parse, head, s.compound) if parse.tokens[n].pos != "NUM"]
    words = " ".join(parse.tokens[n].text for n in (*before, head) if n <= head)
    return words[:1].upper() + words[1:]


def _is_weapon(reading: Reading, parse: Parse, head: int, read: PartyReading) -> bool:
    """Is a weapon, with nobody named in its phrase, read as people?"""
    kind = reading.resolvers.noun_class(parse.tokens[head].lemma)
    return kind == "weapon" and read.party.kind in (PartyKind.CIVILIANS, PartyKind.UNIDENTIFIED)


def become(party: Party, role: str, type_: str, data: FillData, *, named: bool = False) -> Party:
    """Who a party is in an act: civilians who march are protesters; a party that has a name keeps it."""
    known = data.becomes.get((role, type_, party.kind))
    if known and named and party.kind is PartyKind.CIVILIANS:
        armed = known[1] is PartyKind.UNIDENTIFIED
        return replace(party, kind=PartyKind.POLITICAL_MILITIA if armed else known[1])
    return replace(party, name=known[0], kind=known[1], private=False) if known else party


def _drives(reading: Reading, parse: Parse, head: int, read: PartyReading) -> bool:
    """Does a vehicle that acts say whose it is: "tanks entered", but not "two trucks arrived"?"""
    lemma = parse.tokens[head].lemma
    words = [lemma, *(f"{parse.tokens[n].lower} {lemma}" for n in kids(parse, head, reading.syntax.compound))]
    vehicle = any(reading.resolvers.noun_class(w) == "vehicle" for w in words)  # "Kfir bombers" are no suicide bombers
    return vehicle and read.party.kind is not PartyKind.CIVILIANS


def _readings(
    reading: Reading,
    parse: Parse,
    head: int,
    data: FillData,
    earlier: list[PartyReading],
    ask_at: AskAt,
    country: str,
    province: str,
) -> list[PartyReading]:
    """The parties that one phrase means: one as a rule, more where several share its head, both for "both sides"."""

    def ask(span: Span, at: int) -> PartyReading | Unknown:
        return ask_at(span, head_span(parse, at))

    span = phrase(parse, head, reading.syntax, ties=True)
    read = ask(span, head)
    if isinstance(read, Unknown) or read.by == HOLDER:
        read = manned(reading, parse, head, data, ask) or read
    of_speaker = parse.tokens[head].pos == "PRON" or parse.tokens[token_at(parse, span.start) or head].pos == "PRON"
    if isinstance(read, Unknown) and of_speaker and read.why is Why.NOT_A_VALUE:
        read = speaker(reading, head_span(parse, head), earlier, country=country, province=province) or read
    if isinstance(read, Unknown):
        both = list(reading.resolvers.sides(span, earlier=earlier))
        if not both and read.why is Why.AMBIGUOUS:
            both = _sides_before(reading, span, data, earlier, country)
        named = None if both else whose(reading, parse, head, data, ask)
        return [named] if named else both or list(sharing(reading, parse, head, ask))
    if read.by == NOUN:
        read = serving(reading, parse, head) or read
    if read.by == NOUN and read.party.kind is PartyKind.STATE_FORCES:
        read = _of_mission(reading, parse, head, earlier, country) or read
    if read.party.kind in NOBODY and read.by not in NAMES:
        read = whose(reading, parse, head, data, ask) or read
    read = by_name(reading, parse, head, read)
    shared = list(sharing(reading, parse, head, ask))
    return shared if len(shared) > 1 or (shared and read.by == HOLDER) else [read]


def _sides_before(
    reading: Reading, span: Span, data: FillData, earlier: list[PartyReading], country: str
) -> list[PartyReading]:
    """The two forces told last before "the two sides" as doing something; none where the text has told of fewer."""
    found: dict[str, PartyReading] = {}
    for n in range(reading.sentence_of(span.start) - 1, -1, -1):
        for said in forces_told(reading, n, data, earlier, country, keeping=True):
            acts = reading.parses[n].tokens[token_at(reading.parses[n], said.spans[0].end - 1) or 0]
            if said.value.kind is not PartyKind.UNIDENTIFIED and acts.dep not in reading.syntax.preposition_object:
                found.setdefault(said.value.name, Named(said.value, span, "reference", "armed"))
        if len(found) > 1:
            return list(found.values())[:2]
    return []


def _of_mission(
    reading: Reading, parse: Parse, head: int, earlier: list[PartyReading], country: str
) -> PartyReading | None:
    """The foreign force whose "troops" or "air forces" are its own where it speaks: "the coalition said the troops"."""
    if reading.resolvers.noun_class(parse.tokens[head].lemma) not in SENDERS:
        return None
    said = speaker(reading, head_span(parse, head), earlier, country=country, province="")
    return said if said and said.party.kind is PartyKind.EXTERNAL_FORCES else None


def people_spans(reading: Reading, mention: Mention, role: str, data: FillData) -> list[Span]:
    """The phrases to count for a role: one a coordination, with all that belongs to it."""
    heads = mention.roles.get(role, ())
    parse, done, out = mention.parse, set[int](), []
    for head in heads:
        if head in done:
            continue
        done.update(conjuncts(parse, head, reading.syntax))
        out.append(phrase(parse, _owner(parse, head, data, reading.syntax), reading.syntax, whole=True))
    return out


def _owner(parse: Parse, head: int, data: FillData, s: Syntax) -> int:
    """Whose a part of the body is: "the bullet grazed the woman's head" tells of the woman."""
    owners = kids(parse, head, s.possessor) if parse.tokens[head].lemma in data.body_parts else []
    return owners[0] if owners else head
