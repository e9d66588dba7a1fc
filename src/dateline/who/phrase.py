"""Reads what one noun phrase means as a party.

The first that fits decides: a pronoun; a party named by the head or tied to it ("M23 rebels", "a
camp of the M23"); whose the head is ("the group's camp", "dozens of residents"); a force of a state;
"the group" and its like, for a party read before; the noun itself; a capitalised name. Nothing is
guessed from the event that the phrase stands in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dateline.model import ActorMention, Party, PartyKind, Span, Unknown, Why
from dateline.who import issuing, owners, persons, reference
from dateline.who.asked import Asked, noun_at, tie_at
from dateline.who.bodies import unknown_body
from dateline.who.describe import local, plain, styled
from dateline.who.lexicon import WhoData
from dateline.who.named import TIED, named, of_country
from dateline.who.nouns import Noun
from dateline.who.persons import civilians
from dateline.who.reach import reached
from dateline.who.reading import ARMED, AUTHORITY, CIVILIAN, PRISONER, STATE, Reading
from dateline.who.words import words_in

_HOLDERS = frozenset(("org", "part", "site", "vehicle", "weapon"))  # "a convoy of traders": the traders
_FORCES = frozenset((ARMED, STATE))
_THINGS = frozenset(("site", "vehicle"))
_NO_ARMY = frozenset(("state_force", "armed", "people", "civilian"))  # of a country, but not its army
_OWN = frozenset(("armed", "state_force", "part"))  # "its troops": of the side that speaks or acts


def read_party(
    text: str,
    phrase: Span,
    head: Span,
    data: WhoData,
    *,
    actors: Sequence[ActorMention],
    country: str = "",
    earlier: Sequence[Reading] = (),
    place_country: str = "",
    published: date | None = None,
    violent: bool = False,
    but: frozenset[str] = frozenset(),
    province: str = "",
    us: Party | None = None,
) -> Reading | Unknown:
    """The party that one noun phrase means; the caller splits "X and Y" first.

    `actors` are all that `find_actors` found in the document. `country` is that of the place or the
    report, for "the army" and for civilians; `place_country` that of the event, so that a foreign army
    counts as external, `province` its first-level division, for police; `earlier` the document's
    readings so far. With `violent` a bare country ("Russia") means its army, else its government.
    `but` names parties that a pronoun or "the group" cannot mean: who attacks "them" is not they. `us` is the
    side of a conflict whose own text it is: "our forces"; "the enemy" is another.
    """
    words = words_in(text, data.grammar.possessive, phrase.start, phrase.end)
    if not words:
        return Unknown(Why.NOT_A_VALUE)
    at = next((i for i, w in enumerate(words) if head.start < w.end), len(words) - 1)
    place = place_country or country
    asked = Asked(
        text, phrase.start, words, at, data, actors, country, place, earlier, published, violent, but, province, us
    )
    return _whole(asked) or Unknown(Why.NOT_A_VALUE, (phrase.of(text),))


def read_sides(
    text: str, phrase: Span, data: WhoData, *, actors: Sequence[ActorMention], earlier: Sequence[Reading]
) -> tuple[Reading, ...]:
    """The two parties that "both sides" means; empty where the phrase is no such, or fewer are known."""
    words = words_in(text, data.grammar.possessive, phrase.start, phrase.end)
    if not words:
        return ()
    return reference.sides(Asked(text, phrase.start, words, 0, data, actors, "", "", earlier, None, violent=False))


def _whole(asked: Asked) -> Reading | Unknown | None:
    """The reading of a phrase with what stands behind it."""
    pointed = reference.pronoun(asked)
    if pointed is not None:
        return pointed
    found = _noun(asked)
    wider = reached(asked, found[2])
    return _read(wider) if wider is not asked else _by_noun(asked, *found)


def _noun(asked: Asked) -> tuple[int, int, Noun | None]:
    """The noun of the lexicon at the head; none where the head is a word of a country's name ("United States")."""
    first, last, noun = noun_at(asked.words, asked.head, asked.data)
    if noun and any(c.first < c.last and c.first <= first and last <= c.last for c in asked.countries):
        return asked.head, asked.head, None
    return first, last, noun


def _read(asked: Asked) -> Reading | Unknown | None:
    pointed = reference.pronoun(asked)
    if pointed is not None:
        return pointed
    return _by_noun(asked, *_noun(asked))


