"""Force against a crowd that is told of before: police who shoot or beat people at a march crack down on it."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.draft import Draft, How
from dateline.fill.clauses import is_followed_by
from dateline.fill.context import Reading
from dateline.fill.hands import Pair
from dateline.fill.words import FillData
from dateline.model import ARMED_KINDS, PartyKind, Status

_REACH = 2  # sentences back that may tell of the crowd
TURNOUT = "participants"  # those of the actor's side
_STATE = frozenset((PartyKind.STATE_FORCES, PartyKind.AUTHORITY))


def with_crowd(reading: Reading, pair: Pair, beside: Sequence[Pair], told: Sequence[Draft], data: FillData) -> None:
    """Name an attack by a state's forces on people who protest, or on nobody armed behind a march, after its crowd.

    The march is one of those told so far or beside it, and none that only came after the attack.
    """
    mention, draft = pair
    if draft.type not in data.on_crowd or draft.status is not Status.ACTUAL or not draft.actor:
        return
    if any(p.value.kind not in _STATE for p in draft.actor) or any(p.value.kind in ARMED_KINDS for p in draft.target):
        return
    here = (d for m, d in beside if d.trigger < draft.trigger and not is_followed_by(reading, mention, m, data))
    marches = [d for d in (*told, *here) if _crowd_of(d, draft, data)]
    if not marches and all(p.value.kind is not PartyKind.PROTESTERS for p in draft.target):
        return
    draft.notes.append(f"{draft.type} on a crowd")
    draft.type = data.on_crowd[draft.type]
    for march in marches:
        if draft.where_how is not How.OWN or march.where == draft.where:
            _absorb(march, draft)


def _absorb(march: Draft, act: Draft) -> None:
    """Make the telling of a march one of what was done to it: those who march are whom it hit."""
    march.type, march.actor, march.target = act.type, list(act.actor), march.actor
    march.tolls = [t for t in march.tolls if t.name != TURNOUT]


def _crowd_of(march: Draft, act: Draft, data: FillData) -> bool:
    """May the people of a march be those whom an act hits?"""
    near = march.paragraph == act.paragraph and 0 <= act.sentence - march.sentence <= _REACH
    same = march.when_how != act.when_how or march.when == act.when
    return near and same and march.type in data.marches and march.status is Status.ACTUAL and not march.bare
