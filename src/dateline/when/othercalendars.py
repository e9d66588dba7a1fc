"""Calendars other than the Gregorian: Hijri, Persian, Ethiopian and Hebrew days, and Easter.

The arithmetic is that of libraries, which are loaded when a text first needs them. The Hijri calendar is the
calculated one of Umm al-Qura; where the new moon is sighted, a month begins up to a day from it on either side.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from .calendars import Interval, days_from

_BEFORE, _AFTER = 1, 2  # years: back and ahead of that at the start of ours, a day has an occurrence before and after


def _hijri(year: int, month: int, day: int) -> date:
    from hijridate import Hijri

    found = Hijri(year, month, day).to_gregorian()
    return date(found.year, found.month, found.day)


def _persian(year: int, month: int, day: int) -> date:
    from convertdate import persian  # type: ignore[import-untyped]

    return date(*persian.to_gregorian(year, month, day))


def _ethiopian(year: int, month: int, day: int) -> date:
    from convertdate import coptic

    return date(*coptic.to_gregorian(year - 276, month, day))  # the same days, counted from another era


def _hebrew(year: int, month: int, day: int) -> date:
    from convertdate import hebrew

    return date(*hebrew.to_gregorian(year, month, day))


def _easter(church: str) -> Callable[[int, int, int], date]:
    def offset(year: int, month: int, day: int) -> date:
        from convertdate import holidays

        return days_from(date(*holidays.easter(year, church)), day)

    return offset


@dataclass(frozen=True, slots=True)
class _Calendar:
    """`year_of` is about its year at the start of a Gregorian one; `uncertain` days lie on either side of each."""

    gregorian: Callable[[int, int, int], date]
    year_of: Callable[[int], int]
    months: int = 12
    uncertain: int = 0


_CALENDARS: Mapping[str, _Calendar] = MappingProxyType(
    {
        "gregorian": _Calendar(date, lambda year: year),
        "hijri": _Calendar(_hijri, lambda year: (year - 622) * 33 // 32, uncertain=1),
        "persian": _Calendar(_persian, lambda year: year - 622),
        "ethiopian": _Calendar(_ethiopian, lambda year: year - 8, months=13),
        "hebrew": _Calendar(_hebrew, lambda year: year + 3760),
        "easter": _Calendar(_easter("western"), lambda year: year),
        "orthodox_easter": _Calendar(_easter("orthodox"), lambda year: year),
    }
)


@lru_cache(maxsize=4096)  # a Persian new year is worked out from the sun
def day_in(calendar: str, year: int, month: int, day: int) -> date | None:
    """The Gregorian date, or None where the calendar has no such day; days of Easter count from its Sunday, 0."""
    try:
        return _CALENDARS[calendar].gregorian(year, month, day)
    except (ValueError, OverflowError):
        return None


def month_in(calendar: str, year: int, month: int) -> Interval | None:
    """First and last day of a month."""
    after = (year, month + 1) if month < _CALENDARS[calendar].months else (year + 1, 1)
    first, end = day_in(calendar, year, month, 1), day_in(calendar, *after, 1)
    return (first, days_from(end, -1)) if first and end else None


def years_about(calendar: str, day: date) -> range:
    """The years of the calendar around a day, latest first."""
    year = _CALENDARS[calendar].year_of(day.year)
    return range(year + _AFTER, year - _BEFORE - 1, -1)


def widened(calendar: str, interval: Interval) -> Interval:
    """The interval with the days on which it may have begun or ended too."""
    uncertain = _CALENDARS[calendar].uncertain
    return days_from(interval[0], -uncertain), days_from(interval[1], uncertain)
