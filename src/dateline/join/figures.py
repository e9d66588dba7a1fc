"""Figures of one happening, put together: compatible bounds are intersected, incompatible ones united."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.draft import Draft, Toll
from dateline.model import Count, Said, Unknown

BY_SIDE = frozenset(("killed", "wounded"))  # counts whose figures for different people are added up


def counts_of(
    group: Sequence[Draft], allowed: set[str]
) -> tuple[dict[str, Said[Count]], dict[str, Unknown], list[str]]:
    """The counts of a group of tellings, the reasons for those without a figure, and notes on what was set aside.

    Body figures come before those of a headline; parts of a total ("two of them") are left out;
    "another five" is added; figures for different victims are added, for the same are reconciled.
    """
    counts: dict[str, Said[Count]] = {}
    notes: list[str] = []
    by_name: dict[str, list[Toll]] = {}
    for draft in group:
        for toll in draft.tolls:
            by_name.setdefault(toll.name, []).append(toll)
    for name, tolls in by_name.items():
        if allowed and name not in allowed:
            notes.append(f"{name}: no count of this type")
            continue
        body = [t for t in tolls if not t.headline] or tolls
        whole = [t for t in body if not t.part] or body
        notes += [f"{name} {_shown(t.count)} is part of a total" for t in body if t not in whole]
        counts[name] = _together(whole)
    unknown: dict[str, Unknown] = {}
    for draft in group:
        for name, why in draft.unknown_counts.items():
            if name not in counts and (not allowed or name in allowed):
                unknown.setdefault(name, why)
    return counts, unknown, notes


def _together(tolls: list[Toll]) -> Said[Count]:
    """Reconcile the figures for one count."""
    total: list[tuple[str, Count]] = []
    for toll in tolls:
        who = toll.victims.name if toll.victims and toll.name in BY_SIDE else ""
        same = next((n for n, (w, _) in enumerate(total) if w == who or not w or not who), None)
        if toll.added and total:
            total.append((f"+{len(total)}", toll.count))
        elif same is None:
            total.append((who, toll.count))
        else:
            total[same] = (total[same][0] or who, reconciled(total[same][1], toll.count))
    count = total[0][1]
    for _, more in total[1:]:
        count = added(count, more)
    return Said(count, tuple(t.span for t in tolls), tolls[0].by)


def reconciled(a: Count, b: Count) -> Count:
    """Two figures for one thing: their intersection where they can both hold, else the range over both."""
    low, high = max(a.low, b.low), _least(a.high, b.high)
    if high is None or low <= high:
        return Count(low, high, a.approximate and b.approximate)
    return Count(min(a.low, b.low), _most(a.high, b.high), a.approximate and b.approximate)


def added(a: Count, b: Count) -> Count:
    """The sum of two figures; open where either is."""
    high = None if a.high is None or b.high is None else a.high + b.high
    return Count(a.low + b.low, high, a.approximate or b.approximate)


def _least(a: int | None, b: int | None) -> int | None:
    return b if a is None else a if b is None else min(a, b)


def _most(a: int | None, b: int | None) -> int | None:
    return None if a is None or b is None else max(a, b)


def _shown(count: Count) -> str:
    return f"{count.low}..{'' if count.high is None else count.high}"
