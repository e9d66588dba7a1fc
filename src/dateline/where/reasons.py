"""Says why a place was chosen: what speaks for it and not for the next that it could have been."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.where.candidates import Unit, distance_km, inside
from dateline.where.evidence import Around
from dateline.where.words import EntryLike

ONLY, SEAT, SHORT = "only", "seat", "short"
_MOST = 3
_LEAST = 0.15  # a smaller difference is no reason


def same_place(one: EntryLike, other: EntryLike, apart: float) -> bool:
    """Are two places one for a reader: near each other, or one within the other?"""
    return distance_km(one, other) < apart or inside(one, other) or inside(other, one)


def reasons(
    unit: Unit, chosen: int, order: Sequence[int], around: Around, weights: Mapping[str, float]
) -> tuple[str, ...]:
    """What speaks for the chosen candidate against the best of those elsewhere, the weightiest first."""
    best = unit.entries[chosen]
    others = (i for i in order if i != chosen and not same_place(best, unit.entries[i], weights["apart"]))
    rival = next(others, None)
    if rival is None:
        return (ONLY,)
    ours = {**unit.terms[chosen], **around.terms(best, unit)}
    theirs = {**unit.terms[rival], **around.terms(unit.entries[rival], unit)}
    lead = {name: value - theirs.get(name, 0.0) for name, value in ours.items()}
    for name, value in theirs.items():
        lead.setdefault(name, -value)
    ranked = sorted((n for n in lead if lead[n] >= _LEAST), key=lambda n: -lead[n])
    return tuple(ranked[:_MOST])
