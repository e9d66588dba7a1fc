"""Groups and units that no lexicon has, by the people who are said to be theirs: "agents of the Bope", "Utto's men"."""

from __future__ import annotations

from dateline.model import Party, PartyKind
from dateline.who import forces
from dateline.who.asked import Asked, noun_at
from dateline.who.nouns import Noun
from dateline.who.reading import Reading, class_of


def unknown_body(asked: Asked, first: int, last: int, noun: Noun) -> Reading | None:
    """The group or unit by a name that nothing explains, behind its people or before them; None where none stands."""
    if noun.cls in _FIGHT or noun.lemma in asked.data.grammar.ranks:
        found = _behind(asked, last)
        if found:
            kind = noun.kind if noun.cls in _FIGHT else None
            return _body(asked, found, kind or PartyKind.UNIDENTIFIED)
    if noun.cls == "armed" or (noun.plural and noun.lemma in asked.data.grammar.members):
        owner = _before(asked, first)
        if owner is not None:
            kind = noun.kind if noun.cls == "armed" else None
            return _body(asked, (owner, last), kind or PartyKind.UNIDENTIFIED)
    return None


def _body(asked: Asked, at: tuple[int, int], kind: PartyKind) -> Reading:
    span = forces.span_of(asked.words, *at)
    return Reading(Party(span.of(asked.text), kind, asked.country), span, "name", class_of(kind))


def _behind(asked: Asked, last: int) -> tuple[int, int] | None:
    """The capitalised words behind "of the"."""
    grammar, words = asked.data.grammar, asked.words
    if asked.key(last + 1) not in grammar.of or asked.key(last + 2) not in grammar.definite:
        return None
    first = end = last + 3
    while end < len(words) and words[end].text[0].isupper() and (end == first or asked.gap(end - 1) in (" ", "-")):
        end += 1
        tied = end > first and asked.key(end) in grammar.naming and end + 1 < len(words)
        if tied and words[end + 1].text[0].isupper() and asked.gap(end - 1) == " ":
            end += 1  # "of the Union of Forces for Renewal"
    return (first, end - 1) if end > first and _unexplained(asked, first, end - 1) else None


def _before(asked: Asked, first: int) -> int | None:
    """The first word of a capitalised name that owns what stands behind it."""
    words = asked.words
    if first == 0 or not words[first - 1].owns or not words[first - 1].text[0].isupper():
        return None
    begin = first - 1
    while begin > 0 and words[begin - 1].text[0].isupper() and asked.gap(begin - 1) == " ":
        begin -= 1
    while begin < first - 1 and words[begin].key in asked.data.grammar.definite:
        begin += 1
    return begin if _unexplained(asked, first - 1, first - 1) else None


def _unexplained(asked: Asked, first: int, last: int) -> bool:
    """Does a name mean no country, no known party and none of the nouns for people?"""
    known = any(c.first <= last and first <= c.last for c in asked.countries)
    return not known and noun_at(asked.words, last, asked.data)[2] is None


_FIGHT = frozenset(("armed", "state_force"))
