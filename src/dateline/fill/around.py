"""Forces that stand around an act: sides of a fight, and who lost a place, where its clause does not name them."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.draft import AROUND, HELD, Draft
from dateline.fill.clauses import responders
from dateline.fill.context import PartyReading, Reading, climb, token_at
from dateline.fill.words import FillData
from dateline.grammar import kids, phrase, subtree
from dateline.mention import Mention
from dateline.model import Attitude, Parse, Party, PartyKind, Said, Span, Token, Unknown

_BACK = 2  # sentences of the paragraph that may name the sides before the fight is told
_PHRASE = "attribution/phrase"  # how "according to" is read
_FORCES = frozenset(("armed", "state"))
_FIGHTERS = frozenset(("armed", "state_force"))
_NOBODY = frozenset((PartyKind.CIVILIANS, PartyKind.UNIDENTIFIED))
_GROUPS = frozenset((PartyKind.REBEL_GROUP, PartyKind.POLITICAL_MILITIA, PartyKind.COMMUNAL_MILITIA))
_NO_FORCE = frozenset((HELD.removeprefix("who/"), "person", "proper"))


def with_sides(reading: Reading, mention: Mention, draft: Draft, data: FillData, earlier: list[PartyReading]) -> None:
    """Give a fight the sides that its sentence, else the sentences before it in the paragraph, tell of."""
    if draft.type not in data.fights:
        return
    if not draft.actor and len(draft.target) > 1:
        draft.actor, draft.target = draft.target[:1], draft.target[1:]
    if draft.actor and draft.target:
        return
    country = draft.where.value.country if isinstance(draft.where, Said) else reading.country
    seizure = draft.type not in data.split_sides
    if seizure and not draft.target:
        draft.target = _holders(reading, mention, draft, earlier, country)
    after = [] if draft.actor or draft.target else responders(reading, mention, data)
    for n in _near(reading, mention.sentence):
        for said in forces_told(reading, n, data, earlier, country):
            if any(_same(said.value, p.value) for p in (*draft.actor, *draft.target)):
                continue
            if any(words.holds(said.spans[0]) for words in after):
                continue  # "the army imposed a curfew after clashes"
            if not draft.actor and not seizure:
                draft.actor = [said]
            elif not draft.target:
                draft.target = [said]
        if draft.actor and draft.target:
            return
        if seizure:
            break
    if seizure and not draft.target:
        draft.target = _denier(reading, mention, draft, earlier, country)


def with_side_left(
    reading: Reading, mention: Mention, draft: Draft, data: FillData, earlier: list[PartyReading]
) -> None:
    """Give people who give up or desert, of whom nothing else is known, the group that the words around name.

    That is the group named in what is said of them ("a man who cooked for the X"), else, for people of whom
    nothing is said ("the men", "four of his men"), the last one told in the sentences before.
    """
    if draft.type not in data.leaving or not draft.actor or any(p.value.kind not in _NOBODY for p in draft.actor):
        return
    country = draft.where.value.country if isinstance(draft.where, Said) else reading.country
    faced = {p.value.name for p in draft.target} if draft.type not in data.own_side else set()
    heads = mention.roles.get("actor", ())
    told = {mention.parse.tokens[n].start for h in heads for n in subtree(mention.parse, h)}
    named = [a for a in reading.actors if a.span.start in told and a.party.kind in _GROUPS]
    found = next((Said(a.party, (a.span,), AROUND + "near") for a in named if a.party.name not in faced), None)
    if found is None and all(p.value.kind is PartyKind.CIVILIANS for p in draft.actor):
        found = _group_before(reading, mention.sentence, data, earlier, country, faced)
    if found:
        draft.actor = [found]


def with_other_side(
    reading: Reading, mention: Mention, draft: Draft, data: FillData, earlier: list[PartyReading]
) -> None:
    """Give those who withdraw or give up the side that gets the place or the people, where the clause has none.

    Who takes a place that others leave is the one other force told of right behind ("X left and Y came in"); whom
    people give themselves up to is a force that says so.
    """
    if not draft.actor or any(p.value.kind not in _NOBODY for p in draft.target):
        return
    country = draft.where.value.country if isinstance(draft.where, Said) else reading.country
    own = {p.value.name for p in draft.actor}
    if draft.type in data.handed:
        found = _behind(reading, mention, data, earlier, country)
    elif draft.type in data.given_up:
        said = (s.span and speaker_of(reading, s.span, earlier, country) for s in draft.sources if s.via is None)
        found = {r.party.name: Said(r.party, (r.span,), AROUND + "speaker") for r in said if r}
    else:
        return
    others = [p for name, p in found.items() if name not in own and p.value.kind not in _NOBODY]
    if len(others) == 1:
        draft.target = others


def _behind(
    reading: Reading, mention: Mention, data: FillData, earlier: list[PartyReading], country: str
) -> dict[str, Said[Party]]:
    """The forces told of behind an act in its sentence and the next one of the paragraph."""
    found = {}
    for n in range(mention.sentence, min(mention.sentence + 2, len(reading.parses))):
        if reading.parses[n].sentence.paragraph == mention.parse.sentence.paragraph:
            told = forces_told(reading, n, data, earlier, country)
            found.update({f.value.name: f for f in told if f.spans[0].start > mention.trigger.start})
    return found


def _group_before(
    reading: Reading, sentence: int, data: FillData, earlier: list[PartyReading], country: str, faced: set[str]
) -> Said[Party] | None:
    for n in range(sentence, max(-1, sentence - 1 - _BACK), -1):
        told = [
            f
            for f in forces_told(reading, n, data, earlier, country)
            if f.value.kind in _GROUPS and f.value.name not in faced
        ]
        if told:
            return Said(told[-1].value, told[-1].spans, AROUND + "near")
    return None


def _denier(
    reading: Reading, mention: Mention, draft: Draft, earlier: list[PartyReading], country: str
) -> list[Said[Party]]:
    """The force that denies in the same paragraph that a place was taken: it says that it holds it."""
    for n in range(mention.sentence, min(len(reading.parses), mention.sentence + 1 + _BACK)):
        parse = reading.parses[n]
        if parse.sentence.paragraph != draft.paragraph:
            break
        for source in (a.source for a in reading.attributions if parse.sentence.span.holds(a.cue)):
            if source.attitude is not Attitude.DENIES or source.span is None:
                continue
            read = speaker_of(reading, source.span, earlier, country)
            if read and not any(_same(read.party, p.value) for p in draft.actor):
                return [Said(read.party, (source.span,), f"who/{read.by}")]
    return []


def voice_of(
    reading: Reading, span: Span, earlier: list[PartyReading], country: str, *, province: str = "", violent: bool
) -> PartyReading | None:
    """The party that the words for a source mean; None where they mean none."""
    parse = reading.parses[reading.sentence_of(span.start)]
    inside = {t.i for t in parse.tokens if span.start <= t.start and t.end <= span.end}
    head = next((i for i in sorted(inside) if parse.tokens[i].head not in inside or parse.tokens[i].head == i), None)
    if head is None:
        return None
    read = reading.resolvers.party(
        phrase(parse, head, reading.syntax, ties=True),
        Span(parse.tokens[head].start, parse.tokens[head].end),
        country=country,
        place_country=country,
        province=province,
        earlier=earlier,
        violent=violent,
    )
    return None if isinstance(read, Unknown) else read


def speaker_of(reading: Reading, span: Span, earlier: list[PartyReading], country: str) -> PartyReading | None:
    """The force that the words for a source mean: the defence ministry too is one; None where they mean another."""
    read = voice_of(reading, span, earlier, country, violent=True)
    return read if read and read.person_class in _FORCES else None


def _holders(
    reading: Reading, mention: Mention, draft: Draft, earlier: list[PartyReading], country: str
) -> list[Said[Party]]:
    """The force whose place was taken: "a camp of the rebels", "an army base"."""
    for place in mention.roles.get("place", ()):
        span = phrase(mention.parse, place, reading.syntax)
        read = party_of(reading, span, mention.parse, place, earlier, country)
        if read and not any(_same(read.party, p.value) for p in draft.actor):
            return [Said(read.party, (span,), f"who/{read.by}")]
    return []


def party_of(
    reading: Reading, span: Span, parse: Parse, i: int, earlier: list[PartyReading], country: str
) -> PartyReading | None:
    """The force that a phrase means; None where it means another or nobody."""
    head = Span(parse.tokens[i].start, parse.tokens[i].end)
    read = reading.resolvers.party(span, head, country=country, place_country=country, earlier=earlier, violent=True)
    return read if not isinstance(read, Unknown) and read.person_class in _FORCES else None


def _near(reading: Reading, sentence: int) -> Iterator[int]:
    yield sentence
    paragraph = reading.parses[sentence].sentence.paragraph
    for n in range(sentence - 1, max(-1, sentence - 1 - _BACK), -1):
        if reading.parses[n].sentence.paragraph == paragraph:
            yield n


def _same(a: Party, b: Party) -> bool:
    """May two parties of one fight be the same: by name, or because nobody says who either is?"""
    vague = PartyKind.UNIDENTIFIED
    return a.name == b.name or (a.kind is vague and b.kind is vague)


def forces_told(
    reading: Reading, n: int, data: FillData, earlier: list[PartyReading], country: str, *, keeping: bool = False
) -> Iterator[Said[Party]]:
    """The forces that sentence `n` names or describes, in text order, but for those that only speak in it.

    Those who only take people into custody are no side of a fight; they are told where `keeping` is asked for.
    """
    parse = reading.parses[n]
    mentions = reading.mentions_in[n]
    hit = {h for m in mentions for h in m.roles.get("target", ())}
    seizing = {h for m in mentions if m.type in data.seizing for h in m.roles.get("actor", ())}
    named = _named_heads(reading, parse)
    for token in parse.tokens:
        if token.pos not in ("NOUN", "PROPN") or (token.dep in reading.syntax.compound and token.head > token.i):
            continue
        fighter = _noun_class(reading, parse, token) in _FIGHTERS
        if not (fighter or token.i in named) or _speaks(reading, parse, token.i, data):
            continue
        if reading.doc.text[token.end : token.end + 1] == "-":
            continue  # "the rebel-held town"
        if token.dep in reading.syntax.attribute and any(
            parse.tokens[h].lemma in data.bodies | data.fallen for h in kids(parse, token.head, reading.syntax.subject)
        ):
            continue  # "the dead were militants"
        if (token.i in seizing and not keeping) or not hit.isdisjoint(climb(parse, token.i)[1:]):
            continue  # "soldiers held him over the murder", "nine people, including a warder"
        span = phrase(parse, token.i, reading.syntax)
        read = party_of(reading, span, parse, token.i, earlier, country)
        if read and read.by not in _NO_FORCE:
            yield Said(read.party, (span,), f"who/{read.by}")


def _noun_class(reading: Reading, parse: Parse, token: Token) -> str | None:
    """The class of a noun, with the word before it where the two are one ("armed men")."""
    before = parse.tokens[token.i - 1].lower if token.i else ""
    return reading.resolvers.noun_class(f"{before} {token.lemma}") or reading.resolvers.noun_class(token.lemma)


def _named_heads(reading: Reading, parse: Parse) -> set[int]:
    """The heads of the phrases in which a sentence names a party: "Y men" of Y."""
    out = set()
    for actor in reading.actors:
        if parse.sentence.span.holds(actor.span):
            at = token_at(parse, actor.span.end - 1)
            if at is not None:
                head = parse.tokens[at].head
                out.add(head if parse.tokens[at].dep in reading.syntax.compound and head > at else at)
    return out


def _speaks(reading: Reading, parse: Parse, i: int, data: FillData) -> bool:
    """Is a party only one who says it or takes a view of it: "the army said", "X praised it", "according to police"?

    Or one that is sent for it.
    """
    token = parse.tokens[i]
    governor = parse.tokens[token.head]
    if token.dep in reading.syntax.subject and governor.lemma in data.speech | data.answers:
        return True
    if token.dep in reading.syntax.passive_subject and governor.lemma in data.comes:
        return True  # "the army was called out after a fight"
    at = Span(governor.start, governor.end)
    return any(a.by == _PHRASE and a.cue.holds(at) for a in reading.attributions)
