"""Operations for distances: from the publication date ("two days ago") or from a day of the text ("the day before").

A distance from the text is taken from the last day or short interval named before it; one that ends
after publication where nothing is to come is tried from the one before that.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dateline.model import Days, Extent

from .calendars import (
    Interval,
    days_from,
    month_of,
    months_of,
    shift_months,
    week_of,
    weekday_back,
    weekday_on,
    years_of,
)
from .named import clip, part_precision, read_month, read_season, take_part
from .scene import AMBIGUOUS, NO_DATE, Node, Scene, Slots, Value

_LONGEST_ANCHOR = 10  # days: "eight days later" can count from "in mid-May", not from "in May"
_LONGEST_OF_MONTHS = 92  # "two months later" can
_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_WITHIN_DAYS = ("hour", "minute")
_SAME_DAY_HOURS = 12  # "eight hours ago" is taken as the day of publication, "fifteen hours ago" as either


def read_offset(scene: Scene, slots: Slots) -> Value:
    """ "today", "yesterday", "overnight": days from publication."""
    if scene.published is None:
        return NO_DATE
    return scene.days(_offset((scene.published, scene.published), slots))


def read_ago(scene: Scene, slots: Slots) -> Value:
    """ "two days ago" is a day; weeks, months and years ago are the calendar's, whole."""
    published = scene.published
    if published is None:
        return NO_DATE
    unit, (low, high) = str(slots["unit"]), _number(slots)
    if slots.get("toward") == "future":
        low, high = -high, -low
    if "exact" in slots:
        exactly = _moved(published, -high, unit), _moved(published, -low, unit)
        return scene.days(_whole(exactly[0], str(slots["whole"])) if "whole" in slots else exactly)
    if unit == "hour":
        back = 0 if high < _SAME_DAY_HOURS else -(-high // 24)
        return scene.days((days_from(published, -back), published))
    if low != high:
        return scene.days((_moved(published, -high, unit), _moved(published, -low, unit)))
    return scene.days(_whole(_moved(published, -low, unit), unit), _precision(unit))


def read_back(scene: Scene, slots: Slots) -> Value:
    """ "over the past 48 hours", "in recent weeks", "in the next two days": from or up to publication."""
    published = scene.published
    if published is None:
        return NO_DATE
    unit = str(slots["unit"])
    low, high = _number(slots) if "n" in slots else (0, 1)
    if low != high:  # "recent weeks", "the past few weeks": no number
        high = int(scene.meanings["recent"][unit])
    if unit in _WITHIN_DAYS:
        unit, high = "day", _days_of(high, unit)
    extent = Extent.THROUGHOUT if slots.get("extent") == "throughout" else Extent.WITHIN
    if slots.get("toward") == "future":
        return scene.days((published, _moved(published, high, unit)), "", extent)
    return scene.days((_moved(published, -high, unit), published), "", extent)


def read_period(scene: Scene, slots: Slots) -> Value:
    """ "last week", "early this month", "the end of the year", "next weekend"."""
    base = scene.published
    if base is None and scene.told and "toward" not in slots:  # "by the end of the month"
        base = scene.told.days.first
    if base is None:
        return NO_DATE
    unit, toward = str(slots["unit"]), str(slots.get("toward", "this"))
    if unit == "weekend":
        return _weekend(scene, toward, base)
    if unit not in _DAYS_IN and unit not in _MONTHS_IN:
        return None
    step = {"past": -1, "future": 1, "before_last": -2, "after_next": 2}.get(toward, 0)
    whole = _whole(_moved(base, step, unit), unit)
    chosen = take_part(scene, whole, slots, unit)
    if chosen is None:
        return None
    if toward == "this" and chosen == whole and "part" not in slots and scene.future and base == scene.published:
        return scene.days((base, whole[1]), _precision(unit))
    precision = "" if chosen != whole and unit == "year" else part_precision(chosen, _precision(unit))
    return scene.days(clip(scene, chosen, slots), precision)


def _weekend(scene: Scene, toward: str, base: date) -> Value:
    saturday = weekday_back(base, 5)
    current = base.weekday() >= 5
    if toward == "past" and current:
        saturday = days_from(saturday, -7)
    elif toward == "future" or (scene.future and not current):
        saturday = weekday_on(days_from(base, 1), 5)
    return scene.days(scene.until_published((saturday, days_from(saturday, 1))), "day")


def read_counted_part(scene: Scene, slots: Slots) -> Value:
    """ "the first two months of 2015", "the last three days of May": so many units at one `side` of a longer time."""
    counted, whole = slots["a"], scene.unit(slots["b"])
    if whole is None:
        return scene.read(slots["b"])
    if not isinstance(counted, Node):
        return None
    unit, (_, count) = str(counted.slots["unit"]), _number(counted.slots)
    if counted.slots["side"] == "first":
        part = whole[0], days_from(_moved(whole[0], count, unit), -1)
    else:
        part = _moved(days_from(whole[1], 1), -count, unit), whole[1]
    return scene.days(scene.until_published(part)) if whole[0] <= part[0] <= part[1] <= whole[1] else None


def read_ending(scene: Scene, slots: Slots) -> Value:
    """ "the week ending 9 May", "the 12 months to April 2017": so many units up to the end of something."""
    value = scene.read(slots["a"])
    if not isinstance(value, Days):
        return value
    _, count = _number(slots)
    unit = str(slots["unit"])
    if unit in _WITHIN_DAYS:
        return scene.days((days_from(value.last, -_days_of(count, unit)), value.last))
    return scene.days((_moved(days_from(value.last, 1), -count, unit), value.last))


# --- from a day of the text -----------------------------------------------------------------


def read_text_shift(scene: Scene, slots: Slots) -> Value:
    """ "two days later", "a week earlier", "a day after the attack"."""
    unit, (low, high) = str(slots["unit"]), _number(slots)
    sign = int(str(slots["sign"]))

    def move(anchor: Days) -> Interval:
        near, far = sign * low, sign * high
        if unit in _MONTHS_IN:
            return _whole(_moved(anchor.first, near, unit), unit)
        ends = (_moved(anchor.first, min(near, far), unit), _moved(anchor.last, max(near, far), unit))
        return ends

    if "awaits" in slots:
        if isinstance(scene.ahead, Days):
            return scene.days(move(scene.ahead))
        beside = scene.beside()
        if beside is not None:
            return scene.read(beside)
        if scene.is_trailing():
            sign = -sign
    longest = _LONGEST_OF_MONTHS if unit in _MONTHS_IN else _LONGEST_ANCHOR
    return _from_text(scene, move, alone=sign < 0, longest=longest)


def read_text_offset(scene: Scene, slots: Slots) -> Value:
    """ "that day", "the next morning", "the night before": days from a day of the text."""
    return _from_text(scene, lambda anchor: _offset((anchor.first, anchor.last), slots), alone="alone" in slots)


def read_text_weekday(scene: Scene, slots: Slots) -> Value:
    """ "the following Sunday", "the previous Friday": weekdays counted from a day of the text."""
    weekday = int(str(slots["weekday"]))

    def move(anchor: Days) -> Interval:
        if slots.get("toward") == "future":
            day = weekday_on(days_from(anchor.last, 1), weekday)
        elif slots.get("toward") == "past":
            day = weekday_back(days_from(anchor.first, -1), weekday)
        else:
            day = weekday_back(anchor.last, weekday)
        return day, day

    return _from_text(scene, move, alone=True)


def read_text_period(scene: Scene, slots: Slots) -> Value:
    """ "that week", "the following month", "the same year"; of anchors of any length."""
    unit = str(slots["unit"])
    step = {"past": -1, "future": 1}.get(str(slots.get("toward")), 0)
    named = scene.anchors()
    if named:
        anchor = named[0].first
    elif scene.published is None:
        return NO_DATE
    elif step < 0:
        anchor = scene.published
    else:
        return AMBIGUOUS
    if unit == "weekend":
        saturday = weekday_on(anchor, 5) if anchor.weekday() < 5 else weekday_back(anchor, 5)
        return scene.days((saturday, days_from(saturday, 1)), "day")
    whole = _whole(_moved(anchor, step, unit), unit)
    chosen = take_part(scene, whole, slots, unit)
    return scene.days(scene.until_published(chosen), _precision(unit)) if chosen else None


def read_text_named(scene: Scene, slots: Slots) -> Value:
    """ "that summer", "the previous April": the month or season of the year last told of, or the one beside a day."""
    named = scene.anchors()
    if not named:
        return NO_DATE if scene.published is None else AMBIGUOUS
    toward, anchor = slots.get("toward"), named[0]
    read = read_season if "season" in slots else read_month
    inner = {name: word for name, word in slots.items() if name != "toward"}
    years = (anchor.first.year + step for step in {"past": (0, -1), "future": (0, 1)}.get(str(toward), (0,)))
    for year in years:
        value = read(scene, {**inner, "year": str(year)})
        if not isinstance(value, Days) or toward is None:
            return value
        if value.last < anchor.first if toward == "past" else value.first > anchor.last:
            return value
    return None


def read_counted_from(scene: Scene, slots: Slots) -> Value:
    """ "two days after 3 May", "the night before Thursday": a distance, counted from the day that follows it."""
    value = scene.read(slots["a"])
    if not isinstance(value, Days):
        return value
    return scene.counting_from(value).read(slots["b"])


def _from_text(scene: Scene, move: Callable[[Days], Interval], *, alone: bool, longest: int = _LONGEST_ANCHOR) -> Value:
    """The move from the latest anchor, of so many days at most, that does not lead past publication.

    With `alone` it is from publication where there is none.
    """
    published = scene.published
    short = [
        a
        for a in scene.anchors()
        if (a.last - a.first).days < longest
        and a.extent is Extent.WITHIN
        and (published is None or a.last <= published or scene.future)
    ]
    for anchor in short:
        interval = move(anchor)
        if published is None or interval[0] <= published or scene.future:
            return scene.days(interval)
    if published is None:
        return NO_DATE
    if alone and not short:
        return scene.days(move(scene.days((published, published))))
    return AMBIGUOUS


def _offset(interval: Interval, slots: Slots) -> Interval:
    return days_from(interval[0], int(str(slots["from"]))), days_from(interval[1], int(str(slots["to"])))


def _number(slots: Slots) -> tuple[int, int]:
    """How many: a number, or a range such as 2-7 for "a few"."""
    words = str(slots["n"] if "n" in slots else slots["number"]).split("-")
    return int(words[0]), int(words[-1])


def _days_of(count: int, unit: str) -> int:
    """How many days back so many hours or minutes reach."""
    return -(-count // 24) if unit == "hour" else 0


def _moved(day: date, count: int, unit: str) -> date:
    if unit in _DAYS_IN:
        return days_from(day, count * _DAYS_IN[unit])
    if unit in _MONTHS_IN:
        return shift_months(day, count * _MONTHS_IN[unit])
    return day


def _whole(day: date, unit: str) -> Interval:
    if unit in ("week", "fortnight"):
        return week_of(day)
    if unit == "month":
        return month_of(day)
    if unit == "quarter":
        first = (day.month - 1) // 3 * 3 + 1
        return months_of(day.year, first, first + 2)
    if unit == "year":
        return years_of(day.year, day.year)
    if unit == "decade":
        return years_of(day.year // 10 * 10, day.year // 10 * 10 + 9)
    return day, day


def _precision(unit: str) -> str:
    return {"day": "day", "week": "week", "fortnight": "week", "month": "month", "quarter": "month"}.get(unit, "year")
