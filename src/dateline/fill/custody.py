"""Who keeps people, or acts, where the clause does not say: the force that speaks, or that the paragraph tells of."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.draft import KEPT, Draft, How
from dateline.fill.around import forces_told, party_of, voice_of
from dateline.fill.belonging import Named
from dateline.fill.context import PartyReading, Reading
from dateline.fill.doers import thing_of
from dateline.fill.sources import size
from dateline.fill.words import FillData
from dateline.grammar import kids, phrase
from dateline.mention import Mention
from dateline.model import STATE_KINDS, Party, PartyKind, Said, SourceKind, Span, Unknown, Why

OF_STATE = "country"  # how `who` marks a party read from the name of a country or its capital
_NO_SIDES = frozenset((SourceKind.MEDIA, SourceKind.MONITOR, SourceKind.MEDICAL))  # "its allies" are not the paper's
_BACK = 2  # sentences of the paragraph that may tell of the force before the act


def speaker(
    reading: Reading, at: Span, earlier: list[PartyReading], *, country: str, province: str
) -> PartyReading | None:
    """The party of whoever says the words at `at`, the innermost; None where nobody does, or no party can be read."""
    holding = [a for a in reading.attributions if any(c.holds(at) for c in a.content) and a.source.span]
    holding = [a for a in holding if a.source.kind not in _NO_SIDES]
    for said in sorted(holding, key=size):
        span = said.source.span
        read = span and voice_of(reading, span, earlier, country, province=province, violent=False)
        if read:
            return Named(read.party, read.span, "speaker", read.person_class)
    return None


def keepers(
    reading: Reading, mention: Mention, data: FillData, earlier: list[PartyReading], *, country: str, province: str
) -> list[Said[Party]]:
    """The force behind an act of custody whose clause has none: the one that says it, else the last one told before."""
    if mention.type in data.announced:
        said = speaker(reading, mention.trigger, earlier, country=country, province=province)
        if said and _keeps(reading, said, data):
            return [Said(said.party, (said.span,), f"who/{said.by}")]
    if mention.type in data.ill_treated or mention.rule in data.held_till_then:
        return _holders_of(reading, mention, data, earlier, country)
    named = any(mention.parse.tokens[h].pos in reading.syntax.noun_pos for h in mention.roles.get("actor", ()))
    if mention.type not in data.custody or named:
        return []
    paragraph = mention.parse.sentence.paragraph
    for n in range(mention.sentence, max(-1, mention.sentence - 1 - _BACK), -1):
        if reading.parses[n].sentence.paragraph != paragraph:
            break
        told = [f for f in forces_told(reading, n, data, earlier, country, keeping=True) if f.value.kind in STATE_KINDS]
        tokens = mention.parse.tokens
        passive = n == mention.sentence and kids(mention.parse, mention.head, reading.syntax.passive_auxiliary)
        taken = [tokens[h].start for h in mention.roles.get("target", ())] if passive else []
        told = [f for f in told if f.spans[0].start < mention.trigger.start]
        told = [f for f in told if not any(f.spans[0].start <= at < f.spans[0].end for at in taken)]
        if told:
            return [Said(told[-1].value, told[-1].spans, KEPT)]
    return []


def _holders_of(
    reading: Reading, mention: Mention, data: FillData, earlier: list[PartyReading], country: str
) -> list[Said[Party]]:
    """The force in whose hands people are, by the clause behind them: "men held at an army camp", "whom X holds"."""
    parse, s = mention.parse, reading.syntax
    clauses = (
        n
        for head in mention.roles.get("target", ())
        for n in kids(parse, thing_of(reading, parse, head), s.reduced_clause | s.relative_clause)
        if parse.tokens[n].lemma in data.kept
    )
    for clause in clauses:
        brought = kids(parse, clause, s.agent_marker | s.preposition)
        doers = [n for n in kids(parse, clause, s.subject) if parse.tokens[n].tag not in s.relative_tags]
        for head in (*doers, *(n for p in brought for n in kids(parse, p, s.preposition_object))):
            span = phrase(parse, head, s, ties=True)
            read = party_of(reading, span, parse, head, earlier, country)
            town = head not in doers and parse.tokens[head].pos == "PROPN" and read and read.by == OF_STATE
            if read and not town:  # "arrested in Juba", which stands for its state elsewhere
                return [Said(read.party, (span,), KEPT)]
    return []


def with_captors(text: str, drafts: Sequence[Draft], data: FillData) -> None:
    """Give a letting go of which no doer is told to whoever took the people: by the last seizure told till then.

    "They had been taken by ..." may also follow. Only for words that say that the holders did it ("were let go"):
    who was freed may have been freed by others. So is what "their captors" do.
    """
    for draft in drafts:
        takers = bool(draft.actor) and all(_takers(p, text, data) for p in draft.actor)
        if not takers and (draft.actor or not data.by_holders.intersection(draft.rules)):
            continue
        people = {p.value.name for p in draft.target}
        taken = [
            d
            for d in drafts
            if d.type in data.holding
            and d is not draft
            and d.actor
            and (not people or people & {p.value.name for p in d.target})
            and (d.sentence <= draft.sentence or (d.sentence == draft.sentence + 1 and d.paragraph == draft.paragraph))
        ]
        if taken:
            last = max(taken, key=lambda d: d.trigger)
            draft.actor = [Said(p.value, p.spans, KEPT) for p in last.actor]


def _takers(said: Said[Party], text: str, data: FillData) -> bool:
    """Are they named only as those who took people: "their captors"?"""
    words = {w for span in said.spans for w in span.of(text).lower().split()}
    return said.value.kind is PartyKind.UNIDENTIFIED and not data.takers.isdisjoint(words)


def led_elsewhere(drafts: Sequence[Draft], data: FillData) -> None:
    """Take the place of a kidnapping from what is done to captives on a later day: where they were kept nobody says."""
    taken = [d for d in drafts if d.type in data.leading_off and isinstance(d.when, Said)]
    for draft in drafts:
        if draft.type not in data.of_captives or not isinstance(draft.when, Said):
            continue
        if draft.where_how <= How.OWN or draft.when_how is not How.OWN:
            continue
        first = draft.when.value.first
        told = (d.when.value.last for d in taken if d.sentence <= draft.sentence and isinstance(d.when, Said))
        if any((first - last).days > 1 for last in told):
            draft.where, draft.where_how = Unknown(Why.NOT_SAID), How.NONE


def _keeps(reading: Reading, said: PartyReading, data: FillData) -> bool:
    """Is the speaker a force of a state, or the ministry that such forces are of?"""
    if said.party.kind in STATE_KINDS:
        return True
    words = {w.lower() for w in said.party.name.split()}
    return said.party.kind is PartyKind.AUTHORITY and not words.isdisjoint(data.keepers)
