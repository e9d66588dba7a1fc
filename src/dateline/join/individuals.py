"""People of whom a text tells one by one: how many they are at least, and who of the wounded is one of the dead.

"A man was hit in the leg", "a girl of nine", "her brother": two are different people only where their words say so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.draft import Individual, Toll
from dateline.model import Count

NEAR = 1  # sentences after somebody in which "his brother" is another than he
_ONE = Count(1, 1)


def one_by_one(tolls: Sequence[Toll], *, mixed: bool = False) -> list[Toll]:
    """The figures with those for single people summed up, by the party that is counted.

    Where they are `mixed`, whoever is of no side by his words is counted with those of the first side told.
    """
    singles = [t for t in tolls if _single(t)]
    groups = _grouped(singles)
    sorts: dict[str, list[list[Toll]]] = {}
    first = next((s for group in groups if mixed and (s := _sort(group[0]))), "")
    for group in groups:
        sorts.setdefault(_sort(group[0]) or first, []).append(group)
    whole: dict[int, Toll] = {}
    gone: set[int] = set()
    pairs = [(t, g[0]) for g in groups for t in g if _sort(t) != _sort(g[0])]
    sided = {id(t): replace(t, victims=first.victims) for t, first in pairs}  # who is named is of the side told first
    for people in sorts.values():
        members = [t for group in people for t in group]
        if len(people) > 1:
            gone |= {id(t) for t in members}
            whole[id(max(members, key=_order))] = replace(
                _sided(members), count=Count(len(people), len(people)), added=False, others=False, again=False, parts=()
            )
        else:  # "himself", and "he" behind it, who is read as another's
            gone |= {id(t) for t in members[1:] if t.who and t.who.pointed}
    return [whole.get(id(t)) or sided.get(id(t), t) for t in tolls if id(t) in whole or id(t) not in gone]


def _sided(members: Sequence[Toll]) -> Toll:
    """The first figure of somebody whose side is told, else the first."""
    return next((t for t in members if t.victims), members[0])


def died_of_it(by_name: Mapping[str, list[Toll]], dead: str, hurt: str) -> list[Toll]:
    """The wounded without those of whom it is told that they are dead."""
    deaths = [t for t in by_name.get(dead, ()) if _told(t)]
    every = [t for name in (dead, hurt) for t in by_name.get(name, ())]
    told = sorted(filter(_told, every), key=_order)
    alone = len(told) == len(every) and all(
        len(_grouped([t for t in by_name.get(name, ()) if not t.headline])) == 1 for name in (dead, hurt)
    )
    beside = {(t.noun, d.noun) for t in by_name.get(hurt, ()) for d in deaths if _side_by_side(t, d)}

    def died(toll: Toll) -> bool:
        able = (d for d in deaths if (toll.noun, d.noun) not in beside)
        return _told(toll) and any(_same(toll, d, told, alone=alone) for d in able)

    return [t for t in by_name.get(hurt, ()) if not died(t)]


def _side_by_side(hurt: Toll, dead: Toll) -> bool:
    """Does one sentence tell them apart by their nouns: "a man is dead and a child hurt"?"""
    called = bool(hurt.noun and dead.noun and hurt.noun != dead.noun)
    return called and hurt.sentence == dead.sentence and not (hurt.again or dead.again)


def _told(toll: Toll) -> bool:
    return toll.count == _ONE and toll.who is not None and toll.people is not None


def _single(toll: Toll) -> bool:
    return _told(toll) and not (toll.headline or toll.part or toll.latest or toll.nth or toll.parts)


def _sort(toll: Toll) -> str:
    return toll.victims.name if toll.victims else ""


def _order(toll: Toll) -> tuple[int, int]:
    return toll.sentence, toll.people.start if toll.people else toll.span.start


def _grouped(tolls: Sequence[Toll]) -> list[list[Toll]]:
    """The tellings of each person: whoever can be somebody told of before is."""
    groups: list[list[Toll]] = []
    last: Toll | None = None
    for toll in sorted(tolls, key=_order):
        fits = [g for g in groups if not any(_apart(t, toll) for t in g) and not _of(last, toll, g)]
        best = max(fits, key=lambda g: (max(_bound(t, toll) for t in g), _order(g[-1])), default=None)
        if best is None:
            groups.append([toll])
        else:
            best.append(toll)
        last = toll
    return groups


def _of(last: Toll | None, toll: Toll, group: Sequence[Toll]) -> bool:
    """Is somebody told as the brother, the wife of the one told of just before, who is of this group?"""
    near = last is not None and toll.sentence - last.sentence <= NEAR and any(t is last for t in group)
    known = toll.noun and any(t.noun == toll.noun for t in group)
    if toll.who is None or (last and last.who and last.who.sex and toll.who.owner not in ("", last.who.sex)):
        return False  # "a man died; she lost her son"
    return near and not known and toll.who.akin


def _bound(a: Toll, b: Toll) -> int:
    """How much says that two tellings are of one person."""
    one, other = a.who or Individual(), b.who or Individual()
    return 2 * bool(one.names & other.names) + bool(one.age and one.age == other.age) + (a.noun == b.noun != "")


def _apart(a: Toll, b: Toll) -> bool:
    """Do their words say that two people are not one?"""
    one, other = a.who or Individual(), b.who or Individual()
    sexes = bool(one.sex and other.sex and one.sex != other.sex)
    if one.oneself and other.oneself:
        return sexes or (len(one.names) > 1 and len(other.names) > 1 and not one.names & other.names)
    if one.pointed or other.pointed:
        return sexes
    if one.of & other.names or other.of & one.names:
        return True  # "Bello", "Bello's wife"
    near = b.sentence - a.sentence <= NEAR
    return (
        bool(one.age and other.age and one.age != other.age)
        or sexes
        or (len(one.names) > 1 and len(other.names) > 1 and not one.names & other.names)
        or (b.added and (near or not a.added))
        or (a.sentence == b.sentence and one.fresh and other.fresh)
        or (bool(_sort(a) and _sort(b) and _sort(a) != _sort(b)) and not (_named(one, other) or _named(other, one)))
    )


def _named(one: Individual, other: Individual) -> bool:
    """Is one told by a mere name, which says of no side, and the other by a noun that fits anybody?"""
    return bool(one.names) and not one.called and other.plain and not other.names


def _same(hurt: Toll, dead: Toll, told: Sequence[Toll], *, alone: bool) -> bool:
    """Do their words say that the one who was hurt is the one who died?

    Where both are `alone`, one dead and one hurt, a noun that fits anybody is enough.
    """
    one, other = hurt.who or Individual(), dead.who or Individual()
    if one.names & other.names:
        return True
    first, second = sorted((hurt, dead), key=_order)
    if one.alive and second is hurt:
        return False
    if one.oneself and other.oneself:
        return not _apart(first, second)
    if _apart(first, second) or first.added or second.added or first.sentence == second.sentence or one.akin:
        return False
    if alone and (one.plain or other.plain) and not (one.names and other.names) and not other.akin:
        return True
    between = [t for t in told if _order(first) < _order(t) < _order(second) and _apart(first, t)]
    points = second.who is not None and (second.who.pointed or (second.who.plain and second.again))
    named = bool(one.names) != bool(other.names) and (one.plain or other.plain)
    named = named and not (second.who and second.who.fresh)
    return bool(one.age and one.age == other.age) or (not between and (points or named))
