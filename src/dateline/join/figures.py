"""Figures of one happening, put together: compatible bounds are intersected, incompatible ones united."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dateline.draft import UNHURT, Draft, Toll
from dateline.join.fates import (
    DEAD,
    EXECUTED,
    HURT,
    ONE,
    as_above,
    beside_the_dead,
    figures_of_all,
    no_more_than,
    one_of_the_others,
    rest_of_shot,
    without_who_died,
    without_who_lived,
)
from dateline.join.individuals import one_by_one
from dateline.join.ranges import added, beyond, common, latest, less, reconciled, summed
from dateline.model import Count, Party, PartyKind, Said, Unknown

BY_SIDE = frozenset((DEAD, HURT))  # counts whose figures for different people are added up
NOBODY = Count(0, 0)
SHORT = 3  # letters of words that tell no voice from another
_STATE, _ARMED = "state", "armed"
_FORCES = {
    PartyKind.STATE_FORCES: _STATE,
    PartyKind.EXTERNAL_FORCES: _STATE,
    PartyKind.REBEL_GROUP: _ARMED,
    PartyKind.POLITICAL_MILITIA: _ARMED,
    PartyKind.CRIMINAL_GROUP: _ARMED,
}
ACTOR, TARGET, CIVILIANS = "actor", "target", "civilians"


@dataclass(slots=True)
class _Account:
    """What one voice says of one count: all in one figure, and by who it counts; "" for nobody named."""

    by_victims: dict[str, Count] = field(default_factory=dict)
    more: list[Count] = field(default_factory=list)  # "another five"
    others: set[Count] = field(default_factory=set)  # as many as were told to be others: "three others were hurt"
    some: Count | None = None  # of all in one figure, those told one by one since: "two women", "another man"
    retold: Count | None = None  # since people known from before were named again: "the captain was held ..."
    last: Toll | None = None
    figure: bool = False  # it gives a figure, and does not only tell of single people
    whole: bool = False  # and one for all, not only of what became of some

    def take(self, who: str, toll: Toll) -> None:
        """Hear one more figure: a larger one is a toll that has risen, a smaller one a part of it.

        What is added to people named again tells the total anew.
        """
        heard, last, self.last = bool(self.by_victims or self.more), self.last, toll
        all_told = toll.anybody or toll.count != ONE or bool(toll.who and toll.who.figure)
        self.figure, self.whole = self.figure or all_told, self.whole or (all_told and not toll.least)
        if (toll.added or toll.others) and self._known_others(toll.count):
            return
        if toll.parts and toll.name in BY_SIDE and self._take_parts(toll):
            return
        if last is not None and toll.name in BY_SIDE and (toll.beside or _sorts(last, toll)):
            self._take_beside(who, toll.count)
            return
        if last is not None and toll.name in BY_SIDE and _one_and_others(last, toll):
            self.more.append(toll.count)
            return
        if toll.added and self._one_of_all(toll.count, later=last is not None and last.sentence < toll.sentence):
            return
        if heard and (toll.added or (last is not None and _beside(toll, last))):
            self._add(who, toll.count)
            return
        known = self.by_victims
        if heard and toll.count == self.total() and (toll.known or (self.more and (not who or who in known))):
            return  # "all four", "both"
        if heard and toll.known:
            self.retold = toll.count
        if who in known or not known:
            known[who] = self._of_the_same(who, toll) if who in known else toll.count
        elif "" in known:  # of people counted together before, these are some, if they are not more
            self.some = toll.count if less(toll.count, known[""]) else None
            if beyond(toll.count, known[""]):
                known[""] = toll.count
        elif who:
            known[who] = toll.count
        elif len(known) == 1 and not self.more:
            (only,) = known
            known[only] = latest(known[only], toll.count)
        elif less(self.total(), toll.count):  # all of them, after some of them
            self.by_victims, self.more = {"": toll.count}, []

    def _of_the_same(self, who: str, toll: Toll) -> Count:
        """The figure for people counted before; what became of fewer is told of some of them."""
        count = self.by_victims[who]
        if not who and toll.least and less(toll.count, count):
            self.some = toll.count
        return latest(count, toll.count)

    def _known_others(self, count: Count) -> bool:
        """Are these the others told of before, as "four others" may be "several others", or some of them?"""
        if count.high is not None and any(o.low > count.low and o.high == o.low for o in self.others):
            return True
        same = next((o for o in self.others if o == count or (None in (o.high, count.high) and common(o, count))), None)
        if same is None:
            self.others.add(count)
            return False
        if same != count and same in self.more:
            self.more[self.more.index(same)] = common(same, count) or same
        return True

    def _one_of_all(self, count: Count, *, later: bool) -> bool:
        """Is "another man" one of all told in one figure before, of whom some have been told one by one since?"""
        whole = self.by_victims.get("")
        if self.some is None and whole is not None and later and count == ONE and whole.low > 1:
            self.some = count
            return True
        if self.some is None or whole is None:
            return False
        so_far = added(self.some, count)
        if whole.high is None:  # "several": as many as are told of since
            self.by_victims[""] = Count(max(whole.low, so_far.low), None, whole.approximate)
        elif less(whole, so_far):
            return False
        self.some = so_far
        return True

    def _take_parts(self, toll: Toll) -> bool:
        """Hear a figure by the sorts of people that it adds up, unless these are some of those counted together."""
        known, whole = self.by_victims, summed([count for _, count in toll.parts])
        if "" in known and self.more:
            return False
        if "" in known and known[""] != whole and not less(known[""], whole):
            return False
        known.pop("", None)
        sorts: dict[str, Count] = {}
        for whom, count in toll.parts:
            sort = whom.name if isinstance(whom, Party) else whom
            sorts[sort] = added(sorts[sort], count) if sort in sorts else count
        for sort, count in sorts.items():
            known[sort] = latest(known[sort], count) if sort in known else count
        return True

    def _take_beside(self, who: str, count: Count) -> None:
        """Hear of other people than those told of just before."""
        if who and "" not in self.by_victims:
            self.by_victims[who] = latest(self.by_victims[who], count) if who in self.by_victims else count
        elif count not in self.more:
            self.more.append(count)

    def _add(self, who: str, count: Count) -> None:
        if self.retold is not None:
            self.retold = added(self.retold, count)
            if less(self.total(), self.retold):
                self.by_victims, self.more = {who: self.retold}, []
        elif count not in self.more:
            self.more.append(count)

    def total(self) -> Count:
        """All whom the voice counts."""
        return summed([*self.by_victims.values(), *self.more])


def counted(group: Sequence[Draft]) -> bool:
    """Does the text below a headline count the dead of a happening?"""
    return any(t.name == DEAD and not t.headline for d in group for t in d.tolls)


def counts_of(
    group: Sequence[Draft],
    allowed: set[str],
    actor: Sequence[Said[Party]] = (),
    target: Sequence[Said[Party]] = (),
    *,
    several: bool = False,
) -> tuple[dict[str, Said[Count]], dict[str, Unknown], list[str]]:
    """The counts of a group of tellings, the reasons for those without a figure, and notes on what was set aside.

    Body figures come before those of a headline; parts of a total ("two of them") are left out. What one
    voice says is added up for different victims and its last figure counts; voices that differ are rivals.
    `several` says that the text counts the dead of other happenings too.
    """
    counts: dict[str, Said[Count]] = {}
    notes: list[str] = []
    by_name: dict[str, list[Toll]] = {}
    for draft in group:
        for toll in draft.tolls:
            told = by_name.setdefault(toll.name, [])
            if all(toll.span != t.span or toll.count != t.count for t in told):  # two rules may read the same words
                told.append(toll)
    told_of = {name: list(tolls) for name, tolls in by_name.items() if not allowed or name in allowed}
    without_who_lived(by_name)
    one_of_the_others(by_name)
    without_who_died(by_name)
    by_name = {n: t for n, t in by_name.items() if t}
    beside_the_dead(by_name)
    sides = {p.value.name: TARGET for p in target} | {p.value.name: ACTOR for p in actor}
    forces = {p.name: _FORCES[p.kind] for d in group for p in _counted(d) if p.kind in _FORCES}
    for name, tolls in by_name.items():
        if allowed and name not in allowed:
            notes.append(f"{name}: no count of this type")
            continue
        body = [t for t in tolls if not t.headline] or tolls
        risen = [t for t in body if t.latest]
        whole = _standing(body, risen) or _wholes(body, sides)
        notes += [f"{name} {_shown(t.count)} is part of a total, or out of date" for t in body if t not in whole]
        whole = _without_retold(whole)
        # "No civilian was hurt", "nobody else was hurt" tells of some only.
        some = [t for t in whole if t.count != NOBODY or not (t.victims or t.added or t.by == UNHURT)] or whole
        count, by_victims = _together(one_by_one(some, mixed=name == HURT) if name in BY_SIDE else some, sides, forces)
        if name == HURT and (of_all := figures_of_all(some, by_name[name], count)):
            told = [t for t in of_all if not t.headline]
            above = [t.count for t in of_all if t.headline]
            totals = [*above, *([_together(one_by_one(told, mixed=True), sides, forces)[0]] if told else ())]
            count = no_more_than(count, max(totals, key=lambda c: c.low))
        if name in BY_SIDE and not several and (more := _more_above(name, count, by_name)):
            count, by_victims = more.count, {}
            whole = [more, *whole]
        said = Said(count, tuple(t.span for t in whole), whole[0].by)
        counts[name] = said
        if name == DEAD and EXECUTED not in allowed:
            counts |= {f"{name}_{side}": replace(said, value=c) for side, c in _split(by_victims, whole, sides).items()}
    died = any(DEAD in d.unknown_counts for d in group)
    rest = rest_of_shot([t for d in group for t in d.shot], by_name.get(DEAD, ()), counts, lived=not died)
    if rest is not None and HURT in allowed:
        counts[HURT] = rest
    as_above(told_of, counts)
    unknown: dict[str, Unknown] = {}
    for draft in group:
        for name, why in draft.unknown_counts.items():
            if name not in counts and (not allowed or name in allowed):
                unknown.setdefault(name, why)
    return counts, unknown, notes


def _more_above(name: str, count: Count, by_name: Mapping[str, Sequence[Toll]]) -> Toll | None:
    """The headline's exact figure, where the text below tells of some of these people only; None for no more."""
    others = {t.span for n, told in by_name.items() if n != name for t in told}
    exact = (t for t in by_name[name] if t.headline and t.count.low == t.count.high and not t.count.approximate)
    above = max((t for t in exact if not t.part and t.span not in others), key=lambda t: t.count.low, default=None)
    return above if above is not None and count.high is not None and above.count.low > count.high else None


