"""Who did what is told several times, and to whom: the parties of the tellings put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.draft import HELD, POINTERS, Draft
from dateline.join.fights import FIGHT
from dateline.join.sameness import SEIZURE, one_party
from dateline.model import STATE_KINDS, Party, PartyKind, Said

Side = tuple[Said[Party], ...]


def _parties(tellings: Iterable[list[Said[Party]]]) -> Side:
    """The parties of the first telling that names any identified one; of the first that has any, else none."""
    lists = [t for t in tellings if t]
    plain = [t for t in lists if any(p.by not in POINTERS and not _only_held(p) for p in t)]
    told = plain or [t for t in lists if any(p.by in POINTERS for p in t)] or lists
    named = [t for t in told if any(p.value.kind is not PartyKind.UNIDENTIFIED for p in t)]
    return tuple((named or told or [[]])[0])


def sides_of(group: list[Draft], type_: str, *, own_too: bool) -> tuple[Side, Side]:
    """Who did it and to whom; a place is taken by those who took it, whoever began the fight, from the other side."""
    if type_ != SEIZURE or all(d.type == type_ for d in group):
        actor, target = _parties(d.actor for d in group), _parties(d.target for d in group)
        own = set() if own_too else _own(actor, group)
        against = [[p for p in d.target if type_ != FIGHT or not _one_state(p, actor)] for d in group]
        target = _parties([p for p in told if p.value.name not in own] for told in against) or target
        if type_ != FIGHT or {p.value.name for p in actor} != {p.value.name for p in target}:
            return actor, target
        both = next((d for d in group if d.actor and d.target), None)  # one side was named first here, the other there
        return (tuple(both.actor), tuple(both.target)) if both else (actor, target)
    told = sorted(group, key=lambda d: d.type != type_)
    actor = _parties(d.actor for d in told if d.type == type_) or _parties(d.actor for d in told)
    names = {p.value.name for p in actor}
    return actor, _parties([p for p in side if p.value.name not in names] for d in told for side in (d.target, d.actor))


def _own(actor: Side, group: Sequence[Draft]) -> set[str]:
    """The doers who are no target beside others, whatever they lose of their own ("two soldiers died").

    But for whom one telling has do it to its own: "the group executed seven of its militants".
    """
    own = {p.value.name for p in actor}
    for draft in group:
        hit = {p.value.name for p in draft.target}
        if hit <= {p.value.name for p in draft.actor}:
            own -= hit
    return own


def _one_state(said: Said[Party], actor: Side) -> bool:
    """Is a party of the forces of a state whose forces are the actor too: its police beside its soldiers?"""
    same = [a for a in actor if a.value.kind in STATE_KINDS and a.value.country == said.value.country]
    return bool(same and said.value.kind in STATE_KINDS and said.value.country)


def _only_held(said: Said[Party]) -> bool:
    """Are they civilians only for want of anybody named in what was hit: "under the second vehicle"?"""
    return said.by == HELD and said.value.kind is PartyKind.CIVILIANS


def with_victims(target: Side, group: Sequence[Draft], doers: set[str]) -> Side:
    """Those hit, with the first people of another sort whom a further telling of the same act has hit."""
    known = {p.value.name for p in target} | doers
    for said in (p for d in group for p in d.target if p.by not in POINTERS and p.by != HELD):
        new = said.value.name not in known and not any(one_party(said, p) for p in target)
        if new and said.value.kind is not PartyKind.UNIDENTIFIED:
            return (*(p for p in target if not _only_held(p)), said)
    return target
