"""Joins scored pairs into events, each event checked as a whole.

Pairs are taken best first. Two groups become one where the best of their pairs weigh enough and none of them clashes,
so that no chain joins two ends that exclude each other; unless a pair between them is so alike that it is likelier
that one of its reports was told or read wrongly, for then it clashes with all of the others. Reports that are vague in
day or place come last, and only join where no other event fits as well. What people decided stands before all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from dateline.merge.weights import Joining

Pair = tuple[int, int]


@dataclass
class Groups:
    """Groups of row numbers; `bits` holds the pairs that were looked at, `clash` those of them that exclude each other,
    `alike` those that could be one whatever else is told; `apart` are those that may never meet. Of
    a pair that was not looked at, `open` tells whether it is so because one of the two says too little."""

    bits: Mapping[Pair, float]
    clash: Set[Pair]
    alike: Set[Pair]
    apart: frozenset[Pair]
    rules: Joining
    same: frozenset[Pair] = frozenset()
    open: Callable[[Pair], bool] = lambda pair: False
    of: dict[int, int] = field(default_factory=dict)
    members: dict[int, list[int]] = field(default_factory=dict)
    joined: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def group(self, row: int) -> int:
        """The group of a row, by the number of its first member; a row alone is a group."""
        if row not in self.of:
            self.of[row], self.members[row] = row, [row]
        return self.of[row]

    def fit(self, a: int, b: int) -> float | None:
        """What the best pairs between two groups weigh on the mean; None where one of them may not be.

        Reports that a person has joined stand for each other: what fits one of them fits the other.
        """
        found, clash, alike = list[float](), False, False
        for pair in _between(self.members[a], self.members[b]):
            if pair in self.apart:
                return None
            bits = self._best(pair) if self.joined else self.bits.get(pair)
            if bits is None and self.open(pair):
                continue
            clash = clash or bits is None or pair in self.clash
            alike = alike or pair in self.alike
            found.append(self.rules.clash_below if bits is None else bits)
        if not found or (clash and not alike):
            return None
        return sum(found) / len(found)

    def _best(self, pair: Pair) -> float | None:
        known = _between(self.joined.get(pair[0], pair[:1]), self.joined.get(pair[1], pair[1:]))
        return max((bits for p in known if (bits := self.bits.get(p)) is not None), default=None)

    def join_decided(self) -> None:
        """Join what people have joined, unless others have parted it."""
        for a, b in sorted(self.same):
            x, y = self.group(a), self.group(b)
            if x != y and not any(p in self.apart for p in _between(self.members[x], self.members[y])):
                self.unite(x, y)
        self.joined = {row: tuple(rows) for rows in self.members.values() if len(rows) > 1 for row in rows}

    def unite(self, a: int, b: int) -> None:
        """Make two groups one, under the smaller number."""
        first, second = min(a, b), max(a, b)
        for row in self.members[second]:
            self.of[row] = first
        self.members[first] = sorted(self.members[first] + self.members.pop(second))


def _between(one: Iterable[int], other: Sequence[int]) -> Iterator[Pair]:
    return ((min(x, y), max(x, y)) for x in one for y in other)


def cluster(
    links: Sequence[tuple[float, int, int]], groups: Groups, vague: frozenset[int]
) -> dict[int, tuple[int, ...]]:
    """Joins `links` (bits and two rows, best first) into `groups`; gives the vague rows that stayed alone.

    Of each such row, the groups between which nothing decides.
    """
    groups.join_decided()
    for bits, a, b in links:
        if not (vague & {a, b}) and bits >= groups.rules.join_from:
            _join(groups, a, b)
    undecided = _join_vague(links, groups, vague)
    for bits, a, b in links:  # vague ones among themselves: two sums of one monitor
        if a in vague and b in vague and not undecided.keys() & {a, b} and bits >= groups.rules.join_from:
            _join(groups, a, b)
    return undecided


def _join(groups: Groups, a: int, b: int) -> None:
    x, y = groups.group(a), groups.group(b)
    if x != y and (fit := groups.fit(x, y)) is not None and fit >= groups.rules.join_from:
        groups.unite(x, y)


def _join_vague(
    links: Sequence[tuple[float, int, int]], groups: Groups, vague: frozenset[int]
) -> dict[int, tuple[int, ...]]:
    """Each vague row into the group of fine ones that fits best by a margin, the best fitting row first."""
    near: dict[int, set[int]] = {}
    order: list[int] = []
    for _, a, b in links:
        for row, other in ((a, b), (b, a)):
            if row in vague and other not in vague:
                if row not in near:
                    order.append(row)
                near.setdefault(row, set()).add(other)
    undecided: dict[int, tuple[int, ...]] = {}
    for row in order:
        own = groups.group(row)
        found = {groups.group(other) for other in near[row]} - {own}
        fits = [(fit, g) for g in sorted(found) if (fit := groups.fit(own, g)) is not None]
        fits.sort(key=lambda f: (-f[0], f[1]))
        if not fits or fits[0][0] < groups.rules.join_from:
            continue
        rivals = [g for fit, g in fits if fit > fits[0][0] - groups.rules.vague_margin]
        if len(rivals) > 1:
            undecided[row] = tuple(rivals)
        else:
            groups.unite(own, fits[0][1])
    return undecided
