"""Days as the Extended Date/Time Format writes them (EDTF, ISO 8601-2:2019)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from dateline.model import Days, Ends, Extent

from .calendars import Interval

# First month of a unit, and how many it has: the number of the unit, which stands where a month would.
# Seasons are of the northern hemisphere; a winter has the year in which it ends.
_UNITS = {
    (3, 3): 21,
    (6, 3): 22,
    (9, 3): 23,
    (12, 3): 24,
    (1, 3): 33,
    (4, 3): 34,
    (7, 3): 35,
    (10, 3): 36,
    (1, 6): 40,
    (7, 6): 41,
}
_LAST_SEASON = "24"  # quarters and half-years, numbered on from there, can be no end of an interval


def edtf(days: Days) -> str:
    """An interval of days as one EDTF string, as coarse as the words tell it, or its ends allow.

    A day, month, year, decade or century is written as itself ("2016-08-27", "2016-08", "2016", "201X", "20XX"), and
    so is a season, quarter or half-year in which something fell ("2016-22", "2016-33", "2016-40"); with "~" behind it
    where the words say "about". Any other interval is "first/last" where something lasted through it, and
    "[first..last]", one day of a set, where it fell within; an end that the words leave open is "..".
    """
    if days.ends is not None:
        return _between(days.ends, days.extent)
    first, last = days.first, days.last
    unit = _whole(first, last)
    if not unit and days.extent is Extent.WITHIN:
        unit = _unit(first, last)
    if unit:
        return f"{unit}~" if days.approximate else unit
    starts, ends = _ends(first, last)
    return f"{starts}/{ends}" if days.extent is Extent.THROUGHOUT else f"[{starts}..{ends}]"


def _between(ends: Ends, extent: Extent) -> str:
    """From one end that the words name to the other, each a day, month, season or year; a set has no seasons."""
    lasting = extent is Extent.THROUGHOUT or None in ends
    starts = _end(ends.first, 0, seasons=lasting)
    closes = _end(ends.last, 1, seasons=lasting)
    if lasting:
        return f"{starts}/{closes}"
    return starts if starts == closes else f"[{starts}..{closes}]"


def _end(unit: Interval | None, side: int, *, seasons: bool) -> str:
    """One end, by the first or last part of a unit that is no single one to EDTF: of a decade the year."""
    if unit is None:
        return ".."
    whole = _whole(*unit)
    if whole and "X" not in whole:
        return whole
    season = _unit(*unit) if seasons else ""
    return season if season and season[-2:] <= _LAST_SEASON else _ends(*unit)[side]


def _whole(first: date, last: date) -> str:
    """The one calendar unit that the interval is, "" where it is none."""
    if first == last:
        return first.isoformat()
    if not (_opens_month(first) and _closes_month(last)):
        return ""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months == 1:
        return _month(first)
    if first.month != 1:
        return ""
    if months == 12:
        return f"{first.year:04}"
    if months == 120 and first.year % 10 == 0:
        return f"{first.year // 10:03}X"
    return f"{first.year // 100:02}XX" if months == 1200 and first.year % 100 == 0 else ""


def _unit(first: date, last: date) -> str:
    """The season, quarter or half-year that the interval is, "" where it is none."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    unit = _UNITS.get((first.month, months))
    return f"{last.year:04}-{unit}" if unit and _opens_month(first) and _closes_month(last) else ""


def _ends(first: date, last: date) -> tuple[str, str]:
    """Both ends as months where the interval is made of whole ones, else as days."""
    if _opens_month(first) and _closes_month(last):
        if first.month == 1 and last.month == 12:
            return f"{first.year:04}", f"{last.year:04}"
        return _month(first), _month(last)
    return first.isoformat(), last.isoformat()


def _opens_month(day: date) -> bool:
    return day.day == 1


def _closes_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _month(day: date) -> str:
    return f"{day.year:04}-{day.month:02}"
