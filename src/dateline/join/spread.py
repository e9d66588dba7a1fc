"""A toll that acts at several places share: its telling is a sum, and each of them a happening of its own.

"At least 114 people were killed on Saturday. In Mandalay 40 died, and 27 in Yangon."
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.draft import Draft, How, Toll
from dateline.join.fates import DEAD
from dateline.join.sameness import days_apart
from dateline.model import GeoPrecision, Place, Said, Status
from dateline.ontology import Ontology

BEHIND = 4  # sentences in which the parts of a sum are told
SEVERAL = 2  # places at least
_WIDE = frozenset((GeoPrecision.COUNTRY, GeoPrecision.ADMIN1))


def with_sums_apart(groups: Sequence[list[Draft]], ontology: Ontology) -> list[list[Draft]]:
    """The groups in which a toll of several places is a sum, and what tells its parts stands apart from it."""
    tellings = [d for g in groups for d in g if not d.headline and ontology.violent(d.type)]
    out = [list(g) for g in groups]
    for whole in tellings:
        parts = _parts(whole, tellings)
        if not parts:
            continue
        home = next(g for g in out if any(d is whole for d in g))
        whole.aggregate = True
        for place in parts:
            for part in place:
                part.actor = part.actor or list(whole.actor)
            inside = [d for d in place if any(d is other for other in home)]
            home[:] = [d for d in home if not any(d is other for other in inside)]
            if inside:
                out.append(inside)
    return out


def _parts(whole: Draft, tellings: Sequence[Draft]) -> list[list[Draft]]:
    """The tellings of what a toll sums up, by place; none where it sums up nothing."""
    toll = _toll(whole)
    placed = whole.where_how is How.OWN and isinstance(whole.where, Said) and whole.where.value.precision not in _WIDE
    if toll is None or placed or whole.aggregate:
        return []
    by_place: dict[str, list[Draft]] = {}
    for part in tellings:
        place = _place(part)
        if place and part is not whole and _within(part, whole):
            by_place.setdefault(place.gazetteer_id or place.name, []).append(part)
    least = [max(t.count.low for d in told if (t := _toll(d))) for told in by_place.values()]
    return list(by_place.values()) if len(least) >= SEVERAL and sum(least) <= toll.count.low else []


def _within(part: Draft, whole: Draft) -> bool:
    """Does a telling right behind give a smaller toll of a place of its own, on no other day?"""
    mine, all_of_it = _toll(part), _toll(whole)
    near = 0 <= part.sentence - whole.sentence <= BEHIND and part.trigger.start > whole.trigger.start
    days = [d.when.value for d in (part, whole) if d.when_how is How.OWN and isinstance(d.when, Said)]
    same = len(days) < 2 or not days_apart(*days)
    fewer = mine is not None and all_of_it is not None and mine.count.low < all_of_it.count.low
    return near and same and fewer and part.status is whole.status is Status.ACTUAL


def _toll(draft: Draft) -> Toll | None:
    return next((t for t in draft.tolls if t.name == DEAD and not (t.added or t.part or t.known or t.latest)), None)


def _place(draft: Draft) -> Place | None:
    place = draft.where.value if draft.where_how is How.OWN and isinstance(draft.where, Said) else None
    return None if place is None or place.precision is GeoPrecision.COUNTRY else place
