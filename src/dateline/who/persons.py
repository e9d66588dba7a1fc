"""Reads capitalised names that no lexicon has: bodies by the nouns in them, persons by a role that the text gives."""

from __future__ import annotations

from dataclasses import replace

from dateline.model import Party, PartyKind
from dateline.who import forces
from dateline.who.asked import Asked, noun_at
from dateline.who.describe import plain
from dateline.who.lexicon import WhoData
from dateline.who.names import kind_of_name
from dateline.who.reading import CIVILIAN, Reading, class_of
from dateline.who.words import cut

_NO_PERSON = frozenset(("site", "vehicle", "weapon", "part"))
_BESIDE = 60  # characters on either side of a name in which its role may stand


def body(asked: Asked) -> Reading | None:
    """ "the Free Northern Front": a party that the lexicon lacks, by the nouns of its name."""
    words, first, last = asked.words, asked.head, asked.head
    if not words[first].text[0].isupper():
        return None
    while first > 0 and words[first - 1].capital and asked.gap(first - 1) in (" ", "-"):
        first -= 1
    while last + 1 < len(words) and words[last + 1].capital and asked.gap(last) in (" ", "-"):
        last += 1
    grammar = asked.data.grammar
    while first < last and words[first].key in grammar.definite | grammar.indefinite:
        first += 1
    kind = kind_of_name([w.key for w in words[first : last + 1]], asked.data) if last > first else None
    if kind is None:
        return None
    span = forces.span_of(words, first, last)
    return Reading(Party(span.of(asked.text), kind, asked.country), span, "name", class_of(kind))


def by_role(asked: Asked) -> Reading | None:
    """The role beside a person's name in the phrase: "X, imam of a mosque", "Sheikh X"."""
    words, head = asked.words, asked.head
    comma = next((i for i in range(head, len(words) - 1) if "," in asked.gap(i)), None)
    after = range(comma + 1, len(words)) if comma is not None else ()
    for i in (*after, *range(head - 1, -1, -1)):
        first, last, noun = noun_at(words, i, asked.data)
        if noun and noun.kind and noun.cls not in _NO_PERSON:
            return called(asked, _role(asked, first, last, i))
    return None


def called(asked: Asked, reading: Reading | None) -> Reading | None:
    """Somebody in office by their name, where the phrase gives all of it: "Governor Ana Paz", not "Governor Paz"."""
    if reading is None or reading.party.kind is not PartyKind.AUTHORITY:
        return reading
    first = last = asked.head
    words, nouns = asked.words, asked.data.nouns
    while first > 0 and words[first - 1].capital and asked.gap(first - 1) in (" ", "-", ". "):
        if words[first - 1].key in nouns:
            break
        first -= 1
    if last == first or any(c.first <= last and first <= c.last for c in asked.countries):
        return reading
    name = forces.span_of(words, first, last).of(asked.text)
    return replace(reading, party=replace(reading.party, name=name))


def told_elsewhere(asked: Asked) -> Reading | None:
    """A person whose role the text gives at another place where it names them."""
    word, text = asked.words[asked.head], asked.text
    start, end = asked.words[0].start, asked.words[-1].end
    at = text.find(word.text)
    while at >= 0:
        if not start <= at < end:
            found = _beside(asked, at, at + len(word.text))
            if found:
                return called(asked, found)
        at = text.find(word.text, at + 1)
    return None


def proper_name(asked: Asked) -> Reading | None:
    """Two or more capitalised words that nothing explains: a private person, for want of any role."""
    words = [w for w in asked.words if w.key not in asked.data.grammar.definite]
    written = [w for w in words if w.text[0].isupper()]
    if len(written) < 2 or len(written) < len(words) - 1 or forces.countries(words, asked.data):
        return None
    party = replace(civilians(asked.data, asked.country), private=True)
    return Reading(party, forces.span_of(words, 0, len(words) - 1), "proper", CIVILIAN)


def counted_people(asked: Asked) -> Reading | None:
    """ "34 Tamils", "34 young Tamils": people by a name that nothing explains, of whom the text gives a number."""
    first = asked.head
    while first > 1 and asked.words[first - 1].text.islower() and not asked.counted(first):
        first -= 1
    if not asked.counted(first) or not asked.words[asked.head].text[0].isupper():
        return None
    span = forces.span_of(asked.words, asked.head, asked.head)
    return Reading(civilians(asked.data, asked.country), span, "noun", CIVILIAN)


def civilians(data: WhoData, country: str) -> Party:
    """Civilians of a country, under the name that the lexicon has for them."""
    name = next((n.name for n in data.nouns.values() if n.kind is PartyKind.CIVILIANS and n.cls == "civilian"), "")
    return Party(name, PartyKind.CIVILIANS, country)


def _role(asked: Asked, first: int, last: int, i: int) -> Reading | None:
    _, _, noun = noun_at(asked.words, i, asked.data)
    reading = plain(asked, first, last, noun) if noun else None
    if reading and reading.party.kind is PartyKind.CIVILIANS:
        return replace(reading, party=replace(reading.party, private=True), by="person", person_class=CIVILIAN)
    return reading


def _beside(asked: Asked, start: int, end: int) -> Reading | None:
    """The role that stands right after a name and a comma, or right before the name."""
    text, data = asked.text, asked.data
    endings = data.grammar.possessive
    after = text[end : end + _BESIDE]
    if after.startswith(","):
        stop = min((i for i in (after.find(c, 1) for c in ",.;\n") if i > 0), default=len(after))
        words = cut(text, endings, end + 1, end + stop)
        head = next((i for i in range(len(words)) if words[i].key in data.nouns), None)
        if head is not None and words[0].key in data.grammar.definite | data.grammar.indefinite | set(data.nouns):
            return _person(replace(asked, words=words, head=head))
    low = max(0, start - _BESIDE)
    cutoff = max(text[low:start].rfind(c) for c in ",.;\n:") + 1
    words = cut(text, endings, low + cutoff, start)
    tail = len(words) - 1
    while tail >= 0 and words[tail].text[0].isupper() and words[tail].key not in data.nouns:
        tail -= 1
    if tail < 0 or words[tail].key not in data.nouns:
        return None
    if data.nouns[words[tail].key].plural or kind_of_name([words[tail].key], data):
        return None  # "told the officers Paz had left", "told police Paz had left"
    return _person(replace(asked, words=words[: tail + 1], head=tail))


def _person(asked: Asked) -> Reading | None:
    first, last, noun = noun_at(asked.words, asked.head, asked.data)
    if noun is None or noun.cls in _NO_PERSON or noun.kind is None:
        return None
    return _role(asked, first, last, asked.head)
