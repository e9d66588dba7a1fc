"""Operations that join expressions: spans, pairs, appositions, times of day around a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dateline.model import Days, Ends, Extent

from .calendars import Interval, days_from, weekday_back
from .named import read_weekday
from .scene import NO_DATE, Node, Scene, Slots, Value


def read_nothing(scene: Scene, slots: Slots) -> Value:
    """Names, sets and durations: no day."""
    return None


def read_same(scene: Scene, slots: Slots) -> Value:
    """Words around an expression that leave its days as they are: "early on", "at dawn on"."""
    return scene.read(slots["a"])


def read_until(scene: Scene, slots: Slots) -> Value:
    """ "until December": the days of an end whose beginning is open, in a history behind what it told of last."""
    return read_before(scene.going_on(), slots)


def read_before(scene: Scene, slots: Slots) -> Value:
    """ "by 3 May", "before 2014"."""
    value = scene.read(slots["a"])
    return replace(value, ends=Ends(None, _unit(scene, slots["a"], value, 1))) if isinstance(value, Days) else value


def read_after(scene: Scene, slots: Slots) -> Value:
    """ "after 3 May": the days of a beginning whose end is open."""
    value = scene.read(slots["a"])
    return replace(value, ends=Ends(_unit(scene, slots["a"], value, 0), None)) if isinstance(value, Days) else value


def read_about(scene: Scene, slots: Slots) -> Value:
    """ "around 12 May", "circa 2014"."""
    value = scene.read(slots["a"])
    return replace(value, approximate=True) if isinstance(value, Days) else value


def read_wider(scene: Scene, slots: Slots) -> Value:
    """ "Friday midnight", "the night to Friday": days added before (`from`) or after (`to`).

    A night that would end after the day of telling is the one before it: "overnight Sunday", told on that Sunday.
    """
    value = scene.read(slots["a"])
    if not isinstance(value, Days):
        return value
    first, last = _moved(value.first, slots["from"]), _moved(value.last, slots["to"])
    told = scene.published
    late = timedelta(days=(last - told).days if told and first <= told < last else 0)
    return scene.days((first - late, last - late))


def read_both(scene: Scene, slots: Slots) -> Value:
    """ "Monday and Tuesday", "between May and July", and with `extent` "from Friday to Sunday"."""
    last = scene.read(slots["b"])
    first = _before_a_full_date(scene, slots, last) or scene.read(slots["a"])
    if not isinstance(first, Days) or not isinstance(last, Days):
        return first if not isinstance(first, Days) else last
    if _is_bare_weekday(slots["a"]) and not _is_bare_weekday(slots["b"]) and last.first == last.last:
        back = weekday_back(last.first, first.first.weekday())  # "Thursday to Saturday of last week"
        return scene.days((back, last.last), "", _extent(slots))
    if last.last < first.first:
        return _turned(scene, first, last, slots)
    ends = Ends(_unit(scene, slots["a"], first, 0), _unit(scene, slots["b"], last, 1))
    return replace(scene.days((first.first, last.last), "", _extent(slots)), ends=ends)


def _unit(scene: Scene, node: str | Node, value: Days, side: int) -> Interval | None:
    """What the words of one end name: "2016" is the year, though it is read as its days up to publication."""
    if value.ends is not None:
        return value.ends[side]
    return (scene.unit(node) if value.last == scene.published else None) or (value.first, value.last)


def _before_a_full_date(scene: Scene, slots: Slots, last: Value) -> Days | None:
    """ "26 June to 4 August 1952": the first day of two whose year only the second tells."""
    if not isinstance(last, Days) or not isinstance(scene.in_full(slots["b"]), Days):
        return None
    if isinstance(scene.in_full(slots["a"]), Days):
        return None
    value = scene.told_at(last).read(slots["a"])
    return value if isinstance(value, Days) and value.first <= last.first else None


def _is_bare_weekday(node: str | Node) -> bool:
    return isinstance(node, Node) and set(node.slots) == {"weekday"} and node.rule.operation is read_weekday


def _turned(scene: Scene, first: Days, last: Days, slots: Slots) -> Value:
    """ "From Saturday to Tuesday" in a report of a Friday: the second day is still to come; "on 25 and on 3 April"."""
    week = days_from(last.last, 7)
    if (first.last - last.first).days < 7 and first.first == first.last and last.first == last.last:
        if scene.published is None or week <= scene.published or scene.future:
            return scene.days((first.first, week), "", _extent(slots))
        return scene.days((days_from(first.first, -7), last.last), "", _extent(slots))
    if _extent(slots) is Extent.THROUGHOUT:
        return None
    return scene.days((last.first, first.last))


def read_since(scene: Scene, slots: Slots) -> Value:
    """ "since Sunday": from the first day to publication, in a history to what it tells of."""
    now = scene.told.days.last if scene.told else scene.published
    if now is None:
        return NO_DATE
    value = scene.looking_back().read(slots["a"])
    if not isinstance(value, Days):
        return value
    if scene.told:
        now = max(now, value.last)
    if value.first > now:
        return None
    ends = Ends(_unit(scene, slots["a"], value, 0), None)
    return replace(scene.days((value.first, now), "", Extent.THROUGHOUT), ends=ends)


def read_spanned(scene: Scene, slots: Slots) -> Value:
    """ "from 24 to 30 May": an interval that the words say was filled."""
    value = scene.read(slots["a"])
    if not isinstance(value, Days):
        return value
    return replace(value, extent=Extent.THROUGHOUT)


def _extent(slots: Slots) -> Extent:
    return Extent(str(slots.get("extent", Extent.WITHIN)))


def _moved(day: date, count: object) -> date:
    return days_from(day, int(str(count)))
