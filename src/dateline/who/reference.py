"""Resolves words that stand for a party named before in the document: "they", "its", "the group"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.model import Party, PartyKind, Span, Unknown, Why
from dateline.who import issuing
from dateline.who.asked import ASIDE, Asked, noun_at
from dateline.who.describe import local
from dateline.who.forces import ARMY, GOVERNMENT
from dateline.who.nouns import Noun
from dateline.who.reading import ARMED, AUTHORITY, CIVILIAN, CROWD, PRISONER, STATE, Reading, class_of
from dateline.who.words import words_in

# Which earlier readings a definite description of a class can mean.
_CAN_MEAN = {
    "armed": frozenset((ARMED,)),
    "org": frozenset((ARMED,)),
    "people": frozenset((CIVILIAN, CROWD, PRISONER)),
    "prisoner": frozenset((PRISONER, CIVILIAN)),
    "crowd": frozenset((CROWD,)),
}
_SAME = frozenset(("armed", "org", "part", "state_force"))
_BODIES = frozenset((ARMED, STATE, AUTHORITY))
_NAMED = frozenset(("name", "belonging", "definition", "reference", "pronoun", "force"))
_PERSONS = frozenset(("person", "proper"))
_TOLD = frozenset(("name", "definition"))
_SHORTLY = 120  # characters between people and a body named after them
_PEOPLE = frozenset(("people", "civilian", "armed", "prisoner", "state_force", "crowd", "authority"))


def pronoun(asked: Asked) -> Reading | Unknown | None:
    """What a phrase that is only a pronoun, "the two" or "both sides" means; None where it is something else."""
    grammar, words = asked.data.grammar, asked.words
    if len(words) > 4:
        return None
    if " ".join([w.key for w in words]) in grammar.pairs:
        return Unknown(Why.AMBIGUOUS, tuple(r.party.name for r in _distinct(asked, 2)))
    key, last = words[0].key, words[-1].key
    if len(words) > 1:
        if last in grammar.pronouns and words[-2].key in grammar.parts:
            key = last
        elif all(_counts(asked, i) for i in range(len(words))):
            key = next(iter(k for k, sort in grammar.pronouns.items() if sort == "plural"))
        else:
            return None
    if key in grammar.first_person and not (len(key) > 1 and words[0].text.isupper()):  # "US" is a country
        return issuing.we(asked) or Unknown(Why.NOT_A_VALUE, (words[0].text,))
    if key not in grammar.pronouns:
        return None
    found = antecedent(asked, key, asked.but)
    if found is None:
        return Unknown(Why.NOT_SAID, (words[0].text,))
    return replace(found, span=Span(words[0].start, words[-1].end), by="pronoun")


def _counts(asked: Asked, i: int) -> bool:
    """Is a word only an article or a number of some named before: "the two", "three of the nine"?"""
    word, grammar = asked.words[i], asked.data.grammar
    noun = asked.data.nouns.get(word.key)
    small = word.key in grammar.definite or word.key in grammar.parts or word.text.isdigit()
    return small or (noun is not None and noun.cls == "part" and not noun.name and word.key not in grammar.members)


def antecedent(asked: Asked, key: str, but: frozenset[str] = frozenset()) -> Reading | None:
    """The latest reading that a pronoun can mean, by number and by what it is, not one named in `but`; else None."""
    sort = asked.data.grammar.pronouns.get(key, "")
    for reading in reversed(asked.earlier):
        if reading.by == "place" or reading.party.name in but:
            continue
        number = _number(asked, reading)
        movement = reading.by in _TOLD and reading.party.kind is PartyKind.CIVILIANS  # a party by its name
        if sort == "thing" and ((reading.person_class not in _BODIES and not movement) or number):
            continue
        if (sort == "person" and number != "one") or (sort == "plural" and number == "one"):
            continue
        if sort == "plural" and not number and reading.person_class == AUTHORITY:
            return _people_near(asked, reading, but) or reading
        return reading
    return None


def _people_near(asked: Asked, body: Reading, but: frozenset[str]) -> Reading | None:
    """The people told of shortly before a body that "they" follows: "Two nurses were handed to the agency. They"."""
    for reading in reversed(asked.readings):
        if body.span.start - reading.span.end > _SHORTLY:
            return None
        if reading.span.end <= body.span.start and reading.party.name not in but and _number(asked, reading) == "many":
            return reading
    return None


def _number(asked: Asked, reading: Reading) -> str:
    """ "one" person, "many", or "" for a body, which "they" may mean as well as "it"."""
    if reading.by in _PERSONS:
        return "one"
    if reading.by != "noun":
        return ""
    words = words_in(asked.text, asked.data.grammar.possessive, reading.span.start, reading.span.end)
    if not words:
        return ""
    _, _, noun = noun_at(words, len(words) - 1, asked.data)
    if noun is None or noun.cls not in _PEOPLE:
        return ""
    if noun.plural:
        return "many"
    if asked.text.startswith(reading.party.name, reading.span.end + 1):  # "President X"
        return "one"
    return (
        "one"
        if noun.lemma.split()[-1] in asked.data.grammar.speakers
        or noun.cls in ("people", "civilian", "armed", "prisoner")
        else ""
    )


def meant(asked: Asked, noun: Noun) -> Reading | None:
    """ "the group", "the rebels": the latest party read that can be meant, named ones first; not the other side."""
    classes = _CAN_MEAN.get(noun.cls)
    if classes is None or noun.role:
        return None
    grammar = asked.data.grammar
    definite = asked.definite
    possible = [r for r in reversed(asked.earlier) if r.person_class in classes and r.by != "place" and _fits(noun, r)]
    aside = {asked.us.name} if asked.us and noun.lemma in grammar.foes else frozenset[str]()
    fitting = [r for r in possible if r.party.name not in asked.but | aside]
    if noun.cls == "org" and not fitting and not any(w.capital for w in asked.words[1 : asked.head]):
        fitting = possible  # "X has arrested members of the group": its own
    named = [r for r in fitting if r.by in _NAMED and r.party.kind is not PartyKind.UNIDENTIFIED]
    prefers = noun.kind is PartyKind.REBEL_GROUP or noun.lemma in grammar.named_first
    if definite and noun.cls == "org":
        chosen = named[:1] or fitting[:1]
    elif definite and (prefers or noun.kind is PartyKind.POLITICAL_MILITIA):
        chosen = named[:1] or _only_one(asked, noun) or fitting[:1]
    elif definite:
        chosen = [r for r in fitting if r.by != ASIDE][:1]
    elif prefers and noun.cls == "armed" and len({r.party.name for r in named}) == 1:
        chosen = named[:1]
    else:
        chosen = []
    if not chosen and prefers and noun.cls == "armed" and not local(asked, asked.head, asked.head, noun):
        chosen = _only_one(asked, noun)
    if not chosen:
        return None
    span = Span(asked.words[0].start, asked.words[asked.head].end)
    return replace(chosen[0], span=span, by="reference")


def leavers(asked: Asked, noun: Noun) -> Reading | None:
    """ "the dissidents", "the defectors": of the group or force that people are told to have left, or are of."""
    if noun.lemma not in asked.data.grammar.leavers or not asked.definite:
        return None
    said = asked.words[asked.head].text
    sides = [r for r in reversed(asked.earlier) if r.person_class in (ARMED, STATE) and r.by != "place"]
    named = next((r for r in sides if r.span.of(asked.text).endswith(said)), None)  # "the FARC dissidents"
    if not sides:
        return None
    span = Span(asked.words[0].start, asked.words[asked.head].end)
    return replace(named or sides[0], span=span, by="reference")


def _only_one(asked: Asked, noun: Noun) -> list[Reading]:
    """The one group that the whole text names, also where it does so only further down."""
    named = [Reading(m.party, m.span, "name", class_of(m.party.kind)) for m in asked.mentions if not m.aside]
    fitting = [
        r for r in named if r.person_class == ARMED and r.party.country in ("", asked.country) and _fits(noun, r)
    ]
    return fitting[:1] if len({r.party.name for r in fitting}) == 1 else []


def same(asked: Asked, noun: Noun) -> Reading | None:
    """ "the same column": the force read last."""
    if noun.cls not in _SAME or not any(w.key in asked.data.grammar.same for w in asked.words[: asked.head]):
        return None
    for reading in reversed(asked.earlier):
        if reading.person_class in (ARMED, STATE) and reading.by != "place":
            return replace(reading, span=Span(asked.words[0].start, asked.words[asked.head].end), by="reference")
    return None


def echoed(asked: Asked, first: int, last: int, noun: Noun) -> Reading | None:
    """ "the guards", "the ministry": the party told last whose longer name or description has the same noun."""
    alone = (
        first > 0
        and last == len(asked.words) - 1
        and all(w.key in asked.data.grammar.definite for w in asked.words[:first])
    )
    if not alone or noun.cls not in _ECHOED:
        return None
    said = " ".join([w.key for w in asked.words[first:]])
    openings = tuple(f"{said} {tie} " for tie in asked.data.grammar.of)
    endings = (f" {said}", f" {noun.lemma}")
    for reading in reversed(asked.earlier):
        if reading.by in _UNNAMED or reading.party.name in asked.but:
            continue
        if noun.role and reading.person_class == ARMED:
            continue  # "the army" is the state's, whatever the rebels call theirs
        words = words_in(asked.text, asked.data.grammar.possessive, reading.span.start, reading.span.end)
        told = " ".join([w.key for w in words])
        if told.endswith(endings) or told.startswith(openings):
            span = Span(asked.words[0].start, asked.words[-1].end)
            return replace(reading, party=asked.at_the_place(reading.party), span=span, by="reference")
    return None


_ECHOED = frozenset(("authority", "org", "state_force", "armed"))
_UNNAMED = frozenset(("place", "pronoun", "person", "proper"))
_SENT = frozenset((PartyKind.EXTERNAL_FORCES, PartyKind.INTERNATIONAL_ORG, PartyKind.STATE_FORCES))


def _fits(noun: Noun, reading: Reading) -> bool:
    kind = reading.party.kind
    if noun.kind is PartyKind.EXTERNAL_FORCES:
        return kind in _SENT  # "the coalition" is no rebel group
    if noun.cls == "org":
        return kind is not PartyKind.UNIDENTIFIED or reading.by != "noun"
    if noun.cls == "armed" and noun.kind is PartyKind.REBEL_GROUP:
        return kind is PartyKind.REBEL_GROUP
    return True


def sides(asked: Asked) -> tuple[Reading, ...]:
    """The last two armed or governing parties read, where the words are "both sides" or the like."""
    words = asked.words
    if " ".join(w.key for w in words) not in asked.data.grammar.pairs:
        return ()
    found = tuple(_distinct(asked, 2))
    span = Span(words[0].start, words[-1].end)
    return tuple(replace(r, span=span, by="reference") for r in reversed(found)) if len(found) == 2 else ()


def _may_be_side(asked: Asked, reading: Reading) -> bool:
    """Can a party be one of two sides: a known force, or a government, but not each of its ministries?"""
    party = reading.party
    if reading.by == "place" or party.kind is PartyKind.UNIDENTIFIED or reading.person_class not in _BODIES:
        return False
    own = reading.person_class != AUTHORITY or reading.by != "noun"
    return own or party.name == asked.force(party.country, GOVERNMENT).name


def _distinct(asked: Asked, number: int) -> Iterator[Reading]:
    """The parties told last, latest first, each once; the air force and the navy are on the army's side."""
    seen: set[str] = set()
    for reading in reversed(asked.earlier):
        if not _may_be_side(asked, reading):
            continue
        party = _side_of(asked, reading.party)
        if party.name not in seen:
            seen.add(party.name)
            yield replace(reading, party=party)
            if len(seen) == number:
                return


def _side_of(asked: Asked, party: Party) -> Party:
    arms = (asked.force(party.country, role).name for role in _ARMS if party.country)
    return asked.force(party.country, ARMY) if party.name in arms else party


_ARMS = ("air_force", "navy")
