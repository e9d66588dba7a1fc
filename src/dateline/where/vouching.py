"""What names that are accepted as places say for the others of the text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dateline.where.candidates import distance_km, inside
from dateline.where.lexicon import WhereData
from dateline.where.words import EntryLike, Occurrence, Word

BEHIND = (", ", " (")  # between a place and the one that holds it
LOCATES = 1.5  # the weight of a preposition before a place, and no person
_FURTHEST = 8  # words from a place to the one that it is told by: "X, a small town in the north of Y"
_NEAR_KM = 150.0
_TRIED = 4  # of the places of one name, the most populous ones


def vouch(text: str, words: Sequence[Word], names: Sequence[Occurrence], data: WhereData) -> None:
    """Accepts names that are accepted elsewhere, and names of a list in which one is."""
    table = data.weights["evidence"]
    known = {name.text.casefold() for name in names if name.accepted}
    for name in names:
        if not name.accepted and name.text.casefold() in known:
            name.accepted = name.score >= table["again"]
    pairs = list(pairwise(names))
    for one, other in pairs:
        if (
            one.accepted
            and not other.accepted
            and (
                (text[words[one.last].after : other.start] in BEHIND and _holds(other, one))
                or (words[one.last].owns and other.first == one.last + 1 and _holds(one, other))
            )
        ):
            other.score += table["holds"]
            other.accepted = other.score >= table["enough"]
        if other.certain and not one.accepted and text[words[one.last].after : other.start] in BEHIND:
            one.accepted = _holds(other, one)  # "X, Ga."
    _by_neighbours(words, names, data)
    for one, other in [*pairs, *((b, a) for a, b in reversed(pairs))]:
        if one.accepted and not other.accepted and listed(text, words, one, other, data):
            other.score += table["listed"]
            other.accepted = other.score >= table["enough"]


def _holds(large: Occurrence, small: Occurrence) -> bool:
    """Is the one the name of a country or province in which a place of the other name lies?"""
    provinces = [e for e in large.entries if e.kind in ("country", "admin1")]
    return any(inside(e, province) for province in provinces for e in small.entries)


def listed(text: str, words: Sequence[Word], one: Occurrence, other: Occurrence, data: WhereData) -> bool:
    """Do two names stand next to each other in a list?"""
    if one.first > other.first:
        one, other = other, one
    if words[one.first].sentence != words[other.first].sentence:
        return False
    between = range(one.last + 1, other.first)
    gap = text[words[one.last].after : words[other.first].start]
    return (
        all(words[k].lower in data.words["and"] for k in between) and ("," in gap or len(between) == 1) and len(gap) < 8
    )


def linking(word: Word, data: WhereData) -> bool:
    """May the word stand between a place and the one that it is told by?"""
    lower = word.lower
    return (
        any(lower in data.words[w] for w in ("links", "modifiers", "directions", "determiners", "site_modifiers"))
        or lower in data.place_words
        or lower in data.demonyms
        or lower in data.weights["numbers"]
        or lower.isdigit()
    )


def _by_neighbours(words: Sequence[Word], names: Sequence[Occurrence], data: WhereData) -> None:
    """Accepts names that are said to be somewhere, where a place of that name lies in or beside one of the text."""
    table = data.weights["evidence"]
    known = [name for name in names if name.accepted]
    for n, name in enumerate(names):
        if (
            name.accepted
            or name.person
            or name.score + table["neighbour_place"] < table["enough"]
            or data.dated.fullmatch(name.text)
        ):
            continue  # nor is a month a place
        following = names[n + 1] if n + 1 < len(names) else None
        if following and following.accepted and told_by(words, name, following, data):
            near = any(lies_by(e, [following], held=True) for e in name.entries[:_TRIED])
        else:
            located = data.locating(name.frame.before) >= LOCATES
            near = located and any(lies_by(e, known, held=False) for e in name.entries[:_TRIED])
        if near:
            name.score += table["neighbour_place"]
            name.accepted = True


def told_by(words: Sequence[Word], name: Occurrence, other: Occurrence, data: WhereData) -> bool:
    """Does the text say where the one is by the other: "X, 20 km south of Y", "X in Y's north"?"""
    i = name.last + 1
    if i >= other.first or other.first - i > _FURTHEST or words[i].sentence != words[other.first].sentence:
        return False
    first = words[i].lower
    says = data.locating(first) >= 2 and first not in data.words["away"]
    says = says or first[0].isdigit() or any(first in data.words[w] for w in ("directions", "determiners"))
    return says and all(linking(words[k], data) for k in range(i, other.first))


def lies_by(e: EntryLike, others: Sequence[Occurrence], *, held: bool) -> bool:
    """Does a place lie in or near one of the others? `held`: that it lies in their country is enough."""
    for f in (f for other in others for f in other.entries[:_TRIED] if f.id != e.id):
        if f.kind == "country":
            near = held and inside(e, f)
        else:
            near = inside(e, f) or (f.kind != "continent" and distance_km(e, f) < _NEAR_KM)
        if near:
            return True
    return False