def _without_retold(tolls: list[Toll]) -> list[Toll]:
    """Leave out one person who is told of again after several of whom he can be: "the girl is in hospital"."""
    several = [t for t in tolls if t.count.low > 1 and not t.added]
    return [
        t
        for t in tolls
        if not (t.again and t.count == ONE)
        or not any(s.sentence <= t.sentence and s.victims in (None, t.victims) for s in several)
    ]


def _standing(tolls: Sequence[Toll], risen: Sequence[Toll]) -> list[Toll]:
    """The tolls that are said to have risen, and what other voices say after them; empty where none has."""
    voices = {t.source for t in risen}
    last = max((t.sentence for t in risen), default=0)
    return [
        t for t in tolls if risen and (t in risen or (t.sentence > last and not t.part and _another(t.source, voices)))
    ]


def _wholes(tolls: list[Toll], sides: Mapping[str, str]) -> list[Toll]:
    """The tolls without the parts of others; some of one side ("18 of them") are no part of what the other lost."""
    whole = [t for t in tolls if not t.part]
    known = {sides.get(t.victims.name) if t.victims else None for t in whole}

    def alone(t: Toll) -> bool:
        return t.victims is not None and t.victims.name in sides and not {None, sides[t.victims.name]} & known

    return [t for t in tolls if not t.part or alone(t)] if whole else tolls


