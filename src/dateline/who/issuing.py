"""Who is meant in a side's own text by "we", "our forces", "the fighters", and by "the enemy"."""

from __future__ import annotations

from collections import Counter

from dateline.model import Party, PartyKind, Unknown, Why
from dateline.who import forces
from dateline.who.asked import Asked, noun_at
from dateline.who.nouns import Noun
from dateline.who.reading import ARMED, STATE, Reading, class_of

_NAMED = frozenset(("name", "belonging", "definition", "reference"))
_HELD = frozenset(("armed", "state_force", "part", "org", "site", "vehicle", "weapon"))


def _us(asked: Asked, us: Party, first: int, last: int) -> Reading:
    return Reading(us, forces.span_of(asked.words, first, last), "reference", class_of(us.kind))


def we(asked: Asked) -> Reading | None:
    """ "we", "ours", of the side whose text it is."""
    return _us(asked, asked.us, 0, len(asked.words) - 1) if asked.us else None


def ours(asked: Asked, noun: Noun | None) -> Reading | Unknown | None:
    """ "our forces", "a group of our heroes", "our brothers": the side itself; its people at home are others.

    Whose the forces are that somebody else calls his own is for those to say who know who speaks.
    """
    grammar = asked.data.grammar
    if asked.us and any(w.key in grammar.comrades for w in asked.words[: asked.head + 1]):
        return _us(asked, asked.us, 0, asked.head)
    if noun is None:
        return None
    for i, word in enumerate(asked.words[:-1]):
        if word.key in grammar.barriers:
            return None
        if word.key in grammar.first_person and (i == 0 or asked.words[i - 1].key in grammar.parts):
            own = noun if i < asked.head else _noun_behind(asked, i)
            held = own is not None and own.cls in _HELD
            if asked.us and (held or asked.key(i + 1) in grammar.comrades):
                return _us(asked, asked.us, i, i + 1)
            fighters = own is not None and own.cls == ARMED and not own.role
            return Unknown(Why.NOT_A_VALUE, (word.text,)) if fighters else None
    return None


def _noun_behind(asked: Asked, i: int) -> Noun | None:
    """The noun that a word of possession behind the head holds: "units of our forces"."""
    for at in range(i + 1, min(i + 4, len(asked.words))):
        noun = noun_at(asked.words, at, asked.data)[2]
        if noun is not None:
            return noun
    return None


def by_kind(asked: Asked, noun: Noun) -> Reading | None:
    """ "the mujahideen", "the guerrillas": rebels by their noun alone are those who write."""
    if asked.us is None or asked.us.kind is not PartyKind.REBEL_GROUP or noun.kind is not PartyKind.REBEL_GROUP:
        return None
    return _us(asked, asked.us, 0, asked.head)


def foe(asked: Asked, first: int, last: int, noun: Noun) -> Reading | None:
    """ "the gangs", "mercenaries": the other side to the one whose text it is; a group before an army."""
    if asked.us is None or noun.lemma not in asked.data.grammar.foes:
        return None
    for reading in reversed(asked.earlier):
        group = reading.person_class == ARMED and reading.by in _NAMED
        if group and reading.party.name != asked.us.name and reading.party.kind is not PartyKind.UNIDENTIFIED:
            return Reading(reading.party, forces.span_of(asked.words, first, last), "reference", ARMED)
    return enemy(asked, first, last, told=True)


def enemy(asked: Asked, first: int, last: int, *, told: bool = False) -> Reading | None:
    """The side opposed to the one whose text it is: the force read last, else that named most; to rebels, the army.

    With `told` it is only one of which the text has told.
    """
    us, span = asked.us, forces.span_of(asked.words, first, last)
    if us is None:
        return None
    faced = STATE if class_of(us.kind) == ARMED else ARMED
    for reading in reversed(asked.earlier):
        party = reading.party
        if reading.person_class != faced or reading.by == "place" or party.name == us.name:
            continue
        if party.kind is not PartyKind.UNIDENTIFIED:
            return Reading(party, span, "reference", faced)
    named = Counter(m.party for m in asked.mentions if class_of(m.party.kind) == faced and m.party.name != us.name)
    if named:
        return Reading(named.most_common(1)[0][0], span, "reference", faced)
    if told or faced == ARMED:
        return None
    return Reading(asked.force(us.country or asked.country, forces.ARMY), span, "reference", STATE)
