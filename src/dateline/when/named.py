"""Operations for what has a name or a number: weekdays, dates, months, years, seasons, decades.

A year or a direction that the words leave out is the most recent one, or the next where the sentence
tells of what is to come.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dateline.model import DayPrecision, Days, Ends, Unknown

from .calendars import (
    Interval,
    days_from,
    month_of,
    months_of,
    real_date,
    week_of,
    weekday_back,
    weekday_on,
    years_of,
)
from .choosing import full_year, in_said_or_nearest_year
from .scene import AMBIGUOUS, NO_DATE, Node, Scene, Slots, Value


def read_weekday(scene: Scene, slots: Slots) -> Value:
    """ "on Thursday", "last Friday", "next Monday"."""
    if scene.published is None:
        return _weekday_told(scene, slots)
    weekday, toward = int(str(slots["weekday"])), slots.get("toward")
    if "weeks" in slots:
        day = weekday_back(days_from(scene.published, -7 * int(str(slots["weeks"]))), weekday)
    elif toward == "past":
        day = weekday_back(days_from(scene.published, -1), weekday)
    elif toward == "future":
        day = weekday_on(days_from(scene.published, 1), weekday)
    elif scene.future:
        day = weekday_on(scene.published, weekday)
    else:
        day = weekday_back(scene.published, weekday)
    return scene.days((day, day), "day")


def _weekday_told(scene: Scene, slots: Slots) -> Value:
    """In a history, the first such day from the one last told of."""
    days = scene.told.days if scene.told else None
    if days is None or days.precision is not DayPrecision.DAY or "toward" in slots or "weeks" in slots:
        return NO_DATE
    day = weekday_on(days.first, int(str(slots["weekday"])))
    return scene.days((day, day), "day")


def read_weekday_number(scene: Scene, slots: Slots) -> Value:
    """ "Friday 16": the most recent 16th, or the next to come, that is a Friday; in a history the next."""
    start = scene.told.days.first if scene.told else scene.published
    if start is None:
        return NO_DATE
    number = int(_digits(slots["day"]))
    weekday = int(str(slots["weekday"])) if "weekday" in slots else None
    step = 1 if scene.future or scene.told else -1
    for count in range(400):
        day = days_from(start, step * count)
        if day.day == number and weekday in (None, day.weekday()):
            return scene.days((day, day), "day")
    return None


def read_date(scene: Scene, slots: Slots) -> Value:
    """ "25 August", "Aug. 25, 2016", "11-13 June", with a weekday or without."""
    month = int(str(slots["month"]))
    first = int(_digits(slots["day"]))
    last = int(_digits(slots.get("day2", slots["day"])))
    weekday = int(str(slots["weekday"])) if "weekday" in slots else None

    def in_year(year: int) -> Interval | None:
        start, end = real_date(year, month, first), real_date(year, month, last)
        if start and last < first:  # "30 to 2 June" begins in the month before
            start = real_date(year - (month == 1), (month - 2) % 12 + 1, first)
        return (start, end) if start and end and start <= end else None

    chosen = in_said_or_nearest_year(scene, slots, in_year, weekday)
    if not isinstance(chosen, tuple):
        return chosen
    start, end = chosen
    ends = Ends((start, start), (end, end)) if "day2" in slots else None
    return replace(scene.days(chosen), ends=ends)


def read_figures(scene: Scene, slots: Slots) -> Value:
    """ "2016-08-27", "25/08/2016", "27.08.16": the year first, or the day or month by what tells which."""
    figures = str(slots["figures"])
    a, b, c = (part for part in re.split(r"\D", figures) if part)
    if len(a) == 4:
        day = real_date(int(a), int(b), int(c))
        return scene.days((day, day), "day") if day else None
    year = full_year(c)
    readings = [real_date(year, int(b), int(a)), None if "." in figures else real_date(year, int(a), int(b))]
    return _the_one(scene, slots, [scene.days((day, day), "day") if day else None for day in readings])


def read_slashed(scene: Scene, slots: Slots) -> Value:
    """ "on 23/08", "Mon 8/5": without a year."""
    a, b = str(slots["a"]), str(slots["b"])
    orders = (a, b), (b, a)
    return _the_one(
        scene, slots, [read_date(scene, {**slots, "day": d, "month": m}) for d, m in orders if int(m) <= 12]
    )


def _the_one(scene: Scene, slots: Slots, readings: list[Value]) -> Value:
    """Of a date read with the day first and with the month first the one that can be meant, or Unknown.

    It is told by the weekday beside it, by the other dates of the text, or because the other is still to come.
    """
    days = list(dict.fromkeys(r for r in readings if isinstance(r, Days)))
    if len(days) < 2:
        unknown = [r for r in readings if isinstance(r, Unknown)]
        return (days or unknown or [None])[0]
    fitting = [d for d in days if "weekday" in slots and d.first.weekday() == int(str(slots["weekday"]))]
    if len(fitting) == 1:
        return fitting[0]
    if scene.month_first is not None:
        return days[scene.month_first]
    told = [d for d in days if scene.published is not None and d.first <= scene.published]
    return told[0] if len(told) == 1 and not scene.future else AMBIGUOUS


def read_day_month(scene: Scene, slots: Slots) -> Value:
    """ "16.01": day and month in figures, without a year."""
    day, month = str(slots["figures"]).split(".")
    return read_date(scene, {**slots, "day": day, "month": month})


def read_month(scene: Scene, slots: Slots) -> Value:
    """ "in July", "early May", "mid-August 2011", "last March", "April to June 2015"."""
    first = int(str(slots["month"]))
    last = int(str(slots.get("month2", first)))
    wraps = last < first
    last += 12 * wraps

    def in_year(year: int) -> Interval | None:
        year -= wraps and "year" in slots  # "October to March 2015" ends in it
        whole = months_of(year, first, last)
        return take_part(scene, whole, slots, "month") if first == last else whole

    chosen = in_said_or_nearest_year(scene, slots, in_year, None)
    if not isinstance(chosen, tuple):
        return chosen
    value = scene.days(clip(scene, chosen, slots), part_precision(chosen, "month"))
    if "pair" in slots:  # a quarter is one unit, "April to June" two months
        ends = Ends(month_of(chosen[0]), month_of(chosen[1]))
        return replace(value, ends=ends)
    return value


def read_season(scene: Scene, slots: Slots) -> Value:
    """ "last spring", "the summer of 2015": of the northern hemisphere; a winter has the year in which it ends."""
    first, last = (int(m) for m in scene.meanings["season_months"][str(slots["season"])])
    bounds = scene.meanings["part"].get(str(slots.get("part")), {})
    if "season" in bounds:
        first, last = (first + int(n) - 1 for n in bounds["season"])
    if "year2" in slots and first < 1:  # "the winter of 2014-15" ends in the second
        slots = {**slots, "year": _later_year(slots)}
    chosen = in_said_or_nearest_year(scene, slots, lambda year: months_of(year, first, last), None)
    return scene.days(clip(scene, chosen, slots), "month") if isinstance(chosen, tuple) else chosen


def read_year(scene: Scene, slots: Slots) -> Value:
    """ "in 2012", "early 2015", "the second half of 2014", "from 2012 to 2014"."""
    year = int(str(slots["year"]))
    whole = years_of(year, int(_later_year(slots)))
    if whole[1] < whole[0]:
        return None
    chosen = take_part(scene, whole, slots, "year")
    if chosen is None:
        return None
    value = scene.days(clip(scene, chosen, slots), "year" if chosen == whole else "")
    if "year2" in slots and "part" not in slots:
        return replace(value, ends=Ends(years_of(whole[0].year, whole[0].year), years_of(whole[1].year, whole[1].year)))
    return value


def read_decade(scene: Scene, slots: Slots) -> Value:
    """ "the 1990s", "the late 1980s"."""
    start = int(_digits(slots["decade"]))
    start += 1900 if start < 100 else 0
    if start % 10:
        return None
    first, last = (0, 9)
    if bounds := scene.meanings["decade_part"].get(str(slots.get("part"))):
        first, last = (int(n) for n in bounds)
    return scene.days(scene.until_published(years_of(start + first, start + last)), "year")


def read_century(scene: Scene, slots: Slots) -> Value:
    """ "the 20th century", "the late nineteenth century"."""
    start = (int(_digits(slots["nth"])) - 1) * 100
    first, last = (0, 99)
    bounds = scene.meanings["part"].get(str(slots.get("part")), {})
    if "century" in bounds:
        first, last = (int(n) for n in bounds["century"])
    return scene.days(scene.until_published(years_of(start + first, start + last)), "year") if start else None


def _later_year(slots: Slots) -> str:
    """The second of two years, whose century the first gives where it has two figures."""
    year, second = str(slots["year"]), str(slots.get("year2", slots["year"]))
    return year[:2] + second if len(second) == 2 else second


def take_part(scene: Scene, whole: Interval, slots: Slots, kind: str) -> Interval | None:
    """The part of a month, week or year that the slot `part` names; None where there is no such part."""
    if "part" not in slots:
        return whole
    bounds = scene.meanings["part"][str(slots["part"])]
    if kind == "year" and "year_days" in bounds:
        kind = "year_days"
    if isinstance(bounds, str):  # the whole, cut at the publication date by `clip`
        return whole
    if kind not in bounds:
        return None
    first, last = (int(n) for n in bounds[kind])
    if kind == "year":
        return months_of(whole[0].year, first, last)
    return _counted(whole, first), _counted(whole, last)


def part_precision(part: Interval, unit: str) -> str:
    """The precision of a day or a week of something longer, else that of what it is part of."""
    return {1: "day", 7: "week"}.get((part[1] - part[0]).days + 1, unit)


def clip(scene: Scene, interval: Interval, slots: Slots) -> Interval:
    """Cut at publication: what is told ends there, "earlier" before it, "later" begins there."""
    side = scene.meanings["part"].get(str(slots.get("part")))
    published = scene.published
    if published is not None and interval[0] <= published <= interval[1]:
        if side == "before":
            return interval[0], published
        if side == "after":
            return published, interval[1]
    return scene.until_published(interval)


def _counted(whole: Interval, number: int) -> date:
    return days_from(whole[0], number - 1) if number > 0 else min(whole[1], days_from(whole[1], number + 1))


def _digits(word: object) -> str:
    return re.sub(r"\D", "", str(word))


def read_week_of(scene: Scene, slots: Slots) -> Value:
    """ "the week of 3 May"."""
    value = scene.read(slots["a"])
    if not isinstance(value, Days):
        return value
    return scene.days(scene.until_published(week_of(value.first)), "week")


def read_weekday_within(scene: Scene, slots: Slots) -> Value:
    """ "Tuesday of last week"."""
    week = scene.read(slots["b"])
    if not isinstance(week, Days):
        return week
    inner = slots["a"]
    weekday = int(str(inner.slots["weekday"])) if isinstance(inner, Node) else int(inner)
    day = weekday_on(week_of(week.first)[0], weekday)
    return scene.days((day, day), "day")


def read_day_within(scene: Scene, slots: Slots) -> Value:
    """ "the 12th of last month"."""
    month = scene.read(slots["b"])
    if not isinstance(month, Days):
        return month
    first = month_of(month.first)[0]
    day = real_date(first.year, first.month, int(_digits(slots["day"])))
    return scene.days((day, day), "day") if day else None


def read_and_another(scene: Scene, slots: Slots) -> Value:
    """ "on the 12th and 13th": the second day is the next of that number."""
    first = scene.read(slots["a"])
    if not isinstance(first, Days):
        return first
    number = int(_digits(slots["day"]))
    last = next((d for d in (days_from(first.last, n) for n in range(1, 32)) if d.day == number), None)
    return scene.days((first.first, last)) if last else None


def read_date_within(scene: Scene, slots: Slots) -> Value:
    """ "1 February last year", "November of that year": an expression without a year, put into one."""
    inner = slots["a"]
    if not isinstance(inner, Node):
        return None
    return inner.rule.operation(scene, {**inner.slots, "in_year": slots["b"]})


def read_nth_weekday(scene: Scene, slots: Slots) -> Value:
    """ "the first Monday of August", and with nth -1 "the last Friday of Ramadan"."""
    within = scene.read(slots["b"])
    if not isinstance(within, Days):
        return within
    inner = slots["a"]
    if not isinstance(inner, Node):
        return None
    weekday, nth = int(str(inner.slots["weekday"])), int(str(inner.slots["nth"]))
    end = month_of(within.first)[1] if within.first.day == 1 else within.last
    day = weekday_on(within.first, weekday) if nth > 0 else weekday_back(end, weekday)
    day = days_from(day, 7 * (nth - 1 if nth > 0 else 0))
    return scene.days((day, day), "day") if day <= end else None