def _by_noun(asked: Asked, first: int, last: int, noun: Noun | None) -> Reading | Unknown | None:
    """The reading of a phrase that is no pronoun, by the noun of the lexicon at its head."""
    if noun and noun.calm is not None and not asked.violent:
        noun = replace(noun, cls="authority", kind=PartyKind.AUTHORITY, role=noun.calm)
    mine = issuing.ours(asked, noun)
    if isinstance(mine, Unknown):
        return mine
    found = mine or named(asked, noun) or _of_pronoun(asked, noun)
    if found and noun and found.party.kind is PartyKind.INTERNATIONAL_ORG:  # "UN peacekeepers": their mission
        found = local(asked, first, last, noun) or found
    if found or noun is None:
        return found or of_country(asked, first, last, None) or _unlisted(asked)
    whole = asked.key(last + 1) not in asked.data.grammar.parts and not any(w.owns for w in asked.words[:first])
    found = styled(asked, last, noun) or local(asked, first, last, noun, before=noun.cls != "org")
    if not found and noun.cls == "org" and whole:  # before "radical" in "the radical group" is read as people
        found = reference.meant(asked, noun)
    return (
        found
        or reference.same(asked, noun)
        or reference.echoed(asked, first, last, noun)
        or (persons.body(asked) if _is_name(asked, noun) else None)
        or _of_owner(asked, first, noun)
        or _held(asked, first, last, noun)
        or unknown_body(asked, first, last, noun)
        or of_country(asked, first, last, noun)
        or issuing.by_kind(asked, noun)
        or reference.leavers(asked, noun)
        or reference.meant(asked, noun)
        or plain(asked, first, last, noun)
        or persons.by_role(asked)
    )


def _is_name(asked: Asked, noun: Noun) -> bool:
    """Is the noun the last word of a name, as in "the Free Northern Front"?"""
    before = asked.words[asked.head - 1].text if asked.head else ""
    if noun.role or noun.cls not in ("armed", "org") or before[:1].islower():
        return False
    return asked.words[asked.head].text[0].isupper() and before[1:].islower()


def _unlisted(asked: Asked) -> Reading | Unknown | None:
    """A head that is no noun of the lexicon: a number of people, a body, or a person."""
    word = asked.words[asked.head]
    if word.text[0].isdigit() or word.key in asked.data.grammar.indefinite:
        return _inner(asked, asked.head + 2) if asked.key(asked.head + 1) in asked.data.grammar.parts else None
    found = persons.body(asked) or persons.by_role(asked)
    if found or not word.text[0].isupper():
        return found
    return persons.told_elsewhere(asked) or persons.proper_name(asked) or persons.counted_people(asked)


# --- parties that own or hold ---------------------------------------------------------------


def _may_be_held(asked: Asked, noun: Noun) -> bool:
    """Can the noun's people or things be a force's own: its men, its camp, but not its victims or captors?"""
    if noun.lemma in asked.data.grammar.opponents:
        return False
    return noun.cls in TIED or (noun.plural and noun.lemma in asked.data.grammar.members)


def _of_pronoun(asked: Asked, noun: Noun | None) -> Reading | None:
    """ "its own militants": the side that "its" means; "his wife": not him."""
    word = asked.words[0]
    if word.key not in asked.data.grammar.possessives or noun is None:
        return None
    if not _may_be_held(asked, noun):
        return _of_movement(asked, noun)
    own = noun.cls in _OWN or noun.lemma in asked.data.grammar.members
    others = asked.but if noun.cls in _THINGS else frozenset[str]()  # "looted their shops": not their own
    meant = reference.antecedent(asked, word.key, others)
    leads = meant is not None and meant.person_class == ARMED and _one(asked, word.key) and _latest(asked, meant)
    owner = meant if leads else (owners.of_own(asked, noun) if own else None) or meant
    if owner is None or owner.person_class not in _FORCES:
        return _of_movement(asked, noun)
    return replace(owner, span=Span(word.start, word.end), by="pronoun")


def _of_movement(asked: Asked, noun: Noun) -> Reading | None:
    """ "its activists": of the party named before that has no arms."""
    word = asked.words[0]
    if noun.cls not in ("civilian", "part") or noun.lemma in asked.data.grammar.sufferers or _one(asked, word.key):
        return None
    owner = reference.antecedent(asked, word.key)
    if owner is None or owner.party.kind is not PartyKind.CIVILIANS or owner.by not in ("name", "definition"):
        return None
    return replace(owner, span=Span(word.start, word.end), by="pronoun")


def _one(asked: Asked, key: str) -> bool:
    """Does a word stand for one person: "the leader and three of his men"?"""
    return asked.data.grammar.pronouns.get(key) == "person"


def _latest(asked: Asked, reading: Reading) -> bool:
    """Has no other force been told of since a reading?"""
    forces = (r for r in reversed(asked.earlier) if r.person_class in _FORCES and r.by != "place")
    return next(forces, reading).party == reading.party


def _of_owner(asked: Asked, first: int, noun: Noun) -> Reading | None:
    """ "the group's camp": whoever the group is, where that is a force."""
    if not _may_be_held(asked, noun):
        return None
    for i in range(first - 1, -1, -1):
        if asked.words[i].owns:
            owner = _read(asked.narrowed(0, i, i))
            if not isinstance(owner, Reading) or (owner.by == "country" and noun.role):
                return None
            if noun.cls == "authority" and owner.person_class == STATE:  # a state's court, not its army
                return None
            sited = noun.cls in ("site", "vehicle", "weapon", "part")
            return owner if owner.person_class in _FORCES or sited else None
    return None


