"""Reports into groups that are of one event each: rows, pairs, verdicts, groups, and the reasons that were given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from dateline.merge.acts import Acts
from dateline.merge.clustering import Groups, Pair, cluster
from dateline.merge.names import rare_names
from dateline.merge.nouns import Joint, Origin, Verdict, VerdictKind
from dateline.merge.pairing import Pairs, reasons, score, stands_at
from dateline.merge.parties import Index
from dateline.merge.rows import Record, homes, meet_by_names, row, untold
from dateline.merge.weights import Joining, Weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Joined:
    """Groups of places in the list of reports, the joints of each, and, of vague reports that stayed alone, the
    groups between which nothing decides, each by its first member."""

    groups: tuple[tuple[int, ...], ...]
    joints: Mapping[int, tuple[Joint, ...]]
    undecided: Mapping[int, tuple[int, ...]]


def join(
    reports: Sequence[Record],
    verdicts: Sequence[Verdict],
    together: Mapping[str, str],
    documents: Mapping[str, Origin],
    index: Index,
    acts: Acts,
    weights: Weights,
    rules: Joining,
) -> Joined:
    """Group the reports; `together` gives for each report id the event that it was in, for verdicts that split."""
    number = {name: n for n, name in enumerate(sorted({r["document"] for r in reports}))}
    names, home = rare_names(reports, documents), homes(reports)
    rows = [row(r, n, number[r["document"]], index, acts, names[n], home[n]) for n, r in enumerate(reports)]
    meet_by_names(rows)
    pairs = score(rows, weights)
    decided = _decided(reports, verdicts, together)
    same = frozenset(p for p, v in decided.items() if v.kind is VerdictKind.SAME)
    apart = frozenset(decided) - same
    vague = frozenset(n for n, r in enumerate(rows) if r["vague_days"] or r["vague_place"])
    clash, alike = _clashing(pairs, weights, rules)
    links, near = _near(pairs, clash, same, rules)
    bits = dict(zip(_pairs(pairs, near), pairs.bits[near].tolist(), strict=True))
    clashing, likely = (frozenset(_pairs(pairs, near & which)) for which in (clash, alike))
    groups = Groups(bits, clashing, likely, apart, rules, same, lambda pair: untold(rows[pair[0]], rows[pair[1]]))
    for n in range(len(reports)):
        groups.group(n)
    undecided = cluster(links, groups, vague)
    found = tuple(tuple(members) for _, members in sorted(groups.members.items()))
    return Joined(found, _joints(reports, found, pairs, decided, weights), undecided)


def _decided(
    reports: Sequence[Record], verdicts: Sequence[Verdict], together: Mapping[str, str]
) -> dict[Pair, Verdict]:
    """The verdict on each pair that anybody judged, the last one; a report that is split leaves its whole event."""
    place = {r["id"]: n for n, r in enumerate(reports)}
    decided: dict[Pair, Verdict] = {}
    for verdict in verdicts:
        others = {verdict.b}
        if verdict.kind is VerdictKind.SPLIT and (event := together.get(verdict.b)):
            others |= {name for name, of in together.items() if of == event}
        for other in others & place.keys() - {verdict.a}:
            if verdict.a in place:
                a, b = sorted((place[verdict.a], place[other]))
                decided.pop((a, b), None)
                decided[a, b] = verdict
    return decided


def _clashing(pairs: Pairs, weights: Weights, rules: Joining) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which pairs exclude each other, and which are so alike that they do not whatever they tell otherwise."""
    against = pairs.bits < rules.clash_below
    clash = against.copy()
    for one in rules.clashes:
        clash |= _stands_at(pairs, weights, one.levels) & ~_stands_at(pairs, weights, one.unless)
    return clash, _stands_at(pairs, weights, rules.alike) & ~against


def _stands_at(pairs: Pairs, weights: Weights, levels: Iterable[tuple[str, str]]) -> NDArray[np.bool_]:
    """Which pairs stand at one of the levels, each of a comparison."""
    import numpy as np

    found = np.zeros(len(pairs), np.bool_)
    for comparison, level in levels:
        found |= stands_at(pairs.weighed, weights, comparison, level)
    return found


def _near(
    pairs: Pairs, clash: NDArray[np.bool_], same: frozenset[Pair], rules: Joining
) -> tuple[list[tuple[float, int, int]], NDArray[np.bool_]]:
    """The links, best first, and which pairs are within one web of links; a pair that clashes is no link."""
    import numpy as np
    from scipy.sparse import coo_matrix  # type: ignore[import-untyped]
    from scipy.sparse.csgraph import connected_components  # type: ignore[import-untyped]

    if not len(pairs):
        return [], np.zeros(0, np.bool_)
    size = max(int(pairs.right.max()), *(b for _, b in same), 0) + 1
    linked = (pairs.bits >= rules.join_from - rules.vague_margin) & ~clash
    left = np.concatenate([pairs.left[linked], np.array([a for a, _ in same], np.int64)])
    right = np.concatenate([pairs.right[linked], np.array([b for _, b in same], np.int64)])
    _, web = connected_components(coo_matrix((np.ones(len(left)), (left, right)), shape=(size, size)), directed=False)
    at = np.flatnonzero(linked)
    at = at[np.lexsort((pairs.right[at], pairs.left[at], -np.round(pairs.bits[at], 6)))]
    links = zip(pairs.bits[at].tolist(), pairs.left[at].tolist(), pairs.right[at].tolist(), strict=True)
    return list(links), web[pairs.left] == web[pairs.right]


def _pairs(pairs: Pairs, which: NDArray[np.bool_]) -> Iterator[Pair]:
    return zip(pairs.left[which].tolist(), pairs.right[which].tolist(), strict=True)


def _joints(
    reports: Sequence[Record],
    groups: Sequence[tuple[int, ...]],
    pairs: Pairs,
    decided: Mapping[Pair, Verdict],
    weights: Weights,
) -> dict[int, tuple[Joint, ...]]:
    import numpy as np

    wanted = {pair: group[0] for group in groups for pair in combinations(group, 2)}
    code = pairs.left * len(reports) + pairs.right
    asked = np.array([a * len(reports) + b for a, b in wanted], np.int64)
    spots = np.searchsorted(code, asked)
    joints: dict[int, list[Joint]] = {}
    for (a, b), first, spot, number in zip(wanted, wanted.values(), spots.tolist(), asked.tolist(), strict=True):
        scored = spot < len(code) and int(code[spot]) == number
        verdict = decided.get((a, b))
        if scored or verdict:
            told = reasons(pairs, spot, weights) if scored else ()
            bits = round(float(pairs.bits[spot]), 2) if scored else 0.0
            joints.setdefault(first, []).append(Joint(reports[a]["id"], reports[b]["id"], bits, told, verdict))
    return {first: tuple(found) for first, found in joints.items()}
