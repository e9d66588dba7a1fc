"""Resolves words that stand for a party named before in the document: "they", "its", "the group"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.model import PartyKind, Span, Unknown, Why
from dateline.who.asked import Asked, noun_at
from dateline.who.lexicon import Noun
from dateline.who.reading import ARMED, AUTHORITY, CIVILIAN, CROWD, PRISONER, STATE, Reading
from dateline.who.words import cut

# Which earlier readings a definite description of a class can mean.
_CAN_MEAN = {
    "armed": frozenset((ARMED,)),
    "org": frozenset((ARMED,)),
    "people": frozenset((CIVILIAN, CROWD, PRISONER)),
    "prisoner": frozenset((PRISONER, CIVILIAN)),
    "crowd": frozenset((CROWD,)),
}
_BODIES = frozenset((ARMED, STATE, AUTHORITY))
_NAMED = frozenset(("name", "definition", "reference", "pronoun", "force"))
_PEOPLE = frozenset(("people", "civilian", "armed", "prisoner", "state_force", "crowd", "authority"))


def pronoun(asked: Asked) -> Reading | Unknown | None:
    """What a phrase that is only a pronoun, "the two" or "both sides" means; None where it is something else."""
    grammar, words = asked.data.grammar, asked.words
    if len(words) > 4:
        return None
    if " ".join(w.key for w in words) in grammar.pairs:
        return Unknown(Why.AMBIGUOUS, tuple(r.party.name for r in _distinct(asked, 2)))
    key, last = words[0].key, words[-1].key
    if len(words) > 1:
        if last in grammar.pronouns and words[-2].key in grammar.parts:
            key = last
        elif all(_counts(asked, i) for i in range(len(words))):
            key = next(iter(k for k, sort in grammar.pronouns.items() if sort == "plural"))
        else:
            return None
    if key in grammar.first_person:
        return Unknown(Why.NOT_A_VALUE, (words[0].text,))
    if key not in grammar.pronouns:
        return None
    found = antecedent(asked, key)
    if found is None:
        return Unknown(Why.NOT_SAID, (words[0].text,))
    return replace(found, span=Span(words[0].start, words[-1].end), by="pronoun")


def _counts(asked: Asked, i: int) -> bool:
    """Is a word only an article or a number of some named before: "the two", "three of the nine"?"""
    word, grammar = asked.words[i], asked.data.grammar
    noun = asked.data.nouns.get(word.key)
    small = word.key in grammar.definite or word.key in grammar.parts or word.text.isdigit()
    return small or (noun is not None and noun.cls == "part" and not noun.name and word.key not in grammar.members)


def antecedent(asked: Asked, key: str) -> Reading | None:
    """The latest reading that a pronoun can mean, by number and by what it is; else None."""
    sort = asked.data.grammar.pronouns.get(key, "")
    for reading in reversed(asked.earlier):
        if reading.by == "place":
            continue
        number = _number(asked, reading)
        if sort == "thing" and (reading.person_class not in _BODIES or number):
            continue
        if (sort == "person" and number != "one") or (sort == "plural" and number == "one"):
            continue
        return reading
    return None


def _number(asked: Asked, reading: Reading) -> str:
    """ "one" person, "many", or "" for a body, which "they" may mean as well as "it"."""
    if reading.by == "person":
        return "one"
    if reading.by != "noun":
        return ""
    words = cut(asked.text, asked.data.grammar.possessive, reading.span.start, reading.span.end)
    if not words:
        return ""
    _, _, noun = noun_at(words, len(words) - 1, asked.data)
    if noun is None or noun.cls not in _PEOPLE:
        return ""
    if noun.plural:
        return "many"
    return "one" if noun.cls in ("people", "civilian", "armed", "prisoner") else ""


def meant(asked: Asked, noun: Noun) -> Reading | None:
    """ "the group", "the rebels": the latest party read that can be meant, a named one before others."""
    classes = _CAN_MEAN.get(noun.cls)
    if classes is None or noun.role:
        return None
    definite = asked.words[0].key in asked.data.grammar.definite
    fitting = [r for r in reversed(asked.earlier) if r.person_class in classes and r.by != "place" and _fits(noun, r)]
    named = [r for r in fitting if r.by in _NAMED and r.party.kind is not PartyKind.UNIDENTIFIED]
    prefers = noun.kind is PartyKind.REBEL_GROUP or noun.lemma in asked.data.grammar.named_first
    if definite:
        chosen = named[:1] or fitting[:1] if prefers or noun.cls == "org" else fitting[:1]
    elif prefers and noun.cls == "armed" and len({r.party.name for r in named}) == 1:
        chosen = named[:1]
    else:
        return None
    if not chosen:
        return None
    span = Span(asked.words[0].start, asked.words[asked.head].end)
    return replace(chosen[0], span=span, by="reference")


def _fits(noun: Noun, reading: Reading) -> bool:
    kind = reading.party.kind
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


def _distinct(asked: Asked, number: int) -> Iterator[Reading]:
    seen: set[str] = set()
    for reading in reversed(asked.earlier):
        if reading.person_class in _BODIES and reading.by != "place" and reading.party.name not in seen:
            seen.add(reading.party.name)
            yield reading
            if len(seen) == number:
                return
