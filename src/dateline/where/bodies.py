"""Tells a name by what follows it: a body of the place, its people, somebody from there."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.where.frame import place_word
from dateline.where.lexicon import WhereData
from dateline.where.words import Occurrence, Word

# Shorter words in capitals are acronyms, unless a line of their own or a dateline makes them places.
ACRONYM = 4


def of_a_body(words: Sequence[Word], name: Occurrence, data: WhereData) -> bool:
    """ "X Police", "X Metropolitan Police": a body that a town or county has."""
    last = words[name.last]
    if last.owns or last.suffix or (last.text.isupper() and len(last.text) <= ACRONYM and not last.shouted):
        return False
    behind = words[name.last + 1 : name.last + 4]
    if len(behind) > 2 and behind[0].cap and behind[1].lower in data.words["of"] and not name.frame.many:
        behind = behind[2:] if place_word(words, name.last + 1, data) else behind  # "X Division of Police"
    if len(behind) > 1 and behind[0].glued and behind[0].lower in data.words["body_modifiers"]:
        behind = behind[1:]
    if not behind or not behind[0].glued:
        return False
    one, two = behind[0].lower, " ".join(w.lower for w in behind[:2])
    return not data.words["local_bodies"].isdisjoint((one, two))


def of_its_people(words: Sequence[Word], name: Occurrence, data: WhereData) -> bool:
    """ "An X man", where the name is of no other sense."""
    return _behind(words, name) in data.words["locals"] and name.spelled and name.text.lower() not in data.common


def attributive(words: Sequence[Word], name: Occurrence, data: WhereData) -> bool:
    """ "X troops", "the X-based group", "an X man"."""
    heads = data.words["attribute_heads"] | data.words["locals"]
    return bool(words[name.last].suffix) or _behind(words, name) in heads


def _behind(words: Sequence[Word], name: Occurrence) -> str:
    """The small word right behind a name; "" where none stands there."""
    after = words[name.last + 1] if name.last + 1 < len(words) else None
    return after.lower if after and after.glued and not after.cap else ""
