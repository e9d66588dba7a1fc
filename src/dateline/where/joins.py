"""Reads what several names say together: links, lists, "between X and Y", "the X-Y road", borders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dateline.where.candidates import inside
from dateline.where.frame import place_word, read_frame
from dateline.where.lexicon import WhereData
from dateline.where.placehood import HEADS
from dateline.where.vouching import linking, listed, told_by
from dateline.where.words import Frame, GazetteerLike, Occurrence, Word

# The words between a place and the one that holds it: "X, a small town in the north-east of Y".
_FURTHEST = 9
_DASHES = ("-", "–", "—", " - ", " – ", " — ", "/")


def link(text: str, words: Sequence[Word], names: Sequence[Occurrence], data: WhereData) -> None:
    """Ties each name to the next where only small words stand between, and to the heading above it.

    Of two names that are tied, one may hold the other.
    """
    for one, other in pairwise(names):
        if words[one.first].sentence != words[other.first].sentence or other.first - one.last > _FURTHEST:
            continue
        gap = text[words[one.last].after : words[other.first].start]
        if (
            one.adjective
            or any(c in gap for c in ".;:!?\n")
            or (listed(text, words, one, other, data) and "," not in gap)
        ):
            continue
        between = range(one.last + 1, other.first)
        if all(linking(words[k], data) for k in between) and (
            words[one.last].owns or between or "," in gap or "(" in gap
        ):
            one.links.append(other)
            other.links.append(one)
            if not other.adjective and told_by(words, one, other, data):
                one.told_by.append(other)
            if words[one.first].first and "," in gap and HEADS.match(text, other.frame.end) and _holds(one, other):
                one.frame.sort, one.frame.kinds = "division", ("admin1", "admin2")  # "KANDAHAR, Maiwand: ..."
            elif _encloses(gap, one, other, data) and not other.frame.sort and (holding := _holds(other, one)):
                other.frame.sort, other.frame.kinds = "division", holding  # "the base at Fortul, Arauca"
                other.frame.implied = True
    head: Occurrence | None = None
    for name in names:
        if head is not None and head not in name.links:
            name.links.append(head)
        if name.heads and any(e.kind in ("country", "admin1") for e in name.entries):
            head = name


def _encloses(gap: str, one: Occurrence, other: Occurrence, data: WhereData) -> bool:
    """Do the words between say that the second holds the first: "X, Y", "X (Y", "the village of X in Y"?"""
    if gap.strip() in (",", "("):
        return True
    inner = gap.strip(", ").lower() in data.words["encloses"]
    return inner and one.frame.sort == "settlement" and not (other.frame.near or other.frame.directed)


def _holds(one: Occurrence, other: Occurrence) -> tuple[str, ...]:
    """The kinds of divisions of the first name that hold a place of the second; none of two names of one place."""
    if not {e.id for e in one.entries}.isdisjoint(e.id for e in other.entries):
        return ()  # "Amed (Diyarbakir)"
    holding = {large.kind for large in one.entries for small in other.entries if inside(small, large)}
    return tuple(kind for kind in ("admin1", "admin2") if kind in holding)


def spread_plurals(text: str, words: Sequence[Word], names: Sequence[Occurrence], data: WhereData) -> None:
    """ "the provinces of X, Y and Z", "X, Y and Z provinces": each of them is a province."""
    pairs = list(pairwise(names))
    for one, other in reversed(pairs):
        if other.frame.many and not one.frame.sort and listed(text, words, one, other, data):
            _colour(one.frame, other.frame)
    for one, other in pairs:
        if one.frame.many and not other.frame.sort and listed(text, words, one, other, data):
            _colour(other.frame, one.frame)


def _colour(frame: Frame, by: Frame) -> None:
    frame.sort, frame.kinds, frame.many = by.sort, by.kinds, True
    if by.sort == "around":
        frame.near = "around"


def join_roads(text: str, words: Sequence[Word], names: list[Occurrence], data: WhereData) -> None:
    """Makes one occurrence of two names that a road or "between" joins."""
    k = 0
    while k + 1 < len(names):
        one, other = names[k], names[k + 1]
        if _joined(text, words, one, other, data):
            one.until, one.by, one.accepted = other, "between", True
            lead = one.first - 1
            start = words[lead].start if _leads(words, lead, data) else one.start
            one.frame.start, one.frame.end = min(start, one.frame.start), max(other.frame.end, other.end)
            one.frame.left = lead - 1 if start != one.start else lead
            one.frame.right = other.frame.right
            other.accepted = False
            one.links.append(other)
            other.links.append(one)
            k += 1
        k += 1


def _leads(words: Sequence[Word], lead: int, data: WhereData) -> bool:
    return lead >= 0 and words[lead + 1].glued and words[lead].lower in data.words["road_leads"]


def _joined(text: str, words: Sequence[Word], one: Occurrence, other: Occurrence, data: WhereData) -> bool:
    if not (one.entries and other.entries) or words[one.first].sentence != words[other.first].sentence:
        return False
    if not all(_has_site(o) for o in (one, other)):
        return False
    gap = text[one.frame.end : other.frame.start].strip() if one.frame.end <= other.frame.start else "?"
    raw = text[words[one.last].after : words[other.first].start]
    road = other.frame.sort == "road"
    if raw in _DASHES:
        return road
    if gap.lower() not in data.words["road_joins"] and gap.lower() not in data.words["and"]:
        return False
    if road and gap.lower() not in data.words["and"]:
        return True
    left = one.frame.left
    if one.frame.before in data.words["between"] and gap.lower() in data.words["and"]:
        return True
    if left < 1 or words[left].lower not in data.words["road_leads"]:
        return False
    found = data.place_words.get(words[left - 1].lower)
    return bool(found and found.sort == "road")


def _has_site(name: Occurrence) -> bool:
    return all(e.kind != "country" for e in name.entries) and any(
        e.kind in ("settlement", "site", "admin2") for e in name.entries
    )


def hyphened(
    text: str, words: Sequence[Word], gazetteer: GazetteerLike, data: WhereData
) -> Iterator[tuple[Occurrence, Occurrence]]:
    """ "the X-Y road" in one word: two names, joined."""
    for i, word in enumerate(words):
        if "-" not in word.text or not word.cap:
            continue
        following = place_word(words, i + 1, data) if i + 1 < len(words) and words[i + 1].glued else None
        if not following or following[0].sort not in ("road", "around") or gazetteer.lookup(word.text):
            continue
        for at, char in enumerate(word.text):
            if char != "-" or not word.text[at + 1].isupper():
                continue
            halves = word.text[:at], word.text[at + 1 :]
            entries = [tuple(gazetteer.lookup(half)) for half in halves]
            if all(entries):
                frame = read_frame(text, words, i, i, data)
                frame.sort, frame.kinds, frame.near = "", (), ""
                first = Occurrence(i, i, word.start, word.start + at, halves[0], entries[0], frame)
                second = Occurrence(i, i, word.start + at + 1, word.end, halves[1], entries[1], frame)
                first.until, first.by, first.accepted = second, "between", True
                yield first, second
                break
