"""Who keeps people, or acts, where the clause does not say: the force that speaks, or that the paragraph tells of."""

from __future__ import annotations

from dateline.draft import KEPT
from dateline.fill.around import forces_told
from dateline.fill.belonging import Named
from dateline.fill.context import PartyReading, Reading
from dateline.fill.sources import size
from dateline.fill.words import FillData
from dateline.grammar import phrase
from dateline.mention import Mention
from dateline.model import Attribution, Party, PartyKind, Said, Span, Unknown

_BACK = 2  # sentences of the paragraph that may tell of the force before the act


def speaker(
    reading: Reading, at: Span, earlier: list[PartyReading], *, country: str, province: str
) -> PartyReading | None:
    """The party of whoever says the words at `at`, the innermost; None where nobody does, or no party can be read."""
    holding = [a for a in reading.attributions if any(c.holds(at) for c in a.content) and a.source.span]
    for said in sorted(holding, key=size):
        read = _voice(reading, said, earlier, country, province)
        if read:
            return Named(read.party, read.span, "speaker", read.person_class)
    return None


def _voice(
    reading: Reading, said: Attribution, earlier: list[PartyReading], country: str, province: str
) -> PartyReading | None:
    span = said.source.span
    if span is None:
        return None
    parse = reading.parses[reading.sentence_of(span.start)]
    inside = [t for t in parse.tokens if span.start <= t.start and t.end <= span.end]
    head = next((t for t in inside if not span.holds(Span(parse.tokens[t.head].start, parse.tokens[t.head].end))), None)
    head = head or (inside[0] if inside else None)
    if head is None:
        return None
    read = reading.resolvers.party(
        phrase(parse, head.i, reading.syntax, ties=True),
        Span(head.start, head.end),
        country=country,
        place_country=country,
        province=province,
        earlier=earlier,
        violent=False,
    )
    return None if isinstance(read, Unknown) else read


def keepers(
    reading: Reading, mention: Mention, data: FillData, earlier: list[PartyReading], *, country: str, province: str
) -> list[Said[Party]]:
    """The force behind an act of custody that names none: the one that says it, else the last one told before it."""
    if mention.type in data.announced:
        said = speaker(reading, mention.trigger, earlier, country=country, province=province)
        if said and _keeps(reading, said, data):
            return [Said(said.party, (said.span,), f"who/{said.by}")]
    if mention.type not in data.custody:
        return []
    paragraph = mention.parse.sentence.paragraph
    for n in range(mention.sentence, max(-1, mention.sentence - 1 - _BACK), -1):
        if reading.parses[n].sentence.paragraph != paragraph:
            break
        told = [f for f in forces_told(reading, n, data, earlier, country, keeping=True) if f.value.kind in _STATES]
        told = [f for f in told if f.spans[0].start < mention.trigger.start]
        if told:
            return [Said(told[-1].value, told[-1].spans, KEPT)]
    return []


_STATES = frozenset((PartyKind.STATE_FORCES, PartyKind.EXTERNAL_FORCES))


def _keeps(reading: Reading, said: PartyReading, data: FillData) -> bool:
    """Is the speaker a force of a state, or the ministry that such forces are of?"""
    if said.party.kind in _STATES:
        return True
    words = {w.lower() for w in said.party.name.split()}
    return said.party.kind is PartyKind.AUTHORITY and not words.isdisjoint(data.keepers)
