"""Days as the Extended Date/Time Format writes them (EDTF, ISO 8601-2:2019)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from dateline.model import Days, Extent


def edtf(days: Days) -> str:
    """An interval of days as one EDTF string, as coarse as its ends allow.

    A day, month, year or decade is written as itself ("2016-08-27", "2016-08", "2016", "201X"). Any other interval
    is "first/last" where something lasted through it, and "[first..last]", one day of a set, where it fell within.
    """
    first, last = days.first, days.last
    if whole := _whole(first, last):
        return whole
    starts, ends = _ends(first, last)
    return f"{starts}/{ends}" if days.extent is Extent.THROUGHOUT else f"[{starts}..{ends}]"


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
    return f"{first.year // 10:03}X" if months == 120 and first.year % 10 == 0 else ""


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