def _held(asked: Asked, first: int, last: int, noun: Noun) -> Reading | Unknown | None:
    """ "dozens of residents", "a police outpost", "fighters of the group": who they are, or who holds it."""
    member = noun.lemma in asked.data.grammar.members
    if noun.lemma in asked.data.grammar.speakers and (tie := tie_at(asked, last + 1)):
        spoken = _inner(asked, last + 1 + len(tie))
        if isinstance(spoken, Reading) and spoken.person_class in _FORCES:
            return spoken
    if noun.cls not in TIED and not member:
        return _suspects(asked, first, noun)
    if last + 2 < len(asked.words) and asked.key(last + 1) in asked.data.grammar.parts:
        inner = _inner(asked, last + 2)
        if noun.cls == "part":
            return _some_of(asked, last + 2, inner)
        if isinstance(inner, Reading) and _holds(asked, noun, inner):
            return inner
    return _modified(asked, first, noun)


def _some_of(asked: Asked, first: int, inner: Reading | Unknown | None) -> Reading | Unknown | None:
    """ "scores of Afghans": people, and no army, but for "two of the Tunisians", who may be soldiers told of before."""
    if not isinstance(inner, Reading) or inner.by != "country" or asked.key(first) in asked.data.grammar.definite:
        return inner
    if not any(c.sense == "demonym" for c in asked.countries):
        return inner
    return replace(inner, party=civilians(asked.data, inner.party.country), by="noun", person_class=CIVILIAN)


def _suspects(asked: Asked, first: int, noun: Noun) -> Reading | None:
    """ "secessionist suspects", "rebel detainees": the group whose fighters they are held to be."""
    if first == 0 or not (noun.cls == "prisoner" or noun.lemma in asked.data.grammar.suspects):
        return None
    start, end, owner = noun_at(asked.words[:first], first - 1, asked.data)
    if owner is None or owner.cls != "armed" or owner.plural or asked.words[end].owns:
        return None
    part = asked.narrowed(0, end, end)
    found = local(part, start, end, owner) or plain(part, start, end, owner)
    return replace(found, person_class=PRISONER) if found else None


def _holds(asked: Asked, noun: Noun, inner: Reading) -> bool:
    """May what follows "of" stand for the head: its people, or the force that it belongs to?"""
    whole = noun.cls in _NO_ARMY or (noun.cls == "site" and not noun.role)
    if inner.by == "place" or (inner.by == "country" and whole):
        return False  # "the police in Lima" are no army, nor are "gunmen from Chad", nor has it the schools
    if noun.cls in ("org", "vehicle"):
        return True
    if noun.cls == "state_force":
        return inner.person_class in _FORCES and (inner.by != "noun" or noun.weak)
    if noun.lemma in asked.data.grammar.dwellings and inner.person_class == AUTHORITY:
        return inner.by != "country"
    if noun.cls == "site":
        return inner.person_class in _FORCES or noun.role != ""
    return inner.person_class in _FORCES and inner.by != "noun"


def _modified(asked: Asked, first: int, noun: Noun) -> Reading | None:
    """ "army jeep", "rebel positions", "takfiri elements": the force that a noun before the head names."""
    if noun.cls == "authority" or (noun.cls == "state_force" and not noun.weak):
        return None
    words, backing = asked.words, asked.data.grammar.backing
    for i in range(first - 1, -1, -1):
        start, end, owner = noun_at(words[: i + 1], i, asked.data)
        if owner is None or owner.kind is None or words[i].owns or words[i].key in asked.data.grammar.barriers:
            continue
        if asked.key(i + 1) in backing or asked.key(start - 1) in asked.data.grammar.against or owner.plural:
            continue
        adjacent = i == first - 1
        force = owner.cls in ("state_force", "armed")
        people = noun.cls in ("org", "part") and owner.cls in ("civilian", "people", "authority", "crowd")
        if (force and (adjacent or noun.cls in _HOLDERS)) or people:
            part = asked.narrowed(0, end, end)
            return of_country(part, start, end, owner) or plain(part, start, end, owner)
    return None


def _inner(asked: Asked, first: int) -> Reading | Unknown | None:
    """The reading of the phrase that begins at a word, with its head before the next barrier."""
    words, grammar = asked.words, asked.data.grammar
    if first >= len(words):
        return None
    last = first
    while last + 1 < len(words):
        key = words[last + 1].key
        if key in grammar.barriers or key in grammar.belonging or key in grammar.parts or "," in asked.gap(last):
            break
        last += 1
    found = _read(asked.narrowed(first, len(words) - 1, last))
    if isinstance(found, Reading) and found.by == "proper" and found.party.kind is PartyKind.CIVILIANS:
        return None
    return found
