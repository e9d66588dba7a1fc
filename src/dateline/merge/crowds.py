"""Among how many reports another of the same event is sought: the more there are, the less a likeness says.

The weights tell how rare a likeness is among reports of one country and a fortnight; how many such reports there are
differs from a quiet country to a war. The prior of each pair is one in as many as stand around it. Two whose days are
apart meet by their names alone, among all that their division has in years: their prior is one in as many as those.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from math import log2
from typing import Any

WEEK = 7  # days to either side: a fortnight
SPAN = 731  # days between the publications of two reports that meet by rare names in one division
FEWEST = 16  # a country with fewer reports is as one with so many: not all that happened was reported


def prior_bits(rows: Sequence[Mapping[str, Any]]) -> list[float]:
    """For each row, the bits that speak against any one other row being of its event."""
    days: dict[str, list[int]] = {}
    for row in rows:
        for key in _keys(row):
            days.setdefault(key, []).append(_day(row, "first_day"))
    for told in days.values():
        told.sort()
    return [-log2(max(FEWEST, *(_around(row, days[key]) for key in _keys(row)), 0)) for row in rows]


def span_bits(rows: Sequence[Mapping[str, Any]]) -> list[float]:
    """For each row, the bits that speak against any one other row that meets it by names being of its event."""
    days: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        if row["published"] is not None:
            days.setdefault((row["country"], row["division"]), []).append(row["published"])
    for told in days.values():
        told.sort()
    return [
        -log2(max(FEWEST, _within(row["published"], days.get((row["country"], row["division"]), ())))) for row in rows
    ]


def _within(published: int | None, days: Sequence[int]) -> int:
    return 0 if published is None else bisect_right(days, published + SPAN) - bisect_left(days, published - SPAN)


def _keys(row: Mapping[str, Any]) -> Iterator[str]:
    """Where a report is looked for: in its country, or, without a place, among those of its parties."""
    if _day(row, "first_day") is None:
        return
    if row["home"]:
        yield row["home"]
    else:
        yield from (row["actor"] or ())[:1] or (row["target"] or ())[:1]


def _day(row: Mapping[str, Any], which: str) -> Any:
    """What is told without a day stands among the news of its publication."""
    return row["published"] if row[which] is None else row[which]


def _around(row: Mapping[str, Any], days: Sequence[int]) -> int:
    return bisect_right(days, _day(row, "last_day") + WEEK) - bisect_left(days, _day(row, "first_day") - WEEK)