def _another(voice: str, voices: set[str]) -> bool:
    """Is a voice none of these, by whatever part of its name: "the governor", "governor of the region"?"""
    words = {w for w in voice.lower().split() if len(w) > SHORT}
    known = ({w for w in v.lower().split() if len(w) > SHORT} for v in voices)
    return bool(words) and all(not (words <= other or other <= words) for other in known)


def _counted(draft: Draft) -> list[Party]:
    """The parties whose people a telling counts."""
    parts = [whom for t in draft.tolls for whom, _ in t.parts if isinstance(whom, Party)]
    return [*parts, *(t.victims for t in draft.tolls if t.victims)]


def _together(tolls: list[Toll], sides: Mapping[str, str], forces: Mapping[str, str]) -> tuple[Count, dict[str, Count]]:
    """All voices' figures for one count as one range, and by victims where the voices sort them."""
    accounts: dict[str, _Account] = {}
    voice = ""
    for toll in sorted(tolls, key=lambda t: t.sentence):
        voice = toll.source or voice  # what nobody is named for goes on with whoever spoke before
        who = toll.victims.name if toll.victims and toll.name in BY_SIDE else ""
        accounts.setdefault(voice, _Account()).take(who, toll)
    first, *others = _rivals(list(accounts.values()))
    total, by_victims = first.total(), first.by_victims
    for other in others:
        if _of_both_sides(by_victims, other.by_victims, sides) or _opposed(by_victims, other.by_victims, forces):
            for who, count in other.by_victims.items():
                by_victims[who] = reconciled(by_victims[who], count) if who in by_victims else count
            total = summed([*by_victims.values(), *first.more])
        else:
            total = reconciled(total, other.total())
            by_victims = {**other.by_victims, **by_victims} if "" not in by_victims else by_victims
    return total, by_victims


