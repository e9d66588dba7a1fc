"""Which party a side's own text is of, by the name of its issuer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from dateline.model import ActorMention, Party, PartyKind, SourceKind, Span, Unknown
from dateline.who.forces import ARMY, force_of
from dateline.who.lexicon import WhoData
from dateline.who.names import find_actors
from dateline.who.phrase import read_party
from dateline.who.reading import ARMED, STATE, class_of
from dateline.who.words import cut

_FORCES = frozenset((ARMED, STATE))
_SURE = frozenset(("force", "country", "noun"))


def issuing_party(
    name: str, kind: SourceKind, data: WhoData, *, actors: Sequence[ActorMention], country: str, published: date | None
) -> Party | None:
    """The party that an issuer's name means: one that it names; a state's force; else the group of the text."""
    for actor in find_actors(name, data, published=published):
        if class_of(actor.party.kind) in _FORCES:
            return actor.party
    told = Counter(a.party for a in actors if class_of(a.party.kind) == ARMED)
    words = cut(name, data.grammar.possessive, 0, len(name))
    if not words:
        return None
    for party in told:  # "the AA Press Office": by an acronym, where the text tells whose it is
        short = (alias for w in words for alias in data.names.get(w.key, ()) if len(alias.words) == 1)
        if any(actor.name == party.name for alias in short for actor in alias.actors):
            return party
    head = next((w for w, after in pairwise(words) if after.key in data.grammar.parts), words[-1])
    read = read_party(
        name, Span(0, len(name)), Span(head.start, head.end), data, actors=(), country=country, violent=True
    )
    if kind is SourceKind.MILITARY and (isinstance(read, Unknown) or read.person_class != STATE or read.by == "name"):
        return force_of(country, ARMY, data) if country else None
    sure = not isinstance(read, Unknown) and (read.by in _SURE or read.person_class == ARMED)
    if not isinstance(read, Unknown) and sure and read.party.kind is not PartyKind.UNIDENTIFIED:
        return read.party
    return told.most_common(1)[0][0] if told and kind is SourceKind.ARMED_GROUP else None
