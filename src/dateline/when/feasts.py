"""Operations for feasts and for dates of other calendars: "Ramadan", "12 Muharram 1437", "Easter Monday"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from .calendars import Interval, days_from
from .choosing import by_preference, spoken_year
from .named import clip, take_part
from .othercalendars import day_in, month_in, widened, years_about
from .scene import NO_DATE, Node, Scene, Slots, Value

_InYear = Callable[[int], list[Interval]]


def read_other_date(scene: Scene, slots: Slots) -> Value:
    """ "12 Muharram 1437", "in Meskerem 2013", "early in Ramadan": a day or a month of `calendar`."""
    calendar, month = str(slots["calendar"]), int(str(slots["month"]))
    days = [int(re.sub(r"\D", "", str(slots[name]))) for name in ("day", "day2") if name in slots]

    def in_year(year: int) -> list[Interval]:
        if days:
            ends = [day_in(calendar, year, month, day) for day in (days[0], days[-1])]
            found = (ends[0], ends[1]) if ends[0] and ends[1] and ends[0] <= ends[1] else None
        else:
            whole = month_in(calendar, year, month)
            found = take_part(scene, whole, slots, "month") if whole else None
        return [found] if found else []

    return _chosen(scene, slots, in_year)


def read_other_year(scene: Scene, slots: Slots) -> Value:
    """ "in 1402 AH", "the Persian year 1357": a year of `calendar`, or with `year2` up to the end of that."""
    calendar, year = str(slots["calendar"]), int(str(slots["year"]))
    first = day_in(calendar, year, 1, 1)
    after = day_in(calendar, int(str(slots.get("year2", year))) + 1, 1, 1)
    if first is None or after is None or after <= first:
        return None
    return scene.days(clip(scene, widened(calendar, (first, days_from(after, -1))), slots), "year")


def read_feast(scene: Scene, slots: Slots) -> Value:
    """ "Easter Monday", "Eid": the nearest of `dates`, each month/day of `calendar`.

    It `lasts` so many days, or is a `holiday` of so many where the words go `through` it.
    """
    calendar, nth = str(slots["calendar"]), int(str(slots.get("nth", 1)))
    length = int(str(slots.get("lasts") or ("through" in slots and slots.get("holiday")) or 1))
    dates = [[int(n) for n in wanted.split("/")] for wanted in str(slots["dates"]).split()]

    def in_year(year: int) -> list[Interval]:
        firsts = [day_in(calendar, year, month, day) for month, day in dates]
        return [(days_from(first, nth - 1), days_from(first, nth + length - 2)) for first in firsts if first]

    return _chosen(scene, slots, in_year)


def read_more_said(scene: Scene, slots: Slots) -> Value:
    """ "last Ramadan", "Christmas 2014", "during Eid": what the words around an expression add to it."""
    inner = slots["a"]
    if not isinstance(inner, Node):
        return None
    return inner.rule.operation(scene, {**inner.slots, **{name: word for name, word in slots.items() if name != "a"}})


def _chosen(scene: Scene, slots: Slots, in_year: _InYear) -> Value:
    """The occurrence in the year said, the calendar's (`year`) or ours (`our_year`, `in_year`), else the nearest."""
    calendar = str(slots["calendar"])
    if "year" in slots:
        candidates = in_year(int(str(slots["year"])))
    elif "our_year" in slots or "in_year" in slots:
        ours = spoken_year(scene, slots["in_year"]) if "in_year" in slots else int(str(slots["our_year"]))
        if not isinstance(ours, int):
            return ours
        candidates = [i for i in _around(calendar, date(ours, 12, 31), in_year) if i[0].year == ours]
    elif scene.latest is None:
        return NO_DATE
    else:
        candidates = by_preference(scene, scene.latest, slots, _around(calendar, scene.latest, in_year))
    if not candidates:
        return None
    return scene.days(clip(scene, widened(calendar, candidates[0]), slots))


def _around(calendar: str, day: date, in_year: _InYear) -> list[Interval]:
    """All occurrences in the years about a day, latest first."""
    return sorted((i for year in years_about(calendar, day) for i in in_year(year)), reverse=True)