def _rivals(accounts: list[_Account]) -> list[_Account]:
    """The voices that give a figure for all; who tells of the one or other of the dead alone is none beside them."""
    figures = [a for a in accounts if a.figure]

    def some(a: _Account) -> bool:
        of_all = (w for w in figures if "" in w.by_victims or a.by_victims.keys() <= w.by_victims.keys())
        return not a.whole and any(less(a.total(), w.total()) for w in of_all)

    return [a for a in accounts if not some(a)]


def _beside(toll: Toll, last: Toll) -> bool:
    """Does one sentence take two lots of people ("caught the gunman's brother and detained two others")?"""
    return toll.name not in BY_SIDE and toll.sentence == last.sentence and toll.people != last.people and not toll.known


def _sorts(last: Toll, toll: Toll) -> bool:
    """Does one sentence tell of two sorts of people: "two guards died and the bodies of four rebels were found"?"""
    if last.sentence != toll.sentence or last.anybody or toll.anybody or last.victims == toll.victims:
        return False
    return last.people is not None and toll.people is not None and not last.people.overlaps(toll.people)


def _one_and_others(last: Toll, toll: Toll) -> bool:
    """Does one sentence tell of somebody, then of others: "a nurse was hit and two pupils suffered burns"?"""
    told = last.people is not None and toll.people is not None and not last.people.overlaps(toll.people)
    fresh = last.who is not None and last.who.fresh and last.count == ONE and not last.part
    others = toll.count.low > 1 and not (toll.known or toll.part) and last.victims == toll.victims is not None
    return last.sentence == toll.sentence and told and fresh and others and not toll.headline


def _of_both_sides(a: Mapping[str, Count], b: Mapping[str, Count], sides: Mapping[str, str]) -> bool:
    """Do two voices count the dead of the same sides, or each the dead of another side, so that they add up?"""
    if "" in a or "" in b:
        return False
    one, other = {sides[w] for w in a if w in sides}, {sides[w] for w in b if w in sides}
    return bool(a.keys() & b.keys()) or (one | other == {ACTOR, TARGET} and not one & other)


def _opposed(a: Mapping[str, Count], b: Mapping[str, Count], forces: Mapping[str, str]) -> bool:
    """Does one voice count soldiers or police and the other those who fight them?"""
    one, other = {forces[w] for w in a if w in forces}, {forces[w] for w in b if w in forces}
    return "" not in a and "" not in b and len(one) == len(other) == 1 and one != other


def _split(by_victims: Mapping[str, Count], tolls: Sequence[Toll], sides: Mapping[str, str]) -> dict[str, Count]:
    """The dead by side, where the text sorts them; civilians alone are of no side."""
    civil = {t.victims.name for t in tolls if t.victims and t.victims.kind is PartyKind.CIVILIANS}
    out: dict[str, Count] = {}
    for who, count in by_victims.items():
        side = CIVILIANS if who in civil else sides.get(who, "")
        if not who or not side:
            return {}
        out[side] = added(out[side], count) if side in out else count
    return out if out.keys() != {CIVILIANS} else {}


def _shown(count: Count) -> str:
    return f"{count.low}..{'' if count.high is None else count.high}"
