"""Krippendorff's alpha by field between two coders, over the reports that were paired.

K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), for two coders, nominal data, none missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

from dateline.agreement.criteria import folded
from dateline.agreement.judging import TOLLS, days, ranges
from dateline.agreement.reading import Record
from dateline.agreement.scoring import FIELDS, Pair


def alpha(values: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """1 for full agreement, 0 for that of chance; None where there is one value only, or none.

    `values` are what each of two coders gave for one unit.
    """
    totals = Counter(value for pair in values for value in pair)
    size = totals.total()
    expected = size * size - sum(number * number for number in totals.values())
    if not expected:
        return None
    observed = 2 * sum(a != b for a, b in values)
    return 1 - (size - 1) * observed / expected


def alphas(pairs: Sequence[Pair]) -> dict[str, float | None]:
    """Alpha for the type over all pairs, and for each field over the pairs of one type.

    Values that the criteria hold to be the same (names of one party, points of one place) are one value.
    """
    typed = [pair for pair in pairs if pair.typed]
    found = {"type": alpha([(pair.gold["type"], pair.ours["type"]) for pair in pairs])}
    return found | {name: alpha([_values(pair, name) for pair in typed]) for name in FIELDS}


def _values(pair: Pair, field: str) -> tuple[Hashable, Hashable]:
    gold, ours = _value(pair.gold, field), _value(pair.ours, field)
    if pair.right[field]:
        return gold, gold
    # What the criteria hold to be different stays so where the short forms happen to be the same.
    return gold, ours if ours != gold else (ours, "otherwise")


def _value(report: Record, field: str) -> Hashable:
    if field == "status":
        return report.get("status") or "actual"
    if field == "aggregate":
        return bool(report.get("aggregate"))
    if field == "when":
        return days(report.get("when"))
    if field == "where":
        place = report.get("where") or {}
        return folded(place.get("name")), place.get("precision")
    if field == "counts":
        counts = ranges(report.get("counts"))
        return tuple((name, counts[name]) for name in TOLLS if name in counts)
    parties = report.get("sources" if field == "source" else field) or ()
    return tuple(sorted(folded(p.get("name") if isinstance(p, dict) else p) for p in parties))
