"""Whose forces a government moves: "the president ordered soldiers into the valley"."""

from __future__ import annotations

from dateline.fill.belonging import Named
from dateline.fill.context import PartyReading, Reading
from dateline.grammar import phrase
from dateline.mention import Mention
from dateline.model import STATE_KINDS, Parse, PartyKind, Span, Unknown

_VICTIMS = "victims"


def forces_sent(reading: Reading, mention: Mention, head: int, sender: PartyReading) -> list[PartyReading]:
    """The forces of the government that moves them; empty where somebody else does, or what it moves is no force."""
    party = sender.party
    if party.kind is not PartyKind.AUTHORITY or not party.country or head in mention.roles.get(_VICTIMS, ()):
        return []
    parse, found = mention.parse, dict[str, PartyReading]()
    for at in mention.roles.get(_VICTIMS, ()):
        read = _read(reading, parse, at, party.country)
        if read and read.party.kind in STATE_KINDS and read.party.country == party.country:
            found.setdefault(read.party.name, Named(read.party, read.span, read.by, read.person_class))
    return list(found.values())


def _read(reading: Reading, parse: Parse, head: int, country: str) -> PartyReading | None:
    """A phrase as a party of a country that acts with arms."""
    at = Span(parse.tokens[head].start, parse.tokens[head].end)
    span = phrase(parse, head, reading.syntax, ties=True)
    read = reading.resolvers.party(
        span, at, country=country, place_country=reading.country or country, earlier=[], violent=True
    )
    return None if isinstance(read, Unknown) else read
