"""Which of many: the occurrence of a date without a year that is meant, by publication and by what is to come."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from dateline.model import Days, Unknown

from .calendars import Interval, days_from
from .scene import NO_DATE, Node, Scene, Slots

_NEXT = 21  # days: so near ahead, a date without a year is rather meant than that of a year ago
_SOON = 275  # days: a coming 3 May is meant by "will ... on 3 May" if it is not further off
_YEARS_TRIED = 12  # how far back a year is looked for in which the weekday fits
_CENTURY_TURN = 50  # "90" is 1990, "16" is 2016

InYear = Callable[[int], Interval | None]


def in_said_or_nearest_year(
    scene: Scene, slots: Slots, in_year: InYear, weekday: int | None = None
) -> Interval | Unknown | None:
    """The interval in the year that the words give, else in the nearest; the year in which the weekday fits."""
    if "year" in slots:
        return in_year(full_year(str(slots["year"])))
    if "in_year" in slots:
        year = spoken_year(scene, slots["in_year"])
        return in_year(year) if isinstance(year, int) else year
    latest = scene.latest
    if latest is None:
        return NO_DATE
    candidates = by_preference(
        scene, latest, slots, map(in_year, range(latest.year + 1, latest.year - _YEARS_TRIED, -1))
    )
    if weekday is not None:
        fitting = [c for c in candidates if c[0].weekday() == weekday]
        fitting.sort(key=lambda c: abs(c[0] - latest))
        candidates = fitting or candidates
    return candidates[0] if candidates else None


def spoken_year(scene: Scene, node: str | Node) -> int | Unknown | None:
    """The year of an expression such as "last year", "that year"."""
    value = scene.read(node)
    return value.first.year if isinstance(value, Days) else value


def by_preference(scene: Scene, latest: date, slots: Slots, latest_first: Iterable[Interval | None]) -> list[Interval]:
    """The occurrences, best first: the most recent, or the next where the sentence tells of what is to come."""
    toward = slots.get("toward")
    all_of_them = [interval for interval in latest_first if interval]
    past = [i for i in all_of_them if (i[1] if toward == "past" else i[0]) < days_from(latest, toward != "past")]
    coming = [i for i in reversed(all_of_them) if i[0] > latest or i[0] <= latest <= i[1]]
    if toward == "future":
        return [i for i in coming if i[0] > latest]
    if scene.told is not None and not toward:
        return past + coming
    near = _NEXT if "day" in slots else 0
    if toward != "past" and coming and (coming[0][0] - latest).days <= (_SOON if scene.future else near):
        return coming + past
    return past + coming


def full_year(figures: str) -> int:
    """A year of four figures or of two."""
    year = int(figures)
    return year if year > 99 else year + (1900 if year >= _CENTURY_TURN else 2000)
