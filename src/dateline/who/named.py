"""Which named party a phrase is: its head, a word before it ("M23 rebels"), or what its head belongs to."""

from __future__ import annotations

import re

from dateline.model import ARMED_KINDS, ActorMention, PartyKind, Span
from dateline.who import forces
from dateline.who.asked import Asked, tie_at
from dateline.who.nouns import Noun
from dateline.who.persons import civilians
from dateline.who.reading import CIVILIAN, PRISONER, Reading, class_of

TIED = frozenset(("armed", "state_force", "authority", "org", "part", "site", "vehicle", "weapon"))

# Parties whose name before people says that they are of it: "an X councillor".
_PARTIES = frozenset(
    (PartyKind.REBEL_GROUP, PartyKind.POLITICAL_MILITIA, PartyKind.CRIMINAL_GROUP, PartyKind.CIVILIANS)
)
_DATED = re.compile(r"(?:,\s*[^\W\d]+){0,2},\s*(?:[^\W\d]+\s+)?\d{1,2}\b")


def named(asked: Asked, noun: Noun | None) -> Reading | None:
    """The named party that a phrase means, or None."""
    actors = asked.inside
    if not actors:
        return None
    head = asked.words[asked.head]
    for n, actor in enumerate(actors):
        if actor.span.start <= head.start < actor.span.end:
            holder = _branch_of(asked, actor, actors[n + 1 :])
            return _read(asked, holder or actor, noun)
    before = [a for a in actors if a.span.end <= head.start]
    if before and _names_before(asked, before[-1], noun):
        return _read(asked, before[-1], noun)
    for n, actor in enumerate(actors):
        if actor.span.start >= head.end and _belongs(asked, actor, noun):
            return _read(asked, _branch_of(asked, actor, actors[n + 1 :]) or actor, noun)
    return None


def _branch_of(asked: Asked, actor: ActorMention, after: list[ActorMention]) -> ActorMention | None:
    """The group that a state-like branch is of: "the General Security Service of the Front"."""
    if actor.party.kind is not PartyKind.STATE_FORCES or not after:
        return None
    behind = asked.text[actor.span.end : after[0].span.start].split()
    rebels = after[0].party.kind in ARMED_KINDS and after[0].party.kind is not PartyKind.STATE_FORCES
    tied = behind and behind[0] in asked.data.grammar.parts and len(behind) <= _ARTICLE
    return after[0] if rebels and tied else None


_ARTICLE = 2  # words of "of the"


def _names_before(asked: Asked, actor: ActorMention, noun: Noun | None) -> bool:
    """Does a name before the head say whose the head is: "M23 rebels", "the Taliban's court"?"""
    grammar = asked.data.grammar
    last_before = next((w for w in reversed(asked.words) if w.end <= actor.span.start), None)
    if last_before and last_before.key in grammar.against:
        return False
    between = [w for w in asked.words if actor.span.end <= w.start and w.end <= asked.words[asked.head].start]
    rebels = actor.party.kind is not PartyKind.STATE_FORCES  # "Houthi-aligned soldiers" are theirs, not the state's
    theirs = noun is not None and noun.cls == "state_force" and (noun.weak or rebels)
    own = grammar.aligned if theirs or (noun is not None and noun.cls in ("armed", "org")) else frozenset[str]()
    if any(w.key in grammar.barriers or (w.key in grammar.backing and w.key not in own) for w in between):
        return False
    armed = actor.party.kind in ARMED_KINDS
    if noun is None:
        return armed and not (_owns(asked, actor) and asked.words[asked.head].text[0].isupper())
    if noun.cls == "authority" and (not armed or actor.party.kind is PartyKind.STATE_FORCES):
        return actor.party.kind is PartyKind.INTERNATIONAL_ORG
    if noun.cls in TIED:
        return True
    if noun.lemma in grammar.members:
        return armed
    if noun.cls == "civilian" and actor.party.kind in _PARTIES and not between:
        return noun.lemma not in grammar.sufferers and not _owns(asked, actor)  # "an X driver", "X activists"
    held = noun.cls == "prisoner" or noun.lemma in grammar.suspects
    return armed and held and not _owns(asked, actor)


def _owns(asked: Asked, actor: ActorMention) -> bool:
    return any(w.owns for w in asked.words if w.start < actor.span.end <= w.end)


