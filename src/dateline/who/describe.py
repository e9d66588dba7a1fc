"""What a common noun means as a party when nothing in the phrase names one."""

from __future__ import annotations

from dataclasses import replace

from dateline.model import Party, PartyKind
from dateline.who import forces
from dateline.who.asked import Asked
from dateline.who.lexicon import Noun
from dateline.who.reading import PRISONER, STATE, Reading, class_of


def plain(asked: Asked, first: int, last: int, noun: Noun) -> Reading | None:
    """The party that a noun means by itself, in the country of the phrase or of the report."""
    if noun.kind is None:
        return None
    if noun.role == forces.ENEMY:
        return _enemy(asked, first, last)
    if noun.weak:
        known = _force_before(asked)
        if known:
            return replace(known, span=forces.span_of(asked.words, first, last), by="reference")
    styled = _styled(asked, last, noun)
    if styled:
        return styled
    named = forces.countries(asked.words, asked.data)
    code = next((c.code for c in named if c.sense == "demonym" and c.last < first), asked.country)
    if noun.cls == "authority" and not noun.role:
        name = _authority_name(asked, first, last, noun)
        if named and named[0].last < first and code in asked.data.country_names:
            pattern = asked.data.grammar.composed["body"]
            name, code = pattern.format(body=name, country=asked.data.country_names[named[0].code]), named[0].code
        party = Party(name, PartyKind.AUTHORITY, code)
    else:
        party = forces.party_of(noun, code, asked.data, place_country=asked.place_country, published=asked.published)
    if party.kind is PartyKind.CIVILIANS and noun.cls != "site" and _person_named(asked, first, last):
        party = replace(party, private=True)
    cls = PRISONER if noun.cls == "prisoner" else class_of(party.kind)
    return Reading(party, forces.span_of(asked.words, first, last), _PLACES.get(noun.cls, "noun"), cls)


def _styled(asked: Asked, last: int, noun: Noun) -> Reading | None:
    """ "the guerrilla group Night Owls": a group by the capitalised name that follows its noun."""
    words = asked.words
    if noun.plural or noun.cls not in ("armed", "org") or noun.lemma in asked.data.grammar.named_first:
        return None
    end = last
    while end + 1 < len(words) and words[end + 1].text[0].isupper() and asked.gap(end) in _NAME_GAPS:
        end += 1
    if end - last < 2 or noun.lemma in asked.data.grammar.members:
        return None
    span = forces.span_of(words, last + 1, end)
    kind = noun.kind or PartyKind.UNIDENTIFIED
    return Reading(Party(span.of(asked.text), kind, asked.country), span, "name", class_of(kind))


_NAME_GAPS = frozenset((" ", "-", ' "', " “", " «", " '", " ‘"))
_PLACES = {"site": "place", "vehicle": "place"}


def _enemy(asked: Asked, first: int, last: int) -> Reading | None:
    """ "the occupying army": the latest force named before that is not of the country itself."""
    for reading in reversed(asked.earlier):
        if reading.person_class == STATE and asked.country and reading.party.country != asked.country:
            return replace(reading, span=forces.span_of(asked.words, first, last), by="reference")
    return None


def _force_before(asked: Asked) -> Reading | None:
    """The latest force of the country that was read before: whose "a patrol" or "two officers" are."""
    for reading in reversed(asked.earlier):
        if reading.person_class == STATE and reading.party.country == asked.country:
            return reading
    return None


def _authority_name(asked: Asked, first: int, last: int, noun: Noun) -> str:
    """An authority by the text's own words, from its first adjective to the place that it belongs to."""
    words, grammar = asked.words, asked.data.grammar
    stops = grammar.definite | grammar.indefinite | grammar.barriers
    while (
        first > 0
        and words[first - 1].key not in stops
        and not words[first - 1].owns
        and "," not in asked.gap(first - 1)
    ):
        first -= 1
    end = last
    if last + 1 < len(words) and words[last + 1].key in grammar.of:
        end = last + 2
        while end + 1 < len(words) and words[end + 1].capital and asked.gap(end) in (" ", "-"):
            end += 1
        if end >= len(words) or not words[end].capital:
            end = last
    if end == last and first == last:
        return noun.name
    name = asked.text[words[first].start : words[end].end]
    return name[0].upper() + name[1:]


def _person_named(asked: Asked, first: int, last: int) -> bool:
    """Do two capitalised words beside a role name the person who has it?"""
    before = [w for w in asked.words[max(0, first - 3) : first] if w.text[0].isupper()]
    after = asked.words[last + 1 : last + 3]
    return len(before) >= 2 or (len(after) == 2 and all(w.text[0].isupper() for w in after))
