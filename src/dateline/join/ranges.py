"""Figures as ranges: added up, compared, and two for one thing put together."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Count


def added(a: Count, b: Count) -> Count:
    """The sum of two figures; open where either is."""
    high = None if a.high is None or b.high is None else a.high + b.high
    return Count(a.low + b.low, high, a.approximate or b.approximate)


def latest(a: Count, b: Count) -> Count:
    """One voice's two figures for the same people: both where they can hold, else the larger."""
    both = common(a, b)
    return both or (b if less(a, b) else a)


def beyond(a: Count, b: Count) -> bool:
    """Are these more people than those, or as many as an open figure for those allows?"""
    return a.low >= b.low and (b.high is None or a.low > b.high)


def less(a: Count, b: Count) -> bool:
    """Is the first figure the lower one?"""
    return b.low > a.low


def summed(counts: Sequence[Count]) -> Count:
    """The sum of some figures."""
    total, *more = counts
    for count in more:
        total = added(total, count)
    return total


def common(a: Count, b: Count) -> Count | None:
    """What two figures leave possible together; None for nothing."""
    low, high = max(a.low, b.low), _least(a.high, b.high)
    return Count(low, high, a.approximate and b.approximate) if high is None or low <= high else None


def reconciled(a: Count, b: Count) -> Count:
    """Two figures for one thing: their intersection where they can both hold, else the range over both."""
    both = common(a, b)
    return both or Count(min(a.low, b.low), _most(a.high, b.high), a.approximate and b.approximate)


def _least(a: int | None, b: int | None) -> int | None:
    return b if a is None else a if b is None else min(a, b)


def _most(a: int | None, b: int | None) -> int | None:
    return None if a is None or b is None else max(a, b)