def _belongs(asked: Asked, actor: ActorMention, noun: Noun | None) -> bool:
    """Does a chain of "of", "belonging to" and the like lead from the head to a name after it?"""
    grammar = asked.data.grammar
    armed = actor.party.kind in ARMED_KINDS
    people = noun is not None and noun.cls not in TIED
    i, tie = asked.head + 1, ""
    while i < len(asked.words) and asked.words[i].start < actor.span.start:
        phrase = tie_at(asked, i)
        if phrase:
            tie = " ".join(phrase)
            i += len(phrase)
            continue
        if asked.words[i].key in grammar.barriers or asked.words[i].key in grammar.against:
            return False
        i += 1
    if not tie:
        # In apposition, as in "the urban guerrilla group Monywa Night Owls".
        return i == asked.head + 1 and noun is not None and noun.cls in ("armed", "org")
    if not people:
        return True
    # Residents "of" or "in" a place are not the party that the place is named after; suspects of a party are.
    member = noun is not None and (noun.lemma in grammar.members or noun.cls == "prisoner")
    return armed and ((member and tie in grammar.parts) or " " in tie)


def _read(asked: Asked, actor: ActorMention, noun: Noun | None) -> Reading:
    party = actor.party
    ruling = party.kind is PartyKind.AUTHORITY and noun is not None and noun.role and noun.cls != "authority"
    if ruling and any(g.name == party.name for g in asked.data.forces.get((party.country, forces.GOVERNMENT), ())):
        return _force(asked, party.country, noun.role if noun else "", actor.span, "force")
    party = asked.at_the_place(party)
    cls = PRISONER if noun and noun.cls == "prisoner" else class_of(party.kind)
    return Reading(party, actor.span, actor.by, cls)


def of_country(asked: Asked, first: int, last: int, noun: Noun | None) -> Reading | None:
    """A force of a state that the phrase names ("the Turkish military"), and a bare country as its government."""
    found = asked.countries
    if not found:
        return None
    side = noun is not None and noun.lemma in asked.data.grammar.national
    if side and (owner := next((c for c in found if c.last < asked.head), None)):
        role = forces.ARMY if asked.violent else forces.GOVERNMENT
        return _force(asked, owner.code, role, forces.span_of(asked.words, owner.first, asked.head), "force")
    if noun is None:
        at_head = next((c for c in found if c.first <= asked.head <= c.last), None)
        if at_head is None or (at_head.first > 0 and asked.key(at_head.first - 1) in asked.data.grammar.barriers):
            return None
        if _DATED.match(asked.text, asked.words[at_head.last].end):
            return None  # "Bamako, 3 May": where it was written, not who did it
        if at_head.sense == "demonym" and _some(asked, at_head.first):
            span = forces.span_of(asked.words, at_head.first, at_head.last)
            return Reading(civilians(asked.data, at_head.code), span, "noun", CIVILIAN)
        role = forces.ARMY if asked.violent or at_head.sense == "demonym" else forces.GOVERNMENT
        return _force(asked, at_head.code, role, forces.span_of(asked.words, at_head.first, at_head.last), "country")
    if noun.cls in _DRESSED and (uniform := _uniform_of(asked, found)):
        return _force(asked, uniform.code, forces.ARMY, forces.span_of(asked.words, first, uniform.last), "force")
    if not noun.role or noun.role == forces.ENEMY:
        return None
    owner = next((c for c in reversed(found) if c.last < asked.head), None)
    owner = owner or next((c for c in found if c.first > last and _of(asked, last + 1, c.first)), None)
    if owner is None:
        return None
    span = forces.span_of(asked.words, min(first, owner.first), max(last, owner.last))
    return _force(asked, owner.code, noun.role, span, "force")


def _some(asked: Asked, i: int) -> bool:
    """Are some of a people meant and not its army: "three Pakistanis", "a 16-year-old Palestinian"?"""
    described = range(i - 1, i - 2 - _DESCRIBED, -1)
    people = asked.key(i - 1) in asked.data.grammar.peoples
    return people or asked.counted(i) or any(asked.key(n) in asked.data.grammar.indefinite for n in described)


_DESCRIBED = 3  # words between "a" and a nationality: "a young unarmed Syrian", "a 16-year-old Palestinian"
_DRESSED = frozenset(("armed", "people"))


def _uniform_of(asked: Asked, found: list[forces.Country]) -> forces.Country | None:
    """ "men in Russian uniform": the country whose uniform people wear."""
    return next(
        (c for c in found if c.last > asked.head and asked.key(c.last + 1) in asked.data.grammar.uniforms), None
    )


def _of(asked: Asked, first: int, last: int) -> bool:
    """Are the words between a head and a country only such as tie them: "of the", "believed to be"?"""
    if first >= last:
        return False
    phrase = tie_at(asked, first)
    return bool(phrase) and first + len(phrase) >= last - 1


def _force(asked: Asked, code: str, role: str, span: Span, by: str) -> Reading:
    party = asked.force(code, role)
    return Reading(party, span, by, class_of(party.kind))
